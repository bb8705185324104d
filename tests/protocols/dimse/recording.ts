import { readFileSync } from 'node:fs';
import { type Effect, type Indication } from '../../../server/protocols/dimse/association.ts';

export interface Turn {
  readonly who: 'requestor' | 'acceptor';
  readonly bytes: Uint8Array;
}

export const recordings = [
  'echo',
  'echo-many-contexts',
  'echo-abort',
  'echo-refused',
  'find-worklist',
  'find-worklist-cancel',
  'find-study',
  'store',
  'store-user-identity',
  'get',
] as const;

/** A conversation of two DCMTK 3.6.7 programs as a proxy between them saw it: a line per turn, who and hex. */
export function recording(name: (typeof recordings)[number]): Turn[] {
  const text = readFileSync(new URL(`recorded/${name}.txt`, import.meta.url), 'utf8');
  return text
    .trim()
    .split('\n')
    .map((line) => {
      const [who, hex = ''] = line.split(' ');
      return { who: who === 'requestor' ? 'requestor' : 'acceptor', bytes: fromHex(hex) };
    });
}

export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex.replace(/\s/g, ''), 'hex'));
}

export function toHex(parts: Uint8Array | readonly Uint8Array[]): string {
  return (parts instanceof Uint8Array ? [parts] : parts).map((part) => Buffer.from(part).toString('hex')).join('');
}

/** Pieces of `size` bytes; 0 leaves the bytes whole. */
export function cut(bytes: Uint8Array, size: number): Uint8Array[] {
  if (size === 0) return [bytes];
  const pieces: Uint8Array[] = [];
  for (let at = 0; at < bytes.length; at += size) pieces.push(bytes.slice(at, at + size));
  return pieces;
}

export function sentBytes(effects: readonly Effect[]): string {
  return effects.map((effect) => (effect.kind === 'send' ? toHex(effect.parts) : '')).join('');
}

/** An indication with its bytes as hex, so that how they are divided into parts does not matter. */
export function plain(indication: Indication): unknown {
  if (indication.kind !== 'message') return indication;
  const { command, dataSet, ...rest } = indication;
  return { ...rest, command: toHex(command.encode()), dataSet: dataSet === undefined ? undefined : toHex(dataSet) };
}
