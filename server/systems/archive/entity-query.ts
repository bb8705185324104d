import type { FindAnswer, FoundMatch } from '../../network/dicom-server.ts';
import type { DataSet, Entry } from '../../protocols/dicom/data-set.ts';
import { QUERY_RETRIEVE_LEVEL, type QueryModel, uniqueKey } from '../../protocols/dicom/information-model.ts';
import { compileRetrieveQuery } from '../../protocols/dicom/query-match.ts';
import type { ArchivedStudy, InstanceSource } from './instance-source.ts';

/** Answers of one query; a wider question is refused (A700H), as archives do. */
const mostMatches = 2_000;

/** C-FIND of one model (PS3.4 C.6) over what an archive shows. Values are those of the stored headers. */
export function findEntities(source: InstanceSource, model: QueryModel, identifier: DataSet): FindAnswer {
  const query = compileRetrieveQuery(identifier, model);
  if (query.kind === 'failure') return { kind: 'failed', status: query.status, comment: query.comment };
  const found: FoundMatch[] = [];
  for (const candidate of candidates(source, identifier)) {
    if (!query.matches(candidate)) continue;
    if (found.length === mostMatches) return { kind: 'failed', status: 0xa700, comment: 'too many matches' };
    found.push({ data: query.respond(candidate), status: query.pendingStatus });
  }
  return found;
}

function* candidates(source: InstanceSource, identifier: DataSet): Generator<DataSet> {
  const level = identifier.text(QUERY_RETRIEVE_LEVEL);
  if (level === 'PATIENT') {
    yield* patients(source);
    return;
  }
  const wanted = identifier.texts(uniqueKey.STUDY).filter((uid) => uid !== '');
  const [only] = wanted.length === 1 ? wanted : [];
  for (const study of source.studies(only)) {
    if (wanted.length > 0 && !wanted.includes(study.studyUid)) continue;
    if (level === 'STUDY') yield studyEntity(source, study);
    else if (level === 'SERIES') yield* seriesEntities(source, study);
    else for (const instance of study.instances) yield source.dataSet(instance).withAll(whereabouts(source));
  }
}

/** Where it can be had, and how soon (PS3.4 C.4.1.1.3.2). */
function whereabouts({ aeTitle }: InstanceSource): readonly Entry[] {
  return [
    [0x00080054, 'AE', aeTitle],
    [0x00080056, 'CS', 'ONLINE'],
  ];
}

function* patients(source: InstanceSource): Generator<DataSet> {
  const byPatient = new Map<string, ArchivedStudy[]>();
  for (const study of source.studies()) {
    const key = `${study.patientId}@${study.issuer}`;
    byPatient.set(key, [...(byPatient.get(key) ?? []), study]);
  }
  for (const studies of byPatient.values()) {
    const [first] = studies[0]?.instances ?? [];
    if (!first) continue;
    const instances = studies.flatMap((study) => study.instances);
    yield source
      .dataSet(first)
      .withAll([
        ...whereabouts(source),
        [0x00201200, 'IS', String(studies.length)],
        [0x00201202, 'IS', String(new Set(instances.map(({ seriesUid }) => seriesUid)).size)],
        [0x00201204, 'IS', String(instances.length)],
      ]);
  }
}

function studyEntity(source: InstanceSource, { instances, modalities }: ArchivedStudy): DataSet {
  const [first] = instances;
  if (!first) throw new Error('a study has instances');
  return source
    .dataSet(first)
    .withAll([
      ...whereabouts(source),
      [0x00080061, 'CS', modalities],
      [0x00201206, 'IS', String(new Set(instances.map(({ seriesUid }) => seriesUid)).size)],
      [0x00201208, 'IS', String(instances.length)],
    ]);
}

function* seriesEntities(source: InstanceSource, { instances }: ArchivedStudy): Generator<DataSet> {
  for (const seriesUid of new Set(instances.map((instance) => instance.seriesUid))) {
    const ofSeries = instances.filter((instance) => instance.seriesUid === seriesUid);
    const [first] = ofSeries;
    if (!first) continue;
    yield source.dataSet(first).withAll([...whereabouts(source), [0x00201209, 'IS', String(ofSeries.length)]]);
  }
}
