import { join } from 'node:path';
import {
  examinationKinds,
  makeExamination,
  type ExaminationKind,
  type ExaminationRequest,
} from '../../protocols/dicom/image/examination.ts';
import { keyObjectTitles, type KeyObjectTitle } from '../../protocols/dicom/image/key-object.ts';
import { drawnParts, LARGEST_PICTURE } from '../../protocols/dicom/image/picture.ts';
import { writePart10 } from '../../protocols/dicom/part10.ts';
import { readArguments, whole } from '../arguments.ts';
import { makeOutputFolder, writeOutput } from '../files.ts';
import { InputError, UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

const option = { type: 'string' } as const;
const options = {
  seed: { ...option, default: '1' },
  count: option,
  size: option,
  part: option,
  side: option,
  lesion: option,
  before: option,
  title: option,
} as const;

/** Synthetic objects as DICOM files; the names of the files that were written, one a line. */
export const make: Verb = {
  usage: `make ${examinationKinds.join('|')} DIR --seed N [--count N] [--size N] [--part NAME] [--side L|R] [--lesion MM] [--before DAYS] [--title CODE]`,
  run: (args) => {
    const { positionals, values } = readArguments(args, options);
    const [name, folder, ...rest] = positionals;
    const kind = examinationKinds.find((known) => known === name);
    if (kind === undefined || folder === undefined || rest.length > 0) throw new UsageError();
    const { side, title, part: bodyPart } = values;
    const number = (which: 'count' | 'size' | 'lesion' | 'before', low: number, high: number): number | undefined => {
      const text = values[which];
      return text === undefined ? undefined : whole(`--${which}`, text, low, high);
    };
    const count = number('count', 1, 512);
    const size = number('size', 16, LARGEST_PICTURE);
    const lesion = number('lesion', 0, 60);
    const daysBefore = number('before', 0, 36_500);
    if (side !== undefined && side !== 'L' && side !== 'R') throw new InputError('--side takes L or R');
    if (title !== undefined && !isTitle(title))
      throw new InputError(`--title takes one of ${Object.keys(keyObjectTitles).join(', ')}`);
    const parts = partsOf(kind);
    if (bodyPart !== undefined && !parts.includes(bodyPart))
      throw new InputError(
        parts.length === 0 ? `${kind} takes no --part` : `--part of ${kind} takes one of ${parts.join(', ')}`,
      );
    const request: ExaminationRequest = {
      kind,
      seed: whole('--seed', values.seed, 0, 4_294_967_295),
      ...(count === undefined ? {} : { count }),
      ...(size === undefined ? {} : { size }),
      ...(lesion === undefined ? {} : { lesion }),
      ...(daysBefore === undefined ? {} : { daysBefore }),
      ...(side === undefined ? {} : { side }),
      ...(title === undefined ? {} : { title }),
      ...(bodyPart === undefined ? {} : { bodyPart }),
    };
    makeOutputFolder(folder);
    const written = makeExamination(request).map(({ name: label, dataSet }, index) => {
      const file = join(folder, `${label}${String(index + 1).padStart(4, '0')}.dcm`);
      writeOutput(file, writePart10(dataSet));
      return `${file}\n`;
    });
    return written.join('');
  },
};

const isTitle = (text: string): text is KeyObjectTitle => Object.hasOwn(keyObjectTitles, text);

/** Body parts that have a drawing; documents are about a CT. */
function partsOf(kind: ExaminationKind): readonly string[] {
  switch (kind) {
    case 'CT':
    case 'MR':
    case 'CR':
    case 'DX':
    case 'US':
    case 'NM':
      return drawnParts[kind];
    case 'GSPS':
    case 'KOS':
    case 'SR':
    case 'DOSE':
      return drawnParts.CT;
    case 'MG':
    case 'SC':
    case 'TG18':
    case 'SMPTE':
      return [];
    default:
      return kind satisfies never;
  }
}
