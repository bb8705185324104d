import { type ConclusionPickers, errorKinds } from '../../contract/verdict.ts';
import { engineFiles } from '../../systems/engine/baseline/files.ts';
import { isChannelPath, isLookupPath } from '../../systems/engine/channels.ts';
import { networkConf } from '../../systems/host/machine-files.ts';
import { readChannelFile } from '../../systems/mapping/channel-file.ts';
import { readLookup } from '../../systems/mapping/lookup-table.ts';
import { readOrderMapping } from '../../systems/mapping/order-mapping-file.ts';
import type { Rule } from '../../systems/mapping/rule.ts';
import { MODALITY_CONF, modalityFiles, scannerHosts } from '../../systems/modality/baseline-files.ts';
import { MATCH_CONF, pacsFiles, SERVER_PROPERTIES } from '../../systems/pacs/baseline-files.ts';
import { VNA_CONF, vnaFiles } from '../../systems/vna/settings.ts';
import { worklistFiles } from '../../systems/worklist/baseline/files.ts';
import { MWL_CONF, ORDER_MAPPING } from '../../systems/worklist/settings.ts';
import { systemTitles } from './topology.ts';

type System = ConclusionPickers['systems'][number];
type Place = System['places'][number];
type Field = Place['fields'][number];

const baselineText = (files: readonly { readonly path: string; readonly text: string }[], path: string): string =>
  files.find((file) => file.path === path)?.text ?? '';

/**
 * System → place → field over the whole hospital. Made from the healthy hospital's files, so that it is the same in
 * every case and says nothing about this one.
 */
export const conclusionPickers: ConclusionPickers = {
  systems: [
    { id: 'his01', title: title('his01'), places: [...orderingPlaces(), networkPort()] },
    { id: 'ris01', title: title('ris01'), places: [...orderingPlaces(), networkPort()] },
    { id: 'eng01', title: title('eng01'), places: [...enginePlaces(), networkPort()] },
    {
      id: 'mwl01',
      title: title('mwl01'),
      places: [
        place('order-mapping', 'Order mapping (order-mapping.yaml)', ruleFields(mappingRules())),
        place('mwl.conf', 'Server settings (mwl.conf)', keyFields(baselineText(worklistFiles, MWL_CONF))),
        place('ae.conf', 'Callers (ae.conf)', [
          ['title', 'AE title'],
          ['host', 'Host'],
          ['port', 'Port'],
        ]),
        place('items', 'Worklist entries', [
          ['patient', 'Patient'],
          ['accession', 'Accession number'],
          ['station', 'Scheduled station'],
          ['start', 'Start'],
          ['status', 'Status'],
        ]),
        networkPort(),
      ],
    },
    ...scannerHosts.map((host): System => ({
      id: host,
      title: title(host),
      places: [...scannerPlaces(host), networkPort()],
    })),
    {
      id: 'pacs01',
      title: title('pacs01'),
      places: [
        place(
          'match.conf',
          'Matching of studies to orders (match.conf)',
          keyFields(baselineText(pacsFiles, MATCH_CONF)),
        ),
        place('ae.conf', 'Callers (ae.conf)', [
          ['title', 'AE title'],
          ['host', 'Host'],
          ['port', 'Port'],
        ]),
        place(
          'server.properties',
          'Server settings (server.properties)',
          keyFields(baselineText(pacsFiles, SERVER_PROPERTIES)),
        ),
        place('studies', 'Studies', [
          ['patient', 'Patient'],
          ['accession', 'Accession number'],
          ['study-uid', 'Study Instance UID'],
        ]),
        place('orders', 'Orders', [
          ['patient', 'Patient'],
          ['accession', 'Accession number'],
          ['study-uid', 'Study Instance UID'],
          ['status', 'Status'],
        ]),
        place('router.rules', 'Copies to other archives (router.rules)', [
          ['destination', 'Destination'],
          ['modality', 'Modalities'],
          ['when', 'When'],
        ]),
        networkPort(),
      ],
    },
    {
      id: 'vna01',
      title: title('vna01'),
      places: [
        place('vna.conf', 'Server settings (vna.conf)', keyFields(baselineText(vnaFiles, VNA_CONF))),
        place('ae.conf', 'Callers (ae.conf)', [
          ['title', 'AE title'],
          ['host', 'Host'],
          ['port', 'Port'],
        ]),
        networkPort(),
      ],
    },
  ],
  kinds: [...errorKinds],
  escalation: [
    { id: 'vendor1', title: 'Vendor service' },
    { id: 'biomed1', title: 'Biomedical engineering' },
    { id: 'ianders', title: 'Interface analyst' },
    { id: 'pgreen', title: 'PACS administrator' },
    { id: 'ris-desk', title: 'RIS desk' },
    { id: 'his-team', title: 'HIS team' },
    { id: 'network', title: 'Network team' },
    { id: 'qhart', title: 'Security and privacy officer' },
  ],
};

function title(host: string): string {
  const known = systemTitles[host];
  return known ? `${known.title} (${host}), ${known.role}` : host;
}

function place(id: string, placeTitle: string, fields: readonly (readonly [id: string, title: string])[]): Place {
  return { id, title: placeTitle, fields: fields.map(([field, text]): Field => ({ id: field, title: text })) };
}

/** Every machine has one. */
function networkPort(): Place {
  return place('network.conf', 'Network port (/etc/network.conf)', keyFields(networkConf));
}

function orderingPlaces(): Place[] {
  return [
    place('order-entry', 'Order entry', [
      ['order', 'Order'],
      ['procedure', 'Procedure'],
      ['patient', 'Patient'],
    ]),
    place('schedule', 'Schedule', [
      ['resource', 'Resource'],
      ['start', 'Start'],
    ]),
    place('interfaces', 'Interfaces', [
      ['address', 'Address or port'],
      ['message', 'Message content'],
      ['version', 'Message version'],
      ['charset', 'Character set'],
    ]),
  ];
}

function enginePlaces(): Place[] {
  const channels = engineFiles
    .filter((file) => isChannelPath(file.path))
    .map((file) => {
      const channel = readChannelFile(file.path, file.text);
      const rules = channel.destinations.flatMap((destination) => destination.rules);
      return place(channel.name, `Channel ${channel.name}`, [
        ['filter', 'Filter'],
        ['connector', 'Connector'],
        ['MSH-18', 'MSH-18, character set'],
        ...ruleFields(rules),
      ]);
    });
  const lookups = engineFiles
    .filter((file) => isLookupPath(file.path))
    .map((file) => {
      const table = readLookup(file.path, file.text);
      return place(
        table.name,
        `Lookup ${table.name}`,
        table.columns.map((column) => [column, `Column ${column}`] as const),
      );
    });
  return [...channels, ...lookups, place('timezone', 'Host clock (/etc/timezone)', [['zone', 'Time zone']])];
}

function mappingRules(): readonly Rule[] {
  return readOrderMapping(ORDER_MAPPING, baselineText(worklistFiles, ORDER_MAPPING)).rules;
}

/** Each target once: two versions of the message may write the same one. */
function ruleFields(rules: readonly Rule[]): [string, string][] {
  const fields = new Map<string, string>();
  for (const { target, note } of rules) {
    if (!fields.has(target.text)) fields.set(target.text, note === '' ? target.text : `${target.text}, ${note}`);
  }
  return [...fields];
}

function keyFields(text: string): [string, string][] {
  return text
    .split(/\r?\n/)
    .filter((line) => !line.trimStart().startsWith('#') && line.includes('='))
    .map((line) => line.slice(0, line.indexOf('=')).trim())
    .map((key) => [key, key]);
}

function scannerPlaces(host: string): Place[] {
  const conf = modalityFiles.find((file) => file.host === host && file.path === MODALITY_CONF)?.text ?? '';
  return [
    place('modality.conf', 'Console settings (modality.conf)', keyFields(conf)),
    place('operator-entry', 'What the operator enters or picks', [
      ['patient', 'Patient'],
      ['accession', 'Accession number'],
      ['worklist-entry', 'Worklist entry'],
      ['order', 'Order'],
    ]),
  ];
}
