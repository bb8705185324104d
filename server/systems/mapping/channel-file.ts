import { type Condition, conditionForm, parseCondition } from './condition.ts';
import { didYouMean, type MappingIssue } from './issue.ts';
import { type Connector, connectors } from './legacy-connector.ts';
import { readRules } from './read-rules.ts';
import { rememberByText } from './remember.ts';
import { hl7Versions, type Rule } from './rule.ts';
import { type SegmentEnds, segmentEnds } from './segment-ends.ts';
import { MapReader, readYaml, type YamlTree } from './yaml-tree.ts';

/** A channel of the interface engine (`/opt/engine/channels/SCHED_TO_MWL.yaml`). */
export interface ChannelFile {
  readonly file: string;
  readonly name: string;
  readonly description: string;
  readonly listen: readonly number[];
  /** `ORM^O01`; others are refused with AR. */
  readonly types: readonly string[];
  readonly versions: readonly string[];
  readonly segmentEnds: SegmentEnds;
  /** How received messages are read before filter and rules see them. */
  readonly connector: Connector;
  readonly filter: Condition | undefined;
  readonly destinations: readonly ChannelDestination[];
  readonly issues: readonly MappingIssue[];
}

export interface ChannelDestination {
  readonly name: string;
  readonly host: string;
  readonly port: number;
  readonly line: number;
  /** How messages are written after the rules. */
  readonly connector: Connector;
  readonly filter: Condition | undefined;
  readonly rules: readonly Rule[];
}

/** Reads a channel; `issues` is empty when it can be put into service. */
export const readChannelFile: (file: string, text: string) => ChannelFile = rememberByText(
  (file, text): ChannelFile => {
    const { root, issues: found } = readYaml(file, text);
    const issues: MappingIssue[] = [...found];
    const none: ChannelFile = {
      file,
      name: '',
      description: '',
      listen: [],
      types: [],
      versions: [],
      segmentEnds: 'CR',
      connector: 'native',
      filter: undefined,
      destinations: [],
      issues,
    };
    if (!root) {
      if (issues.length === 0) issues.push({ file, line: 1, found: 'nothing', expected: 'a channel' });
      return none;
    }
    const reader = new MapReader(file, root, 'channel', issues);
    const name = reader.requiredText('channel', 'its name');
    const description = reader.text('description') ?? '';
    const listen = (reader.texts('listen') ?? []).flatMap((each) => readPort(reader, 'listen', each));
    if (listen.length === 0)
      reader.complain(reader.lineOf('listen'), 'no port', 'listen: the ports that the channel receives on');
    const acceptTree = reader.tree('accept') ?? {
      kind: 'map',
      line: reader.line,
      entries: new Map<string, YamlTree>(),
    };
    const accept = new MapReader(file, acceptTree, 'accept', issues);
    const types = accept.texts('types') ?? [];
    if (types.length === 0) accept.complain(accept.lineOf('types'), 'no types', 'types: message types like [ORM^O01]');
    const versions = accept.texts('versions') ?? hl7Versions;
    for (const version of versions) {
      if (!hl7Versions.some((known) => known === version)) {
        accept.complain(accept.lineOf('versions'), `version "${version}"`, `one of ${hl7Versions.join(', ')}`);
      }
    }
    const ends = readChoice(accept, 'segmentEnds', segmentEnds);
    refuseOthers(accept, ['types', 'versions', 'segmentEnds']);
    const connector = readChoice(reader, 'connector', connectors);
    const filter = readFilter(reader);
    const destinations = (reader.list('destinations') ?? []).map((item) => readDestination(file, item, issues));
    if (destinations.length === 0)
      reader.complain(reader.lineOf('destinations'), 'no destination', 'destinations: where messages go');
    const twice = destinations.find(
      (each, index) => destinations.findIndex((other) => other.name === each.name) !== index,
    );
    if (twice) reader.complain(twice.line, `destination ${twice.name} a second time`, 'each destination once');
    refuseOthers(reader, ['channel', 'description', 'listen', 'accept', 'connector', 'filter', 'destinations']);
    return {
      file,
      name,
      description,
      listen,
      types,
      versions,
      segmentEnds: ends,
      connector,
      filter,
      destinations,
      issues,
    };
  },
);

function readDestination(file: string, item: YamlTree, issues: MappingIssue[]): ChannelDestination {
  const reader = new MapReader(file, item, 'destination', issues);
  const name = reader.requiredText('name', 'its name');
  const host = reader.requiredText('host', 'host that receives');
  const [port = 0] = readPort(reader, 'port', reader.requiredText('port', 'port that it listens on'));
  const connector = readChoice(reader, 'connector', connectors);
  const filter = readFilter(reader);
  const rules = readRules(file, reader.list('rules') ?? [], 'hl7', issues);
  refuseOthers(reader, ['name', 'host', 'port', 'connector', 'filter', 'rules']);
  return { name, host, port, line: reader.line, connector, filter, rules };
}

function readFilter(reader: MapReader): Condition | undefined {
  const text = reader.text('filter');
  if (text === undefined) return undefined;
  const condition = parseCondition(text);
  if (!condition) reader.complain(reader.lineOf('filter'), `"${text}"`, conditionForm);
  return condition;
}

/** One of a closed set, the first of it where nothing is said. */
function readChoice<Choice extends string>(
  reader: MapReader,
  key: string,
  choices: readonly [Choice, ...Choice[]],
): Choice {
  const text = reader.text(key) ?? choices[0];
  const known = choices.find((each) => each === text);
  if (known === undefined) {
    const found = text === '' ? `nothing for ${key}` : `${key} "${text}"`;
    reader.complain(reader.lineOf(key), `${found}${didYouMean(text, choices)}`, choices.join(' or '));
  }
  return known ?? choices[0];
}

function readPort(reader: MapReader, key: string, text: string): number[] {
  if (/^\d{1,5}$/.test(text) && Number(text) > 0 && Number(text) < 65_536) return [Number(text)];
  if (text !== '') reader.complain(reader.lineOf(key), `port "${text}"`, 'a number from 1 to 65535');
  return [];
}

function refuseOthers(reader: MapReader, known: readonly string[]): void {
  for (const other of reader.refuseOthers()) {
    reader.complain(reader.lineOf(other), `"${other}"${didYouMean(other, known)}`, `one of ${known.join(', ')}`);
  }
}
