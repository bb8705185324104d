import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type DialledAssociation, dialDicom } from '../../server/gateway/dicom-dial.ts';
import { type DialledMllp, dialMllp } from '../../server/gateway/mllp-dial.ts';
import { echoRequest } from '../../server/protocols/dimse/services/verification.ts';
import { type HostileCase, beforeAssociation, request, withinAssociation } from './hostile-dicom.ts';
import { mllpCases } from './hostile-mllp.ts';
import { HostilePeer, pause } from './hostile-peer.ts';
import { Victim } from './victim-process.ts';

/** After its case the victim may hold so much more than before the suite, in heap and buffers, after a collection. */
const MOST_HELD = 24 * 1_048_576;
/** And never be larger than this, all in all. */
const MOST_RESIDENT = 400 * 1_048_576;
/** One case costs the victim no more CPU than this, in ms; the dearest takes a tenth of a second. */
const MOST_CPU = 5_000;
/** A connection is closed this long after the peer's last word, at most; the shortest patience of the product is 30 s. */
const CLOSED_WITHIN_MS = 25_000;

const message = new TextEncoder().encode('MSH|^~\\&|RIS|NGH|MWL|NGH|20260316081502||ORM^O01|N1|P|2.3.1\r');

/** A victim, and neighbours of its attackers that ask it all the time. */
class Siege {
  readonly victim: Victim;
  readonly #association: DialledAssociation;
  readonly #mllp: DialledMllp;
  readonly #asking: Promise<void>;
  #heldBefore = 0;
  #stopped = false;
  /** Rounds of the neighbours that were answered, and what came instead. */
  rounds = 0;
  readonly failures: unknown[] = [];

  private constructor(victim: Victim, association: DialledAssociation, mllp: DialledMllp) {
    this.victim = victim;
    this.#association = association;
    this.#mllp = mllp;
    this.#asking = this.#askAllTheTime();
  }

  static async lay(kind: 'impatient' | 'patient'): Promise<Siege> {
    const victim = await Victim.start(kind);
    const dicom = await dialDicom({ port: victim.dicom, request });
    const mllp = await dialMllp({ port: victim.mllp });
    if (dicom.kind !== 'open' || mllp.kind !== 'open') throw new Error('the neighbours are not served');
    const siege = new Siege(victim, dicom.association, mllp.connection);
    await siege.aRound();
    siege.#heldBefore = (await victim.state('collect')).held;
    return siege;
  }

  async #askAllTheTime(): Promise<void> {
    for (let id = 1; !this.#stopped; id++) {
      const [echoed, answered] = await Promise.all([
        this.#association.ask(1, echoRequest((id % 65_535) + 1)),
        this.#mllp.send(message),
      ]);
      if (echoed.kind !== 'answered' || echoed.status !== 0 || answered.kind !== 'answered') {
        this.failures.push(echoed, answered);
        return;
      }
      this.rounds++;
      await pause(25);
    }
  }

  /** At least one round of the neighbours ends. */
  async aRound(): Promise<void> {
    const before = this.rounds;
    while (this.rounds === before && this.failures.length === 0) await pause(5);
  }

  async attack(port: number, hostile: HostileCase, words: (peer: HostilePeer) => string[]): Promise<void> {
    const { victim } = this;
    const { cpu } = await victim.state();
    const peer = new HostilePeer(port);
    try {
      await hostile.play(peer);
      if (hostile.ends !== 'stays') peer.leaveWhenTold();
      const end = await peer.end(CLOSED_WITHIN_MS);
      const said = [...words(peer), end === 'reset' ? 'closed' : end];
      const state = await victim.settled(1, 1, CLOSED_WITHIN_MS, hostile.notices === undefined ? 0 : 1);
      expect({ said, noticed: state.faults[0] }).toEqual({ said: hostile.says, noticed: hostile.notices });
      expect({ dicom: state.dicomConnections, mllp: state.mllpConnections }).toEqual({ dicom: 1, mllp: 1 });
      expect(state.resident).toBeLessThan(MOST_RESIDENT);
      expect(state.cpu - cpu).toBeLessThan(MOST_CPU);
      const mostHeld = this.#heldBefore + MOST_HELD;
      expect(await victim.held(mostHeld)).toBeLessThan(mostHeld);
      expect(victim.alive).toBe(true);
      await this.aRound();
      expect(this.failures).toEqual([]);
    } finally {
      peer.destroy();
    }
  }

  /** Ends the neighbours; the victim lives on. */
  async raise(): Promise<void> {
    this.#stopped = true;
    await this.#asking;
  }

  async end(): Promise<void> {
    await this.raise();
    await this.victim[Symbol.asyncDispose]();
  }
}

let impatient: Siege;
let patient: Siege;
/** What ends by patience meets a victim that has little; all else one that has as much as the product. */
const siegeFor = ({ ends }: HostileCase): Siege => (ends === undefined ? patient : impatient);

beforeAll(async () => {
  impatient = await Siege.lay('impatient');
  patient = await Siege.lay('patient');
});

afterAll(async () => {
  await impatient.end();
  await patient.end();
});

describe('a DICOM port', () => {
  it.each(beforeAssociation)('before an association: $name', async (hostile) => {
    const siege = siegeFor(hostile);
    await siege.attack(siege.victim.dicom, hostile, (peer) => peer.dicomWords());
  });

  it.each(withinAssociation)('within an association: $name', async (hostile) => {
    const siege = siegeFor(hostile);
    await siege.attack(siege.victim.dicom, hostile, (peer) => peer.dicomWords());
  });
});

describe('an MLLP port', () => {
  it.each(mllpCases)('$name', async (hostile) => {
    const siege = siegeFor(hostile);
    await siege.attack(siege.victim.mllp, hostile, (peer) => peer.mllpWords());
  });
});

describe('with the patience of the product', () => {
  it('serves 200 associations at once', async () => {
    const all = await Promise.all(
      Array.from({ length: 200 }, () => dialDicom({ port: patient.victim.dicom, request })),
    );
    const open = all.flatMap((dialled) => (dialled.kind === 'open' ? [dialled.association] : []));
    expect(open.length).toBe(200);
    const answers = await Promise.all(open.map((association, id) => association.ask(1, echoRequest(id + 1))));
    expect(answers.map((answer) => (answer.kind === 'answered' ? answer.status : answer))).toEqual(Array(200).fill(0));
    const ends = await Promise.all(open.map((association) => association.release()));
    expect(ends).toEqual(Array(200).fill({ kind: 'released' }));
    expect((await patient.victim.settled(1, 1, CLOSED_WITHIN_MS)).dicomConnections).toBe(1);
  });

  it('serves 200 connections at once', async () => {
    const all = await Promise.all(Array.from({ length: 200 }, () => dialMllp({ port: patient.victim.mllp })));
    const open = all.flatMap((dialled) => (dialled.kind === 'open' ? [dialled.connection] : []));
    expect(open.length).toBe(200);
    const answers = await Promise.all(open.map((connection) => connection.send(message)));
    expect(answers.map(({ kind }) => kind)).toEqual(Array(200).fill('answered'));
    await Promise.all(open.map((connection) => connection.close()));
    expect((await patient.victim.settled(1, 1, CLOSED_WITHIN_MS)).mllpConnections).toBe(1);
  });
});

describe('after all that', () => {
  it('the neighbours were always answered', () => {
    expect([impatient.failures, patient.failures]).toEqual([[], []]);
  });

  it('the victims close their ports and nothing keeps their processes', async () => {
    await Promise.all([impatient.raise(), patient.raise()]);
    expect([await impatient.victim.close(), await patient.victim.close()]).toEqual([0, 0]);
  });
});
