import {
  firstValue,
  type FunctionInput,
  type FunctionResult,
  type MappingFunction,
  nothing,
  values,
} from './function.ts';
import { mapParameter } from './rule-parameters.ts';

/** HL7 table 0211 in MSH-18 → Specific Character Set (PS3.3 C.12.1.1.2); ASCII is its absence. */
const characterSets: Readonly<Record<string, string>> = {
  '8859/1': 'ISO_IR 100',
  '8859/2': 'ISO_IR 101',
  '8859/5': 'ISO_IR 144',
  '8859/7': 'ISO_IR 126',
  'UNICODE UTF-8': 'ISO_IR 192',
};

/** HL7 table 0485 (2.3.1: TQ.6) → Requested Procedure Priority (PS3.3 C.4.11). */
const priorities: Readonly<Record<string, string>> = {
  S: 'STAT',
  A: 'HIGH',
  R: 'ROUTINE',
  P: 'HIGH',
  C: 'HIGH',
  T: 'MEDIUM',
};

/** HL7 table 0001 → Patient's Sex, which knows M, F and O only; unknown is zero length. */
const sexes: Readonly<Record<string, string>> = { M: 'M', F: 'F', O: 'O', A: 'O', N: 'O', U: '' };

/** ORC-1, or ORC-1 and ORC-5 joined by `_` → Scheduled Procedure Step Status. */
const statuses: ReadonlyMap<string, string> = new Map([
  ['NW', 'SCHEDULED'],
  ['XO', 'SCHEDULED'],
  ['XO_CM', 'COMPLETED'],
  ['CA', 'CANCELED'],
  ['DC', 'DISCONTINUED'],
  ['OC', 'CANCELED'],
  ['OD', 'DISCONTINUED'],
  ['SC_SC', 'SCHEDULED'],
  ['SC_IP', 'STARTED'],
  ['SC_CM', 'COMPLETED'],
  ['SC_CA', 'CANCELED'],
  ['SC_DC', 'DISCONTINUED'],
]);

/** HL7 table 0009, Ambulatory Status, as far as it says what staff must prepare for; B6 is pregnancy. */
const needs: Readonly<Record<string, string>> = {
  A1: 'Ambulates with assistive device',
  A2: 'Wheelchair/stretcher bound',
  A3: 'Comatose, non-responsive',
  A4: 'Disoriented',
  A5: 'Vision impaired',
  A6: 'Hearing impaired',
  A7: 'Speech impaired',
  A8: 'Non-English speaking',
  A9: 'Functional level unknown',
  B1: 'Oxygen therapy',
  B2: 'Special equipment',
  B3: 'Amputee',
  B4: 'Mastectomy',
  B5: 'Paraplegic',
};

function code(name: string, meaning: string, table: Readonly<Record<string, string>>): MappingFunction {
  return {
    name,
    meaning,
    writes: 'dicom',
    needsSource: true,
    parameters: {},
    apply: (input: FunctionInput): FunctionResult => {
      const key = firstValue(input);
      if (key === '') return nothing;
      const found = table[key];
      return found === undefined ? { kind: 'nothing', warning: `no ${name} for "${key}"` } : values(found);
    },
  };
}

function repetitions(input: FunctionInput): string[] {
  const source = input.sources[0];
  if (source?.read.state !== 'value') return [];
  const { segment, ordinal, field } = source.path;
  const count = Math.min(input.message.repetitionCount(`${segment}[${ordinal}]-${field}`), 50);
  return Array.from({ length: count }, (_, index) =>
    input.message.value({ segment, ordinal, field, repetition: index + 1, component: 1 }),
  );
}

export const codeFunctions: readonly MappingFunction[] = [
  code('priority', 'priority code of HL7 as the DICOM term', priorities),
  code('sex', 'sex code of HL7 as the DICOM term', sexes),
  {
    name: 'charset',
    meaning: 'MSH-18 as Specific Character Set; the text is written in that set',
    writes: 'dicom',
    needsSource: true,
    parameters: {},
    apply: (input: FunctionInput): FunctionResult => {
      const declared = firstValue(input);
      if (declared === '' || declared === 'ASCII') return { kind: 'absent' };
      const term = characterSets[declared];
      if (term === undefined)
        return { kind: 'hold', code: 'bad-value', reason: `character set "${declared}" is not known` };
      return values(term);
    },
  },
  {
    name: 'order-status',
    meaning: 'ORC-1 with ORC-5 as the status of the scheduled step',
    writes: 'dicom',
    needsSource: true,
    parameters: { map: { kind: 'map', required: false, meaning: 'NW or NW_SC: status; the usual ones when left out' } },
    apply: (input: FunctionInput): FunctionResult => {
      const map = mapParameter(input.parameters, 'map') ?? statuses;
      const control = firstValue(input);
      const status = map.get(`${control}_${input.message.value('ORC-5')}`) ?? map.get(control);
      if (status === undefined) return { kind: 'nothing', warning: `no status for order control "${control}"` };
      return values(status);
    },
  },
  {
    name: 'pregnancy',
    meaning: 'PV1-15 as Pregnancy Status: B6 = 3 (definitely pregnant), else 4 (unknown)',
    writes: 'dicom',
    needsSource: true,
    parameters: {},
    apply: (input: FunctionInput): FunctionResult => values(repetitions(input).includes('B6') ? '3' : '4'),
  },
  {
    name: 'special-needs',
    meaning: 'the other codes of PV1-15 as text',
    writes: 'dicom',
    needsSource: true,
    parameters: {},
    apply: (input: FunctionInput): FunctionResult => {
      const texts = repetitions(input)
        .filter((each) => each !== 'B6' && each !== '')
        .map((each) => needs[each] ?? each);
      return values(texts.join(', ').slice(0, 64));
    },
  },
];
