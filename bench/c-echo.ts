import { echoRequest } from '../server/protocols/dimse/services/verification.ts';
import { uids } from '../server/protocols/dimse/uids.ts';
import { associate, faster, notInstalled } from './dicom-client.ts';
import { type Measurement, expect, percentile } from './measurement.ts';
import { orthanc } from './orthanc.ts';
import { installed, ours } from './peer.ts';

/** Whole associations with one C-ECHO each, one after the other; and the time of a message on one that is long. */

const ASSOCIATIONS = 300;
const ROUNDS = 4;

async function associations(port: number): Promise<number> {
  const began = performance.now();
  for (let done = 0; done < ASSOCIATIONS; done++) {
    const association = await associate(port, uids.verification);
    const answer = await association.ask(1, echoRequest(1));
    expect('status', answer.kind === 'answered' ? answer.status : answer, 0);
    expect('end', (await association.release()).kind, 'released');
  }
  return (ASSOCIATIONS * 1_000) / (performance.now() - began);
}

/** The median time of a message, in µs, over associations of `count` messages each. */
async function messages(port: number, count: number, times: number): Promise<number> {
  const took: number[] = [];
  for (let time = 0; time < times; time++) {
    const association = await associate(port, uids.verification);
    for (let id = 1; id <= count; id++) {
      const began = performance.now();
      const answer = await association.ask(1, echoRequest(id));
      took.push((performance.now() - began) * 1_000);
      if (answer.kind !== 'answered' || answer.status !== 0) throw new Error(JSON.stringify(answer));
    }
    await association.release();
  }
  return percentile(took, 0.5);
}

export async function benchEcho(): Promise<Measurement[]> {
  const server = await ours('sink.ts', 'dicom');
  const peer = installed('Orthanc') ? await orthanc() : undefined;
  try {
    const name = 'C-ECHO associations, one after the other';
    await associations(server.port);
    let own = 0;
    let other = 0;
    for (let round = 0; round < ROUNDS; round++) {
      own = Math.max(own, await associations(server.port));
      if (peer) other = Math.max(other, await associations(peer.port));
    }
    const [few, many] = [await messages(server.port, 10, 500), await messages(server.port, 10_000, 1)];
    return [
      peer ? faster(name, own, other, 'Orthanc', 0.5) : notInstalled(name, 'Orthanc'),
      {
        name: 'C-ECHO, 10 000 messages on one association',
        ours: `${many.toFixed(1)} µs each`,
        peer: `${few.toFixed(1)} µs with 10`,
        ratio: `${(many / few).toFixed(2)} ×`,
        target: '≤ 1.2 ×',
        ok: many <= few * 1.2,
      },
    ];
  } finally {
    await server.stop();
    await peer?.stop();
  }
}

if (import.meta.main) {
  process.stdout.write(JSON.stringify(await benchEcho()));
  process.exit();
}
