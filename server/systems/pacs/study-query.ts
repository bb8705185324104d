import type { DicomCall, FindAnswer, FoundMatch } from '../../network/dicom-server.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { compileRetrieveQuery } from '../../protocols/dicom/query-match.ts';
import type { PacsCore } from './pacs-core.ts';
import type { StudyRow } from './state.ts';

/** Answers of one query; a wider question is refused (A700H), as archives do. */
const mostMatches = 2_000;

/** Study Root C-FIND (PS3.4 C.6.2) over what is not rejected. Values are those of the stored headers. */
export function findStudies(core: PacsCore, call: DicomCall, identifier: DataSet): FindAnswer {
  const query = compileRetrieveQuery(identifier, 'study-root');
  if (query.kind === 'failure') {
    core.log('dicom', 'WARN', 'C-FIND from {0} refused: {1}', call.callingAe, query.comment);
    return { kind: 'failed', status: query.status, comment: query.comment };
  }
  const found: FoundMatch[] = [];
  for (const candidate of candidates(core, identifier.text(0x00080052), identifier)) {
    if (!query.matches(candidate)) continue;
    if (found.length === mostMatches) return { kind: 'failed', status: 0xa700, comment: 'too many matches' };
    found.push({ data: query.respond(candidate), status: query.pendingStatus });
  }
  core.log('dicom', 'INFO', 'C-FIND from {0}: {1} matches', call.callingAe, found.length);
  return found;
}

function* candidates(core: PacsCore, level: string, identifier: DataSet): Generator<DataSet> {
  const { aeTitle } = core.server;
  const wanted = identifier.texts(0x0020000d);
  for (const study of core.state.studies.values()) {
    if (wanted.length > 0 && wanted[0] !== '' && !wanted.includes(study.studyUid)) continue;
    const instances = core.visibleInstances(study);
    const [first] = instances;
    if (!first) continue;
    if (level === 'STUDY') {
      yield studyEntity(core, study, core.dataSet(first), instances.length, aeTitle);
      continue;
    }
    const seriesUids = [...new Set(instances.map(({ seriesUid }) => seriesUid))];
    for (const seriesUid of seriesUids) {
      const ofSeries = instances.filter((instance) => instance.seriesUid === seriesUid);
      if (level === 'IMAGE') {
        for (const instance of ofSeries) yield core.dataSet(instance).with(0x00080054, 'AE', aeTitle);
      } else if (ofSeries[0]) {
        yield core.dataSet(ofSeries[0]).withAll([
          [0x00080054, 'AE', aeTitle],
          [0x00080056, 'CS', 'ONLINE'],
          [0x00201209, 'IS', String(ofSeries.length)],
        ]);
      }
    }
  }
}

function studyEntity(core: PacsCore, study: StudyRow, header: DataSet, images: number, aeTitle: string): DataSet {
  const series = new Set(core.visibleInstances(study).map(({ seriesUid }) => seriesUid));
  return header.withAll([
    [0x00080054, 'AE', aeTitle],
    [0x00080056, 'CS', 'ONLINE'],
    [0x00080061, 'CS', study.modalities],
    [0x00201206, 'IS', String(series.size)],
    [0x00201208, 'IS', String(images)],
  ]);
}
