import type { OwnMessage } from './mapping-work.svelte.ts';

export type Encoding = 'utf-8' | 'latin1';

export const MOST_BYTES = 16 * 1024 * 1024;
/** Characters of a message that the page shows; all of it is tried. */
const MOST_SHOWN = 200_000;
const CHUNK = 0x8000;

/** Pasted text as bytes, segments ended by CR as on the wire; undefined where the set lacks a letter. */
export function encodeMessage(text: string, encoding: Encoding): Uint8Array | undefined {
  const lines = text.replaceAll(/\r\n?|\n/g, '\r');
  const wire = lines === '' || lines.endsWith('\r') ? lines : `${lines}\r`;
  if (encoding === 'utf-8') return new TextEncoder().encode(wire);
  const bytes = new Uint8Array(wire.length);
  for (let at = 0; at < wire.length; at++) {
    const code = wire.charCodeAt(at);
    if (code > 0xff) return undefined;
    bytes[at] = code;
  }
  return bytes;
}

/** Bytes as they are sent, and as text to look at: UTF-8 where they are that, else one letter for each byte. */
export function ownMessage(bytes: Uint8Array, title: string): OwnMessage {
  const head = bytes.subarray(0, MOST_SHOWN);
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(head);
  } catch {
    text = new TextDecoder('latin1').decode(head);
  }
  return { title, text, base64: toBase64(bytes) };
}

function toBase64(bytes: Uint8Array): string {
  let binary = '';
  for (let at = 0; at < bytes.length; at += CHUNK) {
    binary += String.fromCharCode(...bytes.subarray(at, at + CHUNK));
  }
  return btoa(binary);
}
