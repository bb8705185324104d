import { readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { dialMllp } from '../server/gateway/mllp-dial.ts';
import { faster } from './dicom-client.ts';
import { type Measurement, expect } from './measurement.ts';
import { ours } from './peer.ts';

/**
 * Round trips over 50 connections. With a target: an order in its frame that comes back in a frame, beside the same bytes
 * bare and echoed. Without one: the order read and acknowledged, which a bare echo has no answer to.
 */

const CONNECTIONS = 50;
const EACH = 200;
const ROUNDS = 5;
const order = new Uint8Array(readFileSync(new URL('../messages/hl7/orm-o01-nw.hl7', import.meta.url)));

async function perSecond(work: () => Promise<void>): Promise<number> {
  const began = performance.now();
  await work();
  return (CONNECTIONS * EACH * 1_000) / (performance.now() - began);
}

async function mllp(port: number, isAnswer: (bytes: Uint8Array) => boolean): Promise<() => Promise<void>> {
  const dialled = await Promise.all(Array.from({ length: CONNECTIONS }, () => dialMllp({ port })));
  const open = dialled.flatMap((each) => (each.kind === 'open' ? [each.connection] : []));
  expect('connections', open.length, CONNECTIONS);
  return async () => {
    let acknowledged = 0;
    await Promise.all(
      open.map(async (connection) => {
        for (let sent = 0; sent < EACH; sent++) {
          const outcome = await connection.send(order);
          if (outcome.kind === 'answered' && isAnswer(outcome.bytes)) acknowledged++;
        }
      }),
    );
    expect('acknowledgements', acknowledged, CONNECTIONS * EACH);
  };
}

async function echo(port: number): Promise<() => Promise<void>> {
  const sockets = Array.from({ length: CONNECTIONS }, () => connect({ port, host: '127.0.0.1', noDelay: true }));
  await Promise.all(sockets.map((socket) => new Promise((resolve) => socket.once('connect', resolve))));
  return async () => {
    await Promise.all(
      sockets.map(async (socket) => {
        for (let sent = 0; sent < EACH; sent++) {
          let back = 0;
          await new Promise<void>((resolve) => {
            const hear = (bytes: Uint8Array): void => {
              back += bytes.length;
              if (back < order.length) return;
              socket.off('data', hear);
              resolve();
            };
            socket.on('data', hear);
            socket.write(order);
          });
        }
      }),
    );
  };
}

export async function benchMllp(): Promise<Measurement[]> {
  const servers = [await ours('sink.ts', 'mllp-back'), await ours('sink.ts', 'mllp'), await ours('sink.ts', 'echo')];
  const [back, read, bare] = servers.map(({ port }) => port);
  try {
    const kinds = [
      await mllp(back ?? 0, (bytes) => bytes.length === order.length && bytes.at(-2) === order.at(-2)),
      await mllp(read ?? 0, (bytes) => Buffer.from(bytes).includes('MSA|AA|RIS0004711')),
      await echo(bare ?? 0),
    ];
    const best = kinds.map(() => 0);
    for (let round = 0; round <= ROUNDS; round++) {
      for (const [index, kind] of kinds.entries()) best[index] = Math.max(best[index] ?? 0, await perSecond(kind));
    }
    const [framed = 0, acknowledged = 0, peer = 0] = best;
    const name = `MLLP round trips, ${CONNECTIONS} connections`;
    return [
      faster(name, framed, peer, 'bare net echo', 0.7),
      { ...faster(`${name}, read and acknowledged`, acknowledged, peer, 'bare net echo', 0), target: '' },
    ];
  } finally {
    for (const server of servers) await server.stop();
  }
}

if (import.meta.main) {
  process.stdout.write(JSON.stringify(await benchMllp()));
  process.exit();
}
