import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { echo } from '../../../server/cli/dicom/echo.ts';
import { find } from '../../../server/cli/dicom/find.ts';
import { make } from '../../../server/cli/dicom/make.ts';
import { move } from '../../../server/cli/dicom/move.ts';
import { store } from '../../../server/cli/dicom/store.ts';
import { readPart10 } from '../../../server/protocols/dicom/part10.ts';
import { sopClass } from '../../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../../server/protocols/dicom/transfer-syntax.ts';
import { type Scp, listenScp } from '../../support/scp.ts';
import { freePort } from '../../support/tcp-shell.ts';
import { needsTool } from '../../support/tool.ts';
import { json, said } from './command-line.ts';
import { type Peer, serve, temporaryFolder } from './dcmtk.ts';

const tools = needsTool('Orthanc', 'storescp');
const storage = new Map(
  [sopClass.ctImage, sopClass.secondaryCaptureImage, sopClass.basicTextSr].map((uid) => [uid, [EXPLICIT_LE]]),
);

/** Orthanc with an empty store, which knows two destinations and is called by its name only. */
async function orthanc(folder: string, destinations: Readonly<Record<string, number>>): Promise<Peer> {
  const file = join(folder, 'orthanc.json');
  const port = await freePort();
  const settings = {
    Name: 'conformance',
    StorageDirectory: join(folder, 'orthanc'),
    IndexDirectory: join(folder, 'orthanc'),
    HttpServerEnabled: false,
    DicomAet: 'ORTHANC',
    DicomPort: port,
    DicomCheckCalledAet: true,
    DicomAlwaysAllowEcho: true,
    DicomAlwaysAllowStore: true,
    DicomAlwaysAllowFind: true,
    DicomAlwaysAllowMove: true,
    DicomModalities: Object.fromEntries(
      Object.entries(destinations).map(([ae, at]) => [ae.toLowerCase(), [ae, '127.0.0.1', at]]),
    ),
    Plugins: [],
  };
  writeFileSync(file, JSON.stringify(settings));
  return await serve('Orthanc', [file], port);
}

describe.skipIf(!tools.available)(`Our SCU and Orthanc ${tools.reason}`, () => {
  it(
    'stores, finds at every level of both roots, and has it move to storescp and to us',
    { timeout: 300_000 },
    async () => {
      using folder = temporaryFolder();
      const [images, received] = [join(folder.path, 'images'), join(folder.path, 'received')];
      mkdirSync(received);
      for (const [kind, count] of [
        ['CT', 3],
        ['SC', 1],
        ['SR', 1],
      ] as const) {
        await make.run(
          [kind, join(images, kind), '--seed', '5', '--count', String(count), '--size', '64'],
          () => undefined,
        );
      }
      const files = readdirSync(images, { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.dcm'))
        .map((name) => join(images, name));
      const stored = files.map((file) => readPart10(readFileSync(file)).dataSet);
      await using destination = await serve('storescp', ['-od', received, '{port}']);
      await using ours: Scp = await listenScp({ supported: storage });
      await using peer = await orthanc(folder.path, { STORESCP: destination.port, FAULTLINE: ours.port });
      const at = ['127.0.0.1', String(peer.port), '--called', 'ORTHANC'];

      expect(await said(echo, ...at)).toMatch(/^0000H/);
      await expect(said(echo, '127.0.0.1', String(peer.port))).rejects.toThrow(/called-AE-title-not-recognized/);
      expect((await said(store, ...at, images)).match(/^0000H/gm)).toHaveLength(stored.length);

      const [first] = stored.filter((dataSet) => dataSet.text(0x00080060) === 'CT');
      if (!first) throw new Error('no CT');
      const of = (tag: number): string => first.text(tag);
      const patient = ['-k', `PatientID=${of(0x00100020)}`];
      const study = ['-k', `StudyInstanceUID=${of(0x0020000d)}`];
      const series = ['-k', `SeriesInstanceUID=${of(0x0020000e)}`];
      const uidsOf = (tag: number): string[] => [...new Set(stored.map((dataSet) => dataSet.text(tag)))].sort();
      const found = async (key: string, ...args: readonly string[]): Promise<unknown[]> =>
        json(await said(find, ...at, ...args))
          .map((match) => match[key]?.Value?.[0])
          .sort();
      const ctImages = stored
        .filter((dataSet) => dataSet.text(0x0020000e) === of(0x0020000e))
        .map((one) => one.text(0x00080018));
      expect(await found('00100020', '--patient', 'PATIENT', '-k', 'PatientName=*')).toEqual(uidsOf(0x00100020));
      expect(await found('0020000D', '--patient', 'STUDY', ...patient)).toContain(of(0x0020000d));
      expect(await found('0020000D', '--study', 'STUDY')).toEqual(uidsOf(0x0020000d));
      expect(await found('0020000E', '--study', 'SERIES', ...study)).toContain(of(0x0020000e));
      expect(await found('0020000E', '--patient', 'SERIES', ...patient, ...study)).toContain(of(0x0020000e));
      expect(await found('00080018', '--study', 'IMAGE', ...study, ...series)).toEqual(ctImages.sort());
      expect(await found('00080018', '--patient', 'IMAGE', ...patient, ...study, ...series)).toEqual(ctImages);
      expect(await found('0020000D', '--study', 'STUDY', '-k', 'AccessionNumber=NOBODYS')).toEqual([]);

      expect(
        json(await said(move, ...at, '--dest', 'STORESCP', '--study', 'SERIES', ...study, ...series)),
      ).toMatchObject([{ status: '0000H', completed: 3, failed: 0 }]);
      expect(readdirSync(received)).toHaveLength(3);
      expect(
        json(await said(move, ...at, '--dest', 'FAULTLINE', '--patient', 'STUDY', ...patient, ...study)),
      ).toMatchObject([{ status: '0000H', failed: 0 }]);
      const moved = ours.messages.map(({ command }) => command.text('AffectedSOPInstanceUID')).sort();
      const ofStudy = stored.filter((dataSet) => dataSet.text(0x0020000d) === of(0x0020000d));
      expect(moved).toEqual(ofStudy.map((dataSet) => dataSet.text(0x00080018)).sort());
      for (const { command, dataSet = [] } of ours.messages) {
        const sent = ofStudy.find((one) => one.text(0x00080018) === command.text('AffectedSOPInstanceUID'));
        expect(Buffer.concat(dataSet).equals(Buffer.concat(sent?.write(EXPLICIT_LE) ?? []))).toBe(true);
        expect(command.text('MoveOriginatorApplicationEntityTitle')).toBe('FAULTLINE');
      }
      await expect(said(move, ...at, '--dest', 'NOBODY', '--study', 'STUDY', ...study)).rejects.toThrow(/C-MOVE: [AC]/);
    },
  );
});
