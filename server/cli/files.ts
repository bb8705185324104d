import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { dicomLimits } from '../protocols/dicom/limits.ts';
import { makeFolder } from '../store/make-folder.ts';
import { InputError } from './verb.ts';

const reason = (error: unknown): string =>
  error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';

/** The bytes of a file, or InputError. */
export function readInput(file: string): Uint8Array<ArrayBuffer> {
  try {
    const found = statSync(file);
    if (found.isFile() && found.size > dicomLimits.dataSetBytes) {
      throw new InputError(`${file}: larger than ${String(dicomLimits.dataSetBytes)} bytes`);
    }
    return new Uint8Array(readFileSync(file));
  } catch (error) {
    if (error instanceof InputError) throw error;
    throw new InputError(`${file}: cannot be read (${reason(error)})`);
  }
}

/** Makes the folder that files are to be written to, or InputError. */
export function makeOutputFolder(folder: string): void {
  try {
    makeFolder(folder);
  } catch (error) {
    throw new InputError(`${folder}: cannot be made (${reason(error)})`);
  }
}

/** Writes the parts as one file. Reading is done by then: input and output may be the same file. */
export function writeOutput(file: string, parts: readonly Uint8Array[]): void {
  try {
    writeFileSync(file, Buffer.concat(parts));
  } catch (error) {
    throw new InputError(`${file}: cannot be written (${reason(error)})`);
  }
}
