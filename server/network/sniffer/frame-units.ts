import { type Micros, SECOND } from '../../core/clock.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { mllpStretches, type MllpStretch } from '../../protocols/mllp/stretches.ts';
import type { MllpFaultCode } from '../../protocols/mllp/codec.ts';
import type { Conversation } from '../capture.ts';
import { hl7Title } from '../hl7-event.ts';
import type { ByteStream } from './byte-stream.ts';
import type { PacketLevel, Unit } from './packet.ts';

export const faultWords: Readonly<Record<MllpFaultCode, string>> = {
  'garbage-between-frames': 'bytes outside any frame',
  'missing-start-block': 'start block <VT> missing',
  'missing-carriage-return': '<CR> after end block <FS> missing',
  'nested-start-block': 'frame without an end: a new start block <VT> follows',
  'frame-too-large': 'frame too large',
  unterminated: 'frame without an end: <FS><CR> missing',
};

/** Receivers that split at <CR> alone take such a message for one segment (HL7 2.5.1 §2.4). */
const terminatorWords: Readonly<Record<string, string>> = {
  'segment-terminator-not-cr': 'segments do not end with <CR>',
  'mixed-segment-terminators': 'segments end differently',
};

/** The frames of an MLLP conversation in the order they were sent; of one that is under way the end is not judged. */
export function frameUnits(
  streams: Readonly<Record<'client' | 'server', ByteStream>>,
  conversation: Conversation,
): Unit[] {
  const isOpen = conversation.isOpen === true;
  const frames = (['client', 'server'] as const).flatMap((side) => {
    const stream = streams[side];
    const bytes = stream.slice(0, stream.length);
    return mllpStretches(bytes).map((stretch): Frame => {
      const { start, end, payload } = stretch;
      const message = payload && Hl7Message.read(bytes.subarray(payload.start, payload.end));
      const isLast = end === bytes.length && isOpen;
      const { at, arrives, order } = stream.sent(end);
      const unit: Unit = {
        at,
        order,
        from: side,
        protocol: 'HL7',
        kind: payload ? 'frame' : 'bytes',
        start,
        end,
        ...said(stretch, message, isLast),
      };
      return { unit, message, arrives };
    });
  });
  frames.sort((a, b) => a.unit.order - b.unit.order);
  return withAnswers(frames, conversation);
}

interface Frame {
  readonly unit: Unit;
  readonly message: Hl7Message | undefined;
  readonly arrives: Micros;
}

/** A receiver answers within milliseconds; from here on people notice. */
const SLOW: Micros = SECOND;
/** What the bytes of an acknowledgement add to its way. */
const SLACK: Micros = 50;

/**
 * MLLP has no answer but the acknowledgement, and MSA-2 says what it answers (HL7 2.5.1 §2.9.2, §2.14.2): a message that
 * none names has none, whatever else came back.
 */
function withAnswers(frames: readonly Frame[], conversation: Conversation): Unit[] {
  const units = frames.map(({ unit }) => unit);
  const waiting: { readonly index: number; readonly id: string }[] = [];
  const answered = new Set<string>();
  const mark = (index: number, words: string, level: PacketLevel = 'bad'): void => {
    const unit = units[index];
    if (unit) units[index] = { ...unit, info: `${unit.info} [${words}]`, level: unit.level === 'bad' ? 'bad' : level };
  };
  for (const [index, { unit, message, arrives }] of frames.entries()) {
    if (!message?.isHl7) continue;
    if (unit.from === 'client') {
      waiting.push({ index, id: message.controlId });
      continue;
    }
    const id = message.value('MSA-2');
    const place = waiting.findIndex((one) => one.id === id);
    const [asked] = waiting;
    const after = unit.at - (units[waiting[place]?.index ?? -1]?.at ?? unit.at);
    if (place !== -1) {
      waiting.splice(place, 1);
      answered.add(id);
      if (isLate(unit, arrives, conversation)) mark(index, 'late: the sender has closed the connection already');
      else if (after >= SLOW) mark(index, `${seconds(after)} after the message`, 'warn');
    } else if (answered.has(id)) mark(index, 'acknowledged already');
    else if (asked) mark(index, `MSA-2 ${id === '' ? 'is empty' : `is ${id}`}, the message sent is ${asked.id}`);
    else mark(index, 'answers no message of this conversation');
  }
  // What has just been asked may still be answered.
  const open = conversation.isOpen ? frames.findLastIndex(({ unit }) => unit.from === 'client') : -1;
  for (const { index } of waiting) {
    if (index !== open) mark(index, `no acknowledgement${gaveUp(units[index]?.at ?? 0, conversation)}`);
  }
  return units;
}

/**
 * The sender had ended the connection when it came: its FIN was on its way, which takes as long as the answer did. What
 * was lost counts from when it was sent for the last time.
 */
function isLate({ at, order }: Unit, arrives: Micros, { end, closed, leftOpen, losses }: Conversation): boolean {
  if (leftOpen !== undefined) return arrives > leftOpen;
  const left = losses?.find(({ chunk }) => chunk === order)?.again.at(-1) ?? at;
  return end?.by === 'client' && arrives - (closed - (arrives - left)) > SLACK;
}

function gaveUp(at: Micros, { end, closed }: Conversation): string {
  if (!end) return '';
  if (end.how === 'reset') return '; the connection was reset';
  return end.by === 'client' ? `; the sender gave up after ${seconds(closed - at)}` : '; the receiver closed';
}

const seconds = (micros: Micros): string => `${(micros / SECOND).toFixed(1)} s`;

function said(
  { start, end, payload, faults }: MllpStretch,
  message: Hl7Message | undefined,
  goesOn: boolean,
): { info: string; level: PacketLevel } {
  const seen = goesOn ? faults.filter((code) => code !== 'unterminated') : faults;
  const wrong = seen.map((code) => faultWords[code]);
  if (!payload || !message) {
    if (goesOn && seen.length < faults.length) return { info: `${end - start} bytes, more to come`, level: 'ok' };
    return { info: `${end - start} bytes: ${wrong.join(', ') || 'no frame'}`, level: 'bad' };
  }
  const title = hl7Title(message);
  wrong.push(...message.diagnostics.flatMap(({ code }) => terminatorWords[code] ?? []));
  const faulty = wrong.length === 0 ? '' : `[${wrong.join(', ')}]`;
  if (title === 'not HL7') return { info: `MLLP frame that is not HL7 ${faulty}`.trim(), level: 'bad' };
  const code = message.value('MSA-1');
  const isRefused = code !== '' && code !== 'AA' && code !== 'CA';
  const id = code === '' ? message.controlId : message.value('MSA-2');
  const why = isRefused ? message.value('MSA-3') || message.value('ERR-8') || message.value('ERR-7') : '';
  const accession = message.value('IPC-1.1') || message.value('OBR-18.1');
  const info = [
    title,
    id === '' ? '' : `ID=${id}`,
    accession === '' ? '' : `accession ${accession}`,
    why === '' ? '' : `"${why}"`,
    faulty,
  ];
  return { info: info.filter(Boolean).join(' '), level: isRefused || faulty !== '' ? 'bad' : 'ok' };
}
