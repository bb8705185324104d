import { describe, expect, test } from 'vitest';
import { DataSet, type Entry } from '../../../server/protocols/dicom/data-set.ts';
import { readResponse } from '../../../server/protocols/dimse/message.ts';
import {
  availabilityNotification,
  instanceAvailabilitySopClass,
  readAvailability,
} from '../../../server/protocols/dimse/services/instance-availability.ts';
import {
  judgeMppsCreate,
  judgeMppsSet,
  mppsSopClass,
  selectAttributes,
} from '../../../server/protocols/dimse/services/mpps.ts';
import {
  type NService,
  nRequest,
  nResponse,
  nServices,
  readNRequest,
} from '../../../server/protocols/dimse/services/n-service.ts';
import {
  commitmentReport,
  commitmentRequest,
  explainFailureReason,
  failureReasons,
  judgeCommitment,
  readCommitmentReport,
  readCommitmentRequest,
  storageCommitment,
} from '../../../server/protocols/dimse/services/storage-commitment.ts';
import { echoRequest } from '../../../server/protocols/dimse/services/verification.ts';
import { CommandSet } from '../../../server/protocols/dimse/command-set.ts';

const mppsUid = '1.2.826.0.1.3680043.10.1.7';

describe('N-services', () => {
  test.each([
    ['N-CREATE', { sopClassUid: mppsSopClass, sopInstanceUid: mppsUid }, true],
    ['N-CREATE', { sopClassUid: '1.2.3' }, true],
    ['N-SET', { sopClassUid: mppsSopClass, sopInstanceUid: mppsUid }, true],
    ['N-GET', { sopClassUid: '1.2.3', sopInstanceUid: '1.2.4', attributes: [0x00100010, 0x7fe00010] }, false],
    ['N-ACTION', { sopClassUid: '1.2.3', sopInstanceUid: '1.2.4', typeId: 1 }, true],
    ['N-EVENT-REPORT', { sopClassUid: '1.2.3', sopInstanceUid: '1.2.4', typeId: 2 }, true],
    ['N-DELETE', { sopClassUid: '1.2.3', sopInstanceUid: '1.2.4' }, false],
  ] as const)('%s is read as it was built: %o', (service, parameters, withDataSet) => {
    expect(readNRequest(nRequest(service, 5, parameters, withDataSet))).toEqual({
      kind: 'n-request',
      service,
      messageId: 5,
      sopInstanceUid: '',
      typeId: 0,
      attributes: [],
      ...parameters,
    });
  });

  test.each([
    [
      'N-SET without a data set',
      nRequest('N-SET', 1, { sopClassUid: '1', sopInstanceUid: '2' }, false),
      'CommandDataSetType',
    ],
    ['N-GET without an instance', nRequest('N-GET', 1, { sopClassUid: '1' }, false), 'RequestedSOPInstanceUID'],
    ['N-DELETE without a class', nRequest('N-DELETE', 1, { sopClassUid: '' }, false), 'RequestedSOPClassUID'],
    [
      'N-ACTION without a type',
      CommandSet.of({ CommandField: 0x0130, MessageID: 1, RequestedSOPClassUID: '1', RequestedSOPInstanceUID: '2' }),
      'ActionTypeID',
    ],
  ])('%s is malformed', (_, command, missing) => {
    expect(readNRequest(command)).toEqual({ kind: 'malformed', missing });
  });

  test('are not confused with C-services', () => expect(readNRequest(echoRequest(1))).toBeUndefined());

  test.each(Object.keys(nServices) as NService[])(
    'the response to %s repeats class, instance and type as Affected',
    (service) => {
      const request = nRequest(service, 6, { sopClassUid: '1.2.3', sopInstanceUid: '1.2.4', typeId: 1 }, false);
      const response = nResponse(request, 0x0120, { errorComment: 'no', errorId: 7, attributes: [0x00100010] });
      expect(response.number('CommandField')).toBe((request.number('CommandField') ?? 0) | 0x8000);
      expect(response.text('AffectedSOPClassUID')).toBe('1.2.3');
      expect(response.text('AffectedSOPInstanceUID')).toBe('1.2.4');
      expect(response.number('EventTypeID')).toBe(service === 'N-EVENT-REPORT' ? 1 : undefined);
      expect(response.number('ActionTypeID')).toBe(service === 'N-ACTION' ? 1 : undefined);
      expect(response.number('ErrorID')).toBe(7);
      expect(response.tags('AttributeIdentifierList')).toEqual([0x00100010]);
      expect(readResponse(response)).toMatchObject({
        status: 0x0120,
        messageIdBeingRespondedTo: 6,
        errorComment: 'no',
      });
    },
  );
});

const step: readonly Entry[] = [
  [0x0020000d, 'UI', '1.2.3'],
  ...[0x00081110].map((tag) => [tag, 'SQ', []] as const),
  [0x00080050, 'SH', 'A1'],
  [0x00401001, 'SH', ''],
  [0x00321060, 'LO', ''],
  [0x00400009, 'SH', 'S1'],
  [0x00400007, 'LO', ''],
];
const created = DataSet.build([
  [0x00400270, 'SQ', [DataSet.build(step)]],
  [0x00100010, 'PN', 'Doe^Jane'],
  [0x00100020, 'LO', 'P1'],
  [0x00100030, 'DA', ''],
  [0x00100040, 'CS', ''],
  [0x00081120, 'SQ', []],
  [0x00400253, 'SH', 'PPS1'],
  [0x00400241, 'AE', 'CT1'],
  [0x00400242, 'SH', ''],
  [0x00400243, 'SH', ''],
  [0x00400244, 'DA', '20260316'],
  [0x00400245, 'TM', '0900'],
  [0x00400252, 'CS', 'IN PROGRESS'],
  [0x00400254, 'LO', ''],
  [0x00400255, 'LO', ''],
  [0x00081032, 'SQ', []],
  [0x00400250, 'DA', ''],
  [0x00400251, 'TM', ''],
  [0x00080060, 'CS', 'CT'],
  [0x00200010, 'SH', ''],
  [0x00400260, 'SQ', []],
  [0x00400340, 'SQ', []],
]);
const series = DataSet.build([
  [0x0020000e, 'UI', '1.2.4'],
  [0x00181030, 'LO', 'HEAD'],
]);

describe('a performed procedure step', () => {
  test('is created in progress', () => {
    expect(judgeMppsCreate(mppsUid, false, created)).toEqual({ kind: 'created', status: 0 });
  });

  test.each([
    ['a second time', mppsUid, true, created, 0x0111, undefined],
    ['without a UID', '', false, created, 0x0117, undefined],
    ['without attributes', mppsUid, false, undefined, 0x0120, expect.any(Array) as unknown],
    ['without its station', mppsUid, false, created.without(0x00400241), 0x0120, [0x00400241]],
    ['without an attribute that may be empty', mppsUid, false, created.without(0x00100030), 0x0120, [0x00100030]],
    ['with an empty start date', mppsUid, false, created.with(0x00400244, 'DA', ''), 0x0121, [0x00400244]],
    [
      'with a step without study',
      mppsUid,
      false,
      created.with(0x00400270, 'SQ', [DataSet.build(step.slice(1))]),
      0x0120,
      [0x0020000d],
    ],
    ['with no step at all', mppsUid, false, created.with(0x00400270, 'SQ', []), 0x0121, [0x00400270]],
    ['as completed', mppsUid, false, created.with(0x00400252, 'CS', 'COMPLETED'), 0x0106, [0x00400252]],
  ])('is not created %s', (_, uid, exists, dataSet, status, attributes) => {
    expect(judgeMppsCreate(uid, exists, dataSet)).toMatchObject({
      kind: 'refused',
      status,
      ...(attributes ? { attributes } : {}),
    });
  });

  test('may lack what may be empty where the provider is lenient', () => {
    expect(judgeMppsCreate(mppsUid, false, created.without(0x00100030), { lenient: true })).toMatchObject({
      kind: 'created',
    });
  });

  const completion = DataSet.build([
    [0x00400252, 'CS', 'COMPLETED'],
    [0x00400250, 'DA', '20260316'],
    [0x00400251, 'TM', '0915'],
    [0x00400340, 'SQ', [series]],
  ]);

  test('is completed once', () => {
    const done = judgeMppsSet(created, completion);
    if (done.kind !== 'changed') throw new Error(done.errorComment);
    expect(done).toMatchObject({ status: 0, stepStatus: 'COMPLETED', attributes: [] });
    expect(done.dataSet.text(0x00400251)).toBe('0915');
    expect(done.dataSet.text(0x00100010)).toBe('Doe^Jane');
    expect(done.dataSet.items(0x00400340)[0]?.text(0x0020000e)).toBe('1.2.4');
    expect(judgeMppsSet(done.dataSet, completion)).toEqual({
      kind: 'refused',
      status: 0x0110,
      errorComment: 'Performed Procedure Step Object may no longer be updated',
      errorId: 0xa710,
    });
  });

  test.each([
    ['that is not known', undefined, completion, 0x0112],
    ['to a status that does not exist', created, completion.with(0x00400252, 'CS', 'DONE'), 0x0106],
    ['to completed without an end', created, completion.with(0x00400251, 'TM', ''), 0x0121],
    ['to completed without a series', created, completion.without(0x00400340), 0x0121],
    [
      'to completed with a series without protocol',
      created,
      completion.with(0x00400340, 'SQ', [series.without(0x00181030)]),
      0x0121,
    ],
  ])('is not changed: one %s', (_, current, modification, status) => {
    expect(judgeMppsSet(current, modification)).toMatchObject({ kind: 'refused', status });
  });

  test('may be discontinued before its first image', () => {
    const discontinued = completion.with(0x00400252, 'CS', 'DISCONTINUED').without(0x00400340);
    expect(judgeMppsSet(created, discontinued)).toMatchObject({ kind: 'changed', stepStatus: 'DISCONTINUED' });
  });

  test('keeps what an N-SET may not change, and says so', () => {
    const change = judgeMppsSet(created, DataSet.build([[0x00100010, 'PN', 'Other']]));
    if (change.kind !== 'changed') throw new Error(change.errorComment);
    expect(change).toMatchObject({ status: 0x0107, attributes: [0x00100010], stepStatus: 'IN PROGRESS' });
    expect(change.dataSet.text(0x00100010)).toBe('Doe^Jane');
  });

  test('is got in whole or in part', () => {
    expect(selectAttributes(created, []).dataSet).toBe(created);
    const part = selectAttributes(created, [0x00400252, 0x00100010, 0x00321032]);
    expect(part.dataSet.elements.map(({ tag }) => tag)).toEqual([0x00100010, 0x00400252]);
    expect(part).toMatchObject({ status: 0x0107, attributes: [0x00321032] });
  });
});

describe('storage commitment', () => {
  const [ct, other] = ['1.2.840.10008.5.1.4.1.1.2', '1.2.840.10008.5.1.4.1.1.4'];
  const references = ['1.1', '1.2', '1.3'].map((sopInstanceUid) => ({ sopClassUid: ct, sopInstanceUid }));

  test('request and report come out as they went in', () => {
    const request = readCommitmentRequest(1, commitmentRequest('9.9', references));
    if (request.kind === 'refused') throw new Error(request.errorComment);
    expect(request).toEqual({ kind: 'commitment-request', transactionUid: '9.9', references });
    const report = judgeCommitment(request, ({ sopInstanceUid }) =>
      sopInstanceUid === '1.2' ? 'noSuchInstance' : undefined,
    );
    const { eventTypeId, dataSet } = commitmentReport(report, 'PACS01');
    expect(eventTypeId).toBe(storageCommitment.failuresExist);
    expect(dataSet.text(0x00080054)).toBe('PACS01');
    expect(readCommitmentReport(eventTypeId, dataSet)).toEqual({
      kind: 'commitment-report',
      transactionUid: '9.9',
      committed: [references[0], references[2]],
      failed: [{ ...references[1], reason: 0x0112 }],
    });
  });

  test('is reported as success when all are committed', () => {
    const report = judgeCommitment({ kind: 'commitment-request', transactionUid: '9', references }, () => undefined);
    expect(commitmentReport(report).eventTypeId).toBe(storageCommitment.success);
    expect(commitmentReport(report).dataSet.has(0x00081198)).toBe(false);
  });

  test.each([
    ['of another action', 2, commitmentRequest('9', references), 0x0123],
    ['without a transaction', 1, commitmentRequest('', references), 0x0115],
    ['of nothing', 1, commitmentRequest('9', []), 0x0115],
    ['without a data set', 1, undefined, 0x0115],
    ['of an instance without UID', 1, commitmentRequest('9', [{ sopClassUid: other, sopInstanceUid: '' }]), 0x0115],
  ])('a request %s is refused', (_, type, dataSet, status) => {
    expect(readCommitmentRequest(type, dataSet)).toMatchObject({ kind: 'refused', status });
  });

  test('a report of another event is refused with 0113H', () => {
    expect(readCommitmentReport(3, DataSet.empty)).toMatchObject({ kind: 'refused', status: 0x0113 });
  });

  test('has the six failure reasons, each explained', () => {
    expect(failureReasons.map(({ reason }) => reason)).toEqual([0x0110, 0x0112, 0x0119, 0x0122, 0x0131, 0x0213]);
    expect(explainFailureReason(0x0131)).toEqual({ text: 'Duplicate transaction UID', clause: 'PS3.3 C.14.1.1' });
    expect(explainFailureReason(7).text).toContain('no table');
  });
});

describe('instance availability', () => {
  const notification = {
    studyUid: '1.2',
    performedStepUid: '1.9',
    series: [
      {
        seriesUid: '1.3',
        instances: [{ sopClassUid: '1.5', sopInstanceUid: '1.4', availability: 'ONLINE', retrieveAe: 'PACS01' }],
      },
    ],
  } as const;

  test('is read as it was built', () => {
    expect(instanceAvailabilitySopClass).toBe('1.2.840.10008.5.1.4.33');
    expect(readAvailability(availabilityNotification(notification))).toEqual({ kind: 'availability', ...notification });
  });

  test.each([
    ['nothing', undefined, 0x0120],
    ['no study', availabilityNotification(notification).without(0x0020000d), 0x0120],
    ['an empty study', availabilityNotification({ ...notification, studyUid: '' }), 0x0121],
    ['no series', availabilityNotification({ ...notification, series: [] }), 0x0121],
    [
      'a series of nothing',
      availabilityNotification({ ...notification, series: [{ seriesUid: '1', instances: [] }] }),
      0x0121,
    ],
  ])('with %s is refused', (_, dataSet, status) => {
    expect(readAvailability(dataSet)).toMatchObject({ kind: 'refused', status });
  });
});
