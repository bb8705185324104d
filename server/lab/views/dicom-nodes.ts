import type { DicomNode } from '../../contract/message.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { keywordOf, nameOf } from '../../protocols/dicom/dictionary.ts';
import type { ByteSpan, Element } from '../../protocols/dicom/element.ts';
import { formatTag } from '../../protocols/dicom/tag.ts';

const NODE_LIMIT = 3000;
/** Characters of one value that are shown. */
const VALUE_LIMIT = 400;
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);

/**
 * A data set as rows of a tree: elements, and the items of sequences below them. `origin`: where the data set begins in
 * the bytes that are shown beside it; left out when none are.
 */
export function dicomNodes(dataSet: DataSet, origin?: number): DicomNode[] {
  const out: DicomNode[] = [];
  addNodes(dataSet, origin, '', 0, out);
  return out;
}

function addNodes(dataSet: DataSet, origin: number | undefined, prefix: string, depth: number, out: DicomNode[]): void {
  for (const element of dataSet.elements) {
    if (out.length > NODE_LIMIT) return;
    const tag = formatTag(element.tag);
    const path = prefix + tag;
    const head = {
      path,
      tag,
      vr: element.vr,
      name: nameOf(element.tag),
      keyword: keywordOf(element.tag) ?? '',
      length: lengthOf(element),
      ...standsAt(element.place, origin),
      depth,
    };
    if (element.vr === 'SQ') {
      const items = dataSet.itemsOf(element);
      out.push({ ...head, value: items.length === 1 ? '1 item' : `${items.length} items`, kind: 'sequence' });
      items.forEach((item, index) => {
        const itemPath = `${path}[${index + 1}]`;
        out.push({
          path: itemPath,
          tag: '(FFFE,E000)',
          vr: '',
          name: `Item ${index + 1}`,
          keyword: '',
          length: item.span ? item.span.valueEnd - item.span.valueStart : 0,
          ...standsAt(item.span, origin),
          value: '',
          depth: depth + 1,
          kind: 'item',
        });
        addNodes(item, origin, `${itemPath}.`, depth + 2, out);
      });
      continue;
    }
    const text = BINARY.has(element.vr) ? `${head.length} bytes` : dataSet.textsOf(element).join('\\');
    out.push({ ...head, value: text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text, kind: 'element' });
  }
}

/** The length field may say "until the delimiter": of what was read, the bytes are counted. */
function lengthOf({ place, length }: Element): number {
  return place ? place.valueEnd - place.valueStart : length;
}

function standsAt(span: ByteSpan | undefined, origin: number | undefined): Pick<DicomNode, 'start' | 'end'> {
  return span && origin !== undefined ? { start: origin + span.start, end: origin + span.end } : {};
}
