import { describe, expect, it } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { writtenIn } from '../../../server/protocols/dicom/transliterate.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { inCharacterSet } from '../../../server/systems/worklist/caller-charset.ts';
import { readWorklistSettings } from '../../../server/systems/worklist/settings.ts';
import { MWL_CONF } from '../../../server/systems/worklist/settings.ts';
import { worklistFiles } from '../../../server/systems/worklist/baseline/files.ts';

const entry = (name: string): DataSet =>
  DataSet.build([
    [0x00080005, 'CS', 'ISO_IR 192'],
    [0x00100010, 'PN', name],
    [0x00400100, 'SQ', [[[0x00400006, 'PN', name]]]],
  ]);

describe('a response for a caller that takes one character set', () => {
  it.each([
    ['Müller^Jürgen', 'Müller^Jürgen', 'Müller^Jürgen'],
    ['Żółć^Łucja', 'Zólc^Lucja', '?ó??^?ucja'],
    ['Παπαδόπουλος^Γιώργος', 'Papadopoylos^Giorgos', '????????????^???????'],
    ['山田^太郎', '??^??', '??^??'],
  ])('%s is legal Latin-1 in it', (name, near, marked) => {
    const said = (lacking: 'transliterate' | 'question-mark'): (string | undefined)[] => {
      const written = inCharacterSet(entry(name), 'ISO_IR 100', lacking);
      const read = DataSet.read(written.write(EXPLICIT_LE), EXPLICIT_LE);
      expect([read.text(0x00080005), read.diagnostics]).toEqual(['ISO_IR 100', []]);
      return [read.text(0x00100010), read.items(0x00400100)[0]?.text(0x00400006)];
    };
    expect(said('transliterate')).toEqual([near, near]);
    expect(said('question-mark')).toEqual([marked, marked]);
  });

  it('leaves alone what is in that set already, and text that the set has', () => {
    const written = DataSet.build([
      [0x00080005, 'CS', 'ISO_IR 100'],
      [0x00100010, 'PN', 'Müller'],
    ]);
    expect(inCharacterSet(written, 'ISO_IR 100', 'transliterate')).toBe(written);
    expect(writtenIn('Müller', ['ISO_IR 100'], 'transliterate')).toBe('Müller');
    expect(writtenIn('Müller', [], 'transliterate')).toBe('Muller');
  });

  it('is set for NM1 in the healthy hospital; a set or a title that is none is refused', () => {
    const text = worklistFiles.find(({ path }) => path === MWL_CONF)?.text ?? '';
    const parsed = readWorklistSettings(text);
    expect(parsed.ok && [...parsed.value.charsets, parsed.value.lacking]).toEqual([
      ['NGH_NM1', 'ISO_IR 100'],
      'transliterate',
    ]);
    for (const bad of ['NGH_NM1', 'NGH_NM1:LATIN1', 'A:ISO_IR 100,A:ISO_IR 101'])
      expect(readWorklistSettings(text.replace('NGH_NM1:ISO_IR 100', bad)).ok).toBe(false);
  });
});
