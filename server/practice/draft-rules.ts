import type { DraftRule, FunctionInfo } from '../contract/practice.ts';
import { nameOf } from '../protocols/dicom/dictionary.ts';
import { parseTag } from '../protocols/dicom/tag.ts';
import { mappingFunctions } from '../systems/mapping/functions.ts';
import type { MappingIssue } from '../systems/mapping/issue.ts';
import { asWritten, readYaml, type YamlTree } from '../systems/mapping/yaml-tree.ts';
import { attributeOf } from './attributes.ts';
import { RULES_FILE } from './map-message.ts';

/** Keys of a rule that have a place of their own; the others are parameters of its function. */
const named = new Set(['target', 'from', 'function', 'when', 'version', 'required', 'agree', 'note']);

/** The rules key by key as they are written, also those that do not read; none when the text is no YAML. */
export function draftRules(text: string, issues: readonly MappingIssue[]): DraftRule[] {
  const { root } = readYaml(RULES_FILE, text);
  const list = root?.kind === 'map' ? root.entries.get('rules') : undefined;
  const items = list?.kind === 'list' ? list.items : [];
  return items.map((item, index) => {
    const keys = item.kind === 'map' ? item.entries : new Map<string, YamlTree>();
    const said = (key: string): string => asWritten(keys.get(key));
    const target = said('target').replaceAll(' ', '');
    const end = items[index + 1]?.line ?? Number.POSITIVE_INFINITY;
    return {
      number: index + 1,
      line: item.line,
      target,
      name: nameFor(target),
      from: sourcesOf(keys.get('from')),
      function: said('function') || 'copy',
      parameters: Object.fromEntries(
        [...keys].filter(([key]) => !named.has(key)).map(([key, value]) => [key, asWritten(value)]),
      ),
      agree: said('agree'),
      when: said('when'),
      version: said('version'),
      required: said('required') === 'true',
      note: said('note'),
      problems: issues
        .filter((issue) => issue.file === RULES_FILE && issue.line >= item.line && issue.line < end)
        .map(({ found, expected }) => `found ${found}, expected ${expected}`),
    };
  });
}

function nameFor(target: string): string {
  const known = attributeOf(target.toUpperCase().replaceAll('X', 'x'));
  if (known) return known.name;
  const tag = parseTag(target.split('>').at(-1) ?? '');
  return tag === undefined ? '' : nameOf(tag);
}

function sourcesOf(from: YamlTree | undefined): Record<string, string> {
  if (from?.kind !== 'map') return from ? { any: asWritten(from) } : {};
  return Object.fromEntries([...from.entries].map(([version, value]) => [version, asWritten(value)]));
}

/** The functions that rules of a worklist may name. */
export const worklistFunctions: readonly FunctionInfo[] = [...mappingFunctions.values()]
  .filter(({ writes }) => writes !== 'hl7')
  .map(({ name, meaning, needsSource, parameters }) => ({
    name,
    meaning,
    needsSource,
    parameters: Object.entries(parameters).map(([key, info]) => ({
      name: key,
      kind: info.kind,
      required: info.required,
      choices: [...(info.choices ?? [])],
      meaning: info.meaning,
    })),
  }));
