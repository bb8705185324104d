import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import type { AddressInfo, Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { echo } from '../../server/cli/dicom/echo.ts';
import { find } from '../../server/cli/dicom/find.ts';
import { move } from '../../server/cli/dicom/move.ts';
import { InputError, UsageError } from '../../server/cli/verb.ts';
import type { Verb } from '../../server/cli/verb.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import type { Entry } from '../../server/protocols/dicom/data-set.ts';
import { encapsulate } from '../../server/protocols/dicom/encapsulated.ts';
import { jsonModel } from '../../server/protocols/dicom/json-model.ts';
import { writePart10 } from '../../server/protocols/dicom/part10.ts';
import { sopClass } from '../../server/protocols/dicom/sop-class.ts';
import { EXPLICIT_BE, EXPLICIT_LE, IMPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import { responseCommand } from '../../server/protocols/dimse/message.ts';
import type { DimseMessage } from '../../server/protocols/dimse/message.ts';
import { rejections } from '../../server/protocols/dimse/rejection.ts';
import { QueryAnswer, findResponse } from '../../server/protocols/dimse/services/query.ts';
import { retrieveResponse } from '../../server/protocols/dimse/services/retrieve.ts';
import { storeResponse } from '../../server/protocols/dimse/services/storage.ts';
import { statuses } from '../../server/protocols/dimse/status.ts';
import { freePort } from '../support/tcp-shell.ts';
import { listenScp } from '../support/scp.ts';

const CLI = new URL('../../server/cli/dicom.ts', import.meta.url).pathname;
const folder = mkdtempSync(join(tmpdir(), 'dicom-scu-'));
afterAll(() => rmSync(folder, { recursive: true }));

interface Run {
  readonly status: number | null;
  readonly text: string;
  readonly error: string;
}

async function dicom(...args: readonly (string | number)[]): Promise<Run> {
  const child = spawn(process.execPath, [CLI, ...args.map(String)]);
  let [text, error] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (error += chunk.toString()));
  await once(child, 'close');
  return { status: child.exitCode, text, error };
}

const plain = [EXPLICIT_LE, IMPLICIT_LE];
const RLE = '1.2.840.10008.1.2.5';
const supported = new Map<string, readonly string[]>([
  [sopClass.verification, plain],
  [sopClass.modalityWorklistFind, plain],
  [sopClass.studyRootFind, [IMPLICIT_LE]],
  [sopClass.patientRootFind, plain],
  [sopClass.studyRootMove, plain],
  [sopClass.ctImage, plain],
  [sopClass.secondaryCaptureImage, [RLE, EXPLICIT_BE, ...plain]],
]);

/** Why a verb refuses its arguments; `usage` for what its usage answers. */
async function refusal(verb: Verb, args: readonly string[]): Promise<string> {
  try {
    await verb.run(args, () => undefined);
  } catch (error) {
    if (!(error instanceof InputError)) throw error;
    expect(error.exitCode).toBe(2);
    return error instanceof UsageError ? 'usage' : error.message;
  }
  throw new Error('not refused');
}

describe('dicom echo', () => {
  it('says that the peer answers, under the names that were given', async () => {
    await using peer = await listenScp({ supported });
    expect(await dicom('echo', 'localhost', peer.port, '--calling', 'CT1', '--called', 'PACS01')).toEqual({
      status: 0,
      text: '0000H Success (PS3.7 Annex C)\n',
      error: '',
    });
    expect(peer.requests).toMatchObject([{ callingAeTitle: 'CT1', calledAeTitle: 'PACS01' }]);
  });

  it.each([
    [rejections.calledAeNotRecognized, 'called-AE-title-not-recognized', "--called, which was 'ANY-SCP'"],
    [rejections.callingAeNotRecognized, 'calling-AE-title-not-recognized', "register 'FAULTLINE' at the peer"],
    [rejections.localLimitExceeded, 'local-limit-exceeded (rejected-transient', 'try again later'],
    [rejections.noReason, 'no-reason-given', 'look into the log of the peer'],
  ])('explains the rejection %o', async (reject, reason, advice) => {
    await using peer = await listenScp({ supported, reject });
    const { status, text, error } = await dicom('echo', '127.0.0.1', peer.port);
    expect([status, text]).toEqual([1, '']);
    expect(error).toMatch(/^127\.0\.0\.1:\d+: association rejected: .*\n$/);
    expect(error).toContain(reason);
    expect(error).toContain(advice);
  });

  it('says that nobody listens, or that nobody answers, or that something else does', async () => {
    const closed = await freePort();
    const at = (port: number, reason: string): object => ({
      status: 1,
      text: '',
      error: `127.0.0.1:${port}: ${reason}\n`,
    });
    expect(await dicom('echo', '127.0.0.1', closed)).toEqual(
      at(closed, 'connection refused; check host and port, and that the server runs'),
    );
    const silent = await bareServer(() => undefined);
    expect((await dicom('echo', '127.0.0.1', silent.port, '--timeout', 1)).error).toMatch(
      /: no answer within 1 s; .*\n$/,
    );
    const web = await bareServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'));
    expect(await dicom('echo', '127.0.0.1', web.port)).toEqual(
      at(
        web.port,
        'the peer breaks the protocol (unrecognized-pdu-type) and the association was aborted; check that it speaks DICOM',
      ),
    );
    const hasty = await bareServer((socket) => socket.destroy());
    expect(await dicom('echo', '127.0.0.1', hasty.port)).toEqual(
      at(hasty.port, 'connection closed without a word; check that the peer speaks DICOM without TLS on this port'),
    );
    const aborting = await bareServer((socket) => socket.end(Uint8Array.of(7, 0, 0, 0, 0, 4, 0, 0, 2, 1)));
    expect(await dicom('echo', '127.0.0.1', aborting.port)).toEqual(
      at(
        aborting.port,
        'association aborted by DICOM UL service-provider (initiated abort), reason unrecognized-PDU (PS3.8 9.3.8); look into the log of the peer',
      ),
    );
    for (const server of [silent, web, hasty, aborting]) server.close();
  });

  it('says that the service is not taken', async () => {
    await using peer = await listenScp({ supported: new Map() });
    expect(await dicom('echo', '127.0.0.1', peer.port)).toMatchObject({
      status: 1,
      error: `127.0.0.1:${peer.port}: ANY-SCP does not take Verification: abstract syntax not supported\n`,
    });
  });

  it.each([
    [[], /^usage$/],
    [['h'], /^usage$/],
    [['h', '104', 'more'], /^usage$/],
    [['h', '104', '--colour', 'red'], /^usage$/],
    [['h', 'x'], /^PORT takes a whole number from 1 to 65535$/],
    [['h', '104', '--timeout', '0'], /^--timeout takes/],
    [['h', '104', '--calling', 'SEVENTEEN_LETTERS'], /^--calling takes an AE title: 1 to 16/],
    [['h', '104', '--called', 'A\\B'], /^--called takes/],
  ])('refuses %j', async (args, error) => {
    expect(await refusal(echo, args)).toMatch(error);
  });
});

/** A bare TCP server on the loopback. */
async function bareServer(serve: (socket: Socket) => void): Promise<{ readonly port: number; close(): void }> {
  const sockets: Socket[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    // What came is read first: unread bytes turn a close into a reset.
    socket.once('data', () => serve(socket));
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const close = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

const identifierOf = ({ dataSet = [], transferSyntax }: DimseMessage): unknown =>
  jsonModel(DataSet.read(dataSet, transferSyntax));
const build = (entries: readonly Entry[]): DataSet => DataSet.build(entries);

function* matches(
  message: DimseMessage,
  count: number,
  final: number = statuses.success,
): Generator<{ command: ReturnType<typeof findResponse>; dataSet: readonly Uint8Array[] | undefined }> {
  const answer = new QueryAnswer(
    message.contextId,
    message.command,
    Array.from({ length: count }, (_, index) => ({
      dataSet: build([
        [0x00100010, 'PN', `DOE^${index + 1}`],
        [0x00100020, 'LO', `P${index + 1}`],
      ]).write(message.transferSyntax),
    })),
    { status: final },
  );
  for (let response = answer.next(); response; response = answer.next()) yield response;
}

describe('dicom find', () => {
  it('prints each match as a line of DICOM JSON', async () => {
    await using peer = await listenScp({ supported, answer: (message) => matches(message, 2) });
    const { status, text, error } = await dicom(
      'find',
      '127.0.0.1',
      peer.port,
      '--study',
      'study',
      '-k',
      'PatientID=P*',
      '-k',
      '0010,0010',
    );
    expect([status, error]).toEqual([0, '']);
    expect(
      text
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as unknown),
    ).toMatchObject([
      { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE^1' }] }, '00100020': { vr: 'LO', Value: ['P1'] } },
      { '00100010': { vr: 'PN', Value: [{ Alphabetic: 'DOE^2' }] } },
    ]);
    const [message] = peer.messages;
    if (!message) throw new Error('nothing came');
    expect([message.name, message.abstractSyntax, message.transferSyntax]).toEqual([
      'C-FIND-RQ',
      sopClass.studyRootFind,
      IMPLICIT_LE,
    ]);
    expect(DataSet.read(message.dataSet ?? [], IMPLICIT_LE).write(EXPLICIT_LE)).toEqual(
      build([
        [0x00080052, 'CS', 'STUDY'],
        [0x00100010, 'PN', ''],
        [0x00100020, 'LO', 'P*'],
      ]).write(EXPLICIT_LE),
    );
  });

  it('asks a worklist with keys in items, and in UTF-8 where ASCII does not do', async () => {
    await using peer = await listenScp({ supported, answer: (message) => matches(message, 0) });
    const keys = [
      'PatientName=MÜLLER*',
      '(0040,0100)>Modality=CT',
      '00400100[1]>0040,0002=20260317-',
      'AccessionNumber',
    ];
    const run = await dicom('find', '127.0.0.1', peer.port, '--worklist', ...keys.flatMap((key) => ['-k', key]));
    expect(run).toEqual({ status: 0, text: '', error: '' });
    expect(peer.messages.map(identifierOf)).toEqual([
      {
        '00080005': { vr: 'CS', Value: ['ISO_IR 192'] },
        '00080050': { vr: 'SH' },
        '00100010': { vr: 'PN', Value: [{ Alphabetic: 'MÜLLER*' }] },
        '00400100': {
          vr: 'SQ',
          Value: [{ '00080060': { vr: 'CS', Value: ['CT'] }, '00400002': { vr: 'DA', Value: ['20260317-'] } }],
        },
      },
    ]);
  });

  it('asks for what is usual at a level when no return key is named', async () => {
    await using peer = await listenScp({ supported, answer: (message) => matches(message, 0) });
    await dicom('find', '127.0.0.1', peer.port, '--patient', 'STUDY', '-k', 'PatientID=P1');
    await dicom('find', '127.0.0.1', peer.port, '--worklist');
    const [study, worklist] = peer.messages.map((message) => Object.keys(identifierOf(message) as object));
    expect(study).toEqual([
      '00080005',
      '00080020',
      '00080030',
      '00080050',
      '00080052',
      '00080061',
      '00081030',
      '00100020',
      '0020000D',
    ]);
    expect(worklist).toEqual(['00080005', '00080050', '00100010', '00100020', '0020000D', '00400100', '00401001']);
  });

  it('stops the peer after as many matches as are wanted', async () => {
    let isCancelled = false;
    await using peer = await listenScp({
      supported,
      answer: async function* (message, operation) {
        for (const response of matches(message, 10_000)) {
          if (operation.cancel !== undefined) {
            isCancelled = true;
            yield { command: findResponse(message.command, statuses.cancel) };
            return;
          }
          await new Promise((resolve) => setImmediate(resolve));
          yield response;
        }
      },
    });
    const { status, text, error } = await dicom('find', '127.0.0.1', peer.port, '--worklist', '--most', 3);
    expect([status, error, text.split('\n').length, isCancelled]).toEqual([0, '', 4, true]);
  });

  it('prints what came before a failure, and says why it failed', async () => {
    await using peer = await listenScp({
      supported,
      answer: function* (message) {
        for (const response of matches(message, 1)) if (response.dataSet) yield response;
        yield {
          command: findResponse(message.command, 0xa900, {
            errorComment: 'No such key',
            offendingElements: [0x00100010],
          }),
        };
      },
    });
    const { status, text, error } = await dicom('find', '127.0.0.1', peer.port, '--worklist');
    expect([status, text.split('\n').length]).toEqual([1, 2]);
    expect(error).toBe(
      `127.0.0.1:${peer.port}: C-FIND: A900H Error: identifier does not match SOP Class (PS3.4 C.4.1.1.4, K.4.1.1.4): No such key, (0010,0010)\n`,
    );
  });

  it('says that a peer that took the question does not answer', async () => {
    await using peer = await listenScp({
      supported,
      // eslint-disable-next-line require-yield
      answer: async function* () {
        await new Promise(() => undefined);
      },
    });
    const { status, error } = await dicom('find', '127.0.0.1', peer.port, '--worklist', '--timeout', 1);
    expect(status).toBe(1);
    expect(error).toMatch(/: no answer within 1 s; /);
  });

  it.each([
    [[], /^usage$/],
    [['--worklist', '--study', 'STUDY'], /^usage$/],
    [['--patient', 'STUDY', '--study', 'STUDY'], /^usage$/],
    [['--study', 'PATIENT'], /^--study takes one of STUDY, SERIES, IMAGE$/],
    [['--worklist', '-k', 'Nobody=1'], /^-k Nobody=1: 'Nobody': expected a tag/],
    [['--worklist', '-k', 'PatientName>Modality=CT'], /^\(0010,0010\): no sequence/],
    [
      ['--worklist', '-k', '(0040,0100)=CT'],
      /^\(0040,0100\): a sequence; a key in it is -k '\(0040,0100\)>TAG=VALUE'$/,
    ],
    [['--worklist', '-k', '0029,1001=1'], /^\(0029,1001\): not in the dictionary/],
    [['--worklist', '-k', 'PregnancyStatus=no'], /^\(0010,21C0\): expected integers from 0 to 65535$/],
    [
      ['--worklist', '-k', 'SpecificCharacterSet=ISO_IR 100', '-k', 'PatientName=Żak'],
      /^\(0010,0010\): expected characters of ISO_IR 100$/,
    ],
    [['--worklist', '--most', '0'], /^--most takes/],
  ])('refuses %j', async (args, error) => {
    expect(await refusal(find, ['127.0.0.1', '104', ...args])).toMatch(error);
  });
});

const pixels = Uint8Array.from({ length: 64 }, (_, index) => index);
function instance(uid: string, entries: readonly Entry[] = [], classUid: string = sopClass.ctImage): DataSet {
  return build([
    [0x00080016, 'UI', classUid],
    [0x00080018, 'UI', uid],
    [0x00100010, 'PN', 'DOE^JANE'],
    [0x7fe00010, 'OW', pixels],
    ...entries,
  ]);
}
function fileOf(path: string, dataSet: DataSet, syntax: string): string {
  writeFileSync(path, Buffer.concat(writePart10(dataSet, { syntax })));
  return path;
}

describe('dicom store', () => {
  it('sends files and folders, each in its transfer syntax, over one association', async () => {
    const below = join(folder, 'images', 'deep');
    mkdirSync(below, { recursive: true });
    const fragments = encapsulate([[pixels]]);
    const compressed = instance('2.25.1', [[0x7fe00010, 'OB', { fragments }]], sopClass.secondaryCaptureImage);
    const big = instance('2.25.2', [], sopClass.secondaryCaptureImage);
    fileOf(join(below, 'rle.dcm'), compressed, RLE);
    fileOf(join(below, 'big.dcm'), big, EXPLICIT_BE);
    writeFileSync(join(below, 'notes.txt'), 'no DICOM');
    const ct = fileOf(join(folder, 'ct.dcm'), instance('2.25.3'), EXPLICIT_BE);
    await using peer = await listenScp({ supported });
    const run = await dicom('store', '127.0.0.1', peer.port, ct, join(folder, 'images'));
    const row = (status: string, name: string, text: string): string =>
      `${status.padEnd(5)} ${name.padEnd(below.length + 10)} ${text}\n`;
    expect(run).toEqual({
      status: 0,
      error: '',
      text: [
        row('-', join(below, 'notes.txt'), 'not DICOM: no SOP Class and Instance UID'),
        row('0000H', ct, 'Success'),
        row('0000H', join(below, 'big.dcm'), 'Success'),
        row('0000H', join(below, 'rle.dcm'), 'Success'),
      ].join(''),
    });
    expect(peer.requests).toHaveLength(1);
    expect(peer.messages.map(({ transferSyntax }) => transferSyntax)).toEqual([IMPLICIT_LE, EXPLICIT_BE, RLE]);
    const bytes = (parts: readonly Uint8Array[] | undefined): Buffer => Buffer.concat(parts ?? []);
    // Nobody takes CT in big endian, so it went in the syntax that everybody takes.
    expect(bytes(peer.messages[0]?.dataSet)).toEqual(bytes(instance('2.25.3').write(IMPLICIT_LE)));
    expect(bytes(peer.messages[1]?.dataSet)).toEqual(bytes(big.write(EXPLICIT_BE)));
    expect(bytes(peer.messages[2]?.dataSet)).toEqual(bytes(compressed.write(RLE)));
  });

  it('opens a second association when the contexts of one do not suffice', async () => {
    const many = join(folder, 'many');
    mkdirSync(many);
    const classes = Array.from({ length: 70 }, (_, index) => `1.2.840.10008.5.1.4.1.1.${index + 1000}`);
    for (const [index, uid] of classes.entries())
      fileOf(join(many, `${index}.dcm`), instance(`2.25.${index}`, [], uid), EXPLICIT_LE);
    await using peer = await listenScp({ supported: new Map(classes.map((uid) => [uid, plain])) });
    expect(await dicom('store', '127.0.0.1', peer.port, many)).toMatchObject({ status: 0, error: '' });
    expect(peer.requests.map(({ contexts }) => contexts.length)).toEqual([128, 12]);
    expect(peer.messages).toHaveLength(70);
  });

  it('tells of each file what became of it, and what is not stored last', async () => {
    const files = [
      fileOf(join(folder, 'a.dcm'), instance('2.25.1'), EXPLICIT_LE),
      fileOf(join(folder, 'b.dcm'), instance('2.25.2'), EXPLICIT_LE),
      fileOf(join(folder, 'c.dcm'), instance('2.25.3'), EXPLICIT_LE),
      fileOf(join(folder, 'd.dcm'), instance('2.25.4', [], sopClass.mrImage), EXPLICIT_LE),
    ];
    const said: Readonly<Record<string, number>> = { '2.25.1': 0xb000, '2.25.2': 0xa700 };
    await using peer = await listenScp({
      supported,
      answer: ({ command }) => [
        {
          command: storeResponse(command, said[command.text('AffectedSOPInstanceUID')] ?? 0, { errorComment: 'Disk' }),
        },
      ],
    });
    const { status, text, error } = await dicom('store', '127.0.0.1', peer.port, ...files);
    expect(text.split('\n').map((line) => line.replace(/ .*dcm /, ' '))).toEqual([
      'B000H Warning: coercion of data elements: Disk',
      'A700H Refused: out of resources: Disk',
      '0000H Success: Disk',
      '- no context for it in Explicit VR Little Endian: abstract syntax not supported',
      '',
    ]);
    expect([status, error]).toEqual([
      1,
      `127.0.0.1:${peer.port}: 2 of 4 not stored, at last: no context for it in Explicit VR Little Endian: abstract syntax not supported\n`,
    ]);
  });

  it('is exit code 2 for a file that is none, and for a folder without any', async () => {
    await using peer = await listenScp({ supported });
    const none = join(folder, 'none.dcm');
    expect(await dicom('store', '127.0.0.1', peer.port, none)).toMatchObject({
      status: 2,
      error: `${none}: cannot be read (ENOENT)\n`,
    });
    const empty = join(folder, 'empty');
    mkdirSync(empty);
    expect(await dicom('store', '127.0.0.1', peer.port, empty)).toMatchObject({
      status: 2,
      error: `${empty}: no DICOM file in it\n`,
    });
    expect((await dicom('store', '127.0.0.1', peer.port)).error).toMatch(/^usage: /);
    expect(peer.requests).toEqual([]);
  });
});

describe('dicom move', () => {
  const study = ['--study', 'STUDY', '-k', 'StudyInstanceUID=1.2.3'];

  it('prints what the peer moved', async () => {
    await using peer = await listenScp({
      supported,
      answer: ({ command }) => [
        { command: retrieveResponse(command, statuses.pending, { completed: 1, remaining: 1, failed: 0, warning: 0 }) },
        { command: retrieveResponse(command, statuses.success, { completed: 2, failed: 0, warning: 0 }) },
      ],
    });
    const run = await dicom('move', '127.0.0.1', peer.port, '--dest', 'WS1', ...study);
    const line = { status: '0000H', completed: 2, failed: 0, warning: 0, failedInstances: [] };
    expect({ ...run, text: JSON.parse(run.text) as unknown }).toEqual({ status: 0, error: '', text: line });
    const [message] = peer.messages;
    expect([message?.command.text('MoveDestination'), message && identifierOf(message)]).toMatchObject([
      'WS1',
      { '00080052': { Value: ['STUDY'] }, '0020000D': { Value: ['1.2.3'] } },
    ]);
  });

  it('tells what failed', async () => {
    await using peer = await listenScp({
      supported,
      answer: ({ command, transferSyntax }) => [
        {
          command: retrieveResponse(
            command,
            statuses.suboperationsWithFailures,
            { completed: 1, failed: 1, warning: 0 },
            { withDataSet: true },
          ),
          dataSet: build([[0x00080058, 'UI', '2.25.9']]).write(transferSyntax),
        },
      ],
    });
    const { status, text, error } = await dicom('move', '127.0.0.1', peer.port, '--dest', 'WS1', ...study);
    expect(JSON.parse(text)).toMatchObject({ status: 'B000H', completed: 1, failed: 1, failedInstances: ['2.25.9'] });
    expect([status, error]).toEqual([
      1,
      `127.0.0.1:${peer.port}: C-MOVE: B000H Warning: sub-operations complete, one or more failures or warnings (PS3.4 C.4.2.1.5)\n`,
    ]);
  });

  it('says what to do for an unknown destination', async () => {
    await using peer = await listenScp({
      supported,
      answer: ({ command }) => [{ command: responseCommand(command, statuses.moveDestinationUnknown) }],
    });
    const { status, error } = await dicom('move', '127.0.0.1', peer.port, '--dest', 'WS1', ...study);
    expect(status).toBe(1);
    expect(error).toContain("A801H Refused: move destination unknown (PS3.4 C.4.2.1.5); register 'WS1' at the peer");
  });

  it.each([[['--dest', 'WS1']], [study], [['--dest', 'WS1', '--worklist']]])('refuses %j', async (args) => {
    expect(await refusal(move, ['127.0.0.1', '104', ...args])).toBe('usage');
  });
});
