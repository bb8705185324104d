import type { ArchivedStudy } from '../archive/instance-source.ts';
import type { QueryRetrieve } from '../archive/query-retrieve.ts';
import type { PacsCore } from './pacs-core.ts';

/** What pacs01 shows to who queries and retrieves: all but what was rejected. */
export function pacsArchive(core: PacsCore): ConstructorParameters<typeof QueryRetrieve>[0] {
  return {
    get aeTitle(): string {
      return core.server.aeTitle;
    },
    registry: () => core.registry,
    log: (level, template, ...args) => {
      core.log('dicom', level, template, ...args);
    },
    dataSet: (instance) => core.dataSet(instance),
    *studies(studyUid): Generator<ArchivedStudy> {
      const { studies } = core.state;
      for (const study of studyUid === undefined ? studies.values() : [studies.get(studyUid)]) {
        const instances = study ? core.visibleInstances(study) : [];
        if (study && instances.length > 0) yield { ...study, instances };
      }
    },
  };
}
