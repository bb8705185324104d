import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type, type Static } from 'typebox';
import { FileFault, LinkFault, Moment } from '../scenario/fault-schema.ts';
import { readYaml } from '../scenario/yaml-source.ts';

const closed = { additionalProperties: false } as const;
const Window = Type.Tuple([Moment, Moment]);
const { host, path: file, author, note, set, replace } = FileFault.properties;
const { link, flaw } = LinkFault.properties;

/** A change of a setting that does no harm; `minutes`: taken back after so long. */
const Oddity = Type.Object(
  {
    window: Window,
    minutes: Type.Optional(Type.Integer({ minimum: 1 })),
    host,
    path: file,
    author,
    note,
    set,
    replace,
  },
  closed,
);
/** A way that fails for a moment. */
const Trouble = Type.Object(
  { window: Window, seconds: Type.Integer({ minimum: 1, maximum: 600 }), link, flaw },
  closed,
);
/** A machine that is turned away. */
const Stranger = Type.Object(
  {
    window: Window,
    to: Type.String(),
    port: Type.Integer({ minimum: 1, maximum: 65_535 }),
    calling: Type.String({ maxLength: 16 }),
    called: Type.String({ maxLength: 16 }),
  },
  closed,
);
export type Oddity = Static<typeof Oddity>;
export type Trouble = Static<typeof Trouble>;
export type Stranger = Static<typeof Stranger>;

const NoiseFile = Type.Object(
  { oddities: Type.Array(Oddity), troubles: Type.Array(Trouble), strangers: Type.Array(Stranger) },
  closed,
);

export interface NoisePool extends Static<typeof NoiseFile> {
  /** SHA-256 of the file: an exam depends on it. */
  readonly hash: string;
}

const path = fileURLToPath(new URL('../../../scenarios/noise.yaml', import.meta.url));
let pool: NoisePool | undefined;

/** scenarios/noise.yaml, read once. Throws when that file is broken: it is no author's input. */
export function noisePool(): NoisePool {
  pool ??= read(readFileSync(path, 'utf8'));
  return pool;
}

function read(text: string): NoisePool {
  const result = readYaml(path, text, NoiseFile);
  if (!result.ok) throw new Error(result.mistakes.map((each) => `${path}:${each.line}: ${each.message}`).join('\n'));
  return { ...result.value, hash: createHash('sha256').update(text).digest('hex') };
}
