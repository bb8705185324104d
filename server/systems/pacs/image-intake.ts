import { SECOND } from '../../core/clock.ts';
import type { Plain } from '../../core/kernel.ts';
import type { AssociationProposal, DicomCall, DicomProvider, StoredInstance } from '../../network/dicom-server.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { rejections } from '../../protocols/dimse/rejection.ts';
import { formatStatus, statuses } from '../../protocols/dimse/status.ts';
import { QueryRetrieve } from '../archive/query-retrieve.ts';
import { coerce, orderEntries } from './coercion.ts';
import { pixelSha1, type StudyHeader, studyHeader } from './instance-header.ts';
import { CommitmentDesk } from './commitment-desk.ts';
import { pacsArchive } from './pacs-archive.ts';
import { type PacsCore, studyKeys } from './pacs-core.ts';
import { storageClasses, storageRoles, supportedBy } from './presentation-contexts.ts';
import { type InstanceRow, patientKey, type QuarantineRow, type SeriesRow, type StudyRow } from './state.ts';

type StoreOutcome = ReturnType<NonNullable<DicomProvider['store']>>;

/** The DICOM port of the archive: who is let in, what is stored, when a study is judged. */
export class ImageIntake implements DicomProvider {
  readonly #core: PacsCore;
  readonly #judge: (studyUid: string) => void;
  readonly #handler: string;
  readonly #retrieval: QueryRetrieve;
  readonly #commitments: CommitmentDesk;

  constructor(core: PacsCore, judge: (studyUid: string) => void) {
    this.#core = core;
    this.#judge = judge;
    this.#retrieval = new QueryRetrieve(pacsArchive(core));
    this.#commitments = new CommitmentDesk(core);
    this.#handler = `${core.state.host}/study-complete`;
    core.room.kernel.on(this.#handler, (args) => {
      this.#complete(args);
    });
  }

  readonly accept = (proposal: AssociationProposal): ReturnType<DicomProvider['accept']> => {
    const { aeTitle, aeCheck } = this.#core.server;
    const { callingAe, calledAe, remoteHost } = proposal;
    if (calledAe !== aeTitle) {
      this.#core.log('dicom', 'WARN', 'association from {0} ({1}) rejected: called AE title {2} is not {3}', callingAe, remoteHost, calledAe, aeTitle); // prettier-ignore
      return { kind: 'reject', ...rejections.calledAeNotRecognized };
    }
    if (aeCheck && !this.#core.registry.some(({ title }) => title === callingAe)) {
      this.#core.log('dicom', 'WARN', 'association from {0} ({1}) rejected: calling AE title not in ae.conf', callingAe, remoteHost); // prettier-ignore
      return { kind: 'reject', ...rejections.callingAeNotRecognized };
    }
    this.#core.log('dicom', 'INFO', 'association from {0} ({1}) accepted', callingAe, remoteHost);
    return { kind: 'accept', supported: supportedBy(this.#core.server), roles: storageRoles };
  };

  readonly echo = (): number => statuses.success;

  readonly find: NonNullable<DicomProvider['find']> = (call, identifier) => this.#retrieval.find(call, identifier);

  readonly move: NonNullable<DicomProvider['move']> = (call, identifier, destination) =>
    this.#retrieval.move(call, identifier, destination);

  readonly get: NonNullable<DicomProvider['get']> = (call, identifier) => this.#retrieval.get(call, identifier);

  readonly action: NonNullable<DicomProvider['action']> = (call, dataSet) => this.#commitments.action(call, dataSet);

  readonly store = (call: DicomCall, { sopUid, dataSet, parts }: StoredInstance): StoreOutcome => {
    const fail = (status: number, comment: string): StoreOutcome => {
      this.#core.log('dicom', 'ERROR', 'C-STORE {0} from {1}: {2} {3}', sopUid, call.callingAe, formatStatus(status), comment); // prettier-ignore
      return { status, comment };
    };
    const header = studyHeader(dataSet);
    const seriesUid = dataSet.text(0x0020000e);
    if (!storageClasses.includes(call.sopClass)) return fail(statuses.sopClassNotSupported, 'no storage class');
    if (header.studyUid === '' || seriesUid === '' || dataSet.unreadBytes > 0) {
      return fail(statuses.cannotUnderstand, 'data set without study or series UID, or cut short');
    }
    if (dataSet.text(0x00080018) !== sopUid || dataSet.text(0x00080016) !== call.sopClass) {
      return fail(statuses.doesNotMatchSopClass, 'SOP class or instance UID differs from the command');
    }
    const sha1 = pixelSha1(dataSet);
    const { state } = this.#core;
    const known = state.instances.get(sopUid);
    if (known && (known.pixelSha1 !== sha1 || known.sopClass !== call.sopClass)) {
      if (this.#core.server.duplicate === 'refuse') {
        this.#quarantine(call, sopUid, header.studyUid, sha1, parts, 'SOP Instance UID known with other pixels');
        return fail(statuses.duplicateSopInstance, 'SOP Instance UID known with other pixels');
      }
      this.#core.log('dicom', 'WARN', '{0} from {1} overwrites an instance with other pixels', sopUid, call.callingAe);
    } else if (known) {
      this.#core.log('dicom', 'INFO', 'C-STORE {0} from {1}: already stored, kept as it is', sopUid, call.callingAe);
      return { status: statuses.success };
    }
    this.#keep(call, header, sopUid, seriesUid, dataSet, parts, sha1, known);
    return { status: statuses.success };
  };

  /** Studies that got images over this association are judged after the silence that server.properties asks for. */
  readonly ended: NonNullable<DicomProvider['ended']> = (call, how) => {
    const { kernel } = this.#core.room;
    const at = kernel.now + this.#core.server.completeAfter * SECOND;
    if (how === 'aborted') this.#core.log('dicom', 'WARN', 'association of {0} aborted', call.callingAe);
    for (const study of this.#core.state.studies.values()) {
      if (study.status !== 'RECEIVING' || study.fromHost !== call.remoteHost) continue;
      kernel.schedule(at, this.#handler, { study: study.studyUid });
    }
  };

  #complete(args: Plain): void {
    const { study: studyUid } = args as { readonly study: string };
    const study = this.#core.state.studies.get(studyUid);
    if (study?.status !== 'RECEIVING') return;
    const quietSince = study.lastReceivedAt + this.#core.server.completeAfter * SECOND;
    // Images came meanwhile; the end of their association has scheduled a later look.
    if (quietSince > this.#core.room.kernel.now) return;
    this.#judge(studyUid);
  }

  #keep(
    call: DicomCall,
    receivedHeader: StudyHeader,
    sopUid: string,
    seriesUid: string,
    received: DataSet,
    receivedParts: readonly Uint8Array[],
    sha1: string,
    replaced: InstanceRow | undefined,
  ): void {
    const { state, room } = this.#core;
    let header = receivedHeader;
    const study = state.studies.get(header.studyUid);
    let dataSet = received;
    let parts = receivedParts;
    const order = study?.orderKey === undefined ? undefined : state.orders.get(study.orderKey);
    if (study?.status === 'VERIFIED' && order && study.linkedBy !== 'match' && header.patientId === order.patientId) {
      // The study was linked by hand and its headers coerced: what comes later must say the same.
      dataSet = coerce(received, orderEntries(received, order), this.#core.stamp('match', call.callingAe, 'COERCE'));
      if (dataSet !== received) parts = dataSet.write(call.transferSyntax);
      header = studyHeader(dataSet);
    }
    const instance: InstanceRow = {
      sopUid,
      sopClass: call.sopClass,
      studyUid: header.studyUid,
      seriesUid,
      number: dataSet.text(0x00200013),
      transferSyntax: call.transferSyntax,
      parts,
      bytes: parts.reduce((sum, part) => sum + part.length, 0),
      pixelSha1: sha1,
      patientId: header.patientId,
      accession: header.accession,
      rejected: undefined,
      receivedAt: room.kernel.now,
      fromAe: call.callingAe,
      eventId: call.eventId,
    };
    state.instances.put(sopUid, replaced ? { ...instance, studyUid: replaced.studyUid } : instance);
    if (replaced) return;
    this.#addToSeries(seriesUid, dataSet, instance);
    this.#addToStudy(call, study, header, dataSet.text(0x00080060), instance);
    this.#knowPatient(header);
  }

  #addToSeries(seriesUid: string, dataSet: DataSet, { sopUid, studyUid }: InstanceRow): void {
    const { series } = this.#core.state;
    const known = series.get(seriesUid);
    if (known) {
      series.put(seriesUid, { ...known, instanceUids: [...known.instanceUids, sopUid] });
      return;
    }
    series.put(seriesUid, { ...seriesOf(dataSet), seriesUid, studyUid, instanceUids: [sopUid] });
  }

  #addToStudy(
    call: DicomCall,
    known: StudyRow | undefined,
    header: StudyHeader,
    modality: string,
    instance: InstanceRow,
  ): void {
    const { state, room } = this.#core;
    const { now } = room.kernel;
    const { sopUid, studyUid, seriesUid } = instance;
    const withOne = <T>(list: readonly T[], value: T): readonly T[] => (list.includes(value) ? list : [...list, value]);
    if (!known) {
      const study: StudyRow = {
        ...header,
        modalities: [modality],
        seriesUids: [seriesUid],
        instanceUids: [sopUid],
        status: 'RECEIVING',
        reason: undefined,
        detail: '',
        orderKey: undefined,
        linkedBy: undefined,
        hold: undefined,
        rejectionRequest: undefined,
        rejection: undefined,
        mergedInto: undefined,
        receivedAt: now,
        lastReceivedAt: now,
        fromAe: call.callingAe,
        fromHost: call.remoteHost,
        revision: 1,
      };
      state.studies.put(studyUid, study);
      this.#core.log('server', 'INFO', 'study {0} of {1} ({2}) begun by {3}', studyUid, study.name, study.patientId, call.callingAe); // prettier-ignore
      this.#core.row('study', studyUid, `study begun, sent by ${call.callingAe}`, studyKeys(study));
      return;
    }
    // What was rejected or merged away is gone from sight: the new images begin the study anew.
    const anew = known.status === 'REJECTED' || known.status === 'MERGED';
    const byHand = known.status === 'VERIFIED' && known.linkedBy !== 'match';
    state.studies.put(studyUid, {
      ...known,
      ...(anew ? { ...header, rejection: undefined, mergedInto: undefined, modalities: [], orderKey: undefined } : {}),
      modalities: withOne(anew ? [] : known.modalities, modality),
      seriesUids: withOne(known.seriesUids, seriesUid),
      instanceUids: [...known.instanceUids, sopUid],
      status: byHand ? 'VERIFIED' : 'RECEIVING',
      lastReceivedAt: now,
      fromHost: call.remoteHost,
      revision: known.revision + 1,
    });
  }

  /** HL7 knows patients better than images do: only unknown ones are taken from a header. */
  #knowPatient(header: StudyHeader): void {
    if (header.patientId === '') return;
    const issuer = header.issuer === '' ? this.#core.server.patientIssuer : header.issuer;
    const key = patientKey(header.patientId, issuer);
    const { patients } = this.#core.state;
    if (patients.has(key)) return;
    const { patientId, name, birthDate, sex } = header;
    const updatedAt = this.#core.room.kernel.now;
    patients.put(key, { key, patientId, issuer, name, birthDate, sex, source: 'image', updatedAt });
  }

  #quarantine(
    call: DicomCall,
    sopUid: string,
    studyUid: string,
    sha1: string,
    parts: readonly Uint8Array[],
    reason: string,
  ): void {
    const { state, room } = this.#core;
    const id = String(state.nextQuarantine++);
    const row: QuarantineRow = {
      id,
      sopUid,
      studyUid,
      at: room.kernel.now,
      fromAe: call.callingAe,
      reason,
      pixelSha1: sha1,
      transferSyntax: call.transferSyntax,
      parts,
    };
    state.quarantine.put(id, row);
    this.#core.log('server', 'ERROR', 'instance {0} from {1} put aside: {2}', sopUid, call.callingAe, reason);
    this.#core.row('quarantine', id, `instance put aside: ${reason}`, { studyUid });
    this.#core.audit({ user: 'system', what: 'quarantine', object: sopUid, before: '', after: 'put aside', reason });
  }
}

export function seriesOf(dataSet: DataSet): Omit<SeriesRow, 'seriesUid' | 'studyUid' | 'instanceUids'> {
  return {
    modality: dataSet.text(0x00080060),
    number: dataSet.text(0x00200011),
    description: dataSet.text(0x0008103e),
    bodyPart: dataSet.text(0x00180015),
    stationAe: dataSet.text(0x00080055) || dataSet.text(0x00400241),
    stationName: dataSet.text(0x00081010),
  };
}
