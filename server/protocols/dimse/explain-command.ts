import { uidName } from '../dicom/sop-class.ts';
import { formatTag } from '../dicom/tag.ts';
import { type CommandKeyword, commandElements, commandKeyword } from './command-set.ts';
import { type FieldText, type FieldTree, hex, printable } from './field-tree.ts';
import { type CommandName, commandDataSetType, commandFields } from './message.ts';
import { type StatusService, explainStatus, formatStatus } from './status.ts';

/** A command set as far as its fragments have been explained: an element can be torn between two PDVs. */
export interface CommandProgress {
  /** Bytes of an element's header that came with the fragment before. */
  header: number[];
  keyword: string;
  valueLeft: number;
  name: CommandName | undefined;
}

export function newCommand(): CommandProgress {
  return { header: [], keyword: '', valueLeft: 0, name: undefined };
}

const nameByField = new Map(
  Object.entries(commandFields).map(([name, field]) => [field as number, name as CommandName]),
);
const headerLength = 8;

/** The elements in what is left of the open group (PS3.7 6.3.1: implicit VR little endian). */
export function explainCommand(tree: FieldTree, progress: CommandProgress, isLast: boolean): void {
  while (tree.left > 0) {
    if (progress.valueLeft > 0) {
      const part = Math.min(progress.valueLeft, tree.left);
      tree.leaf(`${progress.keyword} (continued)`, part, (bytes) => ({ value: shown(bytes) }));
      progress.valueLeft -= part;
    } else if (progress.header.length > 0 || tree.left < headerLength) {
      const part = Math.min(headerLength - progress.header.length, tree.left);
      progress.header.push(...tree.leaf('Element tag and length (part)', part));
      if (progress.header.length === headerLength) beginTorn(progress);
    } else explainElement(tree, progress);
  }
  if (isLast && (progress.valueLeft > 0 || progress.header.length > 0)) {
    tree.complain('command-truncated', { left: progress.valueLeft });
  }
}

function beginTorn(progress: CommandProgress): void {
  const [, , low = 0, high = 0, a = 0, b = 0, c = 0, d = 0] = progress.header;
  progress.keyword = commandKeyword(low | (high << 8)) ?? formatTag(low | (high << 8));
  progress.valueLeft = (a | (b << 8) | (c << 16)) + d * 0x1000000;
  progress.header = [];
}

function explainElement(tree: FieldTree, progress: CommandProgress): void {
  const view = new DataView(tree.bytes.buffer, tree.bytes.byteOffset + tree.position, headerLength);
  const group = view.getUint16(0, true);
  const element = view.getUint16(2, true);
  const length = view.getUint32(4, true);
  const tag = group * 0x10000 + element;
  const keyword = group === 0 ? commandKeyword(element) : undefined;
  const name = keyword ?? formatTag(tag);
  const there = Math.min(length, tree.left - headerLength);
  tree.group(name, headerLength + there, () => {
    if (group !== 0) tree.complain('command-group', { group });
    tree.leaf('Tag', 4, () => ({ value: formatTag(tag) }));
    tree.leaf('Value Length', 4, () => ({ value: String(length) }));
    let text: FieldText = {};
    tree.leaf('Value', there, (bytes) => {
      if (there === length) text = explainValue(keyword, bytes, progress);
      else text = { value: shown(bytes), meaning: 'continued in the next PDV' };
      return text;
    });
    return text;
  });
  progress.keyword = name;
  progress.valueLeft = length - there;
}

function explainValue(keyword: CommandKeyword | undefined, bytes: Uint8Array, progress: CommandProgress): FieldText {
  if (keyword === undefined) return { value: shown(bytes) };
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  switch (commandElements[keyword].vr) {
    case 'US':
      return bytes.length < 2 ? { value: shown(bytes) } : explainNumber(keyword, view.getUint16(0, true), progress);
    case 'UL':
      return bytes.length < 4 ? { value: shown(bytes) } : { value: String(view.getUint32(0, true)) };
    case 'AT': {
      const tags: string[] = [];
      for (let at = 0; at + 4 <= bytes.length; at += 4) {
        tags.push(formatTag(view.getUint16(at, true) * 0x10000 + view.getUint16(at + 2, true)));
      }
      return { value: tags.join(' ') };
    }
    case 'UI': {
      const uid = shown(bytes);
      return { value: uid, meaning: uidName(uid) };
    }
    case 'AE':
    case 'LO':
      return { value: shown(bytes) };
    default:
      return {};
  }
}

function explainNumber(keyword: CommandKeyword, value: number, progress: CommandProgress): FieldText {
  if (keyword === 'CommandField') {
    progress.name = nameByField.get(value);
    return { value: hex(value, 4), meaning: progress.name ?? 'unknown command', clause: 'PS3.7 E.1' };
  }
  if (keyword === 'CommandDataSetType') {
    const meaning = value === commandDataSetType.none ? 'no data set' : 'data set follows';
    return { value: hex(value, 4), meaning, clause: 'PS3.7 E.1' };
  }
  if (keyword === 'Status') {
    const { text, clause } = explainStatus(services[progress.name ?? ''] ?? 'N-SERVICES', value);
    return { value: formatStatus(value), meaning: text, clause };
  }
  if (keyword === 'Priority') {
    return { value: hex(value, 4), meaning: ['MEDIUM', 'HIGH', 'LOW'][value] ?? 'reserved', clause: 'PS3.7 E.1' };
  }
  return { value: String(value) };
}

const services: Readonly<Record<string, StatusService>> = {
  'C-ECHO-RSP': 'C-ECHO',
  'C-FIND-RSP': 'C-FIND',
  'C-STORE-RSP': 'C-STORE',
  'C-MOVE-RSP': 'C-MOVE',
  'C-GET-RSP': 'C-GET',
};

function shown(bytes: Uint8Array): string {
  return printable(bytes.subarray(0, 256)).replace(/[\0 ]+$/, '');
}
