import type { Micros } from '../../core/clock.ts';

/** `warn`: worth a look, for example some contexts refused; `bad`: it failed. */
export type PacketLevel = 'ok' | 'warn' | 'bad';

/** One line of the sniffer: a TCP event, or what a receiver takes as one thing: a PDU, a frame. */
export interface Packet {
  /** Counts the packets of its conversation, from 1. */
  readonly n: number;
  readonly at: Micros;
  readonly from: 'client' | 'server';
  readonly protocol: 'TCP' | 'HL7' | 'DICOM';
  readonly kind: 'syn' | 'syn-ack' | 'fin' | 'reset' | 'retransmission' | 'not-kept' | 'frame' | 'pdu' | 'bytes';
  /** Bytes of its direction, [start, end); both 0 for a TCP event. */
  readonly start: number;
  readonly end: number;
  /** As Wireshark says it, in the words of the standards. */
  readonly info: string;
  readonly level: PacketLevel;
}

/** A packet without its number, with the place of its last write for the order. */
export interface Unit extends Omit<Packet, 'n'> {
  readonly order: number;
}
