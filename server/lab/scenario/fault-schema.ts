import { Type, type Static } from 'typebox';

const closed = { additionalProperties: false } as const;
/** Hospital time: `HH:MM`, `HH:MM:SS`, with `-1 ` in front for the evening before; or `${variable}` that becomes one. */
export const Moment = Type.String({
  pattern: '^((-1 )?([01][0-9]|2[0-3]):[0-5][0-9](:[0-5][0-9])?|.*\\$\\{[^}]+\\}.*)$',
});
const Pointer = Type.Array(Type.Union([Type.String(), Type.Integer()]), { minItems: 1, maxItems: 12 });
const Seconds = Type.Number({ minimum: 0.001, maximum: 300 });
const Port = Type.Integer({ minimum: 1, maximum: 65_535 });
const Side = Type.Union([Type.Literal('client'), Type.Literal('server')]);
const Scalar = Type.Union([Type.String(), Type.Number(), Type.Boolean(), Type.Null()]);

/** `until`: taken back then; left out: it stays. `id`: by which it is taken back by hand. */
const time = {
  id: Type.Optional(Type.String({ pattern: '^[a-z][a-z0-9-]*$' })),
  at: Moment,
  until: Type.Optional(Moment),
};
/** What the host's change history says of it. */
const change = { author: Type.String(), note: Type.String() };

/** A deliberate change to the text of a file on a host, dated in the host's change history. */
export const FileFault = Type.Object(
  {
    ...time,
    host: Type.String(),
    path: Type.String(),
    ...change,
    /** A file that was not there before. */
    install: Type.Optional(Type.String({ maxLength: 65_536 })),
    set: Type.Optional(
      Type.Array(Type.Object({ pointer: Pointer, value: Type.Union([Type.String(), Type.Null()]) }, closed), {
        minItems: 1,
      }),
    ),
    replace: Type.Optional(
      Type.Array(Type.Object({ find: Type.String({ minLength: 1 }), with: Type.String() }, closed), { minItems: 1 }),
    ),
  },
  closed,
);

/** The same kinds as the network's (server/network/link-fault.ts), with seconds in place of µs. */
const Flaw = Type.Union([
  Type.Object({ kind: Type.Literal('drop') }, closed),
  Type.Object({ kind: Type.Literal('refuse') }, closed),
  Type.Object({ kind: Type.Literal('delay'), seconds: Seconds }, closed),
  Type.Object({ kind: Type.Literal('reset'), by: Side, afterBytes: Type.Integer({ minimum: 1 }) }, closed),
  Type.Object(
    {
      kind: Type.Literal('abort'),
      by: Side,
      afterBytes: Type.Integer({ minimum: 1 }),
      source: Type.Union([Type.Literal('user'), Type.Literal('provider')]),
    },
    closed,
  ),
  Type.Object(
    {
      kind: Type.Literal('truncate'),
      of: Side,
      keep: Type.Integer(),
      then: Type.Union([Type.Literal('wait'), Type.Literal('close')]),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('line-feed') }, closed),
  Type.Object({ kind: Type.Literal('ack-late'), seconds: Seconds }, closed),
  Type.Object(
    {
      kind: Type.Literal('ack-wrong'),
      saying: Type.Union([Type.Literal('message-before'), Type.Literal('AE'), Type.Literal('AR')]),
    },
    closed,
  ),
  Type.Object({ kind: Type.Literal('ack-missing') }, closed),
  Type.Object({ kind: Type.Literal('loss'), share: Type.Number({ minimum: 0.001, maximum: 0.5 }) }, closed),
]);

/** Something wrong on the way between two hosts, down to bytes and packets. */
export const LinkFault = Type.Object(
  {
    ...time,
    link: Type.Object(
      {
        /** Host that opens the connection; any when left out. */
        from: Type.Optional(Type.String()),
        to: Type.String(),
        port: Type.Optional(Port),
        /** Each so-many-th conversation of this way only. */
        every: Type.Optional(Type.Integer({ minimum: 1, maximum: 1000 })),
        /** This share of them only, drawn from a stream of its own. */
        chance: Type.Optional(Type.Number({ minimum: 0.001, maximum: 1 })),
        /** Holds only while a key of a settings file in service has one of these values: what a learner can mend. */
        while: Type.Optional(
          Type.Object(
            {
              host: Type.String(),
              path: Type.String(),
              key: Type.String({ minLength: 1 }),
              is: Type.Array(Type.String(), { minItems: 1, maxItems: 10 }),
            },
            closed,
          ),
        ),
      },
      closed,
    ),
    flaw: Flaw,
  },
  closed,
);

const rowTables = ['patient', 'order', 'study', 'schedule', 'placed-order', 'mwl_item'] as const;

/** A row of a system's own table that says something else than it should. */
export const RowFault = Type.Object(
  {
    ...time,
    /** Who is said to have changed it. */
    author: Type.String(),
    row: Type.Object(
      {
        table: Type.Unsafe<(typeof rowTables)[number]>(Type.Union(rowTables.map((name) => Type.Literal(name)))),
        /** Of an order of the script, by its name; or of a patient of it. */
        order: Type.Optional(Type.String()),
        patient: Type.Optional(Type.String()),
        /** Columns of the table; of `mwl_item` attributes as `(gggg,eeee)`. */
        set: Type.Record(Type.String(), Scalar, { minProperties: 1 }),
      },
      closed,
    ),
  },
  closed,
);

/** A clock that follows no time server and runs so many seconds ahead (or, negative, behind). */
export const ClockFault = Type.Object(
  {
    ...time,
    ...change,
    clock: Type.Object(
      { host: Type.String(), seconds: Type.Integer({ minimum: -8_000_000, maximum: 8_000_000 }) },
      closed,
    ),
  },
  closed,
);

/** A host that answers nothing. */
export const HostFault = Type.Object({ ...time, down: Type.String() }, closed);

/** A fault is data: what becomes wrong, where, from when on, and until when. */
export const Fault = Type.Union([FileFault, LinkFault, RowFault, ClockFault, HostFault]);
export type Fault = Static<typeof Fault>;
export type FileFault = Static<typeof FileFault>;
export type LinkFault = Static<typeof LinkFault>;
export type RowFault = Static<typeof RowFault>;
export type ClockFault = Static<typeof ClockFault>;
export type HostFault = Static<typeof HostFault>;

/** A file patch or a clock, both of which change a file's text. */
export const fileOf = (fault: Fault): { readonly host: string; readonly path: string } | undefined =>
  'path' in fault ? fault : 'clock' in fault ? { host: fault.clock.host, path: '/etc/ntp.conf' } : undefined;
