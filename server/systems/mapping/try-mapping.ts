import type { DataSet } from '../../protocols/dicom/data-set.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import { parseHl7Path } from '../../protocols/hl7/path.ts';
import { readChannelFile } from './channel-file.ts';
import { acceptBy, mapForDestination } from './destination-mapping.ts';
import type { MappingContext } from './function.ts';
import { type MappingIssue, issueText } from './issue.ts';
import { type LookupTable, readLookup } from './lookup-table.ts';
import { mapOrder } from './map-order.ts';
import { readOrderMapping } from './order-mapping-file.ts';
import type { MappingProblem, Provenance } from './provenance.ts';
import { checkTables } from './read-rules.ts';
import { parseSourcePath, pathsOverlap } from './source-path.ts';

/** Files to evaluate, saved or only drafted. */
export interface MappingTexts {
  readonly channel: SourceText;
  readonly lookups: readonly SourceText[];
  readonly orderMapping: SourceText;
}

export interface SourceText {
  readonly path: string;
  readonly text: string;
}

export interface TryOptions {
  /** Destination of the channel; `mwl` when left out. */
  readonly destination?: string;
  readonly siteOffset?: number;
  readonly hostOffset?: number;
  readonly heldWeight?: MappingContext['heldWeight'];
}

/** A value of a worklist item with everything that made it. */
export interface ChainedProvenance extends Provenance {
  /** Which step of the order, from 0. */
  readonly item: number;
  /** The engine's rule that wrote the field; undefined when the field came through as the RIS sent it. */
  readonly engine: Provenance | undefined;
  /** The field of the message that the RIS sent, with its value; '' when a constant stands at the beginning. */
  readonly sent: { readonly path: string; readonly value: string };
}

export interface TriedMapping {
  readonly engine: {
    /** The message as it would leave the engine; undefined when it would not. */
    readonly output: Uint8Array | undefined;
    readonly provenance: readonly Provenance[];
    readonly problems: readonly MappingProblem[];
  };
  readonly worklist: {
    readonly items: readonly DataSet[];
    readonly provenance: readonly ChainedProvenance[];
    readonly problems: readonly MappingProblem[];
  };
}

const nowhere: TriedMapping['worklist'] = { items: [], provenance: [], problems: [] };

/** Site zone of the hospital: UTC−05:00 (hospital.md 4.1). */
const SITE_OFFSET = -300;

/**
 * What both rule sets would make of a message, with the origin of every value. Pure: nothing is sent or stored. The
 * worklist half goes on from a message that would be held, so that its effect can be seen, too; not from a filtered or
 * refused one.
 */
export function tryMapping(texts: MappingTexts, bytes: Uint8Array, options: TryOptions = {}): TriedMapping {
  const channel = readChannelFile(texts.channel.path, texts.channel.text);
  const tables = readTables(texts.lookups);
  const destination = channel.destinations.find((each) => each.name === (options.destination ?? 'mwl'));
  const issues = [
    ...channel.issues,
    ...[...tables.values()].flatMap((table) => table.issues),
    ...channel.destinations.flatMap((each) => checkTables(channel.file, each.rules, tables)),
  ];
  const refused = (problems: readonly MappingProblem[]): TriedMapping => ({
    engine: { output: undefined, provenance: [], problems },
    worklist: nowhere,
  });
  if (issues.length > 0) return refused(issues.map(asProblem));
  if (!destination) {
    return refused([
      {
        severity: 'error',
        code: 'bad-rules',
        message: `${channel.name} has no destination ${options.destination ?? 'mwl'}`,
      },
    ]);
  }
  const siteOffset = options.siteOffset ?? SITE_OFFSET;
  const context: MappingContext = { tables, siteOffset, hostOffset: options.hostOffset ?? siteOffset };
  const message = Hl7Message.read(bytes);
  const accepted = acceptBy(channel, message);
  if (accepted.kind === 'filtered') return refused([{ severity: 'hold', code: 'filtered', message: accepted.reason }]);
  if (accepted.kind === 'refused') {
    const code = accepted.code === '100' ? 'not-hl7' : 'refused';
    return refused([{ severity: 'error', code, message: accepted.reason }]);
  }
  if (accepted.kind === 'failed') return refused([{ severity: 'error', code: 'connector', message: accepted.reason }]);
  const mapped = mapForDestination(destination, accepted.message, context);
  if (mapped.kind === 'filtered') return refused([{ severity: 'hold', code: 'filtered', message: mapped.reason }]);
  const problems = mapped.problems.map((problem) => ({ ...problem, file: channel.file }));
  const isHeld = problems.some((problem) => problem.severity !== 'warning');
  return {
    engine: { output: isHeld ? undefined : mapped.message.bytes, provenance: mapped.provenance, problems },
    worklist: tryWorklist(texts.orderMapping, message, mapped.message, mapped.provenance, {
      ...context,
      ...(options.heldWeight ? { heldWeight: options.heldWeight } : {}),
    }),
  };
}

function tryWorklist(
  file: SourceText,
  sent: Hl7Message,
  received: Hl7Message,
  engine: readonly Provenance[],
  context: MappingContext,
): TriedMapping['worklist'] {
  const mapping = readOrderMapping(file.path, file.text);
  if (mapping.issues.length > 0) return { ...nowhere, problems: mapping.issues.map(asProblem) };
  const items = mapOrder(mapping.rules, Hl7Message.read(received.bytes).endedByCr(), context);
  return {
    items: items.map((item) => item.dataSet),
    provenance: items.flatMap((item, index) => item.provenance.map((each) => chain(each, index, engine, sent))),
    problems: items.flatMap((item) => item.problems.map((problem) => ({ ...problem, file: mapping.file }))),
  };
}

/** mwl01's rule → field received → the engine's rule that wrote it → field the RIS sent. */
export function chain(
  value: Provenance,
  item: number,
  engine: readonly Provenance[],
  sent: Hl7Message,
): ChainedProvenance {
  const source = value.source.split(', ')[0] ?? '';
  const read = parseSourcePath(source);
  if (!read) return { ...value, item, engine: undefined, sent: { path: '', value: '' } };
  const writer = engine.findLast((each) => {
    const target = parseHl7Path(each.target);
    return !('error' in target) && pathsOverlap(target, read.path);
  });
  if (!writer) return { ...value, item, engine: undefined, sent: { path: source, value: sent.value(read.path) } };
  return { ...value, item, engine: writer, sent: { path: writer.source, value: writer.sourceValue } };
}

export function readTables(lookups: readonly SourceText[]): ReadonlyMap<string, LookupTable> {
  return new Map(
    lookups.map(({ path, text }): [string, LookupTable] => {
      const table = readLookup(path, text);
      return [table.name, table];
    }),
  );
}

function asProblem(issue: MappingIssue): MappingProblem {
  return { severity: 'error', code: 'bad-rules', message: issueText(issue), file: issue.file, line: issue.line };
}
