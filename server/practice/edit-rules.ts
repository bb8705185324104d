import { type Document, isMap, isSeq, parseDocument, type YAMLMap } from 'yaml';
import type { RuleEdit } from '../contract/practice.ts';
import { mappingFunctions } from '../systems/mapping/functions.ts';
import { hl7Versions } from '../systems/mapping/rule.ts';

export type EditedRules =
  { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

const refuse = (message: string): EditedRules => ({ ok: false, message });

/**
 * Changes one thing in the rules' text, as a form does; comments and order stay. A list is written as `a, b`, a map as
 * `a: b, c: d`. `from.2.3.1` makes the source one by version.
 */
export function editRules(text: string, edit: RuleEdit): EditedRules {
  const document = parseDocument(text, { schema: 'failsafe', uniqueKeys: true });
  const [error] = document.errors;
  if (error) return refuse(`The text is no YAML: ${error.message.split('\n')[0] ?? ''} Mend it there first.`);
  if (document.contents === null || !isMap(document.contents)) {
    if (edit.kind !== 'add') return refuse('There are no rules yet.');
    document.contents = document.createNode({ rules: [] }) as unknown as typeof document.contents;
  }
  const rules: unknown = document.get('rules', true);
  if (edit.kind === 'add') {
    const rule = document.createNode({ target: edit.target });
    if (isSeq(rules)) {
      rules.flow = false;
      rules.add(rule);
    } else document.set('rules', document.createNode([{ target: edit.target }]));
    return written(document);
  }
  const rule = isSeq(rules) ? rules.items[edit.rule - 1] : undefined;
  if (!isSeq(rules) || !isMap(rule)) return refuse(`There is no rule ${edit.rule}.`);
  if (edit.kind === 'remove') {
    rules.items.splice(edit.rule - 1, 1);
    return written(document);
  }
  const { key, value } = edit;
  const [name, version] = splitVersion(key);
  if (version === undefined) {
    if (value === null) rule.delete(name);
    else rule.set(name, nodeOf(document, shaped(rule, name, value)));
    if (name === 'function') dropStrangers(rule, value ?? 'copy');
  } else setVersion(document, rule, name, version, value);
  return written(document);
}

function splitVersion(key: string): [string, string | undefined] {
  const dot = key.indexOf('.');
  return dot < 0 ? [key, undefined] : [key.slice(0, dot), key.slice(dot + 1)];
}

function setVersion(document: Document, rule: YAMLMap, name: string, version: string, value: string | null): void {
  const old: unknown = rule.get(name, true);
  if (!isMap(old)) {
    // One source for both versions stays that of the other one.
    const both = old === undefined ? [] : hl7Versions.map((each): [string, unknown] => [each, old]);
    rule.set(name, document.createNode(Object.fromEntries(both)));
  }
  const map: unknown = rule.get(name, true);
  if (!isMap(map)) return;
  map.flow = false;
  if (value === null) map.delete(version);
  else map.set(version, nodeOf(document, listed(value)));
  if (map.items.length === 0) rule.delete(name);
}

/** Lists stand on one line: `[OBR-18, OBR-3]`. */
function nodeOf(document: Document, value: unknown): unknown {
  const node = document.createNode(value);
  if (isSeq(node)) node.flow = true;
  return node;
}

/** A parameter of the function before means nothing to the one now. */
function dropStrangers(rule: YAMLMap, name: string): void {
  const definition = mappingFunctions.get(name);
  if (!definition) return;
  const kept = new Set([
    'target',
    'from',
    'function',
    'agree',
    'when',
    'version',
    'required',
    'note',
    ...Object.keys(definition.parameters),
  ]);
  for (const key of rule.items.map((pair) => String(pair.key))) if (!kept.has(key)) rule.delete(key);
}

/** A value in the shape that its key has: a text, a list, or names with values. */
function shaped(rule: YAMLMap, key: string, value: string): unknown {
  if (key === 'from' || key === 'agree' || key === 'version') return listed(value);
  const written: unknown = rule.get('function');
  const name = typeof written === 'string' ? written : 'copy';
  switch (mappingFunctions.get(name)?.parameters[key]?.kind) {
    case 'list':
      return value
        .split(',')
        .map((each) => each.trim())
        .filter((each) => each !== '');
    case 'map':
      return Object.fromEntries(
        value.split(',').map((each) => {
          const colon = each.indexOf(':');
          return colon < 0 ? [each.trim(), ''] : [each.slice(0, colon).trim(), each.slice(colon + 1).trim()];
        }),
      );
    case 'text':
    case undefined:
      return value;
  }
}

function listed(value: string): string | string[] {
  const parts = value
    .split(',')
    .map((each) => each.trim())
    .filter((each) => each !== '');
  return parts.length > 1 ? parts : (parts[0] ?? '');
}

function written(document: Document): EditedRules {
  return { ok: true, text: document.toString({ lineWidth: 0, flowCollectionPadding: false }) };
}
