import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DataSet } from '../server/protocols/dicom/data-set.ts';
import { writePart10 } from '../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE } from '../server/protocols/dicom/transfer-syntax.ts';
import { findRequest } from '../server/protocols/dimse/services/query.ts';
import { uids } from '../server/protocols/dimse/uids.ts';
import { worklistItem } from '../tests/support/worklist-rows.ts';
import { associate, faster, notInstalled } from './dicom-client.ts';
import { type Measurement, expect } from './measurement.ts';
import { installed, ours, theirs } from './peer.ts';

/** Worklist queries, one association each, of the hospital's own query and of wlmscpfs over the same items. */

function query(station: string): readonly Uint8Array[] {
  const step: Parameters<typeof DataSet.build>[0] = [
    [0x00080060, 'CS', 'CT'],
    [0x00400001, 'AE', station],
    [0x00400002, 'DA', '20260316'],
    [0x00400003, 'TM', ''],
    [0x00400007, 'LO', ''],
    [0x00400009, 'SH', ''],
  ];
  return DataSet.build([
    [0x00080050, 'SH', ''],
    [0x00100010, 'PN', ''],
    [0x00100020, 'LO', ''],
    [0x0020000d, 'UI', ''],
    [0x00400100, 'SQ', [step]],
    [0x00401001, 'SH', ''],
  ]).write(EXPLICIT_LE);
}

/** Queries per second; every one must find as many as there are. */
async function perSecond(port: number, station: string, matches: number, times: number): Promise<number> {
  let most = 0;
  for (let time = 0; time < times; time++) {
    const began = performance.now();
    const association = await associate(port, uids.modalityWorklistFind, 'WL');
    let found = 0;
    const answer = await association.ask(1, findRequest(1, uids.modalityWorklistFind), query(station), () => found++);
    await association.release();
    most = Math.max(most, 1_000 / (performance.now() - began));
    expect('found', [found, answer.kind === 'answered' ? answer.status : answer], [matches, 0]);
  }
  return most;
}

async function row(
  name: string,
  items: number,
  station: string,
  matches: number,
  target: number,
): Promise<Measurement> {
  if (!installed('wlmscpfs')) return notInstalled(name, 'wlmscpfs');
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  try {
    // One called AE title, one folder; the lock file is what makes it one.
    mkdirSync(join(folder, 'WL'));
    writeFileSync(join(folder, 'WL', 'lockfile'), '');
    for (let index = 0; index < items; index++) {
      const item = worklistItem(index, index % (items / 10) === 0 ? 'CT1' : 'CT2');
      writeFileSync(join(folder, 'WL', `${index}.wl`), Buffer.concat(writePart10(item, { syntax: EXPLICIT_LE })));
    }
    const server = await ours('sink.ts', 'worklist', String(items));
    const peer = await theirs('wlmscpfs', (port) => ['--no-sq-expansion', '-dfp', folder, String(port)]);
    try {
      const own = await perSecond(server.port, station, matches, 30);
      return faster(name, own, await perSecond(peer.port, station, matches, 3), 'wlmscpfs', target);
    } finally {
      await server.stop();
      await peer.stop();
    }
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

export async function benchWorklist(): Promise<Measurement[]> {
  return [
    await row('MWL C-FIND, 10 hits of 1 000 items', 1_000, 'CT1', 10, 1),
    await row('MWL C-FIND, 10 hits of 10 000 items', 10_000, 'CT1', 10, 8),
    await row('MWL C-FIND, all 1 000 items', 1_000, '*', 1_000, 1),
  ];
}

if (import.meta.main) {
  process.stdout.write(JSON.stringify(await benchWorklist()));
  process.exit();
}
