import type { Static, TSchema } from 'typebox';
import { Value } from 'typebox/value';
import { isMap, isNode, LineCounter, parseDocument } from 'yaml';

/** A mistake in a scenario's file, said so that its author can mend it. */
export interface SourceMistake {
  readonly file: string;
  readonly line: number;
  readonly message: string;
}

export type SourceResult<T> =
  | {
      readonly ok: true;
      readonly value: T;
      /** Line of the key or entry at a path, or of the nearest one around it. */
      readonly lineOf: (path: readonly (string | number)[]) => number;
    }
  | { readonly ok: false; readonly mistakes: SourceMistake[] };

/** Reads YAML and checks it against a schema; each mistake carries the line it stands on and what was expected. */
export function readYaml<Schema extends TSchema>(
  file: string,
  text: string,
  schema: Schema,
): SourceResult<Static<Schema>> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, uniqueKeys: true });
  if (document.errors.length > 0) {
    return {
      ok: false,
      mistakes: document.errors.map((error) => ({
        file,
        line: lines.linePos(error.pos[0]).line,
        message: error.message.split('\n')[0] ?? error.message,
      })),
    };
  }
  const value: unknown = document.toJS();
  const lineOf = (path: readonly (string | number)[]): number => {
    for (let depth = path.length; depth >= 0; depth--) {
      const parent = document.getIn(path.slice(0, depth - 1), true);
      const key = path[depth - 1];
      if (isMap(parent) && key !== undefined) {
        const pair = parent.items.find((item) => String(item.key) === String(key));
        if (pair && isNode(pair.key) && pair.key.range) return lines.linePos(pair.key.range[0]).line;
      }
      const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
      if (isNode(node) && node.range) return lines.linePos(node.range[0]).line;
    }
    return 1;
  };
  if (Value.Check(schema, value)) return { ok: true, value, lineOf };

  const errors = [...Value.Errors(schema, value)].map((error) => ({
    path: error.instancePath.split('/').slice(1),
    keyword: error.keyword,
    message: error.message,
    params: error.params,
  }));
  // Within a union every branch complains; what helps is the deepest complaint and the list of allowed words.
  const deepest = errors.filter((error) => {
    // A key that a branch does not know says little when another branch knows it and complains of what is in it.
    const around = error.keyword === 'boolean' ? error.path.slice(0, -1) : error.path;
    return !errors.some(
      (other) => other.path.length > error.path.length && around.every((part, i) => other.path[i] === part),
    );
  });
  const byPlace = new Map<string, { path: string[]; messages: Set<string> }>();
  for (const error of deepest) {
    if (error.keyword === 'additionalProperties' && errors.some((other) => other.keyword === 'boolean')) continue;
    const key = error.path.join('/');
    const place = byPlace.get(key) ?? { path: error.path, messages: new Set<string>() };
    place.messages.add(explain(error));
    byPlace.set(key, place);
  }
  const mistakes = [...byPlace.values()].map(({ path, messages }) => ({
    file,
    line: lineOf(path),
    message: `${path.join('.') || 'file'}: ${[...messages].slice(0, 8).join(', or ')}`,
  }));
  return { ok: false, mistakes: mistakes.slice(0, 20) };
}

function explain(error: { keyword: string; message: string; params: Record<string, unknown> }): string {
  switch (error.keyword) {
    case 'boolean':
      return 'no such key here';
    case 'const':
      return `expected ${JSON.stringify(error.params['allowedValue'])}`;
    case 'required':
      return `missing ${JSON.stringify(error.params['requiredProperties'])}`;
    case 'type':
      return `expected ${String(error.params['type'])}`;
    case 'pattern':
      return `expected text like ${String(error.params['pattern'])}`;
    default:
      return error.message;
  }
}
