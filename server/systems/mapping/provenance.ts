import type { LookupHit } from './function.ts';

/** Where one written value comes from. */
export interface Provenance {
  /** `OBR-18` or `(0008,0050)`. */
  readonly target: string;
  /** Number of the rule in its list, from 1, and its line in the file. */
  readonly rule: number;
  readonly line: number;
  readonly function: string;
  /** Place that was read, '' for a constant. */
  readonly source: string;
  /** What stood there. */
  readonly sourceValue: string;
  /** What was written. */
  readonly value: string;
  readonly lookup?: LookupHit;
}

/**
 * Something a person should know about. `hold`: the message must wait; `error`: it can't be used; `warning`: it goes on.
 */
export interface MappingProblem {
  readonly severity: 'hold' | 'error' | 'warning';
  readonly code:
    | 'lookup-miss'
    | 'no-such-repetition'
    | 'bad-value'
    | 'disagrees'
    | 'required'
    | 'cannot-write'
    | 'too-long'
    | 'not-hl7'
    | 'filtered'
    | 'refused'
    | 'bad-rules'
    | 'connector';
  readonly message: string;
  readonly target?: string;
  readonly rule?: number;
  readonly file?: string;
  readonly line?: number;
}
