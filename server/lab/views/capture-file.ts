import type { Conversation } from '../../network/capture.ts';
import { writePcapng } from '../../network/pcapng.ts';
import type { Hospital } from '../hospital.ts';
import type { Prelude } from '../prelude.ts';

/** Captured conversations in the order in which they ended, then those that are under way. */
export function capturedOf({ room }: Hospital): Conversation[] {
  return [...room.network.state.capture.conversations.values(), ...room.network.underWay()];
}

/**
 * All that was said before the learner arrived, by number: bytes that the last capture no longer keeps are in that of
 * an earlier checkpoint.
 */
export function capturedMorning({ checkpoints, hospital }: Prelude): Conversation[] {
  const all = new Map<number, Conversation>();
  for (const { hospital: then } of checkpoints) {
    for (const conversation of then.state.network.capture.conversations.values()) {
      if (conversation.kept !== undefined || !all.has(conversation.id)) all.set(conversation.id, conversation);
    }
  }
  for (const conversation of hospital.room.network.underWay()) all.set(conversation.id, conversation);
  return [...all.values()].sort((a, b) => a.id - b.id);
}

/** Conversations of a hospital as a pcapng file; those whose bytes are gone are not in it. */
export function captureFile({ room }: Hospital, conversations: readonly Conversation[]): Uint8Array {
  const hosts = room.network.state.hosts.values();
  const addresses = new Map(Array.from(hosts, ({ name, address }) => [name, address] as const));
  return writePcapng(conversations, addresses);
}
