import type { CommandKeyword, CommandSet, CommandValues } from '../command-set.ts';
import {
  type CommandName,
  type MalformedCommand,
  type ResponseDetail,
  announcesDataSet,
  commandName,
  requestCommand,
  responseCommand,
} from '../message.ts';

/**
 * The DIMSE-N services (PS3.7 10.1, 10.3) as one table: which UID pair a request carries, what else its command must
 * say, and whether a data set goes with it. A service class that uses them (services/mpps.ts, storage-commitment.ts) needs no
 * command of its own.
 */
export type NService = 'N-EVENT-REPORT' | 'N-GET' | 'N-SET' | 'N-ACTION' | 'N-CREATE' | 'N-DELETE';

interface NServiceRules {
  /** N-CREATE and N-EVENT-REPORT speak of Affected, the others of Requested SOP class and instance. */
  readonly uids: 'affected' | 'requested';
  /** N-CREATE alone may leave the choice of the instance's UID to the performer (PS3.7 10.1.5.1.3). */
  readonly instance: 'required' | 'optional';
  readonly type?: 'EventTypeID' | 'ActionTypeID';
  readonly dataSet: 'required' | 'optional' | 'none';
  /** Clause of the service in PS3.7. */
  readonly clause: string;
}

export const nServices: Readonly<Record<NService, NServiceRules>> = {
  'N-EVENT-REPORT': { uids: 'affected', instance: 'required', type: 'EventTypeID', dataSet: 'optional', clause: 'PS3.7 10.1.1' }, // prettier-ignore
  'N-GET': { uids: 'requested', instance: 'required', dataSet: 'none', clause: 'PS3.7 10.1.2' },
  'N-SET': { uids: 'requested', instance: 'required', dataSet: 'required', clause: 'PS3.7 10.1.3' },
  'N-ACTION': { uids: 'requested', instance: 'required', type: 'ActionTypeID', dataSet: 'optional', clause: 'PS3.7 10.1.4' }, // prettier-ignore
  'N-CREATE': { uids: 'affected', instance: 'optional', dataSet: 'optional', clause: 'PS3.7 10.1.5' },
  'N-DELETE': { uids: 'requested', instance: 'required', dataSet: 'none', clause: 'PS3.7 10.1.6' },
};

/** A request of any N-service. */
export interface NRequest {
  readonly kind: 'n-request';
  readonly service: NService;
  readonly messageId: number;
  readonly sopClassUid: string;
  /** '' when an N-CREATE leaves it to the performer. */
  readonly sopInstanceUid: string;
  /** Event Type ID or Action Type ID; 0 where the service has none. */
  readonly typeId: number;
  /** Attributes an N-GET asks for; [] asks for all. */
  readonly attributes: readonly number[];
}

export interface NRequestParameters {
  readonly sopClassUid: string;
  readonly sopInstanceUid?: string | undefined;
  readonly typeId?: number;
  readonly attributes?: readonly number[];
}

export function nRequest(
  service: NService,
  messageId: number,
  parameters: NRequestParameters,
  withDataSet: boolean,
): CommandSet {
  const { uids, type } = nServices[service];
  const { sopClassUid, sopInstanceUid, typeId, attributes = [] } = parameters;
  const values: CommandValues = {
    ...(uids === 'affected'
      ? { AffectedSOPClassUID: sopClassUid, AffectedSOPInstanceUID: sopInstanceUid }
      : { RequestedSOPClassUID: sopClassUid, RequestedSOPInstanceUID: sopInstanceUid }),
    ...(type === undefined ? {} : { [type]: typeId ?? 0 }),
    AttributeIdentifierList: attributes.length === 0 ? undefined : attributes,
  };
  return requestCommand(`${service}-RQ`, messageId, withDataSet, values);
}

/** Which N-service a message asks for; undefined for C-services, responses and commands nobody knows. */
function nServiceOf(name: CommandName | undefined): NService | undefined {
  if (name?.endsWith('-RQ') !== true) return undefined;
  const service = name.slice(0, -'-RQ'.length);
  return isNService(service) ? service : undefined;
}

function isNService(text: string): text is NService {
  return Object.hasOwn(nServices, text);
}

/** `undefined` for what is no N-service request at all. */
export function readNRequest(command: CommandSet): NRequest | MalformedCommand | undefined {
  const service = nServiceOf(commandName(command));
  if (service === undefined) return undefined;
  const { uids, instance, type, dataSet } = nServices[service];
  const affected = uids === 'affected';
  const missing = (keyword: CommandKeyword): MalformedCommand => ({ kind: 'malformed', missing: keyword });
  const sopClassUid = command.text(affected ? 'AffectedSOPClassUID' : 'RequestedSOPClassUID');
  if (sopClassUid === '') return missing(affected ? 'AffectedSOPClassUID' : 'RequestedSOPClassUID');
  const sopInstanceUid = command.text(affected ? 'AffectedSOPInstanceUID' : 'RequestedSOPInstanceUID');
  if (sopInstanceUid === '' && instance === 'required') {
    return missing(affected ? 'AffectedSOPInstanceUID' : 'RequestedSOPInstanceUID');
  }
  const typeId = type === undefined ? 0 : command.number(type);
  if (typeId === undefined) return missing(type ?? 'CommandField');
  if (dataSet === 'required' && !announcesDataSet(command)) return missing('CommandDataSetType');
  return {
    kind: 'n-request',
    service,
    messageId: command.number('MessageID') ?? 0,
    sopClassUid,
    sopInstanceUid,
    typeId,
    attributes: command.tags('AttributeIdentifierList'),
  };
}

/** What an N-service answers besides its status (PS3.7 Annex C): each failure has fields of its own. */
export interface NResponseDetail extends ResponseDetail {
  /** Error ID (0000,0903), the service class's own number for a failure. */
  readonly errorId?: number | undefined;
  /** Attribute Identifier List (0000,1005) of attributes that are missing, unknown or wrong. */
  readonly attributes?: readonly number[] | undefined;
  /** The UID an N-CREATE's performer chose. */
  readonly sopInstanceUid?: string | undefined;
}

/** The response repeats class, instance and type of the request, all as Affected (PS3.7 10.3). */
export function nResponse(request: CommandSet, status: number, detail: NResponseDetail = {}): CommandSet {
  const sopInstanceUid =
    detail.sopInstanceUid ?? (request.text('AffectedSOPInstanceUID') || request.text('RequestedSOPInstanceUID'));
  const { attributes = [] } = detail;
  return responseCommand(request, status, {
    ...detail,
    values: {
      AffectedSOPInstanceUID: sopInstanceUid === '' ? undefined : sopInstanceUid,
      EventTypeID: request.number('EventTypeID'),
      ActionTypeID: request.number('ActionTypeID'),
      AttributeIdentifierList: attributes.length === 0 ? undefined : attributes,
      ErrorID: detail.errorId,
      ...detail.values,
    },
  });
}
