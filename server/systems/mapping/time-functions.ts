import { formatTimestamp, parseTimestamp } from '../../core/clock.ts';
import {
  firstValue,
  type FunctionResult,
  type FunctionInput,
  type MappingContext,
  type MappingFunction,
  nothing,
  type ParameterInfo,
  values,
} from './function.ts';
import { textParameter } from './rule-parameters.ts';

const zoneParameters: Readonly<Record<string, ParameterInfo>> = {
  assume: {
    kind: 'text',
    required: false,
    meaning:
      'zone of a time that carries no offset: site (the hospital), host (this machine), UTC or an offset like -0500',
  },
  zone: { kind: 'text', required: false, meaning: 'zone in which the time is written: site, host, UTC or an offset' },
};

const FORM = /^(\d{4,14})(?:\.\d+)?([+-]\d{4})?$/;

/**
 * Clock time in the wanted zone, digits only. A time without offset, assumed and written in the same zone, is copied as
 * it stands: converting it could only do harm (HL7 2.5.1 ch. 2A TS; PS3.5 §6.2: DA and TM are local wall clock).
 */
function clockText(input: FunctionInput): string | undefined {
  const text = firstValue(input);
  const match = FORM.exec(text);
  if (!match) return undefined;
  const [, digits = '', offset] = match;
  const assumed = zoneMinutes(textParameter(input.parameters, 'assume') ?? 'site', input.context);
  const wanted = zoneMinutes(textParameter(input.parameters, 'zone') ?? 'site', input.context);
  const given = offset === undefined ? assumed : offsetMinutes(offset);
  if (assumed === undefined || wanted === undefined || given === undefined) return undefined;
  // A date alone has no zone.
  if (given === wanted || digits.length < 12) return digits;
  const at = parseTimestamp(digits, given);
  return at === undefined ? undefined : formatTimestamp(at, wanted).slice(0, digits.length);
}

function zoneMinutes(zone: string, context: MappingContext): number | undefined {
  switch (zone) {
    case 'site':
      return context.siteOffset;
    case 'host':
      return context.hostOffset;
    case 'UTC':
      return 0;
    default:
      return offsetMinutes(zone);
  }
}

function offsetMinutes(text: string): number | undefined {
  const match = /^([+-])(\d{2})(\d{2})$/.exec(text);
  if (!match) return undefined;
  const minutes = Number(match[2]) * 60 + Number(match[3]);
  return match[1] === '-' ? -minutes : minutes;
}

export function isZone(text: string): boolean {
  return ['site', 'host', 'UTC'].includes(text) || offsetMinutes(text) !== undefined;
}

function timeFunction(name: string, meaning: string, part: (digits: string) => string): MappingFunction {
  return {
    name,
    meaning,
    writes: 'both',
    needsSource: true,
    parameters: zoneParameters,
    apply: (input): FunctionResult => {
      if (firstValue(input) === '') return nothing;
      const digits = clockText(input);
      if (digits === undefined) return { kind: 'nothing', warning: `"${firstValue(input)}" is no date or time` };
      return values(part(digits));
    },
  };
}

export const timeFunctions: readonly MappingFunction[] = [
  timeFunction('datetime', 'date and time, YYYYMMDDHHMMSS', (digits) => digits),
  // A year or a month alone is not a day (YYYY0101 would be a guess).
  timeFunction('date', 'the date, YYYYMMDD', (digits) => (digits.length < 8 ? '' : digits.slice(0, 8))),
  timeFunction('time', 'the time of day, HHMMSS', (digits) => (digits.length < 10 ? '' : digits.slice(8))),
];
