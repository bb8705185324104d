import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, it } from 'vitest';
import { make } from '../../server/cli/dicom/make.ts';
import { profileAction } from '../../server/cli/scenarios/import/basic-profile.ts';
import { hl7Draft } from '../../server/cli/scenarios/import/hl7-draft.ts';
import { fieldAction } from '../../server/cli/scenarios/import/hl7-fields.ts';
import { Pseudonyms } from '../../server/cli/scenarios/import/pseudonyms.ts';
import { importFile } from '../../server/cli/scenarios/import.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { readPart10, writePart10 } from '../../server/protocols/dicom/part10.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { needsTool } from '../support/tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'import-'));
afterAll(() => rmSync(folder, { recursive: true }));
let count = 0;
const fresh = (name = 'out'): string => join(folder, `${name}-${count++}`);
const run = async (from: string, out: string): Promise<string> =>
  (await importFile.run([from, '--out', out], () => undefined)) as string;
const pseudonyms = (): Pseudonyms => new Pseudonyms(new Uint8Array(32).fill(7));

/** A message in which everything that must go has a mark of its own. */
const order = [
  'MSH|^~\\&|SECRETRIS|SECRETHOSP|MWL|SECRETDEST|20260316081502-0500||ORM^O01|SECRETCTRL1|P|2.3.1||||||8859/1',
  'PID|1|SECRET2|7788991^^^SECRETAUTH^MR~6677882^^^OTHERSEC^MR|SECRET4|SECRETFAM^SECRETGIV^M||19640229|M|SECRETALIAS|B|12 SECRETROAD^^SECRETTOWN|SECRETCO|555-SECRET|||M|SECRETREL|ACC99887^^^SECRETACC|123-45-6789|SECRETLIC',
  'PD1|||SECRETCLINIC',
  'NK1|1|SECRETMOTHER^ANN|MTH|SECRETSTREET|555-0199',
  'PV1||O|SECRETWARD^R12||||1001^SECRETDOC^OTTO|2002^SECRETREF^ADA|||||||||||VISIT5544',
  'ORC|NW|P700123^SECRETHIS|F500123^SECRETRIS2|||||||SECRETCLERK|||||555-SECRETPHONE',
  'OBR|1|P700123^SECRETHIS|F500123^SECRETRIS2|CTCHW^CT Chest^L|||20260316093000|||||^SECRETTYPED|SECRETCLIN|||2002^SECRETREF^ADA||A260001234||SPS500123|||||||||||||^SECRETREASON',
  'NTE|1|L|SECRETNOTE of the ward',
  'OBX|1|NM|29463-7^Body weight^LN||82|kg^kilogram^UCUM|||||F',
  'OBX|2|TX|REP^Report^L||SECRETFINDING in the left lung||||||F',
  'ZDS|1.2.3.SECRET.4^RAD^Application^DICOM',
  'ZPI|SECRETZ|555',
].join('\r');

describe('import of an HL7 message', () => {
  it('leaves nothing that names a person, keeps what is ordered, and says what went without saying it', () => {
    const draft = hl7Draft(Buffer.from(`${order}\r`, 'latin1'), pseudonyms());
    const out = Buffer.concat(draft.parts).toString('latin1');
    for (const secret of [
      'SECRET',
      'OTHERSEC',
      '7788991',
      '6677882',
      '123-45',
      'VISIT5544',
      'ACC99887',
      'P700123',
      'A260001234',
      'F500123',
      'SPS500123',
      '1964022',
      '12 ',
      '555',
    ]) {
      expect(out, secret).not.toContain(secret);
    }
    const message = Hl7Message.read(Buffer.from(out, 'latin1'));
    expect(message.value('OBR-4.1')).toBe('CTCHW');
    expect([message.value('OBX-5'), message.value('OBX-6.1'), message.value('PID-8')]).toEqual(['82', 'kg', 'M']);
    // The same number and the same person stay the same everywhere.
    expect(message.value('ORC-2.1')).toBe(message.value('OBR-2.1'));
    expect(message.value('PV1-8')).toBe(message.value('OBR-16'));
    expect(message.value('OBR-18')).toMatch(/^[A-Z]\d{9}$/);
    expect([message.segmentCount('NK1'), message.segmentCount('ZPI'), message.segmentCount('ZDS')]).toEqual([0, 0, 1]);
    expect(message.value('ZDS-1.1')).toMatch(/^2\.25\.\d+$/);
    // Every date moves by the same days, the time of day stays.
    const shift = pseudonyms().shift;
    expect(Math.abs(shift) % 7).toBe(0);
    expect(message.value('MSH-7').slice(8)).toBe('081502-0500');
    expect(message.value('OBR-7').slice(0, 8)).toBe(message.value('MSH-7').slice(0, 8));
    expect(message.value('PID-7')).toBe(pseudonyms().date('19640229'));
    expect(JSON.stringify(draft.removals)).not.toContain('SECRET');
    expect(draft.removals).toContainEqual({ place: 'segment NK1', done: 'removed' });
    expect(draft.removals).toContainEqual({ place: 'NTE-3', done: 'removed' });
  });

  it('points to a place that holds a removed word all the same', () => {
    const text = order.replace('CT Chest', 'Chest of SECRETFAM');
    expect(hl7Draft(Buffer.from(text, 'latin1'), pseudonyms()).warnings).toEqual([
      'OBR-4: kept, and has a word in it that was removed elsewhere',
    ]);
  });

  it('takes every readable message of our collection, and leaves no name of its patient', async () => {
    const cases = fileURLToPath(new URL('../../messages/hl7-cases', import.meta.url));
    let taken = 0;
    for (const name of readdirSync(cases).filter((each) => each.endsWith('.hl7'))) {
      const from = join(cases, name);
      const family = Hl7Message.read(readFileSync(from)).value('PID-5.1');
      const out = fresh(name);
      const report = await run(from, out).catch((error: unknown) => (error as Error).message);
      if (!report.startsWith(out)) {
        expect(report).toContain(from);
        continue;
      }
      taken += 1;
      const words = readFileSync(out, 'latin1').split(/[^A-Za-z]+/);
      if (family.length > 3 && /^[A-Z]+$/i.test(family)) expect(words, name).not.toContain(family);
    }
    expect(taken).toBeGreaterThan(10);
  });

  it('knows what becomes of each field that it keeps', () => {
    expect(fieldAction('2.3.1', 'PID', 5, '')).toBe('name');
    expect(fieldAction('2.5.1', 'PID', 3, '')).toBe('number');
    expect(fieldAction('2.5.1', 'PID', 11, '')).toBe('remove');
    expect(fieldAction('2.5.1', 'OBX', 5, 'NM')).toBe('keep');
    expect(fieldAction('2.5.1', 'OBX', 5, 'ED')).toBe('remove');
    expect(fieldAction('2.5.1', 'XYZ', 5, '')).toBe('remove');
  });
});

describe('import of a DICOM file', () => {
  const kinds = ['CT', 'MR', 'CR', 'US', 'SR', 'DOSE', 'KOS', 'GSPS', 'SC'];
  const dciodvfy = needsTool('dciodvfy');

  it.each(kinds)('leaves nothing that names the patient of a %s', async (kind) => {
    const dir = mkdtempSync(join(folder, 'made-'));
    await make.run([kind, dir, '--seed', '6', '--count', '1', '--size', '64'], () => undefined);
    const from = join(dir, readdirSync(dir).sort().at(-1) ?? '');
    const before = readPart10(readFileSync(from)).dataSet;
    const out = fresh(kind);
    const report = await run(from, out);
    const bytes = readFileSync(out).toString('latin1');
    const after = readPart10(readFileSync(out)).dataSet;
    for (const tag of [0x00100010, 0x00100020, 0x00080050, 0x00080018, 0x0020000d, 0x0020000e]) {
      const value = before.text(tag);
      if (value !== '') expect(bytes.includes(value), value).toBe(false);
      expect(report).not.toContain(value === '' ? 'nothing' : value);
    }
    expect(after.text(0x00080060)).toBe(before.text(0x00080060));
    expect(after.bytes(0x7fe00010)?.length).toBe(before.bytes(0x7fe00010)?.length);
    expect([after.text(0x00120062), after.text(0x00280303)]).toEqual(['YES', 'MODIFIED']);
    expect(after.diagnostics).toEqual([]);
  });

  it.skipIf(!dciodvfy.available)(`writes a CT that dciodvfy takes ${dciodvfy.reason}`, async () => {
    const dir = mkdtempSync(join(folder, 'valid-'));
    await make.run(['CT', dir, '--seed', '6', '--count', '1', '--size', '64'], () => undefined);
    const out = fresh('valid');
    await run(join(dir, readdirSync(dir)[0] ?? ''), out);
    const said = execFileSync('sh', ['-c', `dciodvfy "${out}" 2>&1 || true`], { encoding: 'utf8' });
    expect(said).not.toMatch(/^Error/m);
  });

  it('cleans nested items, private elements, overlays, other names, other UIDs and free text', async () => {
    const dataSet = DataSet.build([
      [0x00080016, 'UI', '1.2.840.10008.5.1.4.1.1.2'],
      [0x00080018, 'UI', '1.2.3.4.5'],
      [0x00080020, 'DA', '20260316'],
      [0x00080060, 'CS', 'CT'],
      [0x00081140, 'SQ', [[[0x00081155, 'UI', '1.2.3.4.6']]]],
      [0x00090010, 'LO', 'SECRET VENDOR'],
      [0x00091001, 'LO', 'SECRET'],
      [0x00100010, 'PN', 'SECRET^NAME'],
      [0x00100020, 'LO', 'SEC-4711'],
      [0x00104000, 'LT', 'SECRET COMMENT'],
      [0x00181030, 'LO', 'SECRET PROTOCOL'],
      [
        0x00321064,
        'SQ',
        [
          [
            [0x00080100, 'SH', 'CTCHW'],
            [0x00080104, 'LO', 'CT Chest'],
          ],
        ],
      ],
      [
        0x0040a730,
        'SQ',
        [
          [
            [0x0040a123, 'PN', 'SECRET^WITNESS'],
            [0x0040a160, 'UT', 'SECRET TEXT'],
          ],
        ],
      ],
      [0x60003000, 'OW', Uint8Array.of(1, 2)],
    ]);
    const from = fresh('planted');
    writeFileSync(from, Buffer.concat(writePart10(dataSet)));
    const out = fresh();
    const report = await run(from, out);
    const bytes = readFileSync(out).toString('latin1');
    for (const secret of ['SECRET', '4711', '1.2.3.4.', '20260316']) expect(bytes, secret).not.toContain(secret);
    const after = readPart10(readFileSync(out)).dataSet;
    expect(after.items(0x00321064)[0]?.text(0x00080100)).toBe('CTCHW');
    expect(after.text(0x00181030)).toBe('ANONYMIZED');
    expect(report).toContain('removed      (6000,3000) Overlay Data');
    expect(report).toContain('removed      (0009,1001) private');
    expect(report).not.toContain('SECRET');
  });

  it.each([
    [0x00100010, 'Z'],
    [0x00100020, 'ZD'],
    [0x00101010, 'X'],
    [0x0020000d, 'U'],
    [0x00120010, 'D'],
    [0x6004_3000, 'X'],
    [0x00280010, undefined],
  ])('reads the table of PS3.15: %i is %s', (tag, action) => {
    expect(profileAction(tag)).toBe(action);
  });
});

describe('an import is refused in one line', () => {
  const file = (name: string, text: string): string => {
    const path = fresh(name);
    writeFileSync(path, text, 'latin1');
    return path;
  };
  it.each<[string, () => string, RegExp]>([
    ['of 200 MB', () => { const path = file('big', 'MSH|'); truncateSync(path, 200 * 1024 * 1024); return path; }, /: 209715200 bytes; an import takes 67108864 at most$/], // prettier-ignore
    [
      'of a PDF',
      () => file('pdf', '%PDF-1.7 …'),
      /neither an HL7 message .* nor a DICOM file .*: it is a PDF document$/,
    ],
    ['of nothing', () => file('empty', ''), /it is empty$/],
    ['of a batch', () => file('batch', 'FHS|^~\\&|\rMSH|^~\\&|'), /an HL7 batch; import its messages one by one$/],
    [
      'of several messages',
      () => file('two', `${order}\r${order}\r`),
      /several messages in one file; import them one by one$/,
    ],
    ['of something else', () => file('other', 'hello'), /it is something else$/],
    ['of a DICOM file without a data set', () => file('bare', `${'\0'.repeat(128)}DICM`), /: it holds no data set$/],
    ['of what is not there', () => join(folder, 'nothing'), /cannot be read \(ENOENT\)$/],
  ])('%s', async (_, from, message) => {
    await expect(run(from(), fresh())).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });

  it('of a DICOM file that ends early', async () => {
    const dir = mkdtempSync(join(folder, 'cut-'));
    await make.run(['CT', dir, '--seed', '6', '--count', '1', '--size', '64'], () => undefined);
    const from = join(dir, readdirSync(dir)[0] ?? '');
    truncateSync(from, 3000);
    await expect(run(from, fresh())).rejects.toThrow(
      /cannot be read as it was meant: length-exceeds-container at \(7FE0,0010\)$/,
    );
  });

  it('that would write over a file', async () => {
    const there = file('there', 'x');
    await expect(run(file('order', order), there)).rejects.toThrow(/is there already/);
    expect(readFileSync(there, 'utf8')).toBe('x');
  });
});
