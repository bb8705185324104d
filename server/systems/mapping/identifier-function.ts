import { firstValue, type FunctionResult, type MappingFunction, nothing, values } from './function.ts';
import { textParameter } from './rule-parameters.ts';

/**
 * A number longer than its attribute must not be cut (PS3.5 §6.2: SH 16): two exams may share their first characters.
 * What a site adds around its number may be taken off, if the site has said so.
 */
export const identifier: MappingFunction = {
  name: 'identifier',
  meaning: 'a number without what the site writes around it; one that is too long is not cut',
  writes: 'both',
  needsSource: true,
  parameters: {
    prefix: { kind: 'text', required: false, meaning: 'taken off where the number begins with it' },
    separators: { kind: 'text', required: false, meaning: 'characters that are left out, for example -/.' },
    max: { kind: 'text', required: false, meaning: 'characters that there may be, 16 when left out' },
    default: {
      kind: 'text',
      required: false,
      choices: ['hold', 'empty', 'pass'],
      meaning: 'when it is longer still: hold (when left out), empty, or pass it as it is',
    },
  },
  apply: (input): FunctionResult => {
    const whole = firstValue(input);
    if (whole === '') return nothing;
    const { parameters } = input;
    const prefix = textParameter(parameters, 'prefix') ?? '';
    const separators = textParameter(parameters, 'separators') ?? '';
    const rest = prefix !== '' && whole.startsWith(prefix) ? whole.slice(prefix.length) : whole;
    const number = Array.from(rest)
      .filter((each) => !separators.includes(each))
      .join('');
    const max = Number(textParameter(parameters, 'max') ?? 16);
    if (number.length <= max) return values(number);
    switch (textParameter(parameters, 'default') ?? 'hold') {
      case 'pass':
        return { kind: 'values', values: [number], warning: `"${number}" has more than ${max} characters` };
      case 'empty':
        return { kind: 'nothing', warning: `"${number}" has more than ${max} characters` };
      default:
        return { kind: 'hold', code: 'bad-value', reason: `"${number}" has more than ${max} characters` };
    }
  },
};
