import type { Hl7Node } from '../../contract/message.ts';
import { describeField } from '../../protocols/hl7/dictionary.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';

/** Nodes shown of one message; a longer one is cut there and says so by its last segment. */
const NODE_LIMIT = 4000;

/**
 * The tree of a message: segments, valued fields, repetitions, components, subcomponents, each with its offsets in the
 * decoded text. Empty positions are left out, `""` and lone values are shown.
 */
export function hl7Nodes(message: Hl7Message): { text: string; nodes: Hl7Node[] } {
  const text = message.rawText(0, message.bytes.length).raw;
  return { text, nodes: nodesOf(message, offsets(message, text)) };
}

/** The same tree with its offsets in the bytes of the message. */
export function hl7ByteNodes(message: Hl7Message): Hl7Node[] {
  return nodesOf(message, (byte) => byte);
}

function nodesOf(message: Hl7Message, toText: (byte: number) => number): Hl7Node[] {
  const version = message.version;
  const nodes: Hl7Node[] = [];

  const add = (path: string, lookup: string, depth: number, expand: boolean): boolean => {
    const read = message.get(path);
    if (read.state !== 'value' && read.state !== 'null') return false;
    const entry = describeField(version, lookup);
    nodes.push({
      path,
      name: entry?.name ?? '',
      raw: read.raw,
      value: expand ? '' : read.value,
      state: read.state,
      start: toText(read.span?.start ?? 0),
      end: toText(read.span?.end ?? 0),
      depth,
      ...(entry?.meaning ? { meaning: entry.meaning } : {}),
      ...(entry?.type ? { dataType: entry.type } : {}),
    });
    return true;
  };

  for (const segment of message.segments) {
    if (nodes.length > NODE_LIMIT) break;
    const ref = segment.ordinal > 1 ? `${segment.name}[${segment.ordinal}]` : segment.name;
    nodes.push({
      path: ref,
      name: describeField(version, segment.name)?.name ?? '',
      raw: '',
      value: '',
      state: 'value',
      start: toText(segment.start),
      end: toText(segment.end),
      depth: 0,
    });
    const fields = message.fieldCount(ref);
    for (let field = 1; field <= fields && nodes.length <= NODE_LIMIT; field++) {
      const fieldPath = `${ref}-${field}`;
      const plain = `${segment.name}-${field}`;
      const repetitions = message.repetitionCount(fieldPath);
      for (let repetition = 1; repetition <= repetitions; repetition++) {
        const path = repetitions > 1 ? `${fieldPath}[${repetition}]` : fieldPath;
        const components = message.partCount(`${fieldPath}[${repetition}]`, 'component');
        if (!add(path, plain, 1, components > 1) || components <= 1) continue;
        for (let component = 1; component <= components; component++) {
          const componentPath = `${path}.${component}`;
          const parts = message.partCount(componentPath, 'subcomponent');
          if (!add(componentPath, `${plain}.${component}`, 2, parts > 1) || parts <= 1) continue;
          for (let part = 1; part <= parts; part++)
            add(`${componentPath}.${part}`, `${plain}.${component}.${part}`, 3, false);
        }
      }
    }
  }
  return nodes;
}

/** Byte offset → offset in the decoded text (UTF-16 units). */
function offsets(message: Hl7Message, text: string): (byte: number) => number {
  const { bytes } = message;
  if (text.length === bytes.length) return (byte) => byte;
  const cache = new Map<number, number>();
  return (byte) => {
    const known = cache.get(byte);
    if (known !== undefined) return known;
    const at = message.rawText(0, byte).raw.length;
    cache.set(byte, at);
    return at;
  };
}
