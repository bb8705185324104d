import { spawnSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPart10 } from '../../server/protocols/dicom/part10.ts';

let folder = '';
beforeAll(() => (folder = mkdtempSync(join(tmpdir(), 'faultline-make-'))));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const make = (...args: readonly string[]): { code: number | null; out: string; error: string } => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['server/cli/dicom.ts', 'make', ...args], {
    encoding: 'utf8',
  });
  return { code: status, out: stdout, error: stderr };
};

describe('dicom make', () => {
  it('writes the images of a seed and names the files, the same bytes each time', () => {
    const [one, two] = [join(folder, 'one'), join(folder, 'two')];
    const said = make('MG', one, '--seed', '5', '--size', '64');
    expect(said).toEqual({
      code: 0,
      out: [1, 2, 3, 4].map((n) => `${join(one, `MG000${n}.dcm`)}\n`).join(''),
      error: '',
    });
    make('MG', two, '--seed', '5', '--size', '64');
    for (const name of readdirSync(one)) expect(readFileSync(join(two, name))).toEqual(readFileSync(join(one, name)));
  });

  it('writes a presentation state beside the image that it refers to', () => {
    const home = join(folder, 'state');
    expect(make('GSPS', home, '--seed', '2', '--size', '32').code).toBe(0);
    const [image, state] = ['CT0001.dcm', 'GSPS0002.dcm'].map(
      (name) => readPart10(readFileSync(join(home, name))).dataSet,
    );
    const referred = state?.items(0x00081115)[0]?.items(0x00081140)[0]?.text(0x00081155);
    expect([referred, state?.text(0x0020000d)]).toEqual([image?.text(0x00080018), image?.text(0x0020000d)]);
  });

  it.each([
    [['XX', 'dir'], /^usage: dicom make CT\|MR/],
    [['CT'], /^usage: dicom make/],
    [['CT', 'dir', '--seed'], /^usage: dicom make/],
    [['CT', 'dir', '--seed', 'abc'], /^--seed takes a whole number/],
    [['CT', 'dir', '--part', 'NOSE'], /^--part of CT takes one of ABDOMEN, CHEST, CSPINE, HEAD/],
    [['MG', 'dir', '--part', 'CHEST'], /^MG takes no --part/],
    [['KOS', 'dir', '--title', '999'], /^--title takes one of/],
    [['CT', '/dev/null/x', '--seed', '1'], /^\/dev\/null\/x: cannot be made/],
    [['CT', '/proc/nowhere/x', '--seed', '1'], /^\/proc\/nowhere\/x: cannot be made/],
  ])('refuses %j with one line and exit code 2', (args, line) => {
    const { code, out, error } = make(...args);
    expect([code, out, error.trim().split('\n').length]).toEqual([2, '', 1]);
    expect(error).toMatch(line);
  });
});
