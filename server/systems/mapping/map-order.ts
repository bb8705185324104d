import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { MappingContext } from './function.ts';
import { type MappedDataSet, mapToDicom } from './map-to-dicom.ts';
import type { Rule } from './rule.ts';

/** Steps in one order; an OMI^O23 has one IPC for each. */
const largestOrder = 20;

/** The worklist items of an order message: one for each scheduled step. */
export function mapOrder(
  rules: readonly Rule[],
  message: Hl7Message,
  context: MappingContext,
): readonly MappedDataSet[] {
  const steps = Math.min(Math.max(1, message.segmentCount('IPC')), largestOrder);
  return Array.from({ length: steps }, (_, index) => mapToDicom(rules, message, context, index + 1));
}
