import { cpSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { loadScenario, type ScenarioResult } from '../../../server/lab/scenario/load.ts';
import { prove } from '../../../server/lab/scenario/prove.ts';
import { drawVariables } from '../../../server/lab/scenario/variables.ts';
import { readShelf } from '../../../server/lab/scenario/shelf.ts';
import { stagedScenario } from '../../support/staged-course.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

const source = fileURLToPath(new URL('../../../scenarios/BK01', import.meta.url));

/** BK01 with a text of its scenario.yaml replaced. */
function changed(find: string, put: string, folder = join(temporaryFolder(), 'BK01')): ScenarioResult {
  cpSync(source, folder, { recursive: true });
  const file = join(folder, 'scenario.yaml');
  const text = readFileSync(file, 'utf8');
  if (!text.includes(find)) throw new Error(`BK01 has no ${find}`);
  writeFileSync(
    file,
    text.replace(find, () => put),
  );
  return loadScenario(folder);
}

/** The lines that hold `mark`, and what is said of them. */
function refusal(find: string, put: string, mark: string): string[] {
  const folder = join(temporaryFolder(), 'BK01');
  const result = changed(find, put, folder);
  if (result.ok) return ['loaded'];
  const lines = readFileSync(join(folder, 'scenario.yaml'), 'utf8').split('\n');
  return result.mistakes.map(({ file, line, message }) => {
    const isThere = file.endsWith('scenario.yaml') && (lines[line - 1]?.includes(mark) ?? false);
    return `${isThere ? 'there' : `line ${line} (${lines[line - 1]?.trim() ?? ''})`}: ${message}`;
  });
}

const faults = (...entries: readonly string[]): readonly [string, string] => [
  'faults: []',
  `faults:\n${entries.map((entry) => `  - ${entry}`).join('\n')}`,
];
const station = "host: eng01, path: /opt/engine/lookup/RES2STATION.csv, author: ianders, note: 'x'";
const set = (row: string, value: string): string => `set: [{ pointer: [${row}, ae], value: ${value} }]`;

describe('a scenario is refused with line and remedy when', () => {
  it.each<[string, readonly [string, string], string, string]>([
    [
      'a fault names no host',
      faults("{ at: '23:10', down: eng09 }"),
      'eng09',
      'there: faults.0.down: there is no host eng09; one of his01, ris01, eng01, mwl01, pacs01',
    ],
    [
      'a fault names no file',
      faults("{ at: '03:10', host: eng01, path: /opt/nothing, author: a, note: b, replace: [{ find: a, with: b }] }"),
      '/opt/nothing',
      'there: faults.0.path: there is no /opt/nothing on eng01; one of /opt/engine/channels/',
    ],
    [
      'a pointer leads nowhere',
      faults(
        "{ at: '03:10', host: eng01, path: /opt/engine/channels/ORDER.yaml, author: a, note: b, set: [{ pointer: [destinations, nobody, host], value: x }] }",
      ),
      'nobody',
      'there: faults.0.set.0.pointer: cannot set destinations › nobody › host in eng01:/opt/engine/channels/ORDER.yaml: There is no destinations › nobody.',
    ],
    [
      'a text is not there',
      faults(`{ at: '03:10', ${station}, replace: [{ find: NGH_CT77, with: b }] }`),
      'NGH_CT77',
      'there: faults.0.replace.0.find: "NGH_CT77" does not stand in',
    ],
    [
      'a fault changes nothing',
      faults(`{ at: '03:10', ${station} }`),
      station,
      'there: faults.0: changes nothing; give set, replace or install',
    ],
    [
      'nobody listens on a port',
      faults("{ at: '03:10', link: { from: ris01, to: eng01, port: 9999 }, flaw: { kind: drop } }"),
      '9999',
      'there: faults.0.link.port: nothing listens on eng01:9999; its ports are 6661, 6663, 6664',
    ],
    [
      'an A-ABORT is asked for where HL7 is spoken',
      faults(
        "{ at: '03:10', link: { to: mwl01, port: 2575 }, flaw: { kind: abort, by: server, source: user, afterBytes: 9 } }",
      ),
      '2575',
      'there: faults.0.link.port: abort is a flaw of DICOM; its ports on mwl01 are 11113, 11114',
    ],
    [
      'an A-ABORT is asked for on every port of a host that speaks HL7 too',
      faults("{ at: '03:10', link: { to: mwl01 }, flaw: { kind: abort, by: server, source: user, afterBytes: 9 } }"),
      'to: mwl01',
      'there: faults.0.link.port: abort is a flaw of DICOM; its ports on mwl01 are 11113, 11114',
    ],
    [
      'an acknowledgement is to be late where DICOM is spoken',
      faults("{ at: '03:10', link: { to: pacs01, port: 11112 }, flaw: { kind: ack-late, seconds: 3 } }"),
      '11112',
      'there: faults.0.link.port: ack-late is a flaw of HL7; its ports on pacs01 are 2576',
    ],
    [
      'an unknown flaw is asked for',
      faults("{ at: '03:10', link: { to: eng01 }, flaw: { kind: gremlin } }"),
      'gremlin',
      'there: faults.0.flaw.kind: expected "drop", or expected "refuse"',
    ],
    [
      'a fault ends before it begins',
      faults("{ at: '03:10', until: '02:00', down: eng01 }"),
      '02:00',
      'there: faults.0.until: ends at 02:00, not after it begins at 03:10',
    ],
    [
      'a fault begins before the hospital',
      faults("{ at: '-1 20:00', down: eng01 }"),
      '20:00',
      'there: faults.0.at: "-1 20:00" is before the hospital begins',
    ],
    [
      'two faults have one id',
      faults("{ id: a, at: '03:10', down: eng01 }", "{ id: a, at: '04:10', down: ct01 }"),
      '04:10',
      'there: faults.1.id: another fault has the id "a"',
    ],
    [
      'a row is of nobody',
      faults("{ at: '04:10', author: a, row: { table: order, order: nobody, set: { name: X } } }"),
      'nobody',
      'there: faults.0.row.order: the script has no order nobody; one of late, followup',
    ],
    [
      'a row is spoilt before it is made',
      faults("{ at: '01:10', author: a, row: { table: order, order: late, set: { name: X } } }"),
      '01:10',
      'there: faults.0.at: the script makes order late only later',
    ],
    [
      'a table has no such column',
      faults("{ at: '05:10', author: a, row: { table: order, order: late, set: { colour: X } } }"),
      'colour',
      'there: faults.0.row.set.colour: order has no column colour that can be set; one of accession',
    ],
    [
      'a host has no clock',
      faults("{ at: '05:10', author: a, note: b, clock: { host: eng01, seconds: 60 } }"),
      'seconds',
      'there: faults.0.clock.host: eng01 has no clock of its own; one of ct01, ct02, mr01, cr01, dx01, mg01, nm01',
    ],
    [
      'two faults set one key to two values',
      faults(
        `{ at: '03:10', ${station}, ${set('CTROOM1', 'A')} }`,
        `{ at: '04:10', ${station}, ${set('CTROOM1', 'B')} }`,
      ),
      '04:10',
      'there: faults.1: contradicts fault 1: both are about CTROOM1 › ae in eng01:/opt/engine/lookup/RES2STATION.csv at the same time, and differ; remove one, or let the first end ("until") before the second begins',
    ],
    [
      'two flaws of one way differ',
      faults(
        "{ at: '03:10', link: { to: eng01 }, flaw: { kind: ack-late, seconds: 3 } }",
        "{ at: '04:10', link: { from: ris01, to: eng01, port: 6664 }, flaw: { kind: ack-late, seconds: 5 } }",
      ),
      '04:10',
      'there: faults.1: contradicts fault 1: both are about ack-late on the way to eng01',
    ],
    [
      'a clock is set twice',
      faults(
        "{ at: '03:10', author: a, note: b, clock: { host: ct01, seconds: 60 } }",
        "{ at: '04:10', author: a, note: b, clock: { host: ct01, seconds: 61 } }",
      ),
      '04:10',
      'there: faults.1: contradicts fault 1: both are about the clock of ct01',
    ],
    [
      'the script uses a patient that it does not register',
      ['patient: trauma, procedure', 'patient: nobody, procedure'],
      'nobody',
      'there: traffic.1.patient: no step registers nobody; one of trauma',
    ],
    [
      'an exam belongs to no order',
      ['belongsTo: late', 'belongsTo: nothing'],
      'nothing',
      'there: traffic.1.belongsTo: no step places nothing; one of late, followup',
    ],
    [
      'a scanner is not there',
      ['host: cr01, patient', 'host: us09, patient'],
      'us09',
      'there: traffic.1.host: there is no scanner us09',
    ],
    [
      'a procedure cannot be ordered',
      ['procedure: DXCH1P, belongsTo', 'procedure: ZZZZ, belongsTo'],
      'ZZZZ',
      'there: traffic.1.procedure: nobody can order ZZZZ',
    ],
    [
      'two orders have one name',
      ['order: followup,\n', 'order: late,\n'],
      'order: late',
      'there: traffic.3.order: two orders are called late',
    ],
    [
      'a check is about no order',
      ['order: followup, state', 'order: gone, state'],
      'gone',
      'there: checks.2.order: no step places gone',
    ],
    [
      'a safety check is left out',
      ['  - { check: NEG, title: What must be refused is refused }\n', ''],
      'checks:',
      'there: checks: every case needs NEG',
    ],
    [
      'a user does not exist',
      ['users: [pgreen, kbauer]', 'users: [pgreen, nobody]'],
      'nobody',
      'there: users.1: the hospital has no user nobody',
    ],
    [
      'the conclusion names no place',
      ['place: operator-entry', 'place: coffee-machine'],
      'coffee-machine',
      'there: conclusion.places.1: cr01 has no place coffee-machine; one of modality.conf, operator-entry',
    ],
    [
      'a name is not bound',
      ["at: '${taken}'", "at: '${takne}'"],
      'takne',
      'there: traffic.1.at: ${takne} is not bound; declare it under variables, or use one of facts, script, arrived, taken',
    ],
    [
      'a variable stands twice',
      ['variables:\n', 'variables:\n  night: { pick: [a] }\n'],
      'night:',
      'there: Map keys must be unique',
    ],
    [
      'a name is bound twice',
      ['variables:\n', "variables:\n  taken: { pick: ['03:00'] }\n"],
      'night:',
      'there: variables.night: "taken" is bound by variables.taken, too; give one of them another name',
    ],
    [
      'rows of a tuple bind other names',
      ["arrived: '02:39', taken", "came: '02:39', taken"],
      'came',
      'there: variables.night.tuple.1: binds other names than the first row; expected arrived, taken, ordered, follow',
    ],
    [
      'a pool has too few values',
      ['variables:\n', 'variables:\n  one: { pick: [a], unique: x }\n  two: { pick: [a, b], unique: x }\n'],
      'two:',
      'there: variables.two: one, two draw unique values of "x", but there are 1 only; add values',
    ],
    [
      'a unique value stands twice',
      ['variables:\n', 'variables:\n  one: { pick: [a, b, a], unique: x }\n'],
      'one:',
      'there: variables.one: "a" stands twice in the list of unique values; remove one',
    ],
  ])('%s', (_, [find, put], mark, expected) => {
    const [first = 'nothing said'] = refusal(find, put, mark);
    expect(first.slice(0, expected.length)).toBe(expected);
  });

  it('faults one after the other in the same place, or the same twice, are no contradiction', () => {
    const after = faults(
      `{ at: '03:10', until: '04:10', ${station}, ${set('CTROOM1', 'A')} }`,
      `{ at: '04:10', ${station}, ${set('CTROOM1', 'B')} }`,
    );
    const same = faults("{ at: '03:10', down: ct01 }", "{ at: '04:10', down: ct01 }");
    expect([changed(...after).ok, changed(...same).ok]).toEqual([true, true]);
  });

  it('a broken folder keeps no other from being served', () => {
    const root = temporaryFolder();
    changed(...faults("{ at: '23:10', down: eng09 }"), join(root, 'BK01'));
    cpSync(fileURLToPath(new URL('../../../scenarios/WL01', import.meta.url)), join(root, 'WL01'), { recursive: true });
    const shelf = readShelf(root);
    expect([...shelf.bySlug.values()].map(({ file }) => file.id)).toEqual(['WL01']);
    expect(shelf.mistakes).toEqual([
      expect.stringMatching(/BK01\/scenario\.yaml:\d+: faults\.0\.down: there is no host eng09/),
    ]);
  });
});

describe('a scenario whose hospital', () => {
  it('sends messages in a circle is refused within seconds, with place and remedy', () => {
    const scenario = stagedScenario([
      {
        at: '05:00',
        host: 'eng01',
        path: '/opt/engine/channels/ADT_FAN.yaml',
        author: 'a',
        note: 'b',
        set: [
          { pointer: ['destinations', 'ris', 'host'], value: 'eng01' },
          { pointer: ['destinations', 'ris', 'port'], value: '6661' },
        ],
      },
    ]);
    const before = process.cpuUsage();
    expect(() => prove(scenario, '1', { kind: 'untouched' })).toThrow(
      /BK01\/scenario\.yaml:\d+: (more happens|eventsAtOneInstant|events|heap).*/,
    );
    const { user, system } = process.cpuUsage(before);
    // Some seconds; what goes round for the whole morning takes many minutes.
    expect((user + system) / 1_000_000).toBeLessThan(100);
  });
});

it('variables of one pool draw different values, the same for the same seed', () => {
  const variables = {
    a: { pick: [1, 2, 3], unique: 'room' },
    b: { pick: [1, 2, 3], unique: 'room' },
    c: { integer: { from: 1, to: 3 }, unique: 'room' },
  };
  const file = { ...stagedScenario([]).file, variables };
  for (let seed = 0; seed < 30; seed++) {
    const drawn = drawVariables(file, String(seed));
    expect(new Set(Object.values(drawn)).size).toBe(3);
    expect(drawVariables(file, String(seed))).toEqual(drawn);
  }
});
