import type { DicomNode } from '../../contract/message.ts';
import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { keywordOf, nameOf } from '../../protocols/dicom/dictionary.ts';
import { formatTag } from '../../protocols/dicom/tag.ts';

const NODE_LIMIT = 3000;
/** Characters of one value that are shown. */
const VALUE_LIMIT = 400;
const BINARY = new Set(['OB', 'OW', 'OF', 'OD', 'OL', 'OV', 'UN']);

/** A data set as rows of a tree: elements, and the items of sequences below them. */
export function dicomNodes(dataSet: DataSet, prefix = '', depth = 0, out: DicomNode[] = []): DicomNode[] {
  for (const element of dataSet.elements) {
    if (out.length > NODE_LIMIT) return out;
    const tag = formatTag(element.tag);
    const path = prefix + tag;
    const head = {
      path,
      tag,
      vr: element.vr,
      name: nameOf(element.tag),
      keyword: keywordOf(element.tag) ?? '',
      length: element.length,
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
          length: 0,
          value: '',
          depth: depth + 1,
          kind: 'item',
        });
        dicomNodes(item, `${itemPath}.`, depth + 2, out);
      });
      continue;
    }
    const text = BINARY.has(element.vr) ? `${element.length} bytes` : dataSet.textsOf(element).join('\\');
    out.push({ ...head, value: text.length > VALUE_LIMIT ? `${text.slice(0, VALUE_LIMIT)}…` : text, kind: 'element' });
  }
  return out;
}
