import type { ScenarioFile } from './schema.ts';

/** One of the things that are wrong in a case. */
export interface Cause {
  readonly places: ScenarioFile['conclusion']['places'];
  readonly kinds: ScenarioFile['conclusion']['kinds'];
  readonly evidence: ScenarioFile['conclusion']['evidence'];
  /** Ids of its faults; undefined: those that change a file of its evidence. */
  readonly faults: readonly string[] | undefined;
  readonly faultPath: ScenarioFile['faultPath'];
}

/** Everything that is wrong in a case, the first one first: one thing in most of them. */
export function causesOf({ conclusion, faultPath }: Pick<ScenarioFile, 'conclusion' | 'faultPath'>): Cause[] {
  const { places, kinds, evidence, faults, also = [] } = conclusion;
  return [{ places, kinds, evidence, faults, faultPath }, ...also.map((cause) => ({ ...cause, faults: cause.faults }))];
}

/** The hosts where something is wrong: those of the right places, and of the files that the causes are made of. */
export function brokenHosts(file: Pick<ScenarioFile, 'conclusion' | 'faultPath' | 'faults'>): Set<string> {
  return new Set(
    causesOf(file).flatMap(({ places, faults }) => [
      ...places.map(({ system }) => system),
      ...file.faults.flatMap((fault, index) =>
        'path' in fault && (faults?.includes(faultName(fault, index)) ?? true) ? [fault.host] : [],
      ),
    ]),
  );
}

/** By which a cause names a fault: its id, or its number. */
export const faultName = (fault: ScenarioFile['faults'][number], index: number): string =>
  fault.id ?? `fault-${index + 1}`;
