import type { FunctionInput } from './function.ts';

/** Withdrawn observations (HL7 table 0085): deleted, or sent in error. */
const withdrawn: ReadonlySet<string> = new Set(['D', 'W']);

type Source = FunctionInput['sources'][number];

/** The newest OBX with one of the codes, by OBX-14; of several without a time, or of the same, the first. */
export function newestObservation({ message, sources }: FunctionInput, codes: readonly string[]): Source | undefined {
  let best: { readonly source: Source; readonly at: string } | undefined;
  for (const source of sources) {
    const { segment, ordinal } = source.path;
    const field = (number: number): string => message.value({ segment, ordinal, field: number, component: 1 });
    if (source.read.state !== 'value' || !codes.includes(field(3)) || withdrawn.has(field(11))) continue;
    const at = field(14);
    if (!best || at > best.at) best = { source, at };
  }
  return best?.source;
}
