import type { Diagnostic, FieldDiff, MessageDetail } from '../../contract/message.ts';
import type { Journal, JournalEvent } from '../../network/journal.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { diffMessages } from '../../protocols/hl7/diff.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { validate } from '../../protocols/hl7/validate.ts';
import { formatTag } from '../../protocols/dicom/tag.ts';
import { dicomNodes } from './dicom-nodes.ts';
import { hl7Nodes } from './hl7-nodes.ts';
import { isWire, summarise } from './message-list.ts';

/** Bytes of a message that the page's hex view gets. */
const BYTES_SHOWN = 65_536;
/** How far after a request its answers are looked for. */
const ANSWER_WINDOW = 5000;

export function messageDetail(journal: Journal, id: number): MessageDetail | undefined {
  const event = journal.get(id);
  if (!event || !isWire(event)) return undefined;
  const later = journal.state.events.slice(id, id + ANSWER_WINDOW).filter(isWire);
  const answers = later.filter((other) => other.kind !== 'transport' && other.inReplyTo === id);
  const head = {
    ...summarise(event, answers.at(-1)),
    conversation: event.connectionId,
    answers: answers.map((answer) => answer.id),
  };
  switch (event.kind) {
    case 'hl7': {
      const message = Hl7Message.read(event.bytes);
      return {
        ...head,
        ...shownBytes([event.bytes]),
        hl7: { ...hl7Nodes(message), charset: message.charset.name, diagnostics: hl7Diagnostics(message) },
      };
    }
    case 'dimse': {
      const command = DataSet.read(event.command, IMPLICIT_LE);
      const data = DataSet.read(event.data, event.transferSyntax);
      // Of a deflated data set the places are counted in bytes that did not go over the wire.
      const dataOrigin = data.inflated ? undefined : event.command.length;
      return {
        ...head,
        ...shownBytes([event.command, ...event.data]),
        dicom: {
          callingAe: event.callingAe,
          calledAe: event.calledAe,
          sopClass: event.sopClass,
          transferSyntax: event.transferSyntax,
          command: dicomNodes(command, 0),
          data: event.data.length > 0 ? dicomNodes(data, dataOrigin) : [],
          diagnostics: data.diagnostics.map((each) => ({
            code: each.code,
            severity: each.severity,
            message: `${each.code}${each.detail === undefined ? '' : `: ${each.detail}`}`,
            ...(each.tag === undefined ? {} : { path: formatTag(each.tag) }),
          })),
        },
      };
    }
    case 'transport':
      return { ...head, ...shownBytes([]), transport: { outcome: event.outcome } };
    default:
      return event satisfies never;
  }
}

/** What validation against the dictionary and reading have to say, worst first. */
function hl7Diagnostics(message: Hl7Message): Diagnostic[] {
  const rank = { error: 0, warning: 1, info: 2 } as const;
  return [...message.diagnostics, ...validate(message)]
    .map((each) => ({
      code: each.code,
      severity: each.severity,
      message: each.found === undefined ? each.code : `${each.code}: ${each.found}`,
      ...(each.path === undefined ? {} : { path: each.path }),
    }))
    .sort((a, b) => rank[a.severity] - rank[b.severity]);
}

/** Field by field for two HL7 messages, element by element for two DICOM ones; undefined when they are not alike. */
export function compareEvents(journal: Journal, a: number, b: number): FieldDiff[] | undefined {
  const left = journal.get(a);
  const right = journal.get(b);
  if (left?.kind === 'hl7' && right?.kind === 'hl7') {
    return diffMessages(Hl7Message.read(left.bytes), Hl7Message.read(right.bytes)).map((row) => ({
      path: row.path,
      name: row.name,
      a: row.a,
      b: row.b,
      same: row.same,
    }));
  }
  if (left?.kind === 'dimse' && right?.kind === 'dimse') {
    const rows = new Map<string, FieldDiff>();
    const read = (event: Extract<JournalEvent, { kind: 'dimse' }>): ReturnType<typeof dicomNodes> =>
      dicomNodes(DataSet.read(event.data, event.transferSyntax)).filter((node) => node.kind === 'element');
    for (const node of read(left))
      rows.set(node.path, { path: node.path, name: node.name, a: node.value, b: null, same: false });
    for (const node of read(right)) {
      const old = rows.get(node.path);
      rows.set(node.path, {
        path: node.path,
        name: node.name,
        a: old?.a ?? null,
        b: node.value,
        same: old?.a === node.value,
      });
    }
    return [...rows.values()].sort((x, y) => (x.path < y.path ? -1 : 1));
  }
  return undefined;
}

function shownBytes(parts: readonly Uint8Array[]): { bytes: string; totalBytes: number } {
  const totalBytes = parts.reduce((sum, part) => sum + part.length, 0);
  const shown = new Uint8Array(Math.min(totalBytes, BYTES_SHOWN));
  let at = 0;
  for (const part of parts) {
    if (at >= shown.length) break;
    const piece = part.subarray(0, shown.length - at);
    shown.set(piece, at);
    at += piece.length;
  }
  return { bytes: Buffer.from(shown.buffer, shown.byteOffset, shown.length).toString('base64'), totalBytes };
}
