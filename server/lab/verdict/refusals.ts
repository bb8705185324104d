import { SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { type RandomStream, stream } from '../../core/random.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { DataSet, type Entry } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { uuidUid } from '../../protocols/dicom/uid.ts';
import type { InstanceRow } from '../../systems/pacs/state.ts';
import type { Hospital } from '../hospital.ts';
import { headerOf, newSink, type Sink } from './compare.ts';
import type { Truth } from './ledger.ts';
import { type Look, type NegSpec, tryMessages } from './message-refusals.ts';
import type { Observation } from './observation.ts';
import type { Fate } from './probe-fates.ts';
import type { Probe } from './probes.ts';

/** What must still be refused. Each attempt is made in the copy, as a stranger or a mistaken colleague would. */
export function observeRefusals(
  hospital: Hospital,
  draw: string,
  probes: readonly Probe[],
  spec: NegSpec,
): Observation[] {
  const sink = newSink();
  const random = stream(draw, 'refusals');
  const finish = [
    ...tryStrangers(sink, hospital, random),
    ...tryOtherStation(sink, hospital, probes),
    ...tryImages(sink, hospital, random, probes),
    ...tryMessages(sink, hospital, random, probes, spec),
  ];
  // All at once; a study is judged after its silence, an order is routed within seconds.
  const { kernel } = hospital.room;
  kernel.runUntil(kernel.now + 40 * SECOND);
  for (const look of finish) look();
  return sink.list;
}

function tryStrangers(sink: Sink, hospital: Hospital, random: RandomStream): Look[] {
  const { settings } = hospital.worklist;
  const doors = [
    ['pacs01', 11112, 'NGH_PACS', sopClass.verification],
    ['mwl01', settings.dicomPort, settings.aeTitle, sopClass.modalityWorklistFind],
  ] as const;
  return doors.map(([host, port, called, abstractSyntax]) => {
    const stranger = `XR${random.integer(1000, 9999)}`;
    let found = 'no answer';
    hospital.room.kernel.spawn('stranger', knock());
    return () => {
      sink.same(
        `stranger at ${host}`,
        'refusal',
        'association',
        'rejected',
        found,
        'accepted, should be refused',
        true,
      );
    };

    function* knock(): Task<void> {
      const opened = yield* openAssociation(hospital.room, {
        from: 'adm01',
        callingAe: stranger,
        calledAe: called,
        target: { host, port },
        contexts: [{ abstractSyntax, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
        timeout: 10 * SECOND,
      });
      found = opened.kind === 'open' ? 'accepted' : opened.kind;
      if (opened.kind === 'open') yield* opened.association.release();
    }
  });
}

/** Entries of a scanner are not given to one that asks by a title which only looks like it (PS3.5 §6.2: case matters). */
function tryOtherStation(sink: Sink, hospital: Hospital, probes: readonly Probe[]): Look[] {
  const truth = probes.find(({ wish }) => wish.fate === 'booked')?.truth;
  const conf = truth && hospital.scanner(truth.stationHost)?.conf;
  if (!truth || !conf) return [];
  let found = 'no answer';
  hospital.room.kernel.spawn('other station', ask());
  return [
    () => {
      sink.same('query for another title', 'refusal', 'entries', '0', found, 'accepted, should be refused');
    },
  ];

  function* ask(): Task<void> {
    const opened = yield* openAssociation(hospital.room, {
      from: truth?.stationHost ?? '',
      callingAe: conf?.aeTitle ?? '',
      calledAe: hospital.worklist.settings.aeTitle,
      target: { host: 'mwl01', port: hospital.worklist.settings.dicomPort },
      contexts: [{ abstractSyntax: sopClass.modalityWorklistFind, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
      timeout: 10 * SECOND,
    });
    if (opened.kind !== 'open') return;
    const step: Entry[] = [
      [0x00400001, 'AE', truth?.stationAe.toLowerCase() ?? ''],
      [0x00400009, 'SH', truth?.spsId ?? ''],
    ];
    const result = yield* opened.association.find(
      sopClass.modalityWorklistFind,
      DataSet.build([[0x00400100, 'SQ', [step]]]),
    );
    if (result.kind === 'answered') found = String(result.results.length);
    yield* opened.association.release();
  }
}

/**
 * Images that name an open order but are wrong in one thing: each must wait for a person. And images under a known SOP
 * Instance UID with other pixels. All are sent from the scanner that made the pattern.
 */
function tryImages(sink: Sink, hospital: Hospital, random: RandomStream, probes: readonly Probe[]): Look[] {
  const victim = probes.find(({ exam, truth }) => truth && exam?.stage === 'SENT');
  const image = victim?.exam?.images[0];
  const row = image && hospital.pacs.state.instances.get(image.sopUid);
  const own = victim?.truth;
  const conf = own && hospital.scanner(own.stationHost)?.conf;
  if (!row || !own || !conf) return [];
  const { stationHost } = own;
  const pattern = headerOf(row);
  const newUid = (): string => uuidUid([random.next32(), random.next32(), random.next32(), random.next32()]);
  const looks: Look[] = [];
  const images: { dataSet: DataSet; sopUid: string }[] = [];

  const truths = (fate: Fate): Truth[] =>
    probes.flatMap(({ wish, truth }) => (wish.fate === fate && truth ? [truth] : []));
  const open = truths('booked');
  const said = mistakes.flatMap(([name, say], index): [string, Said][] => {
    const right = open[index] && { ...open[index], issuer: 'NGH' };
    return right ? [[name, { ...right, ...say(right, own, newUid()) }]] : [];
  });
  const [withdrawn] = truths('cancelled');
  if (withdrawn) said.push([forCancelled, { ...withdrawn, issuer: 'NGH' }]);
  for (const [name, each] of said) {
    const sopUid = newUid();
    images.push({
      sopUid,
      dataSet: pattern.withAll([
        [0x00080018, 'UI', sopUid],
        [0x00080050, 'SH', each.accession],
        [0x00100010, 'PN', each.patientName],
        [0x00100020, 'LO', each.patientId],
        [0x00100021, 'LO', each.issuer],
        [0x00100030, 'DA', each.birthDate],
        [0x00100040, 'CS', each.sex],
        [0x0020000d, 'UI', each.studyUid],
        [0x0020000e, 'UI', newUid()],
      ]),
    });
    looks.push(() => {
      const status = hospital.pacs.state.studies.get(each.studyUid)?.status ?? 'missing';
      // They are the patient's own: wrong, but nobody is harmed by where they are.
      const isSafety = status === 'VERIFIED' && name !== forCancelled;
      sink.same(name, 'refusal', 'study', 'UNVERIFIED', status, 'accepted, should be refused', isSafety);
    });
  }

  const before = row.pixelSha1;
  const pixels = pattern.bytes(0x7fe00010) ?? new Uint8Array(2);
  images.push({
    sopUid: row.sopUid,
    dataSet: pattern.with(
      0x7fe00010,
      'OW',
      pixels.map((byte) => byte ^ 0x55),
    ),
  });
  looks.push(() => {
    const after = hospital.pacs.state.instances.get(row.sopUid)?.pixelSha1 ?? 'missing';
    sink.same(
      'known UID, other pixels',
      'refusal',
      'stored pixels',
      before,
      after,
      'accepted, should be refused',
      true,
    );
  });
  hospital.room.kernel.spawn('mistaken sender', send(row));
  return looks;

  function* send({ sopClass: abstractSyntax }: InstanceRow): Task<void> {
    const opened = yield* openAssociation(hospital.room, {
      from: stationHost,
      callingAe: conf?.aeTitle ?? '',
      calledAe: conf?.pacsAe ?? '',
      target: { host: 'pacs01', port: 11112 },
      contexts: [{ abstractSyntax, transferSyntaxes: [EXPLICIT_LE] }],
      timeout: 10 * SECOND,
    });
    if (opened.kind !== 'open') return;
    for (const { dataSet, sopUid } of images) yield* opened.association.store(dataSet, abstractSyntax, sopUid);
    yield* opened.association.release();
  }
}

interface Said extends Truth {
  readonly issuer: string;
}

const forCancelled = 'images for a cancelled order';

/** One rule of matching broken in each (hospital.md 4.11): what images say that name this order. */
const mistakes: readonly (readonly [name: string, say: (order: Said, other: Truth, uid: string) => Partial<Said>])[] = [
  ['images of another patient', (_, { patientId }) => ({ patientId })],
  ['images of another issuer', () => ({ issuer: 'WFC' })],
  ['images with another name', ({ patientName }) => ({ patientName: `X${patientName}` })],
  ['images with another birth date', () => ({ birthDate: '19010101' })],
  ['images with another sex', ({ sex }) => ({ sex: sex === 'F' ? 'M' : 'F' })],
  ['images of another study', (_, __, studyUid) => ({ studyUid })],
];
