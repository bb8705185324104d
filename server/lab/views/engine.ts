import type { EngineView, Lookup, RuleSet } from '../../contract/engine.ts';
import type { FileRow } from '../../systems/host/files.ts';
import { statusOf } from '../../systems/engine/state.ts';
import { readChannelFile } from '../../systems/mapping/channel-file.ts';
import { readLookup } from '../../systems/mapping/lookup-table.ts';
import { readOrderMapping } from '../../systems/mapping/order-mapping-file.ts';
import { isChannelPath, isLookupPath } from '../../systems/engine/channels.ts';
import { ORDER_MAPPING } from '../../systems/worklist/settings.ts';
import { problemsOf } from '../actions/settings-actions.ts';
import type { Hospital } from '../hospital.ts';
import { ruleRows } from './rule-rows.ts';

/** Messages of the store that one answer holds: the newest. */
const STORED = 1500;

const diskText = (file: FileRow): string => file.versions.at(-1)?.text ?? '';
const deployedText = (file: FileRow): string => file.versions[file.deployed - 1]?.text ?? '';

/** Rules and tables as they are on disk (what an edit starts from); queues, errors and messages as they are. */
export function engineView(hospital: Hospital): EngineView {
  const { engine, room } = hospital;
  const files = room.files.list('eng01');
  const channelFiles = files.filter((file) => isChannelPath(file.path));
  const { messages, queue, errors } = engine.state;
  const all = [...messages.values()];
  const running = new Set(engine.channels.map((channel) => channel.name));
  const queued = [...queue.values()];
  const failed = [...errors.values()];
  const mapping = room.files.get('mwl01', ORDER_MAPPING);
  // One pass over the store instead of one for each channel and destination.
  const sent = new Map<string, number>();
  const received = new Map<string, number>();
  const filtered = new Map<string, number>();
  const count = (map: Map<string, number>, key: string): void => {
    map.set(key, (map.get(key) ?? 0) + 1);
  };
  for (const message of all) {
    for (const channel of new Set(message.routes.map((route) => route.channel))) count(received, channel);
    for (const route of message.routes) {
      if (route.status === 'SENT') count(sent, `${route.channel}>${route.destination}`);
      if (route.status === 'FILTERED' && route.destination === '') count(filtered, route.channel);
    }
  }
  return {
    channels: channelFiles.map((file) => {
      const channel = readChannelFile(file.path, deployedText(file));
      return {
        name: channel.name,
        path: file.path,
        ports: [...channel.listen],
        running: running.has(channel.name),
        revision: file.versions.length,
        deployed: file.deployed,
        received: received.get(channel.name) ?? 0,
        filtered: filtered.get(channel.name) ?? 0,
      };
    }),
    ruleSets: [
      ...channelFiles.flatMap((file) => channelRuleSets(hospital, file)),
      ...(mapping ? [orderMappingRules(hospital, mapping)] : []),
    ],
    lookups: files.filter((file) => isLookupPath(file.path)).map((file) => lookupView(hospital, file)),
    queues: engine.channels.flatMap((channel) =>
      channel.destinations.map((destination) => {
        const mine = queued.filter((each) => each.channel === channel.name && each.destination === destination.name);
        const retrying = mine.filter((each) => each.attempts > 0);
        const next = Math.min(...retrying.map((each) => each.notBefore));
        const sending = engine.isSending(channel.name, destination.name);
        return {
          channel: channel.name,
          destination: destination.name,
          target: `${destination.host}:${destination.port}`,
          waiting: mine.length,
          sent: sent.get(`${channel.name}>${destination.name}`) ?? 0,
          errors: failed.filter((each) => each.channel === channel.name && each.destination === destination.name)
            .length,
          state:
            retrying.length > 0
              ? ('retrying' as const)
              : sending || mine.length > 0
                ? ('sending' as const)
                : ('idle' as const),
          nextTry: retrying.length > 0 ? next : null,
        };
      }),
    ),
    errors: failed.map((each) => ({
      entry: each.entry,
      at: each.at,
      channel: each.channel,
      destination: each.destination,
      message: each.message,
      event: each.eventId > 0 ? each.eventId : null,
      text: `${each.kind}: ${each.text}`,
    })),
    stored: all.slice(-STORED).map((message) => ({
      message: message.number,
      at: message.at,
      channel: [...new Set(message.routes.map((route) => route.channel))].join(', '),
      title: message.title,
      controlId: message.controlId,
      patientId: message.patientId,
      accession: message.accession,
      status: statusOf(message),
      event: message.eventId > 0 ? message.eventId : null,
      reprocessOf: message.reprocessOf ?? null,
    })),
  };
}

function channelRuleSets(hospital: Hospital, file: FileRow): RuleSet[] {
  const text = diskText(file);
  const onDisk = readChannelFile(file.path, text);
  // A text that is no channel at all still belongs to the channel in service.
  const channel = onDisk.destinations.length > 0 ? onDisk : readChannelFile(file.path, deployedText(file));
  const problems = problemsOf(hospital, 'eng01', file.path, text);
  const head = { host: 'eng01', path: file.path, revision: file.versions.length, deployed: file.deployed, problems };
  const name = channel.name === '' ? file.path : channel.name;
  // Its problems must be seen in any case.
  if (channel.destinations.length === 0) return [{ ...head, title: name, destination: '', rules: [] }];
  return channel.destinations.map((destination, index) => ({
    ...head,
    title: `${name} to ${destination.host}`,
    destination: destination.name,
    connectors: { source: channel.connector, destination: destination.connector },
    rules: ruleRows(
      file.path,
      text,
      ['destinations', index, 'rules'],
      channel === onDisk ? destination.rules : [],
      problems,
    ),
  }));
}

function orderMappingRules(hospital: Hospital, file: FileRow): RuleSet {
  const text = diskText(file);
  const problems = problemsOf(hospital, 'mwl01', file.path, text);
  return {
    host: 'mwl01',
    path: file.path,
    title: 'Order mapping of the worklist server',
    destination: '',
    revision: file.versions.length,
    deployed: file.deployed,
    rules: ruleRows(file.path, text, ['rules'], readOrderMapping(file.path, text).rules, problems),
    problems,
  };
}

function lookupView(hospital: Hospital, file: FileRow): Lookup {
  const text = diskText(file);
  const table = readLookup(file.path, text);
  return {
    host: 'eng01',
    path: file.path,
    name: table.name,
    revision: file.versions.length,
    deployed: file.deployed,
    columns: [...table.columns],
    rows: [...table.rows.values()].map((row) => [...row.cells]),
    problems: problemsOf(hospital, 'eng01', file.path, text),
  };
}
