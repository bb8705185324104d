import { spawnSync } from 'node:child_process';
import { closeSync, existsSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { caseBytes, caseFile } from '../protocols/hl7/cases.ts';

const CLI = new URL('../../server/cli/hl7.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'hl7-cli-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string): string => caseFile(name).pathname;

interface Run {
  readonly status: number | null;
  readonly out: Uint8Array;
  readonly text: string;
  readonly error: string;
}

function hl7(...args: readonly string[]): Run {
  const { status, stdout, stderr } = spawnSync(process.execPath, [CLI, ...args], { maxBuffer: 64 * 1024 * 1024 });
  return { status, out: new Uint8Array(stdout), text: stdout.toString(), error: stderr.toString() };
}

describe('hl7 on the command line', () => {
  it.skipIf(!existsSync('/dev/full'))('says in one line that the disk behind standard output is full', () => {
    const full = openSync('/dev/full', 'w');
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'copy', file('23-ack-minimal.hl7')], {
      stdio: ['ignore', full, 'pipe'],
    });
    closeSync(full);
    expect([status, stderr.toString()]).toEqual([2, 'standard output: cannot be written (ENOSPC)\n']);
  });

  it('reads the paths asked for', () => {
    const run = hl7('read', file('19-empty-vs-null.hl7'), 'PID-3', 'PID-7', 'PID-8', 'PID-12');
    expect([run.status, run.error]).toEqual([0, '']);
    expect(JSON.parse(run.text)).toEqual({
      'PID-3': { raw: '12^^^A', value: '12^^^A', state: 'value' },
      'PID-7': { raw: '""', value: '""', state: 'null' },
      'PID-8': { raw: '', value: '', state: 'empty' },
      'PID-12': { raw: '', value: '', state: 'absent' },
    });
  });

  it('reads all that is valued when no path is given', () => {
    expect(JSON.parse(hl7('read', file('23-ack-minimal.hl7')).text)).toMatchObject({
      'MSH-10': { value: 'A0023', state: 'value' },
      'MSA-3': { value: 'Message accepted', state: 'value' },
    });
  });

  it('shows bytes that cannot be decoded', () => {
    expect(JSON.parse(hl7('read', file('27-charset-lie.hl7'), 'PID-5.1').text)).toMatchObject({
      'PID-5.1': { rawHex: '4ddc4c4c4552' },
    });
  });

  it('lists segments, one a line', () => {
    expect(hl7('segments', file('39-cr-in-text.hl7')).text).toBe('MSH\nPID\nOBR\nOBX\nNo fracture.\nOBX\n');
  });

  it('copies and edits byte for byte', () => {
    expect(hl7('copy', file('29-bom.hl7')).out).toEqual(caseBytes('29-bom.hl7'));
    expect(hl7('set', file('25-latin1.hl7'), 'PID-5.2', 'JÜRG').out).toEqual(caseBytes('after-set/25-latin1.hl7'));
  });

  it('prints diagnostics as JSON', () => {
    const run = hl7('check', file('31-truncated-msh.hl7'));
    expect(run.status).toBe(0);
    const codes = (JSON.parse(run.text) as readonly { readonly code: string }[]).map(({ code }) => code);
    expect(codes).toEqual(expect.arrayContaining(['msh-9-missing', 'msh-10-missing', 'msh-12-missing']));
    expect(codes).toContain('required-missing');
  });

  it('writes 16 MB whole into a pipe', () => {
    const large = join(folder, 'large.hl7');
    const bytes = new TextEncoder().encode(
      `MSH|^~\\&|A|B|C|D|1||ORU^R01|1|P|2.3.1\rOBX|1|ED|||${'A'.repeat(15_000_000)}\r`,
    );
    writeFileSync(large, bytes);
    expect(hl7('copy', large).out).toEqual(bytes);
  });

  const missing = join(folder, 'missing.hl7');
  const huge = join(folder, 'huge.hl7');
  writeFileSync(huge, new Uint8Array(16 * 1024 * 1024 + 1));
  const line = join(folder, 'two\nlines');
  it.each([
    ['a file that is not HL7', ['read', file('35-binary-garbage.hl7')], 'not HL7 (not-hl7)'],
    ['the same for every command', ['check', file('35-binary-garbage.hl7')], 'not HL7 (not-hl7)'],
    ['a file that is not there', ['copy', missing], 'cannot be read (ENOENT)'],
    ['a folder', ['copy', folder], 'cannot be read (EISDIR)'],
    ['a file that is too large', ['copy', huge], 'larger than 16777216 bytes'],
    ['a name with a line break', ['copy', line], 'cannot be read (ENOENT)'],
    ['a bad path', ['read', file('01-adt-a04-basic.hl7'), 'PID/3'], 'not a path such as'],
    ['a segment that is not there', ['set', file('01-adt-a04-basic.hl7'), 'ZDS-1', 'x'], 'segment-missing (ZDS)'],
    ['a character that cannot be written', ['set', file('25-latin1.hl7'), 'PID-5.1', 'Łódź'], 'not-encodable (Ł)'],
    ['too few arguments', ['set', file('01-adt-a04-basic.hl7')], 'usage: hl7'],
    ['an unknown command', ['toString', file('01-adt-a04-basic.hl7')], 'usage: hl7'],
    ['no command', [], 'usage: hl7'],
  ])('%s is one line on standard error and exit code 2', (_, args, message) => {
    const run = hl7(...args);
    expect([run.status, run.text]).toEqual([2, '']);
    expect(run.error).toContain(message);
    expect(run.error.split('\n')).toHaveLength(2);
  });
});
