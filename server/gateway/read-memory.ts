import { setFlagsFromString } from 'node:v8';

let done = false;

/**
 * Every read of a socket brings 64 kB in a buffer of its own. V8 counts those apart from its heap and marks the whole
 * heap each time that they have come to some dozens of MB, many times a second while images arrive; counted together
 * with the heap they are collected when it is. Halves the processor time of a busy port.
 */
export function countReadsWithHeap(): void {
  if (done) return;
  done = true;
  setFlagsFromString('--external-memory-accounted-in-global-limit');
}
