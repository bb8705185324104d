import type { Hl7Message } from '../../protocols/hl7/message.ts';
import type { ChannelDestination, ChannelFile } from './channel-file.ts';
import { holds } from './condition.ts';
import type { MappingContext } from './function.ts';
import { rebuildLegacy, type Rebuilt } from './legacy-connector.ts';
import { type MappedMessage, mapToHl7 } from './map-to-hl7.ts';
import type { MappingProblem } from './provenance.ts';
import { hl7Versions } from './rule.ts';
import { readSegments } from './segment-ends.ts';

/** What a channel says to a message before any destination is looked at. */
export type Acceptance =
  /** `message` is what the source connector made of it: what filters and rules see. */
  | { readonly kind: 'accepted'; readonly message: Hl7Message }
  | { readonly kind: 'filtered'; readonly reason: string }
  /** Answered AR: HL7 table 0357 code and what is wrong. */
  | { readonly kind: 'refused'; readonly code: '100' | '200' | '203'; readonly reason: string }
  /** The source connector could not read it: kept, for the error queue. */
  | { readonly kind: 'failed'; readonly reason: string };

/** The message as the channel's source connector reads it. */
export function receiveBy(channel: ChannelFile, message: Hl7Message): Rebuilt {
  if (channel.connector === 'legacy') return rebuildLegacy(message);
  return { ok: true, message: readSegments(message, channel.segmentEnds) };
}

/** Type and version first (AR), then the source connector and the channel's filter (AA, kept as FILTERED). */
export function acceptBy(channel: ChannelFile, message: Hl7Message): Acceptance {
  if (!message.isProcessable) {
    const problem = message.diagnostics.find((each) => each.severity === 'error');
    return { kind: 'refused', code: '100', reason: `not a message that can be read (${problem?.code ?? 'unknown'})` };
  }
  const { code, event } = message.messageType;
  const type = event === '' ? code : `${code}^${event}`;
  if (!channel.types.includes(type))
    return { kind: 'refused', code: '200', reason: `message type ${type} is not supported` };
  if (!channel.versions.includes(message.version)) {
    return {
      kind: 'refused',
      code: '203',
      reason: `version ${message.version} is not supported (${hl7Versions.join(', ')})`,
    };
  }
  const received = receiveBy(channel, message);
  if (!received.ok) return { kind: 'failed', reason: received.reason };
  if (received.message.segmentCount('PID') === 0) return { kind: 'refused', code: '100', reason: 'no segment PID' };
  if (channel.filter && !holds(channel.filter, received.message)) {
    return { kind: 'filtered', reason: `filter of ${channel.name}: ${channel.filter.text}` };
  }
  return { kind: 'accepted', message: received.message };
}

export type DestinationResult =
  { readonly kind: 'filtered'; readonly reason: string } | ({ readonly kind: 'mapped' } & MappedMessage);

export function mapForDestination(
  destination: ChannelDestination,
  message: Hl7Message,
  context: MappingContext,
): DestinationResult {
  if (destination.filter && !holds(destination.filter, message)) {
    return { kind: 'filtered', reason: `filter of ${destination.name}: ${destination.filter.text}` };
  }
  const mapped = mapToHl7(destination.rules, message, context);
  if (destination.connector === 'native') return { kind: 'mapped', ...mapped };
  const sent = rebuildLegacy(mapped.message);
  if (sent.ok) return { kind: 'mapped', ...mapped, message: sent.message };
  const problem: MappingProblem = { severity: 'error', code: 'connector', message: sent.reason };
  return { kind: 'mapped', ...mapped, problems: [...mapped.problems, problem] };
}
