import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { Hl7Path } from '../../protocols/hl7/path.ts';
import { codeFunctions } from './code-functions.ts';
import { codedText } from './coded-text-function.ts';
import { firstValue, type FunctionResult, type MappingFunction, nothing, values } from './function.ts';
import { height } from './height-function.ts';
import { identifier } from './identifier-function.ts';
import { mappingLimits } from './limits.ts';
import { personName } from './name-function.ts';
import { plainText, wrap } from './plain-text.ts';
import { mapParameter, textParameter } from './rule-parameters.ts';
import { timeFunctions } from './time-functions.ts';
import { weight } from './weight-function.ts';

const copy: MappingFunction = {
  name: 'copy',
  meaning: 'what stands there, as it stands',
  writes: 'both',
  needsSource: true,
  parameters: {},
  apply: (input): FunctionResult => {
    const found = input.sources.filter((source) => source.read.state === 'value').map((source) => source.read);
    const first = input.sources[0]?.read;
    if (input.target.kind === 'dicom') return values(...found.map((read) => read.value));
    return first ? { kind: 'values', values: [first.value], raw: first.raw } : nothing;
  },
};

const firstComponent: MappingFunction = {
  name: 'first-component',
  meaning: 'the first component of the first repetition',
  writes: 'both',
  needsSource: true,
  parameters: {},
  apply: (input): FunctionResult => {
    const path = input.sources[0]?.path;
    if (!path) return nothing;
    const { segment, ordinal, field, repetition, component } = path;
    return values(
      input.message.value({
        segment,
        ordinal,
        field,
        repetition: repetition ?? 1,
        component: component ?? 1,
        subcomponent: 1,
      }),
    );
  },
};

/**
 * Whether a CX is of this authority: an HD names it by its namespace ID, by its universal ID, or by both (HL7 v2.5.1
 * ch. 2A HD). `NGH`, `2.999.1.10.1` and `NGH&2.999.1.10.1&ISO` all ask for the same.
 */
function isOfAuthority(message: Hl7Message, place: Hl7Path, authority: string): boolean {
  const part = (subcomponent: number): string => message.value({ ...place, component: 4, subcomponent });
  if (part(1) === authority) return true;
  if (authority.includes('&')) return [part(1), part(2), part(3)].join('&') === authority;
  return authority.includes('.') && part(2) === authority;
}

const selectRepetition: MappingFunction = {
  name: 'select-repetition',
  meaning: 'the identifier of one authority and type out of several repetitions (CX)',
  writes: 'both',
  needsSource: true,
  parameters: {
    authority: {
      kind: 'text',
      required: false,
      meaning: 'namespace (4.1), universal ID (4.2) or both as in component 4',
    },
    type: { kind: 'text', required: false, meaning: 'identifier type in component 5' },
    position: {
      kind: 'text',
      required: false,
      choices: ['first', 'last'],
      meaning: 'by place instead of by authority',
    },
    part: { kind: 'text', required: false, meaning: 'component to take, 1 or 4.1; the whole repetition when left out' },
    default: { kind: 'text', required: false, choices: ['hold', 'empty'], meaning: 'what to do when there is none' },
  },
  apply: (input): FunctionResult => {
    const path = input.sources[0]?.path;
    if (!path) return nothing;
    const { segment, ordinal, field } = path;
    const { message, parameters } = input;
    const count = Math.min(message.repetitionCount(`${segment}[${ordinal}]-${field}`), mappingLimits.values);
    const position = textParameter(parameters, 'position');
    const authority = textParameter(parameters, 'authority');
    const type = textParameter(parameters, 'type');
    let chosen = position === 'first' ? Math.min(1, count) : position === 'last' ? count : 0;
    for (let repetition = 1; position === undefined && chosen === 0 && repetition <= count; repetition++) {
      const place = { segment, ordinal, field, repetition };
      if (authority !== undefined && !isOfAuthority(message, place, authority)) continue;
      if (type !== undefined && message.value({ ...place, component: 5 }) !== type) continue;
      chosen = repetition;
    }
    if (chosen === 0) {
      if (textParameter(parameters, 'default') === 'empty') return nothing;
      const wanted = [authority, type].filter((each) => each !== undefined).join(' ');
      return {
        kind: 'hold',
        code: 'no-such-repetition',
        reason: `${segment}-${field} has no ${wanted === '' ? 'identifier' : `${wanted} identifier`}`,
      };
    }
    const place = { segment, ordinal, field, repetition: chosen };
    const part = textParameter(parameters, 'part');
    const [component, subcomponent] = (part ?? '').split('.').map(Number);
    const exact =
      part === undefined || component === undefined
        ? place
        : { ...place, component, ...(subcomponent === undefined ? {} : { subcomponent }) };
    const read = message.get(exact);
    const source = { path: `${segment}-${field}[${chosen}]${part === undefined ? '' : `.${part}`}`, value: read.value };
    return { kind: 'values', values: [read.state === 'value' ? read.value : ''], raw: read.raw, source };
  },
};

const lookup: MappingFunction = {
  name: 'lookup',
  meaning: 'the value of a column in the row of a lookup table',
  writes: 'both',
  needsSource: true,
  parameters: {
    table: { kind: 'text', required: true, meaning: 'name of the table' },
    column: { kind: 'text', required: true, meaning: 'column of the value' },
    default: {
      kind: 'text',
      required: false,
      meaning: 'without a row: hold (the message waits and somebody is told), pass (the value as it is), or a value',
    },
  },
  apply: (input): FunctionResult => {
    const key = firstValue(input);
    if (key === '') return nothing;
    const name = textParameter(input.parameters, 'table') ?? '';
    const column = textParameter(input.parameters, 'column') ?? '';
    const table = input.context.tables.get(name);
    const row = table?.rows.get(key);
    if (table && row) {
      const value = row.cells[table.columns.indexOf(column)] ?? '';
      return { kind: 'values', values: [value], lookup: { table: name, key, column, line: row.line } };
    }
    const otherwise = textParameter(input.parameters, 'default') ?? 'hold';
    if (otherwise === 'hold') return { kind: 'hold', code: 'lookup-miss', reason: `lookup miss ${key} in ${name}` };
    const value = otherwise === 'pass' ? key : otherwise;
    return { kind: 'values', values: [value], warning: `lookup miss ${key}, default ${value}` };
  },
};

const constant: MappingFunction = {
  name: 'constant',
  meaning: 'a fixed value',
  writes: 'both',
  needsSource: false,
  parameters: { value: { kind: 'text', required: true, meaning: 'the value' } },
  apply: (input): FunctionResult => values(textParameter(input.parameters, 'value') ?? ''),
};

const text: MappingFunction = {
  name: 'text',
  meaning: 'text without formatting commands, cut to what the attribute holds',
  writes: 'dicom',
  needsSource: true,
  parameters: { max: { kind: 'text', required: false, meaning: 'characters of one value, 64 when left out' } },
  apply: (input): FunctionResult => {
    const max = Number(textParameter(input.parameters, 'max') ?? 64);
    const texts = input.sources
      .filter((source) => source.read.state === 'value')
      .map((source) => plainText(source.read.value));
    if (input.target.kind !== 'dicom' || !input.target.multiple) return values((texts[0] ?? '').slice(0, max));
    return values(...texts.flatMap((each) => wrap(each, max)).slice(0, mappingLimits.values));
  },
};

const place: MappingFunction = {
  name: 'place',
  meaning: 'a location (PL): point of care, room and bed as text',
  writes: 'dicom',
  needsSource: true,
  parameters: {},
  apply: (input): FunctionResult => {
    const path = input.sources[0]?.path;
    if (!path) return nothing;
    const parts = [1, 2, 3].map((component) => input.message.value({ ...path, repetition: 1, component }));
    return values(
      parts
        .filter((part) => part !== '')
        .join('-')
        .slice(0, 64),
    );
  },
};

const triplet: MappingFunction = {
  name: 'triplet',
  meaning: 'code^text^scheme as an item with Code Value, Coding Scheme Designator and Code Meaning',
  writes: 'dicom',
  needsSource: true,
  parameters: {
    schemes: {
      kind: 'map',
      required: false,
      meaning: 'HL7 name: DICOM designator (local ones begin with 99, PS3.3 §8.2)',
    },
  },
  apply: (input): FunctionResult => {
    const path = input.sources[0]?.path;
    if (!path) return nothing;
    const first = path.component ?? 1;
    const component = (offset: number): string =>
      plainText(input.message.value({ ...path, repetition: path.repetition ?? 1, component: first + offset }));
    const [code, meaning, scheme] = [component(0), component(1), component(2)];
    if (code === '') return nothing;
    const designator = mapParameter(input.parameters, 'schemes')?.get(scheme) ?? scheme;
    return {
      kind: 'items',
      items: [
        [
          [0x00080100, 'SH', code],
          [0x00080102, 'SH', designator],
          [0x00080104, 'LO', (meaning === '' ? code : meaning).slice(0, 64)],
        ],
      ],
      shown: `${code}/${designator}/${meaning}`,
    };
  },
};

/** All functions that rules may name. */
export const mappingFunctions: ReadonlyMap<string, MappingFunction> = new Map(
  [
    copy,
    firstComponent,
    selectRepetition,
    lookup,
    constant,
    text,
    place,
    triplet,
    weight,
    height,
    identifier,
    codedText,
    personName,
    ...timeFunctions,
    ...codeFunctions,
  ].map((each): [string, MappingFunction] => [each.name, each]),
);
