import { type FunctionResult, type MappingFunction, nothing } from './function.ts';
import { newestObservation } from './observation.ts';
import { listParameter, textParameter } from './rule-parameters.ts';

const metresPer: Readonly<Record<string, number>> = {
  m: 1,
  M: 1,
  cm: 0.01,
  CM: 0.01,
  mm: 0.001,
  '[in_i]': 0.0254,
  in: 0.0254,
  '[ft_i]': 0.3048,
};

/** Patient's Size is in metres (PS3.3 C.7.2.2), what is measured mostly in centimetres. */
export const height: MappingFunction = {
  name: 'height',
  meaning: 'body height in m out of the OBX with one of the codes',
  writes: 'dicom',
  needsSource: true,
  parameters: {
    codes: { kind: 'list', required: false, meaning: 'OBX-3.1 that mean body height' },
    unit: {
      kind: 'text',
      required: false,
      choices: ['empty', 'hold', 'cm', 'm'],
      meaning: 'what an amount without a unit is: nothing (when left out), a reason to hold, or that unit',
    },
  },
  apply: (input): FunctionResult => {
    const codes = listParameter(input.parameters, 'codes') ?? ['8302-2', '3137-7'];
    const chosen = newestObservation(input, codes);
    if (!chosen) return nothing;
    const { path, read, text: where } = chosen;
    const { segment, ordinal } = path;
    const stated = input.message.value({ segment, ordinal, field: 6, component: 1 });
    const unit = stated === '' ? (textParameter(input.parameters, 'unit') ?? 'empty') : stated;
    if (unit === 'hold')
      return { kind: 'hold', code: 'bad-value', reason: `height "${read.value}" has no unit (${where})` };
    const factor = metresPer[unit];
    const amount = Number(read.value);
    if (factor === undefined || !Number.isFinite(amount) || amount <= 0)
      return { kind: 'nothing', warning: `height "${read.value} ${stated}" is not understood` };
    const metres = String(Math.round(amount * factor * 10_000) / 10_000);
    return { kind: 'values', values: [metres], source: { path: where, value: `${read.value} ${stated}`.trim() } };
  },
};
