import { HL7_LIMITS } from './limits.ts';

/**
 * A place in a message as the standard writes it, all numbers 1-based: `PID-3[2].4.1` is segment PID, field 3,
 * repetition 2, component 4, subcomponent 1; `OBX[3]-5` is field 5 of the third OBX.
 *
 * A path means the whole of the level at which it stops: `PID-3` is the field with all its repetitions, `PID-3[1]` one
 * repetition, `PID-3.4` a component with all its subcomponents. Before a deeper level `[1]` may be left out.
 */
export interface Hl7Path {
  readonly segment: string;
  /** Which segment of that name, from 1. */
  readonly ordinal: number;
  readonly field: number;
  readonly repetition?: number;
  readonly component?: number;
  readonly subcomponent?: number;
}

export interface PathError {
  readonly error: 'bad-path';
  readonly text: string;
  readonly reason: 'syntax' | 'number-too-large';
}

const FORM =
  /^([A-Za-z][A-Za-z0-9]{2})(?:\[([1-9]\d{0,8})\])?-([1-9]\d{0,8})(?:\[([1-9]\d{0,8})\])?(?:\.([1-9]\d{0,8})(?:\.([1-9]\d{0,8}))?)?$/;
const SEGMENT_FORM = /^([A-Za-z][A-Za-z0-9]{2})(?:\[([1-9]\d{0,8})\])?$/;

const parsed = new Map<string, Hl7Path | PathError>();

/** `PID-3[2].4.1` to its numbers; a path that is not one is a value with its reason, never an exception. */
export function parseHl7Path(text: string): Hl7Path | PathError {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const path = parse(text);
  // A full cache starts again: simpler than ageing, and rules fill it in a moment.
  if (parsed.size >= HL7_LIMITS.cachedPaths) parsed.clear();
  if (text.length <= 40) parsed.set(text, path);
  return path;
}

function parse(text: string): Hl7Path | PathError {
  const match = FORM.exec(text);
  if (match === null) return { error: 'bad-path', text, reason: 'syntax' };
  const [, segment = '', ordinal, field, repetition, component, subcomponent] = match;
  const numbers = [ordinal, field, repetition, component, subcomponent].map((each) => Number(each ?? 0));
  if (numbers.some((each) => each > HL7_LIMITS.pathNumber))
    return { error: 'bad-path', text, reason: 'number-too-large' };
  return {
    segment,
    ordinal: ordinal === undefined ? 1 : Number(ordinal),
    field: Number(field),
    ...(repetition === undefined ? {} : { repetition: Number(repetition) }),
    ...(component === undefined ? {} : { component: Number(component) }),
    ...(subcomponent === undefined ? {} : { subcomponent: Number(subcomponent) }),
  };
}

/** Shortest form: `[1]` is left out wherever that does not change the meaning. */
export function formatHl7Path(path: Hl7Path): string {
  const deeper = path.component !== undefined;
  const repetition =
    path.repetition === undefined || (path.repetition === 1 && deeper) ? '' : `[${String(path.repetition)}]`;
  const component = path.component === undefined ? '' : `.${String(path.component)}`;
  const subcomponent = path.subcomponent === undefined ? '' : `.${String(path.subcomponent)}`;
  return `${formatSegmentRef(path)}-${String(path.field)}${repetition}${component}${subcomponent}`;
}

export interface SegmentRef {
  readonly segment: string;
  readonly ordinal: number;
}

/** `OBX` or `OBX[3]`. */
export function parseSegmentRef(text: string): SegmentRef | PathError {
  const match = SEGMENT_FORM.exec(text);
  if (match === null) return { error: 'bad-path', text, reason: 'syntax' };
  return { segment: match[1] ?? '', ordinal: Number(match[2] ?? 1) };
}

export function formatSegmentRef(ref: SegmentRef): string {
  return ref.ordinal === 1 ? ref.segment : `${ref.segment}[${String(ref.ordinal)}]`;
}
