import { randomBytes } from 'node:crypto';
import { existsSync, statSync } from 'node:fs';
import { readArguments } from '../arguments.ts';
import { readInput, writeOutput } from '../files.ts';
import { InputError, UsageError, type Verb } from '../verb.ts';
import { dicomDraft } from './import/dicom-draft.ts';
import { hl7Draft } from './import/hl7-draft.ts';
import { Pseudonyms } from './import/pseudonyms.ts';
import { reportOf } from './import/removal.ts';

/** An image of one exam, or a message with a report in it; a whole study does not belong into a case. */
const MOST_BYTES = 64 * 1024 * 1024;

/** Makes a draft for a case of a real HL7 message or DICOM file, without what names a person, and tells what went. */
export const importFile: Verb = {
  usage: 'import FILE --out FILE',
  run: (args) => {
    const { positionals, values } = readArguments(args, { out: { type: 'string' } });
    const [from, ...rest] = positionals;
    if (from === undefined || rest.length > 0 || values.out === undefined) throw new UsageError();
    const size = statSync(from, { throwIfNoEntry: false })?.size ?? 0;
    if (size > MOST_BYTES) throw new InputError(`${from}: ${size} bytes; an import takes ${MOST_BYTES} at most`);
    if (existsSync(values.out)) throw new InputError(`${values.out} is there already; give another name`);
    const bytes = readInput(from);
    const make = { DICOM: dicomDraft, HL7: hl7Draft }[kindOf(from, bytes)];
    try {
      const draft = make(bytes, new Pseudonyms(randomBytes(32)));
      writeOutput(values.out, draft.parts);
      return `${values.out}\n${reportOf(draft)}`;
    } catch (error) {
      if (error instanceof InputError) throw new InputError(`${from}: ${error.message}`);
      throw error;
    }
  },
};

/** What other files begin with. */
const others: readonly (readonly [string, string])[] = [
  ['%PDF', 'a PDF document'],
  ['PK\x03\x04', 'a ZIP archive'],
  ['\x89PNG', 'a PNG picture'],
  ['\xff\xd8\xff', 'a JPEG picture'],
  ['FHS', 'an HL7 batch; import its messages one by one'],
  ['BHS', 'an HL7 batch; import its messages one by one'],
  ['<', 'XML'],
  ['{', 'JSON'],
];

function kindOf(file: string, bytes: Uint8Array): 'DICOM' | 'HL7' {
  const text = (from: number, to: number): string => Buffer.from(bytes.subarray(from, to)).toString('latin1');
  if (text(128, 132) === 'DICM') return 'DICOM';
  const head = text(0, 16)
    .replace(/^\xef\xbb\xbf/, '')
    .trimStart();
  if (head.startsWith('MSH')) return 'HL7';
  const [, what] = others.find(([start]) => head.startsWith(start)) ?? [];
  const found = bytes.length === 0 ? 'it is empty' : what === undefined ? 'it is something else' : `it is ${what}`;
  throw new InputError(`${file}: neither an HL7 message (MSH|…) nor a DICOM file (DICM at byte 128): ${found}`);
}
