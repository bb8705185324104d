import { readFileSync } from 'node:fs';

export interface CaseRead {
  readonly path: string;
  readonly raw?: string;
  readonly value?: string;
  readonly state?: string;
  readonly rawHex?: string;
}

export interface Hl7Case {
  readonly id: string;
  readonly file: string;
  readonly title: string;
  readonly parse: string;
  readonly segments?: readonly string[];
  readonly eol?: string;
  readonly delimiters?: Readonly<Record<string, string>>;
  readonly charset?: { readonly declared: string; readonly decode: string | null };
  readonly reads?: readonly CaseRead[];
  readonly diagnostics?: readonly string[];
  readonly set?: {
    readonly path: string;
    readonly value: string;
    readonly valueRaw: string;
    readonly expected: string;
  };
}

const FOLDER = new URL('../../../messages/hl7-cases/', import.meta.url);

/** messages/hl7-cases/expectations.json, the agreed readings of awkward messages. */
export const CASES: readonly Hl7Case[] = (
  JSON.parse(readFileSync(new URL('expectations.json', FOLDER), 'utf8')) as { readonly cases: readonly Hl7Case[] }
).cases;

export function caseFile(name: string): URL {
  return new URL(name, FOLDER);
}

export function caseBytes(name: string): Uint8Array {
  return new Uint8Array(readFileSync(caseFile(name)));
}
