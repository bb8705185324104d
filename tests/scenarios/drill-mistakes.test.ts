import { cpSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { loadDrill } from '../../server/practice/load-drills.ts';
import { proveDrill } from '../../server/practice/prove-drill.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../../drills', import.meta.url));

/** A copy of a sound drill, spoilt: what is told of it, without its folder. */
function told(spoil: (folder: string) => void, id = 'accession-field'): string[] {
  const folder = join(temporaryFolder(), id);
  cpSync(join(root, id), folder, { recursive: true });
  spoil(folder);
  const result = loadDrill(folder);
  if (result.ok) return proveDrill(result.drill, 2);
  return result.mistakes.map(({ file, line, message }) => `${file.slice(folder.length + 1)}:${line}: ${message}`);
}
function replace(file: string, from: string | RegExp, to: string): (folder: string) => void {
  return (folder) => {
    const path = join(folder, file);
    const before = readFileSync(path, 'utf8');
    const after = before.replace(from, to);
    expect(after, `nothing to replace in ${file}`).not.toBe(before);
    writeFileSync(path, after);
  };
}

it.each([
  [
    'a file is missing',
    (folder: string) => rmSync(join(folder, 'start.yaml')),
    [/^start\.yaml:1: this file is missing/],
  ],
  ['YAML that is none', replace('drill.yaml', 'draw:', 'draw: ['), [/^drill\.yaml:\d+: /]],
  ['a key that is none', replace('drill.yaml', 'level: 1', 'levle: 1'), [/^drill\.yaml:4: levle: no such key here/]],
  ['a level that is none', replace('drill.yaml', 'level: 1', 'level: 9'), [/^drill\.yaml:\d+: level/]],
  ['a track that is none', replace('drill.yaml', 'CPAS', 'CPXX'), [/^drill\.yaml:\d+: tracks\.0/]],
  [
    'an attribute that is none',
    replace('drill.yaml', 'attributes: [Acc', 'attributes: [Foo, Acc'),
    [/Foo is not in drills\/standards\.yaml/],
  ],
  ['an S-number that is none', replace('drill.yaml', 'S20', 'S999'), [/^drill\.yaml:\d+: covers: S999/]],
  [
    'an expectation that is missing',
    replace('drill.yaml', /expect:\n {2}AccessionNumber: \S+/, 'expect: {}'),
    [/nothing is expected of AccessionNumber/],
  ],
  ['a case of the same name', replace('drill.yaml', 'id: portable', 'id: ordinary'), [/case ordinary a second time/]],
  [
    'a wrong rule set that fails an unknown case',
    replace('drill.yaml', 'fails: [unnumbered]', 'fails: [nothing]'),
    [/nothing is no hidden case/],
  ],
  [
    'two hints',
    replace('text/en/drill.md', '### Place', 'Place'),
    [/^text\/en\/drill\.md:\d+: expected three "### …"/],
  ],
  ['no clause', replace('text/en/drill.md', /PS3\.4 |IHE RAD /g, ''), [/expected a clause/]],
  [
    'a message that is missing',
    (folder: string) => rmSync(join(folder, 'messages/order.hl7')),
    [/there is no messages\/order\.hl7/],
  ],
])('a drill is refused with file, line and what was expected: %s', (_, spoil, expected) => {
  const mistakes = told(spoil);
  for (const each of expected) expect(mistakes.join('\n')).toMatch(each);
});

it.each([
  [
    'what is not drawn',
    replace('drill.yaml', 'AccessionNumber: ${exam}', 'AccessionNumber: ${exma}'),
    /\$\{exma\} is not drawn/,
  ],
  [
    'an expectation that the reference does not meet',
    replace('drill.yaml', 'AccessionNumber: ${exam}', 'AccessionNumber: A1'),
    /reference, visible single: step 1 AccessionNumber is "A260012888", expected "A1"/,
  ],
  [
    'a reference that does not read',
    replace('reference.yaml', 'OBR-18', 'OBR-99'),
    /^reference: order-mapping\.yaml:4: found path/,
  ],
  [
    'a start that is right',
    (folder: string) => cpSync(join(folder, 'reference.yaml'), join(folder, 'start.yaml')),
    /the start passes what is hidden/,
  ],
  [
    'a wrong rule set that is right',
    replace('drill.yaml', "put: 'from: OBR-3.1'", "put: 'from: OBR-18'"),
    /wrong\.filler passes ordinary, same-order/,
  ],
  [
    'a wrong rule set that does not apply',
    replace('drill.yaml', "find: 'from: OBR-18'", "find: 'from: OBR-77'"),
    /does not stand in the reference/,
  ],
  ['an edit of a place that is none', replace('drill.yaml', 'OBR-1:', 'OBR-0:'), /case second-exam/],
])('a drill is unsound by %s', (_, spoil, expected) => {
  expect(told(spoil).join('\n')).toMatch(expected);
});
