import { Type, type Static } from 'typebox';
import { Instant } from './basics.ts';

export const PacketProtocol = Type.Union([Type.Literal('TCP'), Type.Literal('HL7'), Type.Literal('DICOM')]);
export type PacketProtocol = Static<typeof PacketProtocol>;

/** `warn`: worth a look; `bad`: it failed. */
export const PacketLevel = Type.Union([Type.Literal('ok'), Type.Literal('warn'), Type.Literal('bad')]);
export type PacketLevel = Static<typeof PacketLevel>;

const words = Type.String({ maxLength: 128 });

const filter = {
  /** Capture point: one end of the conversation; with `peer` a link. */
  host: Type.Optional(words),
  peer: Type.Optional(words),
  port: Type.Optional(Type.Integer({ minimum: 1, maximum: 65_535 })),
  protocol: Type.Optional(PacketProtocol),
  /** Called or calling AE title of the association. */
  ae: Type.Optional(words),
  /** ID or part of the name of a patient that some message of the conversation names. */
  patient: Type.Optional(words),
  accession: Type.Optional(words),
  /** Every word stands somewhere in the line. */
  text: Type.Optional(words),
  /** Packets that failed or are worth a look. */
  errors: Type.Optional(Type.Boolean()),
  /** Number of the conversation to follow. */
  conversation: Type.Optional(Type.Integer({ minimum: 1 })),
  at: Type.Optional(Instant),
};
export const PacketFilter = Type.Object(filter);
export type PacketFilter = Static<typeof PacketFilter>;

export const PacketPage = Type.Object({
  ...filter,
  /** `older` of the answer before: what came before its conversations. */
  before: Type.Optional(Type.Integer({ minimum: 0 })),
});
export type PacketPage = Static<typeof PacketPage>;

export const PacketRow = Type.Object({
  /** Counts the packets of the conversation, from 1. */
  n: Type.Integer(),
  at: Instant,
  /** Sent by the side that opened the conversation. */
  isClient: Type.Boolean(),
  protocol: PacketProtocol,
  /** Bytes of the PDU or frame; 0 of a TCP event. */
  length: Type.Integer(),
  info: Type.String(),
  level: PacketLevel,
});
export type PacketRow = Static<typeof PacketRow>;

export const PacketConversation = Type.Object({
  id: Type.Integer(),
  client: Type.String(),
  clientPort: Type.Integer(),
  server: Type.String(),
  serverPort: Type.Integer(),
  /** False: the bytes made room for newer ones. */
  isKept: Type.Boolean(),
  /** True: still under way. */
  isOpen: Type.Boolean(),
  packets: Type.Array(PacketRow),
});
export type PacketConversation = Static<typeof PacketConversation>;

/** The newest conversations that fit the filter with their packets that do, oldest first. */
export const PacketList = Type.Object({
  conversations: Type.Array(PacketConversation),
  /** Conversations captured in all, and how many of them have lost their bytes. */
  captured: Type.Integer(),
  notKept: Type.Integer(),
  /** Ask for what came before with this; null: there is nothing. */
  older: Type.Union([Type.Integer(), Type.Null()]),
});
export type PacketList = Static<typeof PacketList>;

/** A line of the layered view, in the order of the bytes; its children follow with a greater depth. */
export const PacketNode = Type.Object({
  depth: Type.Integer(),
  name: Type.String(),
  value: Type.String(),
  /** What the value stands for. */
  meaning: Type.Optional(Type.String()),
  clause: Type.Optional(Type.String()),
  /** What is wrong with these bytes: the code of a diagnostic. */
  problem: Type.Optional(Type.String()),
  /** What was said here failed, or is worth a look; left out where all is well. */
  level: Type.Optional(PacketLevel),
  /** Place in `bytes`, counted from `origin`, [start, end); left out where no bytes stand for it. */
  start: Type.Optional(Type.Integer()),
  end: Type.Optional(Type.Integer()),
});
export type PacketNode = Static<typeof PacketNode>;

const PacketEnd = Type.Object({ host: Type.String(), address: Type.String(), port: Type.Integer() });

export const PacketDetail = Type.Object({
  conversation: Type.Integer(),
  n: Type.Integer(),
  at: Instant,
  from: PacketEnd,
  to: PacketEnd,
  protocol: PacketProtocol,
  info: Type.String(),
  level: PacketLevel,
  isKept: Type.Boolean(),
  nodes: Type.Array(PacketNode),
  /**
   * First 64 kB of the bytes that the nodes speak of, base64: the headers of the frame that begins them, then the bytes
   * as TCP hands them over. The first one is byte `origin` of its direction; headers stand before what they carry.
   */
  bytes: Type.String(),
  origin: Type.Integer(),
  totalBytes: Type.Integer(),
});
export type PacketDetail = Static<typeof PacketDetail>;
