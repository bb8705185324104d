import { describe, expect, it } from 'vitest';
import { MINUTE, SECOND } from '../../../server/core/clock.ts';
import { forkState, hashState } from '../../../server/core/state.ts';
import { Journal } from '../../../server/network/journal.ts';
import { Network } from '../../../server/network/network.ts';
import { Engine } from '../../../server/systems/engine/engine.ts';
import { Files } from '../../../server/systems/host/files.ts';
import type { MachineRoom } from '../../../server/systems/host/hospital.ts';
import { Logs } from '../../../server/systems/host/log.ts';
import { adt, omi, orm } from '../mapping/order-messages.ts';
import { type EngineBench, engineBench, logText, Receiver } from './room.ts';

const CHANNEL = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const STATIONS = '/opt/engine/lookup/RES2STATION.csv';

const edit = ({ room }: EngineBench, path: string, change: (text: string) => string): void => {
  const result = room.files.save('eng01', path, change(room.files.text('eng01', path) ?? ''), 'ianders', 'change');
  if (!result.ok) throw new Error(result.code);
};

describe('the interface engine', () => {
  it('answers AA with the control ID of the message, then maps and delivers to worklist and PACS', () => {
    const bench = engineBench();
    expect(bench.send(orm())).toMatchObject({ kind: 'answered', ack: { code: 'AA', controlId: 'RIS0004711' } });
    expect(
      bench.mwl.messages.map((each) => [each.value('MSH-5'), each.value('ORC-18.1'), each.value('OBR-18')]),
    ).toEqual([['MWL', 'NGH_CT1', 'A260001234']]);
    expect(
      bench.pacs.messages.map((each) => [each.value('MSH-5'), each.value('ORC-18.1'), each.get('PID-3').raw]),
    ).toEqual([['PACS', 'CTROOM1', '10004521^^^NGH&2.999.1.10.1&ISO^MR']]);
    expect(
      [...bench.state.messages.values()][0]?.routes.map(({ channel, destination, status }) => [
        channel,
        destination,
        status,
      ]),
    ).toEqual([
      ['SCHED_TO_MWL', 'mwl', 'SENT'],
      ['SCHED_TO_MWL', 'pacs', 'SENT'],
      ['STATUS', '', 'FILTERED'],
    ]);
    expect(bench.statuses()).toEqual({ RIS0004711: 'SENT' });
    expect(bench.state.queue.size).toBe(0);
  });

  it('takes 2.5.1 on 6665, ADT on 6661 and orders on 6663, each to its destinations', () => {
    const bench = engineBench();
    bench.send(omi(), 6665);
    bench.send(adt({ weight: '71.5' }), 6661);
    bench.send(orm({ controlId: 'HIS1' }), 6663);
    bench.send(orm({ controlId: 'RIS9', control: 'SC', status: 'CM' }));
    expect([bench.mwl.controlIds, bench.pacs.controlIds, bench.ris.controlIds, bench.his.controlIds]).toEqual([
      ['RIS0004712', 'HIS0098801', 'RIS9'],
      ['RIS0004712', 'HIS0098801'],
      ['HIS0098801', 'HIS1'],
      ['RIS9'],
    ]);
    // The RIS keeps all identifiers, the others get the hospital's own.
    expect([bench.ris.messages[0]?.repetitionCount('PID-3'), bench.pacs.messages[1]?.repetitionCount('PID-3')]).toEqual(
      [2, 1],
    );
  });

  it.each([
    ['a type that no channel of the port takes', adt(), 6664, 'AR', 'message type ADT^A04 is not supported'],
    [
      'a version that is not spoken',
      new TextEncoder().encode(new TextDecoder().decode(orm()).replace('|2.3.1|', '|2.2|')),
      6664,
      'AR',
      'version 2.2 is not supported (2.3.1, 2.5.1)',
    ],
    [
      'bytes that are no message',
      new TextEncoder().encode('hello'),
      6664,
      'AR',
      'not a message that can be read (not-hl7)',
    ],
  ])('refuses %s and keeps it', (_, payload, port, code, text) => {
    const bench = engineBench();
    expect(bench.send(payload, port)).toMatchObject({ kind: 'answered', ack: { code, text } });
    expect([...bench.state.messages.values()].map((row) => row.refusal)).toEqual([`${code} ${text}`]);
    expect(bench.mwl.messages).toEqual([]);
  });

  it('keeps a filtered message as FILTERED, answered AA', () => {
    const bench = engineBench();
    expect(bench.send(orm({ control: 'CTL' }))).toMatchObject({ ack: { code: 'AA' } });
    expect(bench.statuses()).toEqual({ RIS0004711: 'FILTERED' });
    bench.send(orm({ procedure: 'CTG', controlId: 'HIS7' }), 6663);
    expect(bench.statuses()).toEqual({ RIS0004711: 'FILTERED', HIS7: 'FILTERED' });
  });

  it('holds what the tables do not know, tells somebody, and goes on with the PACS', () => {
    const bench = engineBench();
    bench.send(orm({ procedure: 'CTXYZ' }));
    expect([...bench.state.errors.values()].map(({ kind, destination, text }) => [kind, destination, text])).toEqual([
      ['HELD', 'mwl', 'rule 7: lookup miss CTXYZ in PROC2MOD'],
    ]);
    expect(bench.state.alerts.slice().map((each) => each.text)).toEqual([
      'SCHED_TO_MWL > mwl: rule 7: lookup miss CTXYZ in PROC2MOD',
    ]);
    expect([bench.mwl.messages.length, bench.pacs.messages.length]).toEqual([0, 1]);
    expect(bench.statuses()).toEqual({ RIS0004711: 'HELD' });
  });

  it('logs the miss when a default is configured instead', () => {
    const bench = engineBench();
    edit(bench, CHANNEL, (text) =>
      text.replace(
        'column: modality\n        default: hold\n        agree: OBR-24',
        'column: modality\n        default: OT',
      ),
    );
    expect(bench.engine.deploy('ianders', CHANNEL)).toEqual({ ok: true, value: { revision: 2 } });
    bench.send(orm({ procedure: 'CTXYZ' }));
    expect(bench.mwl.messages[0]?.value('OBR-24')).toBe('OT');
    expect(logText(bench.room, 'WARN')).toEqual([
      'RIS0004711 SCHED_TO_MWL > mwl rule 7: lookup miss CTXYZ, default OT',
    ]);
  });

  it.each([
    ['AE', 'unknown patient', undefined, 'AE unknown patient'],
    ['AR', 'bad version', undefined, 'AR bad version'],
    ['AA', '', 'OTHER', 'answer AA is for message "OTHER", not for RIS0004711'],
  ])('puts a message into the error queue on %s "%s" (MSA-2 %s)', (code, text, answersTo, why) => {
    const bench = engineBench();
    Object.assign(bench.mwl, { code, text, answersTo });
    bench.send(orm());
    expect([...bench.state.errors.values()].map((each) => [each.kind, each.text])).toEqual([['ERROR', why]]);
    expect(bench.state.queue.size).toBe(0);
    Object.assign(bench.mwl, { code: 'AA', text: '', answersTo: undefined });
    const entry = [...bench.state.errors.values()][0]?.entry ?? 0;
    expect(bench.engine.retry('ianders', entry)).toEqual({ ok: true, value: undefined });
    bench.run(SECOND);
    expect([bench.state.errors.size, bench.statuses()]).toEqual([0, { RIS0004711: 'SENT' }]);
  });

  it('tries again after 3 s, 30 s and 5 min, keeps the order of a patient, and lets others pass', () => {
    const bench = engineBench();
    bench.mwl.close();
    bench.send(orm({ controlId: 'R1' }));
    bench.send(orm({ controlId: 'R2', control: 'XO' }));
    expect(bench.state.queue.size).toBe(2);
    const other = new Receiver(bench.room, 'mwl01', 2575);
    bench.send(orm({ controlId: 'R3', pid: 'PID|||10009999^^^NGH&2.999.1.10.1&ISO^MR||HALL^JOHN' }));
    expect(other.controlIds).toEqual(['R3']);
    other.close();
    bench.run(10 * SECOND);
    expect([...bench.state.queue.values()].map(({ controlId, attempts }) => [controlId, attempts])).toEqual([
      ['R1', 2],
      ['R2', 0],
    ]);
    bench.mwl.open();
    bench.run(40 * SECOND);
    expect(bench.mwl.controlIds).toEqual(['R1', 'R2']);
    expect(logText(bench.room, 'WARN').slice(0, 2)).toEqual([
      'R1 to mwl (mwl01:2575): mwl01:2575 refused the connection; next try in 3 s',
      'R1 to mwl (mwl01:2575): mwl01:2575 refused the connection; next try in 30 s',
    ]);
  });

  it('lets one lane try for all once a destination has been silent for long, and the first answer frees the others', () => {
    const bench = engineBench();
    bench.mwl.close();
    const patient = (n: number): string => `PID|||1000${String(n)}^^^NGH&2.999.1.10.1&ISO^MR||HALL^JOHN`;
    for (const n of [4001, 4002, 4003]) bench.send(orm({ controlId: `R${String(n)}`, pid: patient(n) }));
    bench.run(60 * MINUTE);
    const tries = (): Record<string, number> =>
      Object.fromEntries([...bench.state.queue.values()].map(({ controlId, attempts }) => [controlId, attempts]));
    const { R4001 = 0, ...others } = tries();
    expect(R4001).toBeGreaterThan(10);
    expect(others).toEqual({ R4002: 3, R4003: 3 });
    const [oldest] = [...bench.state.queue.values()];
    expect(bench.engine.discard('ianders', oldest?.entry ?? 0)).toMatchObject({ ok: true });
    bench.run(15 * MINUTE);
    expect(tries()).toEqual({ R4002: 6, R4003: 3 });
    bench.mwl.open();
    bench.run(5 * MINUTE);
    expect([bench.mwl.controlIds, bench.state.queue.size]).toEqual([['R4002', 'R4003'], 0]);
  });

  it('sends what waits to where a redeployed channel now points', () => {
    const bench = engineBench();
    bench.mwl.close();
    bench.send(orm());
    const elsewhere = new Receiver(bench.room, 'mwl01', 2599);
    edit(bench, CHANNEL, (text) => text.replace('port: 2575', 'port: 2599'));
    expect(bench.engine.deploy('ianders', CHANNEL).ok).toBe(true);
    bench.run(5 * SECOND);
    expect(elsewhere.controlIds).toEqual(['RIS0004711']);
  });

  it("reprocesses the original through today's rules with a new control ID, linked to it", () => {
    const bench = engineBench();
    edit(bench, CHANNEL, (text) => text.replace('from: OBR-18.1', 'from: OBR-3.1'));
    bench.engine.deploy('ianders', CHANNEL);
    bench.send(orm());
    edit(bench, CHANNEL, (text) => text.replace('from: OBR-3.1', 'from: OBR-18.1'));
    bench.engine.deploy('ianders', CHANNEL);
    expect(bench.engine.reprocess('ianders', [1])).toEqual({ ok: true, value: { messages: [2] } });
    bench.run(SECOND);
    expect(bench.mwl.messages.map((each) => [each.controlId, each.value('OBR-18'), each.value('MSH-7')])).toEqual([
      ['RIS0004711', 'F500123', '20260316081502'],
      ['ENGR0000002', 'A260001234', '20260316081502'],
    ]);
    expect([...bench.state.messages.values()].map((row) => row.reprocessOf)).toEqual([undefined, 1]);
    expect(bench.engine.reprocess('ianders', [1, 99])).toEqual({
      ok: false,
      code: 'no-such-message',
      message: 'There is no message 99 in the store.',
    });
    expect(bench.engine.reprocess('mlopez', [1])).toMatchObject({
      ok: false,
      code: 'not-permitted',
      message: 'Engine: user mlopez is not allowed to reprocess messages.',
    });
    expect(bench.state.audit.slice().map(({ user, what, object }) => [user, what, object])).toEqual([
      ['ianders', 'deploy', CHANNEL],
      ['ianders', 'deploy', CHANNEL],
      ['ianders', 'reprocess', 'message 1'],
    ]);
  });

  it('discards an entry and says so when it is gone', () => {
    const bench = engineBench();
    bench.mwl.code = 'AE';
    bench.send(orm());
    const entry = [...bench.state.errors.values()][0]?.entry ?? 0;
    expect(bench.engine.discard('pgreen', entry)).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(bench.engine.discard('ianders', entry)).toEqual({ ok: true, value: undefined });
    expect(bench.statuses()).toEqual({ RIS0004711: 'SENT' });
    expect(bench.engine.discard('ianders', entry)).toEqual({
      ok: false,
      code: 'no-such-entry',
      message: `Entry ${entry} is no longer in the queue.`,
    });
  });

  it.each([
    [
      'a duplicate key',
      STATIONS,
      (text: string) => `${text}CTROOM1,NGH_CT9,CT9,X\n`,
      ':10: found key "CTROOM1" a second time (first in line 3), expected each key once',
    ],
    [
      'an unknown path',
      CHANNEL,
      (text: string) => text.replace('from: OBR-18.1', 'from: OBR-180.1'),
      ':45: found path "OBR-180.1", expected a field of HL7 2.3.1 or 2.5.1',
    ],
    [
      'an unknown function',
      CHANNEL,
      (text: string) => text.replace('function: select-repetition', 'function: select-repetiton'),
      ':29: found function "select-repetiton" (did you mean select-repetition?), expected one of',
    ],
    [
      'an unknown table',
      CHANNEL,
      (text: string) => text.replace('table: SEX', 'table: SEXX'),
      'found table "SEXX" (did you mean SEX?), expected one of PROC2MOD, RES2STATION, SEX, PRIO',
    ],
    [
      'a column that a channel needs',
      STATIONS,
      (text: string) => text.replace('resource,ae,', 'resource,aet,'),
      'found column "ae", expected a column of RES2STATION: aet, station, location',
    ],
    [
      'a misspelt key',
      CHANNEL,
      (text: string) => text.replace('required: true', 'requierd: true'),
      'found "requierd" in a rule with copy (did you mean required?)',
    ],
    ['broken YAML', CHANNEL, (text: string) => text.replace('rules:', 'rules: ['), 'expected YAML'],
  ])(
    'refuses to deploy %s, with file, line and what was expected; the old version goes on',
    (_, path, change, expected) => {
      const bench = engineBench();
      edit(bench, path, change);
      const result = bench.engine.deploy('ianders', path);
      expect(result).toMatchObject({ ok: false, code: 'does-not-parse' });
      if (!result.ok) expect(result.message).toContain(expected);
      expect(bench.engine.problemsOf(path).length).toBeGreaterThan(0);
      expect(bench.room.files.get('eng01', path)?.deployed).toBe(1);
      bench.send(orm());
      expect(bench.mwl.messages[0]?.value('ORC-18.1')).toBe('NGH_CT1');
    },
  );

  it('listens on the ports of the channels in service', () => {
    const bench = engineBench();
    edit(bench, CHANNEL, (text) => text.replace('listen: [6664, 6665]', 'listen: [6664, 6669]'));
    bench.engine.deploy('ianders', CHANNEL);
    expect([6661, 6663, 6664, 6665, 6669].map((port) => bench.room.network.isListening('eng01', port))).toEqual([
      true,
      true,
      true,
      false,
      true,
    ]);
  });

  it('deploys a channel with the lookups that it uses', () => {
    const bench = engineBench();
    edit(bench, STATIONS, (text) => text.replace('NGH_CT1', 'NGH_Ct1'));
    expect(bench.engine.deployChannel('ianders', 'SCHED_TO_MWL')).toEqual({ ok: true, value: { revision: 1 } });
    bench.send(orm());
    expect(bench.mwl.messages[0]?.value('ORC-18.1')).toBe('NGH_Ct1');
  });

  it('goes on in a copy as in the original, queue and retries included', () => {
    const bench = engineBench();
    bench.mwl.close();
    bench.send(orm());
    const { room } = bench;
    const kernel = room.kernel.fork();
    const journal = new Journal(kernel, forkState(room.journal.state));
    const copy: MachineRoom = {
      kernel,
      journal,
      network: new Network(kernel, 'seed', {
        ...forkState(room.network.state),
        capture: forkState(room.network.state.capture),
      }),
      files: new Files(kernel, journal, forkState(room.files.state)),
      logs: new Logs(kernel, forkState(room.logs.state)),
      seed: 'seed',
      zoneOffset: -300,
    };
    const state = forkState(bench.state);
    new Engine(copy, state);
    const there = new Receiver(copy, 'mwl01', 2575);
    bench.mwl.open();
    bench.run(5 * MINUTE);
    kernel.runUntil(room.kernel.now);
    expect(there.controlIds).toEqual(bench.mwl.controlIds);
    expect(hashState(state)).toBe(hashState(bench.state));
  });
});
