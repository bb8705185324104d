import { describe, expect, it } from 'vitest';
import type { Hospital } from '../../../server/lab/hospital.ts';
import { build } from '../../../server/lab/prelude.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { observeProbes } from '../../../server/lab/verdict/checks.ts';
import { observeSeen } from '../../../server/lab/verdict/consumers.ts';
import { observeMessages } from '../../../server/lab/verdict/mapped-messages.ts';
import type { Observation } from '../../../server/lab/verdict/observation.ts';
import { ordWishes } from '../../../server/lab/verdict/ord-wishes.ts';
import { freezeTraffic, runProbes } from '../../../server/lab/verdict/probes.ts';

const healthy = build(freePlay, '1').hospital;
const both = ['archive', 'chart'] as const;

function changed(host: string, path: string, find: string, replacement: string): Hospital {
  const copy = healthy.fork();
  const { files } = copy.room;
  const text = files.text(host, path) ?? '';
  expect(text).toContain(find);
  files.save(host, path, text.replace(find, replacement), 'dkim', 'changed');
  const service = host === 'pacs01' ? copy.pacs : copy.ris;
  expect(service.deploy(path, host === 'pacs01' ? 'pgreen' : 'dkim')).toMatchObject({ ok: true });
  return copy;
}

/** Two exams on CT1, whose orders are of 2.3.1, as the probes saw them and as those see them who come after. */
function examined(
  hospital: Hospital,
  names: 'latin-1' | 'plain' = 'latin-1',
): { probes: Observation[]; seen: Observation[] } {
  freezeTraffic(hospital);
  const spec = { count: 2, class: { station: ['NGH_CT1'], version: ['2.3.1' as const], names: [names] } };
  const { probes } = runProbes(hospital, 'seen', ordWishes({ check: 'ORD', title: 'x', ...spec }));
  const before = hospital.hash();
  const seen = observeSeen(hospital, probes, both);
  expect(hospital.hash()).toBe(before);
  return { probes: observeProbes(hospital, probes), seen };
}

const wrong = (list: readonly Observation[]): string[] =>
  list
    .filter(({ ok }) => !ok)
    .map(({ hop, attribute, expected, found }) => `${hop} ${attribute}: ${expected} ${found}`);

describe('names as those see them who come after', () => {
  it('are right in a healthy hospital, at the PACS with the set that it declares, and in the chart', () => {
    const { seen } = examined(healthy.fork());
    expect(wrong(seen)).toEqual([]);
    expect(seen.map(({ hop, attribute }) => `${hop}: ${attribute}`).slice(0, 2)).toEqual([
      "PACS answer: Patient's Name",
      'PACS answer: Specific Character Set',
    ]);
    expect(seen.filter(({ hop }) => hop === 'chart').map(({ attribute }) => attribute)).toEqual([
      ...['result', 'patient', "Patient's Name", 'Principal Result Interpreter'],
      ...['result', 'patient', "Patient's Name", 'Principal Result Interpreter'],
    ]);
    expect(new Set(seen.filter(({ attribute }) => attribute === 'Specific Character Set').map(({ found }) => found))).toEqual(new Set(['ISO_IR 100'])); // prettier-ignore
  });

  it('can be wrong in the chart alone, where every hop up to the PACS is right', () => {
    const lying = changed('ris01', '/etc/ris/interfaces.conf', 'declare.2.5.1=UNICODE UTF-8', 'declare.2.5.1=8859/1');
    const { probes, seen } = examined(lying);
    expect(wrong(probes)).toEqual([]);
    expect(wrong(seen)).toHaveLength(2);
    for (const each of wrong(seen)) expect(each).toMatch(/^chart Patient's Name: .*Ã/);
  });

  it('go without the name of who read the exam where the old connector makes ~ of &', () => {
    const copy = healthy.fork();
    const path = '/opt/engine/channels/RESULT.yaml';
    const text = (copy.room.files.text('eng01', path) ?? '').replace('filter:', 'connector: legacy\nfilter:');
    copy.room.files.save('eng01', path, text, 'ianders', 'old connector');
    expect(copy.engine.deploy('ianders', path)).toMatchObject({ ok: true });
    const { probes, seen } = examined(copy, 'plain');
    expect(wrong(probes)).toEqual([]);
    expect(wrong(seen)).toHaveLength(2);
    for (const each of wrong(seen)) expect(each).toMatch(/^chart Principal Result Interpreter: \w+\^\w+ $/);
  });

  it('are not found by who is not let in at the PACS', () => {
    const closed = changed('pacs01', '/etc/ngpacs/ae.conf', 'NGH_ADMIN', 'NGH_NOBODY');
    expect(wrong(examined(closed, 'plain').seen)).toEqual(['PACS answer study: found no answer', 'PACS answer study: found no answer']); // prettier-ignore
  });

  it('are looked at by nobody where no check asks for it', () => {
    expect(observeSeen(healthy.fork(), [])).toEqual([]);
  });
});

it('an order message can be compared with the order that the PACS has of it', () => {
  const message = {
    name: 'text',
    version: '2.3.1',
    set: { 'PID-3': '99000001^^^NGH&2.999.1.10.1&ISO^MR', 'PID-5': 'MÜLLER^JÖRG', 'OBR-44': '' },
    expect: { '(0010,0010)': 'MÜLLER^JÖRG' },
  } as const;
  const observed = observeMessages(healthy.fork(), 'order', [
    { ...message, order: { name: 'MÜLLER^JÖRG' } },
    { ...message, set: { 'PID-5': 'MEYER' }, expect: { '(0010,0010)': 'MEYER' }, order: { name: 'MAIER' } },
  ]);
  expect(observed.map(({ hop, attribute, found, ok }) => [hop, attribute, found, ok])).toEqual([
    ['worklist', '(0010,0010)', 'MÜLLER^JÖRG', true],
    ['PACS index', "Patient's Name of the order", 'MÜLLER^JÖRG', true],
    ['worklist', '(0010,0010)', 'MEYER', true],
    ['PACS index', "Patient's Name of the order", 'MEYER', false],
  ]);
});
