import { parseTimestamp } from '../../core/clock.ts';
import type { Hl7Message } from '../../protocols/hl7/message.ts';
import { readAllergies, readPatient, readProvider, readVisit, readWeight } from '../interface/patient-record.ts';
import type { Coded, OrderContent } from './state.ts';

/** The content of a placer's ORM^O01. A start time that is none reads as "as soon as possible". */
export function readOrder(message: Hl7Message, zoneOffset: number): OrderContent {
  const start = message.value('OBR-27.4') || message.value('ORC-7.4');
  return {
    placer: message.value('ORC-2.1') || message.value('OBR-2.1'),
    filler: message.value('ORC-3.1'),
    patient: readPatient(message),
    visit: readVisit(message),
    allergies: readAllergies(message),
    weight: readWeight(message),
    procedure: message.value('OBR-4.1'),
    priority: message.value('OBR-27.6') || message.value('ORC-7.6') || 'R',
    requestedStart: parseTimestamp(start, zoneOffset),
    orderer: readProvider(message, message.value('OBR-16.1') === '' ? 'ORC-12' : 'OBR-16'),
    phone: message.value('ORC-14.1'),
    reason: readCoded(message, 'OBR-31'),
    danger: readCoded(message, 'OBR-12'),
    clinicalInfo: message.value('OBR-13'),
    transport: message.value('OBR-30'),
  };
}

function readCoded(message: Hl7Message, field: string): Coded {
  return {
    code: message.value(`${field}.1`),
    text: message.value(`${field}.2`),
    system: message.value(`${field}.3`),
  };
}
