import { mkdirSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { echo } from '../../../server/cli/dicom/echo.ts';
import { find } from '../../../server/cli/dicom/find.ts';
import { make } from '../../../server/cli/dicom/make.ts';
import { move } from '../../../server/cli/dicom/move.ts';
import { store } from '../../../server/cli/dicom/store.ts';
import { readPart10 } from '../../../server/protocols/dicom/part10.ts';
import { needsTool } from '../../support/tool.ts';
import { json, said } from './command-line.ts';
import { run, secondaryCaptureDump, serve, serveArchive, serveWorklist, temporaryFolder } from './dcmtk.ts';

const tools = needsTool('storescp', 'wlmscpfs', 'dcmqrscp', 'dump2dcm', 'dcmcjpeg', 'dcmcrle', 'dcmconv');

describe.skipIf(!tools.available)(`Our command line against DCMTK servers ${tools.reason}`, () => {
  it.each([
    ['PatientName=Doe*', 1],
    ['(0040,0100)>ScheduledStationAETitle=CT1', 1],
    ['(0040,0100)>ScheduledProcedureStepStartDate=20250101-20250131', 1],
    ['(0040,0100)>Modality=MR', 0],
  ])('find --worklist -k %s', async (key, matches) => {
    using folder = temporaryFolder();
    await using peer = await serveWorklist(folder.path);
    const at = ['127.0.0.1', String(peer.port), '--called', 'WLSCP', '--worklist'];
    const found = json(await said(find, ...at, '-k', key)).map((match) => match['00080050']?.Value);
    expect(found).toEqual(Array(matches).fill(['A100001']));
  });

  it('store delivers files of every transfer syntax to storescp, to the byte', async () => {
    using folder = temporaryFolder();
    const [images, received] = [join(folder.path, 'images'), join(folder.path, 'received')];
    mkdirSync(images);
    mkdirSync(received);
    writeFileSync(join(folder.path, 'sc.dump'), secondaryCaptureDump);
    const source = join(folder.path, 'sc.dcm');
    expect((await run('dump2dcm', ['+te', 'sc.dump', source], folder.path)).status).toBe(0);
    const made = [
      ['dcmconv', '+te'],
      ['dcmconv', '+ti'],
      ['dcmconv', '+tb'],
      ['dcmconv', '+td'],
      ['dcmcjpeg', '+e1'],
      ['dcmcjpeg', '+eb'],
      ['dcmcrle', '+fs', '4'],
    ];
    for (const [index, [tool = '', ...args]] of made.entries()) {
      expect((await run(tool, [...args, source, join(images, `${index}.dcm`)])).status).toBe(0);
    }
    // +B writes what came on the wire; each file gets a name of its own as all are one instance.
    await using peer = await serve('storescp', ['+xa', '+B', '+uf', '-od', received, '{port}']);
    const rows = await said(store, '127.0.0.1', String(peer.port), images);
    expect(rows.match(/^0000H/gm)).toHaveLength(made.length);
    const of = (path: string): string[] =>
      readdirSync(path).map((name) => {
        const bytes = readFileSync(join(path, name));
        const { syntax, dataSetOffset } = readPart10(bytes);
        return `${syntax} ${bytes.subarray(dataSetOffset).toString('hex')}`;
      });
    expect(of(received).sort()).toEqual(of(images).sort());
  });

  it('echo, store, find and move do with dcmqrscp and storescp what they say', async () => {
    using folder = temporaryFolder();
    const [images, received] = [join(folder.path, 'images'), join(folder.path, 'received')];
    mkdirSync(received);
    await make.run(['MR', images, '--seed', '4', '--count', '3', '--size', '64'], () => undefined);
    await using destination = await serve('storescp', ['-od', received, '{port}']);
    await using peer = await serveArchive(folder.path, { DEST: destination.port });
    const at = ['127.0.0.1', String(peer.port), '--called', 'QRSCP'];
    expect(await said(echo, ...at)).toMatch(/^0000H/);
    expect((await said(store, ...at, images)).match(/^0000H/gm)).toHaveLength(3);
    const [study] = json(await said(find, ...at, '--study', 'STUDY'));
    const uid = `StudyInstanceUID=${String(study?.['0020000D']?.Value?.[0])}`;
    expect(json(await said(find, ...at, '--study', 'STUDY', '-k', uid, '-k', 'StudyID'))).toHaveLength(1);
    expect(json(await said(move, ...at, '--dest', 'DEST', '--study', 'STUDY', '-k', uid))).toMatchObject([
      { status: '0000H', completed: 3, failed: 0 },
    ]);
    expect(readdirSync(received)).toHaveLength(3);
    await expect(said(move, ...at, '--dest', 'NOBODY', '--study', 'STUDY', '-k', uid)).rejects.toThrow(
      /A801H Refused: move destination unknown .*; register 'NOBODY' at the peer/,
    );
    await expect(said(find, ...at, '--worklist')).rejects.toThrow(/does not take Modality Worklist/);
  });
});
