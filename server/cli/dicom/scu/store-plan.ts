import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { type Part10File, readPart10 } from '../../../protocols/dicom/part10.ts';
import { sopClass } from '../../../protocols/dicom/sop-class.ts';
import { IMPLICIT_LE, transferSyntax } from '../../../protocols/dicom/transfer-syntax.ts';
import type { ProposedContext } from '../../../protocols/dimse/pdu.ts';
import { readInput } from '../../files.ts';
import { InputError } from '../../verb.ts';

/** PS3.8 9.3.2.2: context ids are odd numbers of one byte. */
const MOST_CONTEXTS = 128;

export interface PlannedFile {
  readonly file: string;
  readonly sopClass: string;
  readonly sopInstance: string;
  /** What its bytes are in, whatever the file says. */
  readonly syntax: string;
}

/** Not sent: why, and whether somebody named the file, so that it is a mistake. */
export interface LeftOut {
  readonly file: string;
  readonly reason: string;
  readonly isNamed: boolean;
}

/** What goes over one association. */
export interface StoreRound {
  readonly contexts: readonly Omit<ProposedContext, 'id'>[];
  readonly files: readonly PlannedFile[];
}

interface Named {
  readonly file: string;
  readonly isNamed: boolean;
}

/** The files themselves, and all below the folders, by name. */
export function filesOf(names: readonly string[]): Named[] {
  return names.flatMap((name): Named[] =>
    statSync(name, { throwIfNoEntry: false })?.isDirectory() === true
      ? below(name).map((file) => ({ file, isNamed: false }))
      : [{ file: name, isNamed: true }],
  );
}

function below(folder: string): string[] {
  try {
    const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
    return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
  } catch (error) {
    throw new InputError(`${folder}: cannot be read (${error instanceof Error ? error.message : String(error)})`);
  }
}

export function planFile({ file, isNamed }: Named): PlannedFile | LeftOut {
  const leftOut = (reason: string): LeftOut => ({ file, reason, isNamed });
  try {
    const part10 = readPart10(readInput(file));
    const planned = { file, ...identityOf(part10), syntax: part10.readAs };
    if (planned.sopClass === sopClass.mediaStorageDirectory) return leftOut('a directory of files, not an instance');
    if (planned.sopClass === '' || planned.sopInstance === '')
      return leftOut('not DICOM: no SOP Class and Instance UID');
    return planned;
  } catch (error) {
    if (error instanceof InputError) return leftOut(error.message.replace(`${file}: `, ''));
    throw error;
  }
}

function identityOf({ dataSet, meta }: Part10File): Pick<PlannedFile, 'sopClass' | 'sopInstance'> {
  return {
    sopClass: dataSet.text(0x00080016) || meta.text(0x00020002),
    sopInstance: dataSet.text(0x00080018) || meta.text(0x00020003),
  };
}

export const isNative = (syntax: string): boolean => transferSyntax(syntax)?.encapsulated === false;

/**
 * As few associations as the number of contexts allows. A file goes in its own transfer syntax; one that is not
 * compressed also in Implicit VR Little Endian, which every peer must take (PS3.5 §10.1).
 */
export function roundsOf(files: readonly PlannedFile[]): StoreRound[] {
  const rounds: { contexts: Omit<ProposedContext, 'id'>[]; files: PlannedFile[] }[] = [];
  const roundOf = new Map<string, number>();
  for (const file of files) {
    const kind = `${file.sopClass} ${file.syntax}`;
    let index = roundOf.get(kind);
    if (index === undefined) {
      const needed = [...new Set([file.syntax, ...(isNative(file.syntax) ? [IMPLICIT_LE] : [])])];
      if ((rounds.at(-1)?.contexts.length ?? MOST_CONTEXTS) + needed.length > MOST_CONTEXTS)
        rounds.push({ contexts: [], files: [] });
      index = rounds.length - 1;
      roundOf.set(kind, index);
      for (const syntax of needed) propose(rounds[index]?.contexts, file.sopClass, syntax);
    }
    rounds[index]?.files.push(file);
  }
  return rounds;
}

function propose(contexts: Omit<ProposedContext, 'id'>[] | undefined, abstractSyntax: string, syntax: string): void {
  const isThere = contexts?.some((one) => one.abstractSyntax === abstractSyntax && one.transferSyntaxes[0] === syntax);
  if (isThere !== true) contexts?.push({ abstractSyntax, transferSyntaxes: [syntax] });
}
