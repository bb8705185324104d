import { readFileSync } from 'node:fs';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';

/** The reference messages of the hospital, in messages/hl7. */
export const TEMPLATES = ['adt-a04', 'adt-a40', 'orm-o01-nw', 'omi-o23-nw', 'oru-r01', 'ack'] as const;

export function templateFile(name: (typeof TEMPLATES)[number]): URL {
  return new URL(`../../../messages/hl7/${name}.hl7`, import.meta.url);
}

export function template(name: (typeof TEMPLATES)[number]): Hl7Message {
  return Hl7Message.read(new Uint8Array(readFileSync(templateFile(name))));
}
