import type { MachineRoom } from '../host/hospital.ts';
import type { Parsed } from '../host/properties.ts';
import { settingInService } from '../host/setting-in-service.ts';
import type { SettingsFiles } from '../host/settings-files.ts';
import { clinicalSettings } from '../interface/clinical-settings.ts';
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

/** The settings that ris01 runs with. */
export class RisConfiguration {
  readonly files: SettingsFiles;
  readonly #room: MachineRoom;

  constructor(room: MachineRoom) {
    this.#room = room;
    this.files = clinicalSettings(room, RIS_HOST, {
      [RIS_INTERFACES_PATH]: readRisInterfaces,
      [RIS_RESOURCES_PATH]: readResources,
      [RIS_CATALOGUE_PATH]: readCatalogue,
    });
  }

  get interfaces(): RisInterfaces {
    return this.#inService(RIS_INTERFACES_PATH, readRisInterfaces);
  }

  get resources(): ReadonlyMap<string, Resource> {
    return this.#inService(RIS_RESOURCES_PATH, readResources);
  }

  get catalogue(): ReadonlyMap<string, Procedure> {
    return this.#inService(RIS_CATALOGUE_PATH, readCatalogue);
  }

  procedure(code: string): Procedure | undefined {
    return this.catalogue.get(code);
  }

  #inService<T>(path: string, read: (text: string) => Parsed<T>): T {
    return settingInService(this.#room, RIS_HOST, path, read);
  }
}
