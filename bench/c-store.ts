import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { HOUR, MINUTE, fromCivil } from '../server/core/clock.ts';
import type { Task } from '../server/core/kernel.ts';
import { Hospital } from '../server/lab/hospital.ts';
import { openAssociation } from '../server/network/dicom-link.ts';
import { DataSet } from '../server/protocols/dicom/data-set.ts';
import { EXPLICIT_LE } from '../server/protocols/dicom/transfer-syntax.ts';
import { storeRequest } from '../server/protocols/dimse/services/storage.ts';
import { associate, faster, notInstalled } from './dicom-client.ts';
import { type Measurement, expect } from './measurement.ts';
import { orthanc } from './orthanc.ts';
import { type Peer, installed, ours, theirs } from './peer.ts';

/**
 * 200 CT images of 512 × 512 over one association: our client sends them to each side, which discards them; and a
 * scanner sends them to the archive of a hospital, which keeps them, beside archives that do.
 */

const IMAGES = 200;
const ROUNDS = 4;
const CT = '1.2.840.10008.5.1.4.1.1.2';
const pixels = new Uint8Array(512 * 512 * 2);

/** `round` makes the identifiers new: an archive that knows an instance may not store it again. */
function instance(round: number, number: number): { readonly uid: string; readonly dataSet: DataSet } {
  const uid = `2.25.77.${round}.${number}`;
  const dataSet = DataSet.build([
    [0x00080016, 'UI', CT],
    [0x00080018, 'UI', uid],
    [0x00080020, 'DA', '20260316'],
    [0x00080060, 'CS', 'CT'],
    [0x00100010, 'PN', 'DELGADO^ROSA'],
    [0x00100020, 'LO', '10004521'],
    [0x0020000d, 'UI', `2.25.77.${round}`],
    [0x0020000e, 'UI', `2.25.77.${round}.0`],
    [0x00200013, 'IS', String(number)],
    [0x00280002, 'US', 1],
    [0x00280004, 'CS', 'MONOCHROME2'],
    [0x00280010, 'US', 512],
    [0x00280011, 'US', 512],
    [0x00280100, 'US', 16],
    [0x00280101, 'US', 12],
    [0x00280102, 'US', 11],
    [0x00280103, 'US', 0],
    [0x7fe00010, 'OW', pixels],
  ]);
  return { uid, dataSet };
}

const megabytesPerSecond = (millis: number): number => (IMAGES * pixels.length) / 1_000 / millis;

let rounds = 0;

/** MB of pixels per second. */
async function store(port: number): Promise<number> {
  const round = ++rounds;
  const images = Array.from({ length: IMAGES }, (_, index) => {
    const { uid, dataSet } = instance(round, index + 1);
    return { uid, parts: [...dataSet.write(EXPLICIT_LE)] };
  });
  const association = await associate(port, CT);
  const context = association.contextFor(CT);
  const began = performance.now();
  let stored = 0;
  for (const [index, { uid, parts }] of images.entries()) {
    const answer = await association.ask(context?.id ?? 0, storeRequest(index + 1, CT, uid), parts);
    if (answer.kind === 'answered' && answer.status === 0) stored++;
  }
  const took = performance.now() - began;
  expect('stored', stored, IMAGES);
  await association.release();
  return megabytesPerSecond(took);
}

/** The same over the simulated network, association, journal and capture included, until the study is judged. */
function storeInLab(): number {
  const round = ++rounds;
  const hospital = Hospital.build('bench', fromCivil({ year: 2026, month: 3, day: 16, hour: 8 }));
  const images = Array.from({ length: IMAGES }, (_, index) => instance(round, index + 1));
  const { kernel } = hospital.room;
  let stored = 0;
  const scanner = function* (): Task<void> {
    const opened = yield* openAssociation(hospital.room, {
      from: 'ct01',
      callingAe: 'NGH_CT1',
      calledAe: 'NGH_PACS',
      target: { host: 'pacs01', port: 11112 },
      contexts: [{ abstractSyntax: CT, transferSyntaxes: [EXPLICIT_LE] }],
      timeout: MINUTE,
    });
    if (opened.kind !== 'open') throw new Error(opened.kind);
    for (const { uid, dataSet } of images) {
      const answer = yield* opened.association.store(dataSet, CT, uid);
      if (answer.kind === 'answered' && answer.status === 0) stored++;
    }
    yield* opened.association.release();
  };
  const began = performance.now();
  kernel.spawn('scanner', scanner());
  hospital.settle(HOUR);
  const took = performance.now() - began;
  expect('stored', [stored, hospital.pacs.state.instances.size], [IMAGES, IMAGES]);
  return megabytesPerSecond(took);
}

async function intoLab(): Promise<Measurement[]> {
  const name = `C-STORE ${IMAGES} CT into pacs01 of a lab`;
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  try {
    return [
      await against(name, 'storescp, storing', storeInLab, 0.5, ROUNDS, 'storescp', () =>
        theirs('storescp', (port) => ['+xa', '-pdu', '131072', '-od', folder, String(port)]),
      ),
      await against(name, 'Orthanc', storeInLab, 4, 2, 'Orthanc', orthanc),
    ];
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** The best of `times` rounds of each side, by turns, so that what else the machine does weighs on both. */
async function against(
  name: string,
  peerName: string,
  own: () => number | Promise<number>,
  target: number,
  times: number,
  program: string,
  start: () => Promise<Peer>,
): Promise<Measurement> {
  if (!installed(program)) return notInstalled(name, program);
  const peer = await start();
  let [mine, other] = [0, 0];
  try {
    await own();
    await store(peer.port);
    for (let time = 0; time < times; time++) {
      mine = Math.max(mine, await own());
      other = Math.max(other, await store(peer.port));
    }
    return faster(name, mine, other, peerName, target, ' MB/s');
  } finally {
    await peer.stop();
  }
}

export async function benchStore(): Promise<Measurement[]> {
  const server = await ours('sink.ts', 'dicom');
  try {
    const own = (): Promise<number> => store(server.port);
    await own();
    const name = `C-STORE ${IMAGES} CT, discarding sink`;
    return [
      await against(name, 'storescp --ignore', own, 0.5, ROUNDS, 'storescp', () =>
        theirs('storescp', (port) => ['--ignore', '+xa', '-pdu', '131072', String(port)]),
      ),
      await against(name, 'Orthanc', own, 4, 2, 'Orthanc', orthanc),
      ...(await intoLab()),
    ];
  } finally {
    await server.stop();
  }
}

if (import.meta.main) {
  process.stdout.write(JSON.stringify(await benchStore()));
  process.exit();
}
