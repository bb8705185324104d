import type { DataSet } from '../../protocols/dicom/data-set.ts';
import type { DicomDiagnostic } from '../../protocols/dicom/diagnostic.ts';
import { nameOf, keywordOf } from '../../protocols/dicom/dictionary.ts';
import type { ByteSpan, Element } from '../../protocols/dicom/element.ts';
import { readPart10 } from '../../protocols/dicom/part10.ts';
import { privateCreator } from '../../protocols/dicom/private-block.ts';
import { uidName } from '../../protocols/dicom/sop-class.ts';
import { formatTag } from '../../protocols/dicom/tag.ts';
import { readInput } from '../files.ts';
import { take } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** Bytes of a value that is no text which are shown; the length says how many there are. */
const SHOWN_BYTES = 64;
const SHOWN_CHARACTERS = 4096;

interface DumpedElement {
  readonly tag: string;
  readonly name: string;
  readonly keyword?: string | undefined;
  readonly creator?: string | undefined;
  readonly vr: string;
  /** The length field; 4294967295 = undefined. */
  readonly length: number;
  readonly offset: number;
  readonly valueOffset: number;
  /** Bytes of the value: the length field of a truthful file, unless that is undefined. */
  readonly valueLength: number;
  /** Text as decoded, values separated by backslash; numbers as decimals; bytes in hexadecimal. */
  readonly value?: string;
  readonly isValueCut?: true;
  readonly items?: readonly DumpedItem[];
  readonly fragments?: readonly Place[];
}
interface Place {
  readonly offset: number;
  readonly valueOffset: number;
  readonly valueLength: number;
}
interface DumpedItem extends Place {
  readonly elements: readonly DumpedElement[];
}

/** What stands in a file, as JSON. Offsets count from its first byte; of a deflated data set, in the inflated bytes. */
export const dump: Verb = {
  usage: 'dump FILE',
  run: (args) => {
    const [name = ''] = take(args, 1);
    const bytes = readInput(name);
    const file = readPart10(bytes);
    const { meta, metaOffset, dataSet, diagnostics } = file;
    const base = dataSet.inflated ? 0 : file.dataSetOffset;
    const shown = {
      file: name,
      size: bytes.length,
      hasPreamble: file.hasPrefix,
      transferSyntax: { uid: file.syntax, name: uidName(file.syntax) },
      ...(file.readAs === file.syntax ? {} : { readAs: { uid: file.readAs, name: uidName(file.readAs) } }),
      dataSetOffset: file.dataSetOffset,
      ...(dataSet.inflated ? { inflatedLength: dataSet.inflated.length } : {}),
      characterSet: dataSet.characterSet.terms.join('\\'),
      unreadBytes: meta.unreadBytes + dataSet.unreadBytes,
      meta: elementsOf(meta, metaOffset),
      elements: elementsOf(dataSet, base),
      diagnostics: [
        ...diagnostics.map((one) => diagnosticOf(one, 0)),
        ...meta.diagnostics.map((one) => diagnosticOf(one, metaOffset)),
        ...dataSet.diagnostics.map((one) => diagnosticOf(one, base)),
      ],
    };
    return `${JSON.stringify(shown, null, 2)}\n`;
  },
};

const elementsOf = (dataSet: DataSet, base: number): DumpedElement[] =>
  dataSet.elements.map((element) => elementOf(dataSet, element, base));

function elementOf(dataSet: DataSet, element: Element, base: number): DumpedElement {
  const { tag, vr, length, fragments, nested } = element;
  const keyword = keywordOf(tag);
  const creator = privateCreator(dataSet, tag);
  return {
    tag: formatTag(tag),
    name: nameOf(tag),
    ...(keyword === undefined ? {} : { keyword }),
    ...(creator === undefined ? {} : { creator }),
    vr,
    length,
    ...placeOf(element.span, base),
    ...(element.isSequence
      ? {
          items: dataSet
            .itemsOf(element)
            .map((item) => ({ ...placeOf(item.span, base), elements: elementsOf(item, base) })),
        }
      : fragments
        ? { fragments: (nested?.fragmentSpans ?? []).map((span) => placeOf(span, base)) }
        : valueOf(dataSet, element)),
  };
}

function valueOf(dataSet: DataSet, element: Element): Pick<DumpedElement, 'value' | 'isValueCut'> {
  const texts = dataSet.textsOf(element);
  const isText = texts.length > 0 || element.value.length === 0;
  const whole = isText ? texts.join('\\') : hexOf(element.value.subarray(0, SHOWN_BYTES));
  const isCut = isText ? whole.length > SHOWN_CHARACTERS : element.value.length > SHOWN_BYTES;
  return { value: whole.slice(0, SHOWN_CHARACTERS), ...(isCut ? { isValueCut: true } : {}) };
}

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const placeOf = (span: ByteSpan | undefined, base: number): Place => ({
  offset: base + (span?.start ?? 0),
  valueOffset: base + (span?.valueStart ?? 0),
  valueLength: (span?.valueEnd ?? 0) - (span?.valueStart ?? 0),
});

function diagnosticOf(diagnostic: DicomDiagnostic, base: number): object {
  const { code, severity, tag, offset, detail } = diagnostic;
  return {
    code,
    severity,
    ...(tag === undefined ? {} : { tag: formatTag(tag) }),
    ...(offset === undefined ? {} : { offset: offset + base }),
    ...(detail === undefined ? {} : { detail }),
  };
}
