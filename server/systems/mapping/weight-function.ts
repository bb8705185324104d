import { type FunctionResult, type MappingFunction, nothing } from './function.ts';
import { newestObservation } from './observation.ts';
import { listParameter, textParameter } from './rule-parameters.ts';

/** Patient's Weight is in kilograms (PS3.3 C.7.2.2). UCUM has kg, g and [lb_av]; senders also write lb and lbs. */
const kilogramsPer: Readonly<Record<string, number>> = {
  kg: 1,
  KG: 1,
  g: 0.001,
  '[lb_av]': 0.45359237,
  lb: 0.45359237,
  lbs: 0.45359237,
};

/** OBX-3.1 that mean body weight, and body weight measured (LOINC). Stated is 3142-7, which has to be asked for. */
export const weightCodes: readonly string[] = ['29463-7', '3141-9'];

/** Kilograms as decimal text, as it stands where they were sent; undefined for a unit or an amount that is not known. */
export function kilogramsOf(amount: string, unit: string): string | undefined {
  const factor = kilogramsPer[unit];
  const number = Number(amount);
  if (factor === undefined || amount.trim() === '' || !Number.isFinite(number)) return undefined;
  return factor === 1 ? amount.trim() : String(Math.round(number * factor * 100) / 100);
}

export const weight: MappingFunction = {
  name: 'weight',
  meaning: 'body weight in kg out of the OBX with one of the codes, the newest that stands; else as ADT last told it',
  writes: 'dicom',
  needsSource: true,
  parameters: {
    codes: { kind: 'list', required: false, meaning: 'OBX-3.1 that mean body weight' },
    unit: {
      kind: 'text',
      required: false,
      choices: ['kg', 'empty', 'hold'],
      meaning: 'what an amount without a unit is: kilograms (when left out), nothing, or a reason to hold',
    },
  },
  apply: (input): FunctionResult => {
    const chosen = newestObservation(input, listParameter(input.parameters, 'codes') ?? weightCodes);
    if (!chosen) {
      const held = input.context.heldWeight;
      return held
        ? { kind: 'values', values: [held.kilograms], source: { path: held.source, value: held.kilograms } }
        : nothing;
    }
    const { read, text: where } = chosen;
    const { segment, ordinal } = chosen.path;
    const unit = input.message.value({ segment, ordinal, field: 6, component: 1 });
    const unstated = unit === '' ? (textParameter(input.parameters, 'unit') ?? 'kg') : 'kg';
    if (unstated === 'hold')
      return { kind: 'hold', code: 'bad-value', reason: `weight "${read.value}" has no unit (${where})` };
    if (unstated === 'empty') return { kind: 'nothing', warning: `weight "${read.value}" has no unit` };
    const kilograms = kilogramsOf(read.value, unit === '' ? 'kg' : unit);
    if (kilograms === undefined)
      return { kind: 'nothing', warning: `weight "${read.value} ${unit}" is not understood` };
    const source = { path: where, value: `${read.value} ${unit}`.trim() };
    // Taken for kilograms, and said so.
    return unit === ''
      ? { kind: 'values', values: [kilograms], source, warning: `weight "${read.value}" has no unit, taken as kg` }
      : { kind: 'values', values: [kilograms], source };
  },
};
