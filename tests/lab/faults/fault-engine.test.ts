import { describe, expect, it } from 'vitest';
import { noConclusion } from '../../../server/lab/verdict/conclusion.ts';
import { HOUR, MINUTE } from '../../../server/core/clock.ts';
import type { InjectedFault } from '../../../server/lab/faults/injection.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { build } from '../../../server/lab/prelude.ts';
import { moment } from '../../../server/lab/scenario/course.ts';
import type { Fault } from '../../../server/lab/scenario/fault-schema.ts';
import type { CheckSpec } from '../../../server/lab/scenario/check-schema.ts';
import { judge } from '../../../server/lab/verdict/judge.ts';
import { stagedCourse } from '../../support/staged-course.ts';

const channel = { host: 'eng01', path: '/opt/engine/lookup/RES2STATION.csv' };
const title: InjectedFault = {
  ...channel,
  author: 'ianders',
  note: 'rooms brought up to date',
  set: [{ pointer: ['CTROOM1', 'ae'], value: 'NGH_Ct1' }],
};
const wrongTitle: Fault = { ...title, id: 'title', at: '06:10', until: '08:40' };
const otherPlace: Fault = {
  at: '06:20',
  ...channel,
  author: 'ianders',
  note: 'another',
  set: [{ pointer: ['MRROOM1', 'ae'], value: 'NGH_Mr1' }],
};
const at = (clock: string): number => moment(clock) ?? Number.NaN;

/** A lab as it is found at 10:12, seen at an earlier time. */
function seen(faults: readonly Fault[], clock: string): Lab['hospital'] {
  return new Lab(stagedCourse(faults), '1').hospitalAt(at(clock));
}

const station = ({ room }: Lab['hospital'], row: string): string =>
  room.files
    .deployedText(channel.host, channel.path)
    ?.split('\n')
    .find((line) => line.startsWith(`${row},`))
    ?.split(',')[1] ?? '';

describe('a fault of a scenario', () => {
  it('comes and goes at its times, in the change history of the file, and leaves what another fault has changed', () => {
    const states = ['06:09', '06:15', '06:25', '08:45'].map((clock) => {
      const hospital = seen([wrongTitle, otherPlace], clock);
      return [station(hospital, 'CTROOM1'), station(hospital, 'MRROOM1')];
    });
    expect(states).toEqual([
      ['NGH_CT1', 'NGH_MR1'],
      ['NGH_Ct1', 'NGH_MR1'],
      ['NGH_Ct1', 'NGH_Mr1'],
      ['NGH_CT1', 'NGH_Mr1'],
    ]);
    const lab = new Lab(stagedCourse([wrongTitle, otherPlace]), '1');
    const versions = lab.hospital.room.files.get(channel.host, channel.path)?.versions ?? [];
    expect(versions.map(({ author, note }) => [author, note])).toEqual([
      ['vendor1', 'installed'],
      ['ianders', 'rooms brought up to date'],
      ['ianders', 'another'],
      ['ianders', 'taken back: rooms brought up to date'],
    ]);
  });

  it('may keep somebody talking for hours, but not when the learner arrives: its author is told', () => {
    const slow: Fault = { at: '05:00', link: { to: 'ris01', port: 6662 }, flaw: { kind: 'ack-late', seconds: 300 } };
    expect(new Lab(stagedCourse([{ ...slow, until: '07:20' }]), '1').hospital.quiet).toBe(true);
    expect(() => build(stagedCourse([slow]), '1')).toThrow(
      /BK01\/scenario\.yaml:\d+: the conversations of this hospital never come to an end/,
    );
  });

  it('takes a host off the network, and gives it back', () => {
    const down: Fault = { at: '07:00', until: '09:00', down: 'pacs01' };
    const up = ['06:59', '07:30', '09:10'].map(
      (clock) => seen([down], clock).room.network.state.hosts.get('pacs01')?.up,
    );
    expect(up).toEqual([true, false, true]);
  });

  it('sets the clock of a scanner: it asks for another day, and dates its images by it', () => {
    const fault: Fault = {
      at: '-1 23:00',
      author: 'biomed1',
      note: 'battery changed',
      clock: { host: 'cr01', seconds: -86_400 },
    };
    const { hospital } = new Lab(stagedCourse([fault]), '1');
    const asked = hospital.room.journal.state.events
      .slice()
      .flatMap((event) =>
        event.kind === 'dimse' && event.title === 'C-FIND-RQ' && event.host === 'cr01' ? [event.data] : [],
      )
      .map((data) => Buffer.concat(data).toString('latin1'));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.filter((text) => text.includes('20260317'))).toEqual([]);
    const dates = hospital.pacs.state.studies
      .filter(({ fromHost }) => fromHost === 'cr01')
      .map(({ studyDate }) => studyDate);
    expect(new Set(dates)).toEqual(new Set(['20260316']));
  });

  it('changes a row of an order of the script, and gives it back unless somebody has mended it', () => {
    const row: Fault = {
      id: 'row',
      at: '04:30',
      author: 'vendor1',
      row: { table: 'order', order: 'followup', set: { name: 'X^Y' } },
    };
    const item: Fault = {
      id: 'item',
      at: '04:30',
      author: 'kbauer',
      row: { table: 'mwl_item', order: 'followup', set: { '(0010,0010)': 'X^Y' } },
    };
    const lab = new Lab(stagedCourse([row, item]), '1');
    const said = (): string[] => {
      const { director, pacs, ris, worklist } = lab.hospital;
      const order = ris.orderByPlacer(director.state.orders.get('followup')?.placer ?? '');
      const entry = worklist.state.items.find(({ spsId }) => spsId === order?.spsId);
      return [
        pacs.state.orders.find(({ filler }) => filler === order?.filler)?.name ?? '',
        entry ? worklist.item(entry).text(0x00100010) : '',
      ];
    };
    expect(said()).toEqual(['X^Y', 'X^Y']);
    for (const id of ['row', 'item']) expect(lab.removeFault(id, 'teacher')).toMatchObject({ ok: true });
    expect(said().every((name) => name !== 'X^Y' && name.includes('^'))).toBe(true);
  });

  it('holds on a way only while a setting says so', () => {
    const duplex = { host: 'ct01', path: '/etc/network.conf' };
    const faults: Fault[] = [
      { at: '05:00', ...duplex, author: 'biomed1', note: 'forced', set: [{ pointer: ['duplex'], value: 'half' }] },
      {
        at: '05:00',
        link: { from: 'ct01', to: 'pacs01', while: { ...duplex, key: 'duplex', is: ['half'] } },
        flaw: { kind: 'loss', share: 0.2 },
      },
    ];
    const course = stagedCourse(faults, { users: ['biomed1'] });
    const lab = new Lab(course, '1');
    const inForce = (): number => lab.hospital.state.network.linkFaults.size;
    expect(inForce()).toBe(1);
    lab.act(
      { action: { kind: 'set-key', ...duplex, pointer: ['duplex'], value: 'auto', note: 'as the switch has it' } },
      'anna',
    );
    expect(inForce()).toBe(1);
    expect(lab.act({ action: { kind: 'deploy', ...duplex } }, 'anna').outcome).toMatchObject({ ok: true });
    expect(inForce()).toBe(0);
    const replayed = Lab.replay(course, '1', lab.entries);
    expect(replayed.hospital.hash()).toBe(lab.hospital.hash());
  });

  it('costs nothing where there is none: the conversations of a morning are the same', () => {
    const healthy = build(stagedCourse([]), '1');
    const late = build(stagedCourse([{ at: '10:11:59', link: { to: 'eng01' }, flaw: { kind: 'drop' } }]), '1');
    const heads = (one: typeof healthy): unknown[] =>
      [...one.hospital.state.network.capture.conversations.values()].filter(({ opened }) => opened < at('10:11'));
    expect(heads(late)).toEqual(heads(healthy));
  });
});

it('a fault that is still to come, or to go, has no part in a verdict', () => {
  const soon: Fault = { ...title, at: '10:13' };
  const going: Fault = { ...title, at: '06:00', until: '10:13' };
  const ord: CheckSpec = { check: 'ORD', title: 'x', count: 2, class: { station: ['NGH_CT1'] } };
  const outcomes = [soon, going].map((fault) => {
    const course = stagedCourse([fault], { checks: [ord], kind: 'cause' });
    return judge(course, new Lab(course, '1').hospital, 1, { ...noConclusion, evidence: [] }, 'draw').view.checks[0]
      ?.passed;
  });
  expect(outcomes).toEqual([true, false]);
});

describe('an intermittent fault', () => {
  const failures = (lab: Lab): number =>
    lab.hospital.room.journal.state.events
      .slice()
      .filter((event) => event.kind === 'transport' && event.host === 'ris01').length;

  it.each([
    ['every seventh message', { every: 7 }],
    ['about every seventh, by its stream', { chance: 1 / 7 }],
  ])('%s is lost on its way, and the same ones in a copy and in a replay', (_, often) => {
    const fault: Fault = {
      at: '05:00',
      link: { from: 'ris01', to: 'eng01', port: 6664, ...often },
      flaw: { kind: 'ack-missing' },
    };
    const course = stagedCourse([fault]);
    const lab = new Lab(course, '1');
    const { seen: passed = 0 } = lab.hospital.state.network.linkFaults.get('fault-1') ?? {};
    const share = failures(lab) / passed;
    expect(passed).toBeGreaterThan(20);
    expect(share).toBeGreaterThan(0.04);
    expect(share).toBeLessThan(0.3);
    lab.advance(lab.now + HOUR, Number.MAX_SAFE_INTEGER);
    expect(Lab.replay(course, '1', lab.entries).hospital.hash()).toBe(lab.hospital.hash());
  });
});

describe('an instructor', () => {
  const refused: InjectedFault = { link: { from: 'ct01', to: 'pacs01' }, flaw: { kind: 'refuse' } };

  it('brings faults into a running lab and takes them back; replay, looking back and the verdict agree', () => {
    const course = stagedCourse([]);
    const lab = new Lab(course, '1');
    expect(lab.injectFault('no-way', refused, { afterSeconds: 600, forSeconds: 1800 }, 'teacher')).toMatchObject({
      ok: true,
    });
    expect(lab.injectFault('title', title, {}, 'teacher')).toMatchObject({ ok: true });
    expect(station(lab.hospital, 'CTROOM1')).toBe('NGH_Ct1');
    expect(lab.hospital.state.network.linkFaults.size).toBe(0);
    const begun = lab.now;
    lab.advance(lab.now + 15 * MINUTE, Number.MAX_SAFE_INTEGER);
    expect(lab.hospital.state.network.linkFaults.size).toBe(1);
    lab.advance(lab.now + 30 * MINUTE, Number.MAX_SAFE_INTEGER);
    expect(lab.hospital.state.network.linkFaults.size).toBe(0);
    expect(lab.removeFault('title', 'teacher')).toMatchObject({ ok: true });
    expect(station(lab.hospital, 'CTROOM1')).toBe('NGH_CT1');
    const replayed = Lab.replay(course, '1', JSON.parse(JSON.stringify(lab.entries)) as typeof lab.entries);
    expect(replayed.hospital.hash()).toBe(lab.hospital.hash());
    expect(lab.hospitalAt(begun + 12 * MINUTE).state.network.linkFaults.size).toBe(1);
    // Not the learner's to undo.
    expect(lab.rewind(0, 'anna')).toBeUndefined();
  });

  it('takes back what has not begun, and leaves what the learner has mended', () => {
    const lab = new Lab(stagedCourse([], { users: ['ianders'] }), '1');
    lab.injectFault('later', refused, { afterSeconds: 600 }, 'teacher');
    expect(lab.removeFault('later', 'teacher')).toMatchObject({ ok: true });
    lab.advance(lab.now + 20 * MINUTE, Number.MAX_SAFE_INTEGER);
    expect(lab.hospital.state.network.linkFaults.size).toBe(0);

    lab.injectFault('title', title, {}, 'teacher');
    lab.act(
      { action: { kind: 'set-key', ...channel, pointer: ['CTROOM1', 'ae'], value: 'NGH_CT9', note: 'mine' } },
      'anna',
    );
    lab.removeFault('title', 'teacher');
    expect(lab.hospital.room.files.text(channel.host, channel.path)).toContain('NGH_CT9');
  });

  it.each<[string, string, InjectedFault, object, RegExp]>([
    ['a host that is not there', 'x', { down: 'eng09' }, {}, /there is no host eng09; one of his01, ris01/],
    [
      'a port that nobody listens on',
      'x',
      { link: { to: 'eng01', port: 99 }, flaw: { kind: 'drop' } },
      {},
      /its ports are 6661, 6663/,
    ],
    [
      'a text that does not stand there',
      'x',
      { ...channel, author: 'a', note: '', replace: [{ find: 'NGH_CT77', with: '' }] },
      {},
      /"NGH_CT77" does not stand in/,
    ],
    [
      'an order that is not in the script',
      'x',
      { author: 'a', row: { table: 'order', order: 'nobody', set: { name: 'x' } } },
      {},
      /the script has no order nobody; one of late, followup/,
    ],
    ['nothing that is a fault', 'x', { down: 7 } as unknown as InjectedFault, {}, /This is no fault/],
    ['a time that the lab does not have', 'x', { down: 'eng01' }, { afterSeconds: 1e9 }, /within 48 hours/],
    ['a name that is taken', 'there', { down: 'eng01' }, {}, /called there is there already/],
    [
      'what contradicts one in force',
      'x',
      { link: { to: 'pacs01' }, flaw: { kind: 'drop' } },
      {},
      /contradicts fault there/,
    ],
  ])('is refused %s, and nothing is changed', (_, id, fault, time, message) => {
    const lab = new Lab(stagedCourse([]), '1');
    lab.injectFault('there', refused, {}, 'teacher');
    const before = lab.hospital.hash();
    const outcome = lab.injectFault(id, fault, time, 'teacher');
    expect(outcome).toMatchObject({ ok: false, message: expect.stringMatching(message) as string });
    expect([lab.hospital.hash(), lab.entries.length]).toEqual([before, 1]);
    expect(lab.removeFault('unheard-of', 'teacher')).toEqual({
      ok: false,
      message: 'There is no fault called unheard-of.',
    });
  });
});
