import { expect, it } from 'vitest';
import { readAeRegistry } from '../../../server/systems/host/ae-registry.ts';
import { pacsFiles } from '../../../server/systems/pacs/baseline-files.ts';
import { readMatchRules } from '../../../server/systems/pacs/match-rules.ts';
import { readServerProperties } from '../../../server/systems/pacs/server-properties.ts';

const text = (name: string): string => pacsFiles.find(({ path }) => path.endsWith(name))?.text ?? '';

it('the baseline files parse to the healthy settings', () => {
  expect(readServerProperties(text('server.properties'))).toMatchObject({
    ok: true,
    value: { aeTitle: 'NGH_PACS', dicomPort: 11112, hl7Port: 2576, aeCheck: true, duplicate: 'refuse' },
  });
  expect(readMatchRules(text('match.conf'))).toMatchObject({
    ok: true,
    value: { trim: true, accession: 'required', matchBy: ['accession'], name: 'strict', lateOrders: 'accession' },
  });
  const registry = readAeRegistry(text('ae.conf'));
  expect(registry.ok && registry.value.map(({ title }) => title)).toContain('NGH_CT1');
});

it.each([
  ['an unknown key', 'acession=required', 1, 'acession', /^one of trim, accession/],
  ['a wrong value', '# rules\nname=loose', 2, 'name=loose', 'strict, family or ignore'],
  [
    'an unknown match key',
    'match.by=accession,mrn',
    1,
    'match.by=accession,mrn',
    'a list of accession, filler, placer',
  ],
  ['a line without value', 'trim', 1, 'trim', 'key=value'],
  ['a key given twice', 'trim=true\r\ntrim=false', 2, 'trim', 'one "trim" only, line 1 has it'],
])('match.conf with %s is told by line, what was found and what was expected', (_, content, line, found, expected) => {
  const result = readMatchRules(content);
  if (result.ok) throw new Error('parsed');
  expect(result.problems[0]).toMatchObject({ line, found });
  expect(result.problems[0]?.expected).toMatch(expected);
});

it('ae.conf wants title, host and port, each title once; case makes another title', () => {
  const result = readAeRegistry(
    'NGH_CT1 ct01 104\nNGH_Ct1 ct01 104 # old\nNGH_CT1 ct02 104\nNGH_MR1 mr01\nA_TITLE_THAT_IS_TOO_LONG h 1\n',
  );
  if (result.ok) throw new Error('parsed');
  expect(result.problems.map(({ line }) => line)).toEqual([3, 4, 5]);
});
