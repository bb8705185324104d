import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { AssociationOptions, Indication, RequestorMachine } from '../../../server/protocols/dimse/association.ts';
import type { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { readResponse } from '../../../server/protocols/dimse/message.ts';
import { proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import { rejections } from '../../../server/protocols/dimse/rejection.ts';
import { findRequest } from '../../../server/protocols/dimse/services/query.ts';
import { storeRequest } from '../../../server/protocols/dimse/services/storage.ts';
import { echoRequest } from '../../../server/protocols/dimse/services/verification.ts';
import { statusClass } from '../../../server/protocols/dimse/status.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { runRequestor } from '../../support/tcp-shell.ts';
import { needsTool } from '../../support/tool.ts';
import { explicitDataSet, implicitDataSet, run, serve, temporaryFolder, serveArchive, serveWorklist } from './dcmtk.ts';

const tools = needsTool('storescp', 'wlmscpfs', 'dcmqrscp', 'dump2dcm', 'dcmdump');

const secondaryCapture = '1.2.840.10008.5.1.4.1.1.7';
const instanceUid = '1.2.826.0.1.3680043.10.1.2.1';

function parameters(
  calledAeTitle: string,
  abstractSyntax: string,
  transferSyntax: string,
): Parameters<typeof runRequestor>[1] {
  const contexts = proposeContexts([{ abstractSyntax, transferSyntaxes: [transferSyntax] }]);
  return { calledAeTitle, callingAeTitle: 'CT1', contexts };
}

/** Sends one request when the association is open and releases after its final response. */
function one(command: CommandSet, dataSet?: readonly Uint8Array[]): (i: Indication, machine: RequestorMachine) => void {
  return (indication, machine) => {
    if (indication.kind === 'associate-accept')
      expect(machine.sendMessage(1, command, dataSet)).toEqual({ kind: 'done' });
    else if (indication.kind === 'message') {
      const response = readResponse(indication.command);
      if (response.kind === 'response' && statusClass(response.status) !== 'pending') machine.release();
    }
  };
}

const statusesOf = (seen: readonly Indication[]): (number | undefined)[] =>
  seen.flatMap((indication) => (indication.kind === 'message' ? [indication.command.number('Status')] : []));
const kindsOf = (seen: readonly Indication[]): string[] => seen.map(({ kind }) => kind);

function instance(pixels: Uint8Array): Uint8Array[] {
  const unsigned = (value: number): Uint8Array => Uint8Array.of(value & 0xff, value >> 8);
  return explicitDataSet([
    [0x00080016, 'UI', secondaryCapture],
    [0x00080018, 'UI', instanceUid],
    [0x00080060, 'CS', 'OT'],
    [0x00100010, 'PN', 'Doe^Jane'],
    [0x00100020, 'LO', 'P0001'],
    [0x0020000d, 'UI', '1.2.826.0.1.3680043.10.1.2'],
    [0x0020000e, 'UI', '1.2.826.0.1.3680043.10.1.2.0'],
    [0x00280002, 'US', unsigned(1)],
    [0x00280100, 'US', unsigned(8)],
    [0x7fe00010, 'OB', pixels],
  ]);
}

describe.skipIf(!tools.available)(`Our requestor against DCMTK servers ${tools.reason}`, () => {
  test('storescp answers C-ECHO', async () => {
    await using peer = await serve('storescp', ['--ignore', '{port}']);
    const seen = await runRequestor(
      peer.port,
      parameters('PACS01', uids.verification, uids.implicitVrLittleEndian),
      one(echoRequest(1)),
    );
    expect(kindsOf(seen)).toEqual(['associate-accept', 'message', 'release-confirm', 'closed']);
    expect(statusesOf(seen)).toEqual([0]);
  });

  test('storescp --refuse is understood as a rejection', async () => {
    await using peer = await serve('storescp', ['--refuse', '{port}']);
    const seen = await runRequestor(
      peer.port,
      parameters('PACS01', uids.verification, uids.implicitVrLittleEndian),
      () => undefined,
    );
    expect(seen).toEqual([
      { kind: 'associate-reject', rejection: rejections.noReason },
      { kind: 'closed', cause: 'local' },
    ]);
  });

  test.each([
    ['small', 16, ['-pdu', '4096'], {}],
    ['of 1 MB in PDUs of 4 kB', 1_048_576, ['-pdu', '4096'], {}],
    ['of 3 MB in PDUs of 128 kB', 3_145_728, ['-pdu', '131072'], { maxPduLength: 0 }],
  ] as const)('storescp stores an instance %s', async (_, size, args, options: AssociationOptions) => {
    using folder = temporaryFolder();
    await using peer = await serve('storescp', [...args, '-od', folder.path, '{port}']);
    const seen = await runRequestor(
      peer.port,
      parameters('PACS01', secondaryCapture, uids.explicitVrLittleEndian),
      one(storeRequest(1, secondaryCapture, instanceUid), instance(new Uint8Array(size).fill(0x41))),
      options,
    );
    expect(statusesOf(seen)).toEqual([0]);
    const [file = ''] = readdirSync(folder.path);
    const dump = await run('dcmdump', ['+L', '+P', '0010,0010', '+P', '7fe0,0010', join(folder.path, file)]);
    expect(dump.output).toContain('[Doe^Jane]');
    expect(dump.output).toMatch(new RegExp(`#\\s*${size}, 1 PixelData`));
  });

  test('wlmscpfs answers a worklist query', async () => {
    using folder = temporaryFolder();
    await using peer = await serveWorklist(folder.path);
    const identifier = implicitDataSet([
      [0x00080050, ''],
      [0x00100010, ''],
      [0x00100020, ''],
    ]);
    const seen = await runRequestor(
      peer.port,
      parameters('WLSCP', uids.modalityWorklistFind, uids.implicitVrLittleEndian),
      one(findRequest(3, uids.modalityWorklistFind), identifier),
    );
    const statuses = statusesOf(seen);
    expect(statuses.length).toBe(2);
    expect([0xff00, 0xff01]).toContain(statuses[0]);
    expect(statuses[1]).toBe(0);
    const match = seen.find((indication) => indication.kind === 'message');
    const text = match?.kind === 'message' ? Buffer.concat(match.dataSet ?? []).toString('latin1') : '';
    expect(text).toContain('A100001');
    expect(text).toContain('Doe^Jane');
  });

  test('dcmqrscp takes an instance, finds its study, and refuses an unknown called title', async () => {
    using folder = temporaryFolder();
    await using peer = await serveArchive(folder.path);
    const stored = await runRequestor(
      peer.port,
      parameters('QRSCP', secondaryCapture, uids.explicitVrLittleEndian),
      one(storeRequest(1, secondaryCapture, instanceUid), instance(new Uint8Array(16))),
    );
    expect(statusesOf(stored)).toEqual([0]);

    const identifier = implicitDataSet([
      [0x00080052, 'STUDY'],
      [0x00100020, 'P0001'],
      [0x0020000d, ''],
    ]);
    const found = await runRequestor(
      peer.port,
      parameters('QRSCP', uids.studyRootFind, uids.implicitVrLittleEndian),
      one(findRequest(2, uids.studyRootFind), identifier),
    );
    expect(statusesOf(found)).toEqual([0xff00, 0]);

    const refused = await runRequestor(
      peer.port,
      parameters('NOBODY', uids.verification, uids.implicitVrLittleEndian),
      () => undefined,
    );
    expect(refused[0]).toEqual({ kind: 'associate-reject', rejection: rejections.calledAeNotRecognized });
  });
});
