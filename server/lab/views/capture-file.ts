import type { Conversation } from '../../network/capture.ts';
import { writePcapng } from '../../network/pcapng.ts';
import type { Hospital } from '../hospital.ts';

/** Captured conversations in the order in which they ended, then those that are under way. */
export function capturedOf({ room }: Hospital): Conversation[] {
  return [...room.network.state.capture.conversations.values(), ...room.network.underWay()];
}

/** Conversations of a hospital as a pcapng file; those whose bytes are gone are not in it. */
export function captureFile({ room }: Hospital, conversations: readonly Conversation[]): Uint8Array {
  const hosts = room.network.state.hosts.values();
  const addresses = new Map(Array.from(hosts, ({ name, address }) => [name, address] as const));
  return writePcapng(conversations, addresses);
}
