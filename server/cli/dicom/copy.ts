import { readPart10, rewritePart10 } from '../../protocols/dicom/part10.ts';
import { readInput, writeOutput } from '../files.ts';
import { take } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** Reads a file as a data set and writes it back: the same bytes, whatever they are. */
export const copy: Verb = {
  usage: 'copy IN OUT',
  run: (args) => {
    const [from = '', to = ''] = take(args, 2);
    writeOutput(to, rewritePart10(readPart10(readInput(from))));
    return undefined;
  },
};
