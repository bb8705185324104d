import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import { readPart10 } from '../../../server/protocols/dicom/part10.ts';
import type { AcceptorMachine, AssociationOptions, Indication } from '../../../server/protocols/dimse/association.ts';
import { negotiate } from '../../../server/protocols/dimse/negotiation.ts';
import { type Rejection, rejections } from '../../../server/protocols/dimse/rejection.ts';
import { QueryAnswer } from '../../../server/protocols/dimse/services/query.ts';
import { readStoreRequest, storeResponse } from '../../../server/protocols/dimse/services/storage.ts';
import { echoResponse } from '../../../server/protocols/dimse/services/verification.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { type DimseConnection, type DimseServer, listenDimse } from '../../support/tcp-shell.ts';
import { needsTool } from '../../support/tool.ts';
import { implicitDataSet, run, secondaryCaptureDump, temporaryFolder } from './dcmtk.ts';

const tools = needsTool('echoscu', 'findscu', 'storescu', 'termscu', 'dump2dcm', 'dcmcjpeg', 'dcmcjpls', 'dcmcrle');

/** More matches than these are sent to nobody but who has cancelled, and that one gets no more. */
const MOST_UNASKED = 400;

interface Provider extends DimseServer {
  readonly seen: Indication[];
}

/** Answers echoes with success, queries with `hits` one per turn of the event loop, stores with success. */
async function provider(
  hits = 3,
  refuse?: Rejection,
  options: AssociationOptions = {},
  storedAs: readonly string[] = [uids.explicitVrLittleEndian],
): Promise<Provider> {
  const seen: Indication[] = [];
  const supported = new Map([
    [uids.verification, [uids.implicitVrLittleEndian]],
    [uids.studyRootFind, [uids.implicitVrLittleEndian]],
    [uids.patientRootFind, [uids.implicitVrLittleEndian]],
    [uids.modalityWorklistFind, [uids.implicitVrLittleEndian]],
    ['1.2.840.10008.5.1.4.1.1.7', storedAs],
  ]);
  const answers = new WeakMap<AcceptorMachine, QueryAnswer>();
  let sent = 0;
  const pump = (connection: DimseConnection<AcceptorMachine>): void => {
    const answer = answers.get(connection.machine);
    // However slow a peer is that cancels, its C-CANCEL finds matches that are left.
    const waits = ++sent > MOST_UNASKED && !names(seen).includes('C-CANCEL-RQ');
    const response = waits ? undefined : answer?.next();
    if (answer === undefined || response === undefined) return;
    connection.machine.sendMessage(answer.contextId, response.command, response.dataSet);
    connection.run();
    setTimeout(() => pump(connection), 1);
  };
  const server = await listenDimse((indication, connection) => {
    const { machine } = connection;
    seen.push(indication);
    if (indication.kind === 'associate-request') {
      if (refuse !== undefined) machine.reject(refuse);
      else machine.accept({ contexts: negotiate(indication.request.contexts, supported) });
    } else if (indication.kind === 'release-request') machine.respondRelease();
    else if (indication.kind === 'message') {
      const { command, contextId, name } = indication;
      if (name === 'C-ECHO-RQ') machine.sendMessage(contextId, echoResponse(command));
      else if (name === 'C-STORE-RQ') machine.sendMessage(contextId, storeResponse(command, 0));
      else if (name === 'C-CANCEL-RQ') {
        answers.get(machine)?.cancel(command);
        setTimeout(() => pump(connection), 1);
      } else if (name === 'C-FIND-RQ') {
        const matches = Array.from({ length: hits }, (_, i) => ({
          dataSet: implicitDataSet([
            [0x00100010, `Doe^Number${i + 1}`],
            [0x00100020, `P${i + 1}`],
          ]),
        }));
        answers.set(machine, new QueryAnswer(contextId, command, matches));
        setTimeout(() => pump(connection), 1);
      }
    }
  }, options);
  return { ...server, seen };
}

const names = (seen: readonly Indication[]): string[] =>
  seen.map((indication) => (indication.kind === 'message' ? (indication.name ?? 'unknown') : indication.kind));

describe.skipIf(!tools.available)(`DCMTK clients against our acceptor ${tools.reason}`, () => {
  test.each([
    ['once', []],
    ['with 128 contexts of 38 transfer syntaxes', ['-ppc', '128', '-pts', '38']],
  ])('echoscu %s', async (_, args) => {
    await using ours = await provider();
    const { seen } = ours;
    expect(await run('echoscu', [...args, '127.0.0.1', String(ours.port)])).toEqual({ status: 0, output: '' });
    expect(names(seen)).toEqual(['associate-request', 'C-ECHO-RQ', 'release-request', 'closed']);
  });

  test('echoscu 200 times on one association', async () => {
    await using ours = await provider();
    const { seen } = ours;
    expect((await run('echoscu', ['--repeat', '200', '127.0.0.1', String(ours.port)])).status).toBe(0);
    expect(names(seen).filter((name) => name === 'C-ECHO-RQ').length).toBeGreaterThanOrEqual(200);
  });

  test('echoscu --abort', async () => {
    await using ours = await provider();
    const { seen } = ours;
    expect((await run('echoscu', ['--abort', '127.0.0.1', String(ours.port)])).status).toBe(0);
    expect(names(seen)).toEqual(['associate-request', 'C-ECHO-RQ', 'abort', 'closed']);
  });

  test.each([
    [rejections.calledAeNotRecognized, 'Called AE Title Not Recognized'],
    [rejections.callingAeNotRecognized, 'Calling AE Title Not Recognized'],
    [rejections.temporaryCongestion, 'Temporary Congestion'],
    [rejections.localLimitExceeded, 'Local Limit Exceeded'],
  ])('echoscu reads rejection %o as "%s"', async (rejection, text) => {
    await using ours = await provider(0, rejection);
    const { status, output } = await run('echoscu', ['127.0.0.1', String(ours.port)]);
    expect(status).not.toBe(0);
    expect(output).toContain(text);
  });

  test('termscu, whose private request nobody supports, ends without harm', async () => {
    await using ours = await provider();
    const { seen } = ours;
    await run('termscu', ['127.0.0.1', String(ours.port)]);
    expect(names(seen).at(-1)).toBe('closed');
  });

  test.each([
    ['a worklist query', ['-W', '-k', '0010,0010'], uids.modalityWorklistFind],
    ['a study query', ['-S', '-k', '0008,0052=STUDY', '-k', '0010,0010'], uids.studyRootFind],
    ['a patient query', ['-P', '-k', '0008,0052=PATIENT', '-k', '0010,0010'], uids.patientRootFind],
  ])('findscu gets every match of %s', async (_, args, sopClass) => {
    await using ours = await provider(25);
    const { seen } = ours;
    const { status, output } = await run('findscu', [...args, '127.0.0.1', String(ours.port)]);
    expect(status).toBe(0);
    expect(output.match(/Doe\^Number\d+/g)).toHaveLength(25);
    const query = seen.find((indication) => indication.kind === 'message');
    expect(query).toMatchObject({ name: 'C-FIND-RQ', abstractSyntax: sopClass });
  });

  test.each(['-W', '-S', '-P'])('findscu %s --cancel stops the matches soon after', async (model) => {
    await using ours = await provider(5_000);
    const { seen } = ours;
    const query = [model, '--cancel', '2', '-k', '0010,0010', '127.0.0.1', String(ours.port)];
    const { output } = await run('findscu', query);
    expect((output.match(/Doe\^Number\d+/g) ?? []).length).toBeLessThan(500);
    expect(names(seen)).toEqual(['associate-request', 'C-FIND-RQ', 'C-CANCEL-RQ', 'release-request', 'closed']);
  });

  test.each([
    ['explicit VR little endian', ['-xe'], uids.explicitVrLittleEndian, 65_536],
    ['implicit VR little endian', ['-xi'], uids.implicitVrLittleEndian, 65_536],
    ['explicit VR big endian', ['-xb'], '1.2.840.10008.1.2.2', 65_536],
    ['PDUs of 4 kB', ['-xe'], uids.explicitVrLittleEndian, 4_096],
    ['PDUs of any length', ['-xe', '--max-send-pdu', '131072'], uids.explicitVrLittleEndian, 0],
  ])('storescu delivers in %s', async (_, args, transferSyntax, maxPduLength) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'sc.dump'), secondaryCaptureDump);
    expect((await run('dump2dcm', ['+te', 'sc.dump', 'sc.dcm'], folder.path)).status).toBe(0);
    await using ours = await provider(0, undefined, { maxPduLength }, [transferSyntax]);
    const { seen } = ours;
    const stored = await run('storescu', ['-R', ...args, '127.0.0.1', String(ours.port), join(folder.path, 'sc.dcm')]);
    expect(stored.status).toBe(0);
    const message = seen.find((indication) => indication.kind === 'message');
    if (message?.kind !== 'message') throw new Error('nothing stored');
    expect(message.transferSyntax).toBe(transferSyntax);
    expect(readStoreRequest(message.command)).toMatchObject({ sopInstanceUid: '1.2.826.0.1.3680043.10.1.2.1' });
    if (transferSyntax === uids.explicitVrLittleEndian) {
      const file = readFileSync(join(folder.path, 'sc.dcm'));
      const received = Buffer.concat(message.dataSet ?? []);
      expect(received.equals(file.subarray(file.length - received.length))).toBe(true);
    }
  });

  test.each([
    ['JPEG baseline', '-xy', '1.2.840.10008.1.2.4.50', ['dcmcjpeg', '+eb']],
    ['JPEG lossless', '-xs', '1.2.840.10008.1.2.4.70', ['dcmcjpeg', '+e1']],
    ['JPEG-LS lossless', '-xt', '1.2.840.10008.1.2.4.80', ['dcmcjpls', '+el']],
    ['RLE', '-xr', '1.2.840.10008.1.2.5', ['dcmcrle']],
    ['deflated explicit VR', '-xd', '1.2.840.10008.1.2.1.99', ['dcmconv', '+td']],
  ] as const)('storescu delivers %s to the byte', async (_, option, transferSyntax, [compress, ...args]) => {
    using folder = temporaryFolder();
    writeFileSync(join(folder.path, 'sc.dump'), secondaryCaptureDump);
    expect((await run('dump2dcm', ['+te', 'sc.dump', 'plain.dcm'], folder.path)).status).toBe(0);
    expect((await run(compress, [...args, 'plain.dcm', 'sc.dcm'], folder.path)).status).toBe(0);
    await using ours = await provider(0, undefined, {}, [transferSyntax]);
    const { seen } = ours;
    const file = join(folder.path, 'sc.dcm');
    expect((await run('storescu', ['-R', option, '127.0.0.1', String(ours.port), file])).status).toBe(0);
    const message = seen.find((indication) => indication.kind === 'message');
    if (message?.kind !== 'message') throw new Error('nothing stored');
    expect(message.transferSyntax).toBe(transferSyntax);
    const { dataSet, dataSetOffset } = readPart10(readFileSync(file));
    const received = DataSet.read(message.dataSet ?? [], transferSyntax);
    expect(received.diagnostics).toEqual([]);
    // Two that deflate need not make the same bytes of the same data set.
    const bytesOf = (one: DataSet): Buffer => Buffer.concat(one.write(uids.explicitVrLittleEndian));
    if (transferSyntax.endsWith('.99')) expect(bytesOf(received).equals(bytesOf(dataSet))).toBe(true);
    else expect(Buffer.concat(message.dataSet ?? []).equals(readFileSync(file).subarray(dataSetOffset))).toBe(true);
  });

  test('an instance of 8 MB arrives whole', async () => {
    using folder = temporaryFolder();
    const pixels = new Uint8Array(2_000 * 2_000 * 2).map((_, i) => i % 251);
    writeFileSync(join(folder.path, 'pixels.raw'), pixels);
    const dump = secondaryCaptureDump
      .replace(/\(7fe0,0010\).*/, '(7fe0,0010) OW =pixels.raw')
      .replace('(0028,0010) US 4', '(0028,0010) US 2000')
      .replace('(0028,0011) US 4', '(0028,0011) US 2000')
      .replace('(0028,0100) US 8', '(0028,0100) US 16')
      .replace('(0028,0101) US 8', '(0028,0101) US 16')
      .replace('(0028,0102) US 7', '(0028,0102) US 15');
    writeFileSync(join(folder.path, 'sc.dump'), dump);
    expect((await run('dump2dcm', ['+te', 'sc.dump', 'sc.dcm'], folder.path)).status).toBe(0);
    await using ours = await provider();
    const { seen } = ours;
    const args = ['-R', '-xe', '127.0.0.1', String(ours.port), join(folder.path, 'sc.dcm')];
    expect((await run('storescu', args)).status).toBe(0);
    const message = seen.find((indication) => indication.kind === 'message');
    if (message?.kind !== 'message') throw new Error('nothing stored');
    const received = Buffer.concat(message.dataSet ?? []);
    const file = readFileSync(join(folder.path, 'sc.dcm'));
    expect(received.length).toBeGreaterThan(pixels.length);
    expect(received.equals(file.subarray(file.length - received.length))).toBe(true);
  });
});
