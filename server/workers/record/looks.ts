import type { StepKind } from '../../contract/record.ts';
import type { QueryName } from '../lab-api.ts';

/** What a request shows of the hospital, when somebody has asked for it by a click. */
export interface Look {
  readonly kind: Extract<StepKind, 'look' | 'test'>;
  readonly title: string;
  readonly hosts: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;
const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});
const text = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '';
};
const MOST_TITLE = 200;

/**
 * The look that a request is, that of a list as that of a detail; undefined for what the page asks without being told to
 * (the map, the time line, messages, the consoles that the worklist tool offers). `answer`: what the lab told.
 */
export function lookOf(name: QueryName, params: unknown, answer: unknown): Look | undefined {
  const asked = fieldsOf(params);
  const told = fieldsOf(answer);
  const look = (title: string, ...hosts: string[]): Look => ({
    kind: 'look',
    title: title.slice(0, MOST_TITLE),
    hosts: hosts.filter((host) => host !== ''),
  });
  switch (name) {
    case 'getMessage':
      return look(`Opened #${text(asked, 'id')} ${text(told, 'title')}`, text(told, 'from'), text(told, 'to'));
    case 'compareMessages':
      return look(`Compared #${text(asked, 'a')} with #${text(asked, 'b')}`);
    case 'getJourney':
      return look(`Followed ${text(asked, 'key')} ${text(asked, 'value')}`);
    case 'getPacket':
      return look(`Looked at packet ${text(asked, 'n')} of conversation ${text(asked, 'conversation')}`);
    case 'getFile':
      return look(`Opened ${text(asked, 'host')}:${text(asked, 'path')}`, text(asked, 'host'));
    case 'listLogs':
    case 'listLogChanges':
      return look(
        `Read the logs${text(asked, 'text') === '' ? '' : ` for “${text(asked, 'text')}”`}`,
        text(asked, 'host'),
      );
    case 'getWorklistEntry':
      return look('Opened a worklist entry', 'mwl01');
    case 'getStudy':
      return look(`Opened study ${text(asked, 'study')}`, 'pacs01');
    case 'getReconcile':
      return look(`Compared study ${text(asked, 'study')} with orders`, 'pacs01');
    case 'getEngineChanges':
    case 'getEngine':
      return look('Looked at the engine', 'eng01');
    case 'getPacs':
      return look('Looked at the lists of the PACS', 'pacs01');
    case 'getWorklist':
    case 'getWorklistChanges':
      return look('Looked at the worklist', 'mwl01');
    case 'listOrders':
      return look('Looked at the orders', 'ris01');
    case 'listResults':
      return look('Looked at the results');
    case 'downloadMessage':
      return look(`Downloaded #${text(asked, 'id')}`);
    case 'downloadInstance':
      return look('Downloaded an image', 'pacs01');
    case 'downloadPackets':
      return look('Downloaded a capture');
    case 'listPackets':
      return look('Looked at the packets');
    case 'tryRules':
      return { ...look('Tried rules on one message', 'eng01'), kind: 'test' };
    case 'tryRulesOnAll':
      return { ...look('Tried rules on all messages', 'eng01'), kind: 'test' };
    case 'getLab':
    case 'getTopology':
    case 'getTimeline':
    case 'getPickers':
    case 'listFiles':
    case 'listMessages':
    case 'listScanners':
      return undefined;
    default:
      return name satisfies never;
  }
}
