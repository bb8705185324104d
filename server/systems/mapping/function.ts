import type { Entry } from '../../protocols/dicom/data-set.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { LookupTable } from './lookup-table.ts';
import type { RuleParameters } from './rule-parameters.ts';
import type { SourceRead } from './source-path.ts';
import type { RuleTarget } from './target.ts';

/** What rules are evaluated against, besides the message. */
export interface MappingContext {
  readonly tables: ReadonlyMap<string, LookupTable>;
  /** Minutes east of UTC of hospital local time. */
  readonly siteOffset: number;
  /** Minutes east of UTC of the clock of the machine that evaluates (its /etc/timezone). */
  readonly hostOffset: number;
  /** The patient's weight as ADT last told it, for orders without one (hl7-to-mwl.md, precedence). */
  readonly heldWeight?: { readonly kilograms: string; readonly source: string };
}

export interface FunctionInput {
  readonly message: Hl7Message;
  /** What stands at the source that was chosen; several for `[*]`. Empty for functions without a source. */
  readonly sources: readonly SourceRead[];
  readonly parameters: RuleParameters;
  readonly target: RuleTarget;
  readonly context: MappingContext;
}

export type FunctionResult =
  /** Nothing to write: the target becomes empty. */
  | { readonly kind: 'nothing'; readonly warning?: string }
  /** Decoded values; `raw` instead where HL7 delimiters are meant. `source` names another place than the rule's. */
  | {
      readonly kind: 'values';
      readonly values: readonly string[];
      readonly raw?: string;
      readonly lookup?: LookupHit;
      readonly warning?: string;
      readonly source?: { readonly path: string; readonly value: string };
    }
  /** Items of a sequence. */
  | { readonly kind: 'items'; readonly items: readonly (readonly Entry[])[]; readonly shown: string }
  /** The attribute is left out altogether. */
  | { readonly kind: 'absent' }
  /** The message must not go on: a person has to look. */
  | { readonly kind: 'hold'; readonly code: HoldCode; readonly reason: string };

export type HoldCode = 'lookup-miss' | 'no-such-repetition' | 'bad-value';

export interface LookupHit {
  readonly table: string;
  readonly key: string;
  readonly column: string;
  readonly line: number;
}

export interface ParameterInfo {
  readonly kind: 'text' | 'list' | 'map';
  readonly required: boolean;
  /** Allowed texts, where they are few. */
  readonly choices?: readonly string[];
  readonly meaning: string;
}

/** One of the fixed list of functions that rules use. */
export interface MappingFunction {
  readonly name: string;
  readonly meaning: string;
  readonly writes: 'hl7' | 'dicom' | 'both';
  readonly needsSource: boolean;
  readonly parameters: Readonly<Record<string, ParameterInfo>>;
  apply(input: FunctionInput): FunctionResult;
}

export const nothing: FunctionResult = { kind: 'nothing' };

export function values(...list: readonly string[]): FunctionResult {
  return list.every((value) => value === '') ? nothing : { kind: 'values', values: list };
}

/** The decoded text of the first source, '' when there is none. */
export function firstValue(input: FunctionInput): string {
  const read = input.sources[0]?.read;
  return read?.state === 'value' ? read.value : '';
}
