import { Hl7Message } from '../../protocols/hl7/message.ts';
import { mllpStretches, type MllpStretch } from '../../protocols/mllp/stretches.ts';
import type { MllpFaultCode } from '../../protocols/mllp/codec.ts';
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

/** The frames of an MLLP conversation in the order they were sent. */
export function frameUnits(streams: Readonly<Record<'client' | 'server', ByteStream>>): Unit[] {
  const units = (['client', 'server'] as const).flatMap((side) => {
    const stream = streams[side];
    const bytes = stream.slice(0, stream.length);
    return mllpStretches(bytes).map((stretch): Unit => {
      const { start, end, payload } = stretch;
      return {
        ...stream.sent(end),
        from: side,
        protocol: 'HL7',
        kind: payload ? 'frame' : 'bytes',
        start,
        end,
        ...said(bytes, stretch),
      };
    });
  });
  units.sort((a, b) => a.order - b.order);
  // MLLP has no answer but the acknowledgement (HL7 2.5.1 §2.9): a message after which nothing came back has none.
  const last = units.findLastIndex(({ from, kind }) => from === 'client' && kind === 'frame');
  const unanswered = units[last];
  if (unanswered && !units.slice(last).some(({ from }) => from === 'server')) {
    units[last] = { ...unanswered, info: `${unanswered.info} [no acknowledgement]`, level: 'bad' };
  }
  return units;
}

function said(bytes: Uint8Array, { start, end, payload, faults }: MllpStretch): { info: string; level: PacketLevel } {
  const wrong = faults.map((code) => faultWords[code]).join(', ');
  if (!payload) return { info: `${end - start} bytes: ${wrong || 'no frame'}`, level: 'bad' };
  const message = Hl7Message.read(bytes.subarray(payload.start, payload.end));
  const title = hl7Title(message);
  if (title === 'not HL7') return { info: `MLLP frame that is not HL7${wrong && ` [${wrong}]`}`, level: 'bad' };
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
    wrong === '' ? '' : `[${wrong}]`,
  ];
  return { info: info.filter(Boolean).join(' '), level: isRefused || wrong !== '' ? 'bad' : 'ok' };
}
