import { type FunctionResult, type MappingFunction, values } from './function.ts';
import { mappingLimits } from './limits.ts';
import { plainText, wrap } from './plain-text.ts';
import { textParameter } from './rule-parameters.ts';

/** CE and CWE: the text is component 2; senders without a text leave the code alone (HL7 2.5.1 §2.A.13). */
export const codedText: MappingFunction = {
  name: 'coded-text',
  meaning: 'the text of each coded value (CE, CWE), its code where it has no text',
  writes: 'dicom',
  needsSource: true,
  parameters: { max: { kind: 'text', required: false, meaning: 'characters of one value, 64 when left out' } },
  apply: (input): FunctionResult => {
    const max = Number(textParameter(input.parameters, 'max') ?? 64);
    const texts = input.sources.flatMap(({ path, read }) => {
      if (read.state !== 'value') return [];
      const { segment, ordinal, field } = path;
      const repetitions = Math.min(input.message.repetitionCount(`${segment}[${ordinal}]-${field}`), 50);
      return Array.from({ length: repetitions }, (_, index) => {
        const place = { segment, ordinal, field, repetition: index + 1 };
        const text = input.message.value({ ...place, component: 2 });
        return plainText(text === '' ? input.message.value({ ...place, component: 1 }) : text);
      });
    });
    const said = texts.filter((text) => text !== '');
    if (input.target.kind !== 'dicom' || !input.target.multiple) return values((said[0] ?? '').slice(0, max));
    return values(...said.flatMap((text) => wrap(text, max)).slice(0, mappingLimits.values));
  },
};
