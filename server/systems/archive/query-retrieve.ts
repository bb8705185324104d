import type { DicomCall, FindAnswer, GetAnswer, MoveAnswer, RetrievedInstance } from '../../network/dicom-server.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { queryRetrieveClasses, readRetrieveIdentifier, type RetrieveIdentifier } from '../../protocols/dimse/services/query-model.ts'; // prettier-ignore
import { formatStatus, statuses } from '../../protocols/dimse/status.ts';
import type { RegisteredAe } from '../host/ae-registry.ts';
import type { LogLevel } from '../host/log.ts';
import { findEntities } from './entity-query.ts';
import type { ArchivedStudy, InstanceSource } from './instance-source.ts';

/** Query and retrieve of both roots, as presentation contexts. */
export const queryRetrieveContexts: readonly (readonly [string, readonly string[]])[] = [
  sopClass.patientRootFind,
  sopClass.patientRootMove,
  sopClass.patientRootGet,
  sopClass.studyRootFind,
  sopClass.studyRootMove,
  sopClass.studyRootGet,
].map((uid) => [uid, [EXPLICIT_LE, IMPLICIT_LE]] as const);

interface Archive extends InstanceSource {
  /** Whom images may be moved to. */
  readonly registry: () => readonly RegisteredAe[];
  readonly log: (level: LogLevel, template: string, ...args: readonly (string | number)[]) => void;
}

type Failed = Extract<MoveAnswer, { kind: 'failed' }>;

/** C-FIND, C-MOVE and C-GET of an archive (PS3.4 C.4), for Patient Root and Study Root at all their levels. */
export class QueryRetrieve {
  readonly #archive: Archive;

  constructor(archive: Archive) {
    this.#archive = archive;
  }

  readonly find = (call: DicomCall, identifier: DataSet): FindAnswer => {
    const model = queryRetrieveClasses.get(call.sopClass)?.model ?? 'study-root';
    const answer = findEntities(this.#archive, model, identifier);
    if ('kind' in answer) {
      this.#archive.log('WARN', 'C-FIND from {0} refused: {1}', call.callingAe, answer.comment);
      return answer;
    }
    const matches = [...answer];
    this.#archive.log('INFO', 'C-FIND from {0}: {1} matches', call.callingAe, matches.length);
    return matches;
  };

  readonly move = (call: DicomCall, identifier: DataSet, destination: string): MoveAnswer => {
    const target = this.#archive.registry().find(({ title }) => title === destination);
    if (!target) {
      const comment = `${destination} is not in ae.conf`;
      return this.#refuse(call, 'C-MOVE', { kind: 'failed', status: statuses.moveDestinationUnknown, comment });
    }
    const instances = this.#select(call, 'C-MOVE', identifier);
    if (!Array.isArray(instances)) return instances;
    this.#archive.log('INFO', 'C-MOVE from {0}: {1} instances to {2}', call.callingAe, instances.length, destination);
    return { kind: 'retrieve', instances, target };
  };

  readonly get = (call: DicomCall, identifier: DataSet): GetAnswer => {
    const instances = this.#select(call, 'C-GET', identifier);
    if (!Array.isArray(instances)) return instances;
    this.#archive.log('INFO', 'C-GET from {0}: {1} instances', call.callingAe, instances.length);
    return { kind: 'retrieve', instances };
  };

  #select(call: DicomCall, what: string, identifier: DataSet): RetrievedInstance[] | Failed {
    const wanted = readRetrieveIdentifier(call.sopClass, identifier);
    if (wanted.kind === 'failure') {
      return this.#refuse(call, what, { kind: 'failed', status: wanted.status, comment: wanted.comment });
    }
    const studyUid = wanted.level === 'STUDY' ? undefined : wanted.above.STUDY;
    const studies = wanted.level === 'PATIENT' ? this.#archive.studies() : this.#archive.studies(studyUid);
    return [...studies].flatMap((study) =>
      study.instances
        .filter((instance) => isWanted(wanted, study, instance))
        .map((instance) => ({ ...instance, dataSet: this.#archive.dataSet(instance) })),
    );
  }

  #refuse(call: DicomCall, what: string, failed: Failed): Failed {
    this.#archive.log('WARN', '{0} from {1} refused: {2} {3}', what, call.callingAe, formatStatus(failed.status), failed.comment); // prettier-ignore
    return failed;
  }
}

function isWanted(
  { level, uids, above }: RetrieveIdentifier,
  { studyUid, patientId }: ArchivedStudy,
  { seriesUid, sopUid }: ArchivedStudy['instances'][number],
): boolean {
  const own = { PATIENT: patientId, STUDY: studyUid, SERIES: seriesUid, IMAGE: sopUid };
  if (!uids.includes(own[level])) return false;
  return (['PATIENT', 'STUDY', 'SERIES'] as const).every(
    (higher) => above[higher] === undefined || above[higher] === own[higher],
  );
}
