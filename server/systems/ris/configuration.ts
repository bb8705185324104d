import type { Files } from '../host/files.ts';
import { describeProblem, type Parsed } from '../host/properties.ts';
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

/** The deployed settings of ris01; each is undefined while its file does not parse. */
export class RisConfiguration {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  get interfaces(): RisInterfaces | undefined {
    return valueOf(readRisInterfaces(this.#text(RIS_INTERFACES_PATH)));
  }

  get resources(): ReadonlyMap<string, Resource> | undefined {
    return valueOf(readResources(this.#text(RIS_RESOURCES_PATH)));
  }

  get catalogue(): ReadonlyMap<string, Procedure> | undefined {
    return valueOf(readCatalogue(this.#text(RIS_CATALOGUE_PATH)));
  }

  procedure(code: string): Procedure | undefined {
    return this.catalogue?.get(code);
  }

  /** What is wrong in the files, with line and what was expected. */
  problems(): string[] {
    return [
      ...problemsOf(RIS_INTERFACES_PATH, readRisInterfaces(this.#text(RIS_INTERFACES_PATH))),
      ...problemsOf(RIS_RESOURCES_PATH, readResources(this.#text(RIS_RESOURCES_PATH))),
      ...problemsOf(RIS_CATALOGUE_PATH, readCatalogue(this.#text(RIS_CATALOGUE_PATH))),
    ];
  }

  #text(path: string): string {
    return this.#files.deployedText(RIS_HOST, path) ?? '';
  }
}

function valueOf<T>(parsed: Parsed<T>): T | undefined {
  return parsed.ok ? parsed.value : undefined;
}

function problemsOf(path: string, parsed: Parsed<unknown>): string[] {
  return parsed.ok ? [] : parsed.problems.map((problem) => describeProblem(path, problem));
}
