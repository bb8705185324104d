import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Type } from 'typebox';
import { readYaml } from './yaml-source.ts';

/** Examinations in the order in which they are told; INF has none yet, only tasks. */
export const tracks = ['CPAS', 'CPSA', 'CPIA', 'CIIP', 'HL7', 'INF'] as const;
export type Track = (typeof tracks)[number];

/** One thing that a certificate asks for: a line of the coverage map. */
export interface Competency {
  /** `S107`. */
  readonly id: string;
  readonly track: Track;
  readonly text: string;
  /** Exercises of the map by catalogue id: for authors, never for the page. */
  readonly planned: string;
}

const Track = Type.Unsafe<Track>(Type.Union(tracks.map((track) => Type.Literal(track))));
const Competencies = Type.Record(
  Type.String({ pattern: '^S\\d{1,3}$' }),
  Type.Object(
    { track: Track, text: Type.String({ minLength: 1 }), planned: Type.String({ minLength: 1 }) },
    { additionalProperties: false },
  ),
);

const path = fileURLToPath(new URL('../../../scenarios/competencies.yaml', import.meta.url));
let known: ReadonlyMap<string, Competency> | undefined;

/** scenarios/competencies.yaml, read once, by number. Throws when that file is broken: it is no author's input. */
export function competencies(): ReadonlyMap<string, Competency> {
  known ??= readCompetencies(path, readFileSync(path, 'utf8'));
  return known;
}

function readCompetencies(file: string, text: string): ReadonlyMap<string, Competency> {
  const result = readYaml(file, text, Competencies);
  if (!result.ok) throw new Error(result.mistakes.map((each) => `${file}:${each.line}: ${each.message}`).join('\n'));
  return new Map(Object.entries(result.value).map(([id, each]) => [id, { id, ...each }]));
}

/** What is wrong with one number of a `covers` list, or undefined. */
export function coverMistake(covers: readonly string[], index: number): string | undefined {
  const id = covers[index] ?? '';
  if (!competencies().has(id)) return `${id} is no competency; scenarios/competencies.yaml lists them`;
  if (covers.indexOf(id) < index) return `${id} stands here twice; remove one`;
  return undefined;
}
