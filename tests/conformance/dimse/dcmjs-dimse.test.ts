import dcmjsDimse from 'dcmjs-dimse';
import { describe, expect, test } from 'vitest';
import { dialDicom } from '../../../server/gateway/dicom-dial.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';
import type { AcceptorMachine, Indication } from '../../../server/protocols/dimse/association.ts';
import type { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { negotiate, proposeContexts } from '../../../server/protocols/dimse/negotiation.ts';
import {
  judgeMppsCreate,
  judgeMppsSet,
  mppsSopClass,
  selectAttributes,
} from '../../../server/protocols/dimse/services/mpps.ts';
import {
  type NRequest,
  nRequest,
  nResponse,
  readNRequest,
} from '../../../server/protocols/dimse/services/n-service.ts';
import {
  commitmentReport,
  judgeCommitment,
  readCommitmentRequest,
  storageCommitment,
} from '../../../server/protocols/dimse/services/storage-commitment.ts';
import { uids } from '../../../server/protocols/dimse/uids.ts';
import { explainUserIdentity, userIdentityResponse } from '../../../server/protocols/dimse/user-identity.ts';
import { type DimseConnection, type DimseServer, freePort, listenDimse } from '../../support/tcp-shell.ts';

const { Client, Dataset } = dcmjsDimse;
const { NCreateRequest, NSetRequest, NGetRequest, NActionRequest, CEchoRequest } = dcmjsDimse.requests;
dcmjsDimse.log.setLevel('silent');

type Elements = Record<string, unknown>;

interface Archive extends DimseServer {
  readonly seen: Indication[];
  /** How the reports on associations of their own were answered. */
  readonly reported: (number | string)[];
}

/**
 * Keeps performed steps, commits what is named `1.1`, and reports at once on the same association; with `listener` on a
 * new one, once that has been released.
 */
async function archive(listener?: number): Promise<Archive> {
  const seen: Indication[] = [];
  const reported: (number | string)[] = [];
  const due = new WeakMap<AcceptorMachine, DataSet>();
  const steps = new Map<string, DataSet>();
  const supported = new Map(
    [mppsSopClass, storageCommitment.sopClassUid, uids.verification].map((uid) => [uid, [uids.implicitVrLittleEndian]]),
  );

  function mpps(request: NRequest, command: CommandSet, data: DataSet | undefined): [CommandSet, DataSet | undefined] {
    const { sopInstanceUid: uid } = request;
    if (request.service === 'N-CREATE') {
      const created = judgeMppsCreate(uid, steps.has(uid), data, { lenient: true });
      if (created.kind === 'created') steps.set(uid, data ?? DataSet.empty);
      return [nResponse(command, created.status, created.kind === 'refused' ? created : {}), undefined];
    }
    if (request.service === 'N-SET') {
      const change = judgeMppsSet(steps.get(uid), data ?? DataSet.empty);
      if (change.kind === 'changed') steps.set(uid, change.dataSet);
      return [nResponse(command, change.status, change.kind === 'refused' ? change : {}), undefined];
    }
    const found = selectAttributes(steps.get(uid) ?? DataSet.empty, request.attributes);
    return [nResponse(command, found.status, { withDataSet: true }), found.dataSet];
  }

  function commitment(
    request: NRequest,
    command: CommandSet,
    data: DataSet | undefined,
    at: DimseConnection<AcceptorMachine>,
    contextId: number,
  ): void {
    const asked = readCommitmentRequest(request.typeId, data);
    if (asked.kind === 'refused') {
      at.machine.sendMessage(contextId, nResponse(command, asked.status, asked));
      return;
    }
    at.machine.sendMessage(contextId, nResponse(command, 0));
    const { sopClassUid, sopInstanceUid } = storageCommitment;
    const report = commitmentReport(
      judgeCommitment(asked, (one) => (one.sopInstanceUid === '1.1' ? undefined : 'noSuchInstance')),
    );
    if (listener !== undefined) {
      due.set(at.machine, report.dataSet);
      return;
    }
    const event = nRequest('N-EVENT-REPORT', 1, { sopClassUid, sopInstanceUid, typeId: report.eventTypeId }, true);
    at.machine.sendMessage(contextId, event, report.dataSet.write(uids.implicitVrLittleEndian));
  }

  const server = await listenDimse((indication, connection) => {
    seen.push(indication);
    const { machine } = connection;
    if (indication.kind === 'release-request') {
      machine.respondRelease();
      const report = due.get(machine);
      if (report && listener !== undefined) void reportTo(listener, report).then((answer) => reported.push(answer));
    } else if (indication.kind === 'associate-request') {
      const { contexts, userInformation } = indication.request;
      const response = userIdentityResponse(userInformation.userIdentity, { kind: 'trusted' });
      machine.accept({
        contexts: negotiate(contexts, supported),
        ...(response === undefined ? {} : { userIdentityResponse: response }),
      });
    } else if (indication.kind === 'message') {
      const { command, contextId, dataSet, transferSyntax } = indication;
      const request = readNRequest(command);
      if (request?.kind !== 'n-request') {
        if (indication.name === 'C-ECHO-RQ') machine.sendMessage(contextId, nResponse(command, 0));
        return;
      }
      const data = dataSet && DataSet.read(dataSet, transferSyntax);
      if (request.sopClassUid === storageCommitment.sopClassUid)
        commitment(request, command, data, connection, contextId);
      else {
        const [response, answer] = mpps(request, command, data);
        machine.sendMessage(contextId, response, answer?.write(transferSyntax));
      }
    }
  });
  return { ...server, seen, reported };
}

/** N-EVENT-REPORT by the provider on its own association: it proposes to be SCP there (PS3.4 J.3.3, PS3.7 D.3.3.4). */
async function reportTo(port: number, report: DataSet): Promise<number | string> {
  const { sopClassUid, sopInstanceUid } = storageCommitment;
  const dialled = await dialDicom({
    port,
    request: {
      callingAeTitle: 'PACS01',
      calledAeTitle: 'CT1',
      contexts: proposeContexts([{ abstractSyntax: sopClassUid, transferSyntaxes: [uids.implicitVrLittleEndian] }]),
      roleSelections: [{ sopClassUid, scu: false, scp: true }],
    },
  });
  if (dialled.kind !== 'open') return dialled.kind;
  const event = nRequest('N-EVENT-REPORT', 1, { sopClassUid, sopInstanceUid, typeId: 2 }, true);
  const answer = await dialled.association.ask(1, event, report.write(uids.implicitVrLittleEndian));
  await dialled.association.release();
  return answer.kind === 'answered' ? answer.status : answer.kind;
}

interface Answered {
  readonly statuses: number[];
  readonly comments: string[];
  readonly dataSets: (Elements | undefined)[];
  readonly reports: { readonly type: number; readonly elements: Elements | undefined }[];
}

/** Sends the requests of dcmjs-dimse's client on one association; resolves when it is closed. */
async function send(
  port: number,
  requests: readonly InstanceType<typeof dcmjsDimse.requests.Request>[],
  options: Parameters<InstanceType<typeof Client>['send']>[4] = {},
): Promise<Answered> {
  const answered: Answered = { statuses: [], comments: [], dataSets: [], reports: [] };
  await new Promise<void>((resolve, reject) => {
    const client = new Client();
    for (const request of requests) {
      request.on('response', (response: InstanceType<typeof dcmjsDimse.responses.Response>) => {
        answered.statuses.push(response.getStatus());
        answered.comments.push(response.getErrorComment());
        answered.dataSets.push(response.getDataset()?.getElements());
      });
      client.addRequest(request);
    }
    client.on(
      'nEventReportRequest',
      (
        request: InstanceType<typeof dcmjsDimse.requests.NEventReportRequest>,
        callback: (response: InstanceType<typeof dcmjsDimse.responses.NEventReportResponse>) => void,
      ) => {
        answered.reports.push({ type: request.getEventTypeId(), elements: request.getDataset()?.getElements() });
        const response = dcmjsDimse.responses.NEventReportResponse.fromRequest(request);
        response.setStatus(0);
        callback(response);
      },
    );
    client.on('closed', resolve);
    client.on('networkError', reject);
    client.on('associationRejected', () => {
      reject(new Error('rejected'));
    });
    client.send('127.0.0.1', port, 'CT1', 'PACS01', { associationLingerTimeout: 300, ...options });
  });
  return answered;
}

const uid = '1.2.826.0.1.3680043.10.1.7';
const withDataset = <T extends InstanceType<typeof dcmjsDimse.requests.Request>>(request: T, elements: Elements): T => {
  request.setDataset(new Dataset(elements));
  return request;
};

const created: Elements = {
  PerformedProcedureStepID: 'PPS1',
  PerformedStationAETitle: 'CT1',
  PerformedProcedureStepStartDate: '20260316',
  PerformedProcedureStepStartTime: '0900',
  PerformedProcedureStepStatus: 'IN PROGRESS',
  Modality: 'CT',
  PatientName: 'Doe^Jane',
  ScheduledStepAttributesSequence: [{ StudyInstanceUID: '1.2.3', AccessionNumber: 'A1' }],
};
const completed: Elements = {
  PerformedProcedureStepStatus: 'COMPLETED',
  PerformedProcedureStepEndDate: '20260316',
  PerformedProcedureStepEndTime: '0915',
  PerformedSeriesSequence: [{ SeriesInstanceUID: '1.2.4', ProtocolName: 'HEAD' }],
};

describe("dcmjs-dimse's client against us", () => {
  test('creates, completes and gets a performed step; a duplicate, a late change and an unknown one are refused', async () => {
    await using ours = await archive();
    const create = (elements: Elements): InstanceType<typeof NCreateRequest> =>
      withDataset(new NCreateRequest(mppsSopClass, uid), elements);
    const set = (elements: Elements, instance = uid): InstanceType<typeof NSetRequest> =>
      withDataset(new NSetRequest(mppsSopClass, instance), elements);
    const { Modality, ...incomplete } = created;
    expect(Modality).toBe('CT');
    expect((await send(ours.port, [create(incomplete)])).statuses).toEqual([0x0120]);
    const whole = await send(ours.port, [
      create(created),
      create(created),
      set(completed),
      set(completed),
      set(completed, '1.2.9'),
      new NGetRequest(mppsSopClass, uid, ['00400252', '00100010']),
    ]);
    expect(whole.statuses).toEqual([0, 0x0111, 0, 0x0110, 0x0112, 0]);
    expect(whole.comments[3]).toBe('Performed Procedure Step Object may no longer be updated');
    expect(whole.dataSets[5]).toMatchObject({ PerformedProcedureStepStatus: 'COMPLETED' });
  });

  test('gets its storage committed, with a failure list, on the same association', async () => {
    await using ours = await archive();
    const { sopClassUid, sopInstanceUid } = storageCommitment;
    const references = ['1.1', '1.2'].map((ReferencedSOPInstanceUID) => ({
      ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
      ReferencedSOPInstanceUID,
    }));
    const action = withDataset(new NActionRequest(sopClassUid, sopInstanceUid, 1), {
      TransactionUID: '9.9',
      ReferencedSOPSequence: references,
    });
    const { statuses, reports } = await send(ours.port, [action]);
    expect(statuses).toEqual([0]);
    expect(reports).toMatchObject([
      {
        type: 2,
        elements: {
          TransactionUID: '9.9',
          ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '1.1' }],
          FailedSOPSequence: [{ ReferencedSOPInstanceUID: '1.2', FailureReason: 0x0112 }],
        },
      },
    ]);
    expect(ours.seen.map((one) => (one.kind === 'message' ? one.name : one.kind))).toContain('N-EVENT-REPORT-RSP');
  });

  test('is told what is committed, and what is not, on an association of its own', async () => {
    const reports: (Elements | undefined)[] = [];
    class Listening extends dcmjsDimse.Scp {
      override associationRequested(association: InstanceType<typeof dcmjsDimse.association.Association>): void {
        for (const { id } of association.getPresentationContexts()) {
          const context = association.getPresentationContext(id);
          const [syntax] = context.getTransferSyntaxUids();
          context.setResult(dcmjsDimse.constants.PresentationContextResult.Accept, syntax);
        }
        this.sendAssociationAccept();
      }
      override nEventReportRequest(
        request: InstanceType<typeof dcmjsDimse.requests.NEventReportRequest>,
        callback: (response: InstanceType<typeof dcmjsDimse.responses.NEventReportResponse>) => void,
      ): void {
        reports.push(request.getDataset()?.getElements());
        const response = dcmjsDimse.responses.NEventReportResponse.fromRequest(request);
        response.setStatus(0);
        callback(response);
      }
      override associationReleaseRequested(): void {
        this.sendAssociationReleaseResponse();
      }
    }
    const server = new dcmjsDimse.Server(Listening);
    const port = await freePort();
    server.listen(port);
    try {
      await using ours = await archive(port);
      const { sopClassUid, sopInstanceUid } = storageCommitment;
      const action = withDataset(new NActionRequest(sopClassUid, sopInstanceUid, 1), {
        TransactionUID: '9.10',
        ReferencedSOPSequence: ['1.1', '1.2'].map((ReferencedSOPInstanceUID) => ({
          ReferencedSOPClassUID: '1.2.840.10008.5.1.4.1.1.2',
          ReferencedSOPInstanceUID,
        })),
      });
      expect(await send(ours.port, [action])).toMatchObject({ statuses: [0], reports: [] });
      await expect.poll(() => ours.reported).toEqual([0]);
      expect(reports).toMatchObject([
        {
          TransactionUID: '9.10',
          ReferencedSOPSequence: [{ ReferencedSOPInstanceUID: '1.1' }],
          FailedSOPSequence: [{ ReferencedSOPInstanceUID: '1.2', FailureReason: 0x0112 }],
        },
      ]);
    } finally {
      server.close();
    }
  });

  test.each([1, 2, 3, 4, 5])('is answered when it identifies its user by type %i', async (type) => {
    await using ours = await archive();
    const userIdentity = {
      type,
      positiveResponseRequested: true,
      primaryField: 'doe',
      secondaryField: type === 2 ? 'x' : '',
    };
    const { statuses } = await send(ours.port, [new CEchoRequest()], { userIdentity, asyncOps: { maxAsyncOpsInvoked: 5, maxAsyncOpsPerformed: 5 } }); // prettier-ignore
    expect(statuses).toEqual([0]);
    const request = ours.seen.find((one) => one.kind === 'associate-request');
    const identity = request?.kind === 'associate-request' ? request.request.userInformation.userIdentity : undefined;
    if (!identity) throw new Error('no identity');
    expect(explainUserIdentity(identity)).toMatchObject({ type, username: type <= 2 ? 'doe' : undefined });
  });
});
