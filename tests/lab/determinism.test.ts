import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { describe, expect, it } from 'vitest';
import { type Micros, MINUTE } from '../../server/core/clock.ts';
import { stream } from '../../server/core/random.ts';
import { Hospital } from '../../server/lab/hospital.ts';
import { Lab } from '../../server/lab/lab.ts';
import { build } from '../../server/lab/prelude.ts';
import type { Course } from '../../server/lab/scenario/course.ts';
import { courses } from '../support/courses.ts';

const run = promisify(execFile);

describe('the traffic before the learner arrives', () => {
  it(
    'is the same to the byte in two processes, and as it was when its hashes were stored',
    { timeout: 300_000 },
    async () => {
      const script = fileURLToPath(new URL('traffic-hash-process.ts', import.meta.url));
      const one = await run(process.execPath, [script]);
      const other = await run(process.execPath, [script]);
      expect(other.stdout).toBe(one.stdout);
      // A deliberate change: raise HOSPITAL_VERSION, then `npx vitest run tests/lab/determinism.test.ts -u`.
      await expect(storedPart(one.stdout)).toMatchFileSnapshot('traffic-hashes.json');
    },
  );
});

interface Hashes {
  readonly traffic: Readonly<Record<string, string>>;
}

/** Of all hashes those that are stored: a case of which none is stored adds nothing here. */
function storedPart(printed: string): string {
  const stored = JSON.parse(readFileSync(new URL('traffic-hashes.json', import.meta.url), 'utf8')) as Hashes;
  const now = JSON.parse(printed) as Hashes;
  const traffic = Object.fromEntries(Object.entries(now.traffic).filter(([name]) => name in stored.traffic));
  return `${JSON.stringify({ ...now, traffic }, null, 2)}\n`;
}

describe.each(courses('1'))('%s', (_, course) => {
  it('at 20 random moments, the state replayed from zero is that of a checkpoint and what followed', () => {
    const { checkpoints, arrived } = build(course, '1');
    const moments = randomMoments('prelude', course.begins, arrived + 60 * MINUTE);
    const truth = fromZero(course, '1');
    const seen = moments.map((at) => {
      truth.room.kernel.runUntil(at);
      const start = checkpoints.findLast((checkpoint) => checkpoint.at <= at);
      const copy = start?.hospital.fork();
      copy?.room.kernel.runUntil(at);
      return { at, zero: truth.hash(), copy: copy?.hash() };
    });
    expect(seen.map(({ at, copy }) => ({ at, hash: copy }))).toEqual(seen.map(({ at, zero }) => ({ at, hash: zero })));
  });

  it('at 20 random moments of a lab at work, looking back, undo and replay of the log agree', () => {
    const lab = workedLab(course, '1');
    const replayed = Lab.replay(course, '1', lab.entries);
    expect(replayed.hospital.hash()).toBe(lab.hospital.hash());
    for (const at of randomMoments('lab', lab.arrived, lab.now)) {
      // The replayed lab has no checkpoint after the learner's arrival: it runs everything again.
      expect({ at, hash: lab.hospitalAt(at).hash() }).toEqual({ at, hash: replayed.hospitalAt(at).hash() });
    }
    for (const { seq } of lab.entries.toReversed().filter((_, index) => index % 5 === 1)) {
      lab.rewind(seq, 'anna');
      const upTo = Lab.replay(
        course,
        '1',
        lab.entries.filter((entry) => entry.seq <= seq),
      );
      expect({ seq, hash: lab.hospital.hash() }).toEqual({ seq, hash: upTo.hospital.hash() });
    }
  });
});

function randomMoments(name: string, from: Micros, to: Micros): readonly Micros[] {
  const random = stream('determinism', name);
  return Array.from({ length: 20 }, () => from + random.integer(0, to - from)).sort((a, b) => a - b);
}

/** The hospital at the beginning, with its whole script before it; never copied, never settled. */
function fromZero(course: Course, seed: string): Hospital {
  const hospital = Hospital.build(seed, course.begins);
  hospital.director.start(course);
  hospital.traffic.start(course.begins + 72 * 60 * MINUTE);
  return hospital;
}

/** A lab in which a learner has looked and changed things for two hours. */
function workedLab(course: Course, seed: string): Lab {
  const lab = new Lab(course, seed);
  const random = stream(seed, 'learner');
  const file = { host: 'eng01', path: '/opt/engine/channels/ADT_FAN.yaml' };
  const registration = new TextEncoder().encode(
    'MSH|^~\\&|NGHIS|NGH|NGENG|NGH|20260317103000||ADT^A04|LEARNER1|P|2.3.1\r' +
      'EVN|A04|20260317103000\rPID|1||10009999^^^NGH^MR||LERNER^LARA||19800101|F\rPV1|1|E\r',
  );
  const actions: readonly Parameters<Lab['act']>[0]['action'][] = [
    { kind: 'hypothesis-add', text: 'the rule' },
    { kind: 'modality-query', host: 'ct01' },
    { kind: 'send-hl7', from: 'his01', port: 6661, bytes: Buffer.from(registration).toString('base64') },
    { kind: 'worklist-query', callingAe: 'NGH_CT1', keys: [{ attribute: 'PatientID', value: '' }] },
    { kind: 'set-key', ...file, pointer: ['description'], value: 'looked at', note: '' },
    { kind: 'deploy', ...file },
    { kind: 'modality-query', host: 'mr01' },
    { kind: 'open-hint' },
    { kind: 'mark', at: lab.arrived, text: 'here' },
  ];
  for (const action of actions) {
    lab.advance(lab.now + random.integer(1, 20 * MINUTE), Number.MAX_SAFE_INTEGER);
    const { outcome } = lab.act({ action }, 'anna');
    // A refusal is part of the log, too: the users of BK01 may not touch the engine, and free play has no hints.
    if (!outcome.ok && !['not-permitted', 'hint-closed'].includes(outcome.code ?? ''))
      throw new Error(`${action.kind}: ${outcome.message}`);
  }
  lab.advance(lab.now + 10 * MINUTE, Number.MAX_SAFE_INTEGER);
  return lab;
}
