import type { Condition } from './condition.ts';
import type { MappingFunction } from './function.ts';
import type { RuleParameters } from './rule-parameters.ts';
import type { SourcePath } from './source-path.ts';
import type { RuleTarget } from './target.ts';

/** Versions of HL7 that the hospital's interfaces speak. */
export const hl7Versions = ['2.3.1', '2.5.1'] as const;

/** Paths by MSH-12; `any` where the file writes one for all. Of several the first that has a value is read. */
export type PathsByVersion = ReadonlyMap<string, readonly SourcePath[]>;

/** One rule of eng01 (target in HL7) or mwl01 (target in DICOM). */
export interface Rule {
  /** Counts from 1 within its list, as the page and the provenance name it. */
  readonly number: number;
  readonly line: number;
  readonly target: RuleTarget;
  readonly from: PathsByVersion;
  readonly function: MappingFunction;
  readonly parameters: RuleParameters;
  /** A place that must say the same where it says anything; otherwise the message is held. */
  readonly agree: PathsByVersion;
  readonly when: Condition | undefined;
  /** Only for these versions; undefined: for all that `from` knows. */
  readonly versions: readonly string[] | undefined;
  /** Nothing to write: the message is held (eng01) or refused (mwl01). */
  readonly required: boolean;
  readonly note: string;
}

/** The paths for a message of this version; undefined: the rule does not concern it. */
export function pathsFor(paths: PathsByVersion, version: string): readonly SourcePath[] | undefined {
  return paths.get(version) ?? paths.get('any');
}
