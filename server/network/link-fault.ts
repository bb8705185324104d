import type { Micros } from '../core/clock.ts';
import { stream } from '../core/random.ts';
import type { Table } from '../core/state.ts';

export type Side = 'client' | 'server';

/**
 * What is wrong on the way between two hosts, or with how one of them speaks on it. What a setting can cause (a wrong AE
 * title, a port that nobody listens on, a presentation context that is not taken) is no flaw of the way: it is a patch of
 * the file that holds the setting.
 */
export type Flaw =
  /** The SYN is lost, as behind a firewall that says nothing. */
  | { readonly kind: 'drop' }
  /** The SYN is answered with RST. */
  | { readonly kind: 'refuse' }
  /** Each way takes longer. */
  | { readonly kind: 'delay'; readonly micros: Micros }
  /** RST once the client has sent so many bytes; the rest of that write never leaves. */
  | { readonly kind: 'reset'; readonly by: Side; readonly afterBytes: number }
  /**
   * A-ABORT (PS3.8 §9.3.8) once the client has sent so many bytes: the server's at once, the client's own after the PDU
   * that it is in.
   */
  | {
      readonly kind: 'abort';
      readonly by: Side;
      readonly afterBytes: number;
      readonly source: 'user' | 'provider';
    }
  /**
   * What `of` sends ends too early. Its first so many bytes pass, or all but so many of its first write when negative
   * (`-1`: the CR of an MLLP trailer), and nothing after them. Then it waits, or closes.
   */
  | { readonly kind: 'truncate'; readonly of: Side; readonly keep: number; readonly then: 'wait' | 'close' }
  /** The client ends the segments of its HL7 messages with LF in place of CR (HL7 2.5.1 §2.4). */
  | { readonly kind: 'line-feed' }
  /** The server takes the message and answers so much later. */
  | { readonly kind: 'ack-late'; readonly micros: Micros }
  /** The server's MSA names the message before this one (MSA-2), or refuses it although it was taken (MSA-1). */
  | { readonly kind: 'ack-wrong'; readonly saying: 'message-before' | 'AE' | 'AR' }
  /** The server takes the message and never answers. */
  | { readonly kind: 'ack-missing' }
  /** As of a duplex mismatch: this share of the TCP segments is lost, with what follows in the same burst. */
  | { readonly kind: 'loss'; readonly share: number };

export type FlawKind = Flaw['kind'];

/** A flaw with where and when it holds: plain data in the network's state. */
export interface LinkFault {
  readonly id: string;
  /** Host that opens the connection; any when undefined. */
  readonly from: string | undefined;
  readonly to: string;
  /** Any when undefined. */
  readonly port: number | undefined;
  readonly flaw: Flaw;
  /** Concerns each so-many-th conversation of this way; 1: each. */
  readonly every: number;
  /** And of those this share, drawn for each from a stream of its own; 1: all. */
  readonly chance: number;
  /** Conversations that have come by since it began. */
  readonly seen: number;
}

/**
 * Flaws of a conversation that begins now, undefined when there is none. Counts the conversation, so that "every
 * seventh" is the same in a copy.
 */
export function meetFaults(
  faults: Table<LinkFault>,
  way: { readonly id: number; readonly from: string; readonly to: string; readonly port: number },
  seed: string,
): readonly Flaw[] | undefined {
  let flaws: Flaw[] | undefined;
  for (const fault of [...faults.values()]) {
    const concerned =
      fault.to === way.to &&
      (fault.from === undefined || fault.from === way.from) &&
      (fault.port === undefined || fault.port === way.port);
    if (!concerned) continue;
    const seen = fault.seen + 1;
    faults.put(fault.id, { ...fault, seen });
    if (seen % fault.every !== 0) continue;
    if (fault.chance < 1 && !stream(seed, `link-fault/${fault.id}#${way.id}`).chance(fault.chance)) continue;
    flaws ??= [];
    flaws.push(fault.flaw);
  }
  return flaws;
}

export function findFlaw<Kind extends FlawKind>(
  flaws: readonly Flaw[] | undefined,
  kind: Kind,
): Extract<Flaw, { kind: Kind }> | undefined {
  return flaws?.find((flaw): flaw is Extract<Flaw, { kind: Kind }> => flaw.kind === kind);
}
