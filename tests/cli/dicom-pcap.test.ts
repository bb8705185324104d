import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { pcap } from '../../server/cli/dicom/pcap.ts';
import { needsTool } from '../support/tool.ts';

const folder = mkdtempSync(join(tmpdir(), 'dicom-pcap-'));
afterAll(() => rmSync(folder, { recursive: true }));

const run = async (...args: readonly string[]): Promise<unknown> => await pcap.run(args, () => undefined);
const tshark = needsTool('tshark');

describe('dicom pcap', () => {
  it.skipIf(!tshark.available)(
    `writes what tshark reads as HL7 and DICOM without complaint ${tshark.reason}`,
    async () => {
      const [one, two] = [join(folder, 'one.pcapng'), join(folder, 'two.pcapng')];
      expect(await run('WL01', '--seed', '7', '--out', one)).toMatch(/^.*one\.pcapng: \d{3} conversations\n$/);
      await run('WL01', '--seed', '7', '--out', two);
      expect(readFileSync(one).equals(readFileSync(two))).toBe(true);
      const asked = (...args: readonly string[]): string =>
        execFileSync('tshark', ['-r', one, ...args], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] });
      const protocols = asked('-q', '-z', 'io,phs');
      expect([protocols.includes('hl7'), protocols.includes('dicom')]).toEqual([true, true]);
      expect(asked('-Y', '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == 0')).toBe('');
    },
  );

  it.each([
    [['XX99', '--out', '/dev/null'], /^there is no scenario XX99; there are .*WL01.*, free-play$/],
    [['WL01', '--out', '/dev/null', '--seed', 'x'], /^--seed takes a whole number/],
    [['WL01'], /^$/],
    [['--out', '/dev/null'], /^$/],
  ])('refuses %j with exit code 2', async (args, message) => {
    await expect(run(...args)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});
