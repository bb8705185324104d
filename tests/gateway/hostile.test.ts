import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DialledAssociation, dialDicom } from '../../server/gateway/dicom-dial.ts';
import { type DialledMllp, dialMllp } from '../../server/gateway/mllp-dial.ts';
import { echoRequest } from '../../server/protocols/dimse/services/verification.ts';
import { type HostileCase, beforeAssociation, request, withinAssociation } from './hostile-dicom.ts';
import { mllpCases } from './hostile-mllp.ts';
import { HostilePeer } from './hostile-peer.ts';
import { Victim } from './victim-process.ts';

/** After its case the victim may hold so much more than before the suite, in heap and buffers, after a collection. */
const MOST_HELD = 24 * 1_048_576;
/** And never be larger than this, all in all. */
const MOST_RESIDENT = 400 * 1_048_576;
/** A connection is closed this long after the peer's last word, at most (the longest wait is 4 s). */
const CLOSED_WITHIN_MS = 12_000;

const message = new TextEncoder().encode('MSH|^~\\&|RIS|NGH|MWL|NGH|20260316081502||ORM^O01|N1|P|2.3.1\r');
let victim: Victim;
let neighbour: { readonly association: DialledAssociation; readonly mllp: DialledMllp };
let heldBefore = 0;
/** The neighbours ask all the time; each answer's wait in ms, or what came instead. */
const waits: number[] = [];
const failures: unknown[] = [];
let stopped = false;
let asking: Promise<void>;

async function openNeighbours(): Promise<typeof neighbour> {
  const dicom = await dialDicom({ port: victim.dicom, request });
  const mllp = await dialMllp({ port: victim.mllp });
  if (dicom.kind !== 'open' || mllp.kind !== 'open') throw new Error('the neighbours are not served');
  return { association: dicom.association, mllp: mllp.connection };
}

async function askAllTheTime(): Promise<void> {
  for (let id = 1; !stopped; id++) {
    const began = performance.now();
    const [echoed, answered] = await Promise.all([
      neighbour.association.ask(1, echoRequest((id % 65_535) + 1)),
      neighbour.mllp.send(message),
    ]);
    waits.push(performance.now() - began);
    if (echoed.kind !== 'answered' || echoed.status !== 0 || answered.kind !== 'answered') {
      failures.push(echoed, answered);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, 25));
  }
}

beforeAll(async () => {
  victim = await Victim.start();
  neighbour = await openNeighbours();
  asking = askAllTheTime();
  await new Promise((resolve) => setTimeout(resolve, 100));
  heldBefore = (await victim.state('collect')).held;
});

afterAll(async () => {
  stopped = true;
  await asking;
  await victim[Symbol.asyncDispose]();
});

async function attack(port: number, hostile: HostileCase, words: (peer: HostilePeer) => string[]): Promise<void> {
  const asked = waits.length;
  const peer = new HostilePeer(port);
  try {
    await hostile.play(peer);
    const end = await peer.end(CLOSED_WITHIN_MS);
    const said = [...words(peer), end === 'reset' ? 'closed' : end];
    const state = await victim.settled(1, 1, CLOSED_WITHIN_MS, hostile.notices === undefined ? 0 : 1);
    expect({ said, noticed: state.faults[0] }).toEqual({ said: hostile.says, noticed: hostile.notices });
    expect({ dicom: state.dicomConnections, mllp: state.mllpConnections }).toEqual({ dicom: 1, mllp: 1 });
    expect(state.resident).toBeLessThan(MOST_RESIDENT);
    expect(await victim.held(heldBefore + MOST_HELD)).toBeLessThan(heldBefore + MOST_HELD);
    expect(victim.alive).toBe(true);
    // At least one round of the neighbours ended after the case began.
    while (waits.length === asked && failures.length === 0) await new Promise((resolve) => setTimeout(resolve, 5));
    expect(failures).toEqual([]);
  } finally {
    peer.destroy();
  }
}

describe('a DICOM port', () => {
  it.each(beforeAssociation)('before an association: $name', async (hostile) => {
    await attack(victim.dicom, hostile, (peer) => peer.dicomWords());
  });

  it.each(withinAssociation)('within an association: $name', async (hostile) => {
    await attack(victim.dicom, hostile, (peer) => peer.dicomWords());
  });
});

describe('an MLLP port', () => {
  it.each(mllpCases)('$name', async (hostile) => {
    await attack(victim.mllp, hostile, (peer) => peer.mllpWords());
  });
});

describe('with the patience of the product', () => {
  let server: Victim;
  beforeAll(async () => {
    server = await Victim.start('patient');
  });
  afterAll(async () => {
    await server[Symbol.asyncDispose]();
  });

  it('serves 200 associations at once', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => dialDicom({ port: server.dicom, request })));
    const open = all.flatMap((dialled) => (dialled.kind === 'open' ? [dialled.association] : []));
    expect(open.length).toBe(200);
    const answers = await Promise.all(open.map((association, id) => association.ask(1, echoRequest(id + 1))));
    expect(answers.map((answer) => (answer.kind === 'answered' ? answer.status : answer))).toEqual(Array(200).fill(0));
    const ends = await Promise.all(open.map((association) => association.release()));
    expect(ends).toEqual(Array(200).fill({ kind: 'released' }));
    expect((await server.settled(0, 0, CLOSED_WITHIN_MS)).dicomConnections).toBe(0);
  });

  it('serves 200 connections at once', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => dialMllp({ port: server.mllp })));
    const open = all.flatMap((dialled) => (dialled.kind === 'open' ? [dialled.connection] : []));
    expect(open.length).toBe(200);
    const answers = await Promise.all(open.map((connection) => connection.send(message)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(200).fill('answered'));
    await Promise.all(open.map((connection) => connection.close()));
    expect((await server.settled(0, 0, CLOSED_WITHIN_MS)).mllpConnections).toBe(0);
  });
});

describe('after all that', () => {
  it('the neighbours were always answered, and soon', () => {
    expect(failures).toEqual([]);
    expect(waits.length).toBeGreaterThan(100);
    expect(Math.max(...waits)).toBeLessThan(4_000);
  });

  it('the victim closes its ports and nothing keeps its process', async () => {
    stopped = true;
    await asking;
    expect(await victim.close()).toBe(0);
  });
});
