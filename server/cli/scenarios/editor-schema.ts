import type { TSchema } from 'typebox';
import { LearnerAction } from '../../contract/action.ts';
import { FixFile } from '../../lab/scenario/fix-schema.ts';
import { ScenarioFile } from '../../lab/scenario/schema.ts';
import { sectionWords } from './template.ts';

type Json = Readonly<Record<string, unknown>>;

/** JSON Schemas for editors, by file name: made from the schemas that the loader checks with. */
export function editorSchemas(): ReadonlyMap<string, string> {
  const fix = withActions(plain(FixFile));
  const required = [...(fix['required'] as string[]), 'why', 'refusedBy'];
  return new Map([
    ['scenario.schema.json', text('Case: scenario.yaml', withWords(plain(ScenarioFile)))],
    ['fix.schema.json', text('Reference solution of a case: fixes/*.yaml', fix)],
    ['trap.schema.json', text('Trap of a case: traps/*.yaml', { ...fix, required })],
  ]);
}

/** Draft 7 is what editors know best; nothing here needs a later one. */
function text(title: string, schema: Json): string {
  const $schema = 'http://json-schema.org/draft-07/schema#';
  return `${JSON.stringify({ $schema, title, ...schema }, undefined, 2)}\n`;
}

const plain = (schema: TSchema): Json => JSON.parse(JSON.stringify(schema)) as Json;

/** The sections of a case, explained as the folder of a new case explains them. */
function withWords(schema: Json): Json {
  const words = sectionWords();
  const properties = Object.entries(schema['properties'] as Record<string, Json>).map(([key, value]) => {
    const description = words.get(key);
    return [key, description === undefined ? value : { description, ...value }] as const;
  });
  return { ...schema, properties: Object.fromEntries(properties) };
}

/** Where a fix says `action`, the actions of the page; each of their values may be a text with `${…}` in it. */
function withActions(schema: Json): Json {
  const action = { anyOf: (plain(LearnerAction)['anyOf'] as Json[]).map(relaxed) };
  const walk = (value: unknown, key: string): unknown => {
    if (Array.isArray(value)) return value.map((each) => walk(each, ''));
    if (value === null || typeof value !== 'object') return value;
    if (key === 'action') return { $ref: '#/definitions/action' };
    return Object.fromEntries(Object.entries(value).map(([name, each]) => [name, walk(each, name)]));
  };
  return { ...(walk(schema, '') as Json), definitions: { action } };
}

const filledLater = { type: 'string', pattern: '\\$\\{[^}]+\\}' };

function relaxed(branch: Json): Json {
  const properties = Object.entries(branch['properties'] as Record<string, Json>).map(
    ([name, value]) => [name, 'const' in value ? value : { anyOf: [value, filledLater] }] as const,
  );
  return { ...branch, properties: Object.fromEntries(properties), additionalProperties: false };
}
