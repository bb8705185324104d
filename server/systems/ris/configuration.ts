import type { MachineRoom } from '../host/hospital.ts';
import { ServiceFiles } from '../interface/service-files.ts';
import { RIS_CATALOGUE_PATH, RIS_INTERFACES_PATH, RIS_RESOURCES_PATH } from './baseline-files.ts';
import {
  type Procedure,
  readCatalogue,
  readResources,
  readRisInterfaces,
  type Resource,
  type RisInterfaces,
} from './settings.ts';

export const RIS_HOST = 'ris01';
export const RIS_LOG = '/var/log/ris/ris.log';

/** The settings that ris01 runs with; each is undefined only where no revision of its file ever parsed. */
export class RisConfiguration {
  readonly files: ServiceFiles;

  constructor(room: MachineRoom) {
    this.files = new ServiceFiles(room, RIS_HOST, {
      [RIS_INTERFACES_PATH]: readRisInterfaces,
      [RIS_RESOURCES_PATH]: readResources,
      [RIS_CATALOGUE_PATH]: readCatalogue,
    });
  }

  get interfaces(): RisInterfaces | undefined {
    return this.files.value(RIS_INTERFACES_PATH, readRisInterfaces);
  }

  get resources(): ReadonlyMap<string, Resource> | undefined {
    return this.files.value(RIS_RESOURCES_PATH, readResources);
  }

  get catalogue(): ReadonlyMap<string, Procedure> | undefined {
    return this.files.value(RIS_CATALOGUE_PATH, readCatalogue);
  }

  procedure(code: string): Procedure | undefined {
    return this.catalogue?.get(code);
  }
}
