import { describe, expect, it } from 'vitest';
import { explain } from '../../server/cli/scenarios/explain.ts';

const run = async (...args: string[]): Promise<string> => (await explain.run(args, () => undefined)) as string;

describe('scenarios explain', () => {
  it('follows one order concerned hop by hop, to the number that went wrong and the rule that wrote it', async () => {
    const text = await run('HL01', '--seed', '3');
    const order = /Order concerned: accession (\S+), filler (\S+), step (\S+)\n/.exec(text);
    const [, accession = '', filler = '', step = ''] = order ?? [];
    // In this order: message in, message out, rule, worklist answer, image, match, verdict.
    const expected = [
      `eng01: /opt/engine/channels/SCHED_TO_MWL.yaml`,
      `ris01 → eng01: OMI^O23 NW\n           accession ${accession}, filler ${filler}, step ${step}`,
      `eng01 → mwl01: OMI^O23 NW\n           accession ${filler}, filler ${filler}`,
      `: ${accession} → ${filler}\n`,
      `(0008,0050) Accession Number = "${filler}" ← mwl01 rule`,
      `← eng01 rule 6 copy ORC-3`,
      `C-FIND-RSP\n           (0008,0050) "${filler}"`,
      `C-STORE-RQ\n           (0008,0050) "${filler}"`,
      `UNVERIFIED, ACCESSION_NOT_FOUND: no order for accession number ${filler}`,
      `Verdict: not-solved`,
      `FAILED ORD`,
      `expected A26`,
    ];
    let at = 0;
    for (const part of expected) {
      const next = text.indexOf(part, at);
      expect(next, part).toBeGreaterThan(at - 1);
      at = next;
    }
    // Another patient's order whose filler number is this accession number is another story.
    expect(new Set([...text.matchAll(/ris01 → eng01: OMI\^O23 NW\n +accession (\S+),/g)].map((m) => m[1])).size).toBe(
      1,
    );
    expect(await run('HL01', '--seed', '3')).toBe(text);
  });

  it('tells what a fix changed', async () => {
    const text = await run('HL01', '--seed', '3', '--fix', 'restore-version');
    expect(text).toContain('after "Restore the previous version of the channel');
    expect(text).toMatch(/pacs01 study with accession A26\d+: VERIFIED/);
    expect(text).toContain('Verdict: solved, score 100');
    expect(text).not.toContain('FAILED');
  });

  it.each(['BK01', 'WL01', 'HL03', 'HL07'])('finds an order of %s', async (id) => {
    expect(await run(id)).toMatch(/Order concerned: .*[\s\S]*Verdict: not-solved/);
  });

  it.each([
    [['HL01', '--fix', 'magic'], /^HL01 has no fix or trap magic; there are edit-rules, /],
    [['ZZ01'], /^there is no scenario ZZ01; there are AQ01, /],
    [['HL01', '--seed', 'x'], /^--seed takes a whole number/],
    [[], /^$/],
  ])('refuses %j', async (args, message) => {
    await expect(run(...args)).rejects.toMatchObject({
      exitCode: 2,
      message: expect.stringMatching(message) as string,
    });
  });
});
