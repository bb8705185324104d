import { MINUTE } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { pixelSha1 } from '../../systems/pacs/instance-header.ts';
import type { Hospital } from '../hospital.ts';
import { newSink, type Sink } from './compare.ts';
import { type LedgerExam, ledgerExams } from './ledger.ts';
import type { Hop, Observation } from './observation.ts';
import { freezeTraffic } from './probes.ts';
import { type ArchiveNode, fromWorkstation, pacsNode, workstationTask } from './workstation-query.ts';

interface Archive extends ArchiveNode {
  readonly hop: Hop;
}

const archives: readonly Archive[] = [
  { ...pacsNode, hop: 'PACS index' },
  { host: 'vna01', aeTitle: 'NGH_VNA', hop: 'VNA' },
];

/** What an archive answers about a patient (C-FIND), and what it gives out (C-GET). */
interface Shown {
  readonly studies: readonly DataSet[];
  readonly images: readonly DataSet[];
}

const finds = sopClass.studyRootFind;
const gets = sopClass.studyRootGet;
/** What is verified only now is copied within half an hour, and rounds that fail are tried again after some minutes. */
const ROUND = 45 * MINUTE;

/**
 * REP over archives: every patient of the script is asked for at PACS and VNA, from the administrators' workstation, by
 * true queries. What can be found and retrieved must be the exams that were made of this patient, whole, one study for
 * each order, with the pixels of the scanner and a header that says what the index says. Which UIDs it stands under is
 * left open: images that were kept and moved, and images that were rejected and made anew, are both right (IHE RAD PIR,
 * IOCM). Looked at in a copy that has lived through the rounds that are planned: the VNA gets CT and MR by night. `newUids`:
 * nothing may stand under the UIDs that the scanner gave.
 */
export function observeArchives(hospital: Hospital, newUids = false): Observation[] {
  const sink = newSink();
  hospital.settle(5 * MINUTE);
  const copy = hospital.fork();
  freezeTraffic(copy);
  copy.director.holdFaults();
  copy.room.network.stopCapture();
  copy.settle(MINUTE);
  const { kernel } = copy.room;
  const rounds = [...copy.pacs.state.rounds.values()].map(({ at }) => at);
  kernel.runUntil(Math.max(kernel.now, ...rounds) + ROUND);
  const exams = ledgerExams(copy);

  const asked = archives.flatMap((archive) =>
    [...copy.director.state.patients.values()].map(({ mrn }) => ({ archive, mrn, shown: ask(copy, archive, mrn) })),
  );
  kernel.runUntil(kernel.now + MINUTE);
  for (const { archive, mrn, shown } of asked) {
    compare(sink, archive.hop, mrn, exams.filter(({ truth }) => truth.patientId === mrn), shown(), newUids); // prettier-ignore
  }
  return sink.list;
}

/** Asks for all of a patient; the answer is there when the hospital has gone on. */
function ask(hospital: Hospital, archive: Archive, mrn: string): () => Shown | undefined {
  const storage = [sopClass.ctImage, sopClass.mrImage, sopClass.computedRadiographyImage, sopClass.digitalXRayImageForPresentation]; // prettier-ignore
  const images: DataSet[] = [];
  return workstationTask(hospital, `workstation asks ${archive.host}`, task());

  function* task(): Task<Shown | undefined> {
    const opened = yield* fromWorkstation(hospital, archive, [finds, gets], storage);
    if (opened.kind !== 'open') return undefined;
    const { association } = opened;
    const keys = DataSet.build([
      [0x00080050, 'SH', ''],
      [0x00080052, 'CS', 'STUDY'],
      [0x00100020, 'LO', mrn],
      [0x0020000d, 'UI', ''],
      [0x00201208, 'IS', ''],
    ]);
    const found = yield* association.find(finds, keys);
    const studies = found.kind === 'answered' ? found.results : [];
    for (const study of studies) {
      const wanted = DataSet.build([
        [0x00080052, 'CS', 'STUDY'],
        [0x0020000d, 'UI', study.text(0x0020000d)],
      ]);
      yield* association.get(gets, wanted, ({ dataSet }) => {
        images.push(dataSet);
        return 0;
      });
    }
    yield* association.release();
    return { studies, images };
  }
}

function compare(
  sink: Sink,
  hop: Hop,
  mrn: string,
  exams: readonly LedgerExam[],
  shown: Shown | undefined,
  newUids: boolean,
): void {
  const name = `patient ${mrn}`;
  if (!shown) {
    sink.same(name, hop, 'query', 'answered', 'no answer', 'missing');
    return;
  }
  const { studies, images } = shown;
  const made = exams.flatMap(({ exam }) => exam.images);
  const list = (values: readonly string[]): string => [...values].sort().join(', ');
  const count = (attribute: string, expected: number, found: number): void => {
    sink.same(name, hop, attribute, String(expected), String(found), found > expected ? 'not expected there' : 'missing'); // prettier-ignore
  };
  const orders = new Map(exams.map(({ truth }) => [truth.filler, truth.accession]));
  count('studies found', orders.size, studies.length);
  const accessions = studies.map((study) => study.text(0x00080050));
  sink.same(name, hop, 'Accession Number', list([...orders.values()]), list(accessions), 'identifier differs');
  const ownSeries = made.map(({ parts }) => DataSet.read(parts, EXPLICIT_LE).text(0x0020000e));
  const series = images.map((image) => image.text(0x0020000e));
  count('series retrieved', new Set(ownSeries).size, new Set(series).size);
  count('images retrieved', made.length, images.length);
  const asMade = list(made.map((image) => image.pixelSha1)) === list(images.map(pixelSha1));
  sink.same(name, hop, 'pixels', 'as made', asMade ? 'as made' : 'others', 'content changed');
  if (newUids) {
    const old = new Set(made.map(({ sopUid }) => sopUid));
    const kept = images.filter((image) => old.has(image.text(0x00080018))).length;
    sink.same(name, hop, 'images under their old SOP Instance UIDs', '0', String(kept), 'identifier differs');
  }
  for (const study of studies) {
    // What the index says and what the files say: the study that was asked for, this patient, this order, no image more.
    const own = images.filter((image) => image.text(0x0020000d) === study.text(0x0020000d));
    count('images of a study', Number(study.text(0x00201208)), own.length);
    const said = new Set(own.map((image) => `${image.text(0x00100020)} ${image.text(0x00080050)}`));
    sink.same(name, hop, 'headers of a study', `${mrn} ${study.text(0x00080050)}`, list([...said]), 'identifier differs'); // prettier-ignore
  }
}
