import type { FieldRead, Hl7Message } from '../../protocols/hl7/message.ts';
import { formatHl7Path, parseHl7Path, type Hl7Path } from '../../protocols/hl7/path.ts';
import { mappingLimits } from './limits.ts';

/** Where a rule reads: an HL7 path, or with `[*]` (`AL1[*]-3.2`) that place in every segment of the name. */
export interface SourcePath {
  readonly text: string;
  readonly path: Hl7Path;
  readonly everySegment: boolean;
}

export function parseSourcePath(text: string): SourcePath | undefined {
  const every = /^([A-Za-z][A-Za-z0-9]{2})\[\*\](-.*)$/.exec(text);
  const path = parseHl7Path(every ? `${every[1] ?? ''}${every[2] ?? ''}` : text);
  return 'error' in path ? undefined : { text, path, everySegment: every !== null };
}

export interface SourceRead {
  /** The place, with the segment's number where there are several. */
  readonly path: Hl7Path;
  readonly text: string;
  readonly read: FieldRead;
}

/** `path` in the IPC of the given step: an OMI^O23 repeats that segment for each step of the order. */
export function inStep(path: Hl7Path, step: number): Hl7Path {
  return path.segment === 'IPC' && path.ordinal === 1 && step > 1 ? { ...path, ordinal: step } : path;
}

/** What stands at the source: one read, or one for each segment of that name. */
export function readSource(message: Hl7Message, source: SourcePath, step = 1): readonly SourceRead[] {
  if (!source.everySegment) {
    const path = inStep(source.path, step);
    const text = path === source.path ? source.text : formatHl7Path(path);
    return [{ path, text, read: message.get(path) }];
  }
  const count = Math.min(message.segmentCount(source.path.segment), mappingLimits.values);
  return Array.from({ length: count }, (_, index) => {
    const path = { ...source.path, ordinal: index + 1 };
    return { path, text: formatHl7Path(path), read: message.get(path) };
  });
}

/** True when one of the places lies inside the other: `IPC-1` and `IPC-1.1`, but not `IPC-1.1` and `IPC-1.2`. */
export function pathsOverlap(a: Hl7Path, b: Hl7Path): boolean {
  if (a.segment !== b.segment || a.ordinal !== b.ordinal || a.field !== b.field) return false;
  return (
    overlapAt(repetitionOf(a), repetitionOf(b)) &&
    overlapAt(a.component, b.component) &&
    overlapAt(a.subcomponent, b.subcomponent)
  );
}

/** Before a component the first repetition is meant (PID-3.1 = PID-3[1].1); without one, all of them. */
function repetitionOf(path: Hl7Path): number | undefined {
  return path.repetition ?? (path.component === undefined ? undefined : 1);
}

function overlapAt(a: number | undefined, b: number | undefined): boolean {
  return a === undefined || b === undefined || a === b;
}
