import { describe, expect, it } from 'vitest';
import { schedToMwl } from '../../../server/systems/engine/baseline/sched-to-mwl.ts';
import { editKey } from '../../../server/systems/host/edit-key.ts';

const changedLines = (before: string, after: string): string[][] => {
  const a = before.split('\n');
  const b = after.split('\n');
  return [a.filter((line) => !b.includes(line)), b.filter((line) => !a.includes(line))];
};

describe('editing one key of a settings file', () => {
  it('changes the source of one rule of a channel and leaves comments and order as they were', () => {
    const edit = editKey('x.yaml', schedToMwl, ['destinations', 'mwl', 'rules', 'target=OBR-18', 'from'], 'OBR-3.1');
    if (!edit.ok) throw new Error(edit.message);
    expect(edit.text.split('\n')).toHaveLength(schedToMwl.split('\n').length);
    expect(changedLines(schedToMwl, edit.text)).toEqual([['        from: OBR-18.1'], ['        from: OBR-3.1']]);
    const back = editKey('x.yaml', edit.text, ['destinations', 0, 'rules', 'target=OBR-18', 'from'], 'OBR-18.1');
    expect(back).toEqual({ ok: true, text: schedToMwl });
  });

  it('adds a key to a rule and takes it out again', () => {
    const pointer = ['destinations', 'mwl', 'rules', 'target=OBR-18', 'when'];
    const added = editKey('x.yaml', schedToMwl, pointer, 'OBR-24 = CT');
    if (!added.ok) throw new Error(added.message);
    expect(changedLines(schedToMwl, added.text)).toEqual([[], ['        when: OBR-24 = CT']]);
    expect(editKey('x.yaml', added.text, pointer, null)).toEqual({ ok: true, text: schedToMwl });
  });

  it('says which part of a path is not there', () => {
    expect(editKey('x.yaml', schedToMwl, ['destinations', 'nowhere', 'rules', 0, 'from'], 'x')).toEqual({
      ok: false,
      message: 'There is no destinations › nowhere.',
    });
  });

  const csv = '# stations\r\nresource,ae,place\r\nCTROOM1,NGH_Ct1,"A, B"\r\n';
  it.each([
    [['CTROOM1', 'ae'], 'NGH_CT1', '# stations\r\nresource,ae,place\r\nCTROOM1,NGH_CT1,"A, B"\r\n'],
    [['CTROOM2', 'ae'], 'NGH_CT2', `${csv}CTROOM2,NGH_CT2,\r\n`],
    [['CTROOM1'], null, '# stations\r\nresource,ae,place\r\n'],
  ])('edits a table: %j to %j', (pointer, value, expected) => {
    expect(editKey('x.csv', csv, pointer, value)).toEqual({ ok: true, text: expected });
  });

  const conf = '# rules\ntrim=true\nmatch.by = accession\n';
  it.each([
    ['match.by', 'accession,filler', '# rules\ntrim=true\nmatch.by = accession,filler\n'],
    ['name', 'ignore', `${conf}name=ignore\n`],
    ['trim', null, '# rules\nmatch.by = accession\n'],
  ])('edits a property: %s to %j', (key, value, expected) => {
    expect(editKey('/etc/x.conf', conf, [key], value)).toEqual({ ok: true, text: expected });
  });
});
