import { isHeader } from './delimiters.ts';
import { HL7_LIMITS } from './limits.ts';
import type { FieldRead, Hl7Message } from './message.ts';
import { formatHl7Path, formatSegmentRef, type Hl7Path } from './path.ts';

/** One value that is not divided further, by its shortest path. */
export interface Leaf {
  readonly path: string;
  readonly read: FieldRead;
}

/** The parts that a field has in one message, or the larger number of two messages that are compared. */
export type PartCount = (path: Hl7Path, into: 'repetition' | 'component' | 'subcomponent') => number;

/**
 * Paths of the undivided parts of a field: `PID-3[2].4.1` where it repeats, has components and subcomponents, `PID-8`
 * where it has none of them.
 */
export function leafPaths(field: Hl7Path, count: PartCount): Hl7Path[] {
  if (isHeader(field.segment) && field.field <= 2) return [field];
  const paths: Hl7Path[] = [];
  const repetitions = count(field, 'repetition');
  for (let repetition = 1; repetition <= repetitions; repetition += 1) {
    const base = repetitions > 1 ? { ...field, repetition } : field;
    const components = count({ ...field, repetition }, 'component');
    for (let component = 1; component <= components; component += 1) {
      const subcomponents = count({ ...field, repetition, component }, 'subcomponent');
      for (let subcomponent = 1; subcomponent <= Math.max(subcomponents, 1); subcomponent += 1) {
        if (paths.length >= HL7_LIMITS.leaves) return paths;
        if (subcomponents > 1) paths.push({ ...base, component, subcomponent });
        else paths.push(components > 1 ? { ...base, component } : base);
      }
    }
  }
  return paths;
}

/** A field longer than this is one value for walks: an embedded document is not a list of components. */
export function countParts(message: Hl7Message): PartCount {
  return (path, into) => {
    const { span } = message.get(path);
    if (span === undefined || span.start === span.end) return 0;
    return span.end - span.start > HL7_LIMITS.dividedBytes ? 1 : message.partCount(path, into);
  };
}

/** Every valued part of the message in its order, `""` included, up to the limit of leaves. */
export function valuedFields(message: Hl7Message): Leaf[] {
  const leaves: Leaf[] = [];
  const count = countParts(message);
  for (const { name, ordinal } of message.segments) {
    const fields = message.fieldCount(formatSegmentRef({ segment: name, ordinal }));
    for (let field = 1; field <= fields; field += 1) {
      for (const path of leafPaths({ segment: name, ordinal, field }, count)) {
        if (leaves.length >= HL7_LIMITS.leaves) return leaves;
        const read = message.get(path);
        if (read.state === 'value' || read.state === 'null') leaves.push({ path: formatHl7Path(path), read });
      }
    }
  }
  return leaves;
}
