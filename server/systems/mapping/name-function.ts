import { firstValue, type FunctionResult, type MappingFunction, nothing, values } from './function.ts';
import { listParameter, textParameter } from './rule-parameters.ts';

/**
 * HL7 components in the order family, given, middle, prefix, suffix of a DICOM PN (PS3.5 §6.2.1). Prefix and suffix
 * change places against XPN/XCN; the degree has no place; XCN.1 is the ID, not a name (HL7 2.5.1 ch. 2A).
 */
const orders: Readonly<Record<string, readonly number[]>> = {
  XPN: [1, 2, 3, 5, 4],
  XCN: [2, 3, 4, 6, 5],
  // NDL.1 is a CNN, whose components stand as subcomponents.
  CNN: [2, 3, 4, 6, 5],
};

export const personName: MappingFunction = {
  name: 'person-name',
  meaning: 'a name of HL7 (XPN, XCN, or CNN in subcomponents) as a DICOM person name',
  writes: 'dicom',
  needsSource: true,
  parameters: {
    use: {
      kind: 'list',
      required: false,
      meaning: 'name types (XPN.7) by preference; L, else the first repetition, when left out',
    },
    type: { kind: 'text', required: true, choices: Object.keys(orders), meaning: 'data type of the source' },
    components: {
      kind: 'list',
      required: false,
      meaning: 'source components for family, given, middle, prefix, suffix; the standard ones when left out',
    },
  },
  apply: (input): FunctionResult => {
    const source = input.sources[0];
    if (source?.read.state !== 'value') return nothing;
    const { message, parameters } = input;
    const type = textParameter(parameters, 'type') ?? 'XPN';
    const order = listParameter(parameters, 'components')?.map(Number) ?? orders[type] ?? [];
    const { path } = source;
    const use = listParameter(parameters, 'use') ?? ['L'];
    const repetition = path.repetition ?? (type === 'XPN' ? repetitionOfType(input.message, path, use) : 1);
    const parts = order.map((component) => {
      const place =
        type === 'CNN'
          ? { ...path, repetition, component: path.component ?? 1, subcomponent: component }
          : { ...path, repetition, component };
      // Family name is FN: its first subcomponent, without own prefix and partner's name.
      const family = type !== 'CNN' && component === (type === 'XPN' ? 1 : 2);
      return clean(message.value(family ? { ...place, subcomponent: 1 } : place));
    });
    if (parts.every((part) => part === '') && !firstValue(input).includes('^')) return nothing;
    return values(parts.join('^').replace(/\^+$/, '').slice(0, 64));
  },
};

/** The repetition of the first of these name types that is there, else the first. */
function repetitionOfType(
  message: Parameters<MappingFunction['apply']>[0]['message'],
  path: { segment: string; ordinal: number; field: number },
  types: readonly string[],
): number {
  const { segment, ordinal, field } = path;
  const count = Math.min(message.repetitionCount(`${segment}[${ordinal}]-${field}`), 10);
  for (const type of types) {
    for (let repetition = 1; repetition <= count; repetition++) {
      if (message.value({ segment, ordinal, field, repetition, component: 7 }) === type) return repetition;
    }
  }
  return 1;
}

/** `^`, `=` and `\` divide a PN and its values; control characters are not allowed in one. */
function clean(text: string): string {
  // eslint-disable-next-line no-control-regex
  return text.replaceAll(/[\^=\\\u0000-\u001f]/g, ' ').trim();
}
