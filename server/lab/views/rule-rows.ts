import type { RuleRow, RuleSet } from '../../contract/engine.ts';
import type { PathsByVersion, Rule } from '../../systems/mapping/rule.ts';
import { asWritten, readYaml, type YamlTree } from '../../systems/mapping/yaml-tree.ts';

type Problems = RuleSet['problems'];

/** Keys of a rule that have a column or a place of their own; the others are parameters of its function. */
const named = new Set(['target', 'from', 'function', 'when', 'version', 'required', 'agree', 'note']);

/**
 * The rules of one list as the file has them: those that read, and between them those that do not, with what stands
 * there. Each carries the problems of its own lines.
 *
 * @param list pointer of the list that the rules stand in; a rule's place there is its number
 */
export function ruleRows(
  file: string,
  text: string,
  list: readonly (string | number)[],
  rules: readonly Rule[],
  problems: Problems,
): RuleRow[] {
  if (problems.length === 0) return rules.map((rule) => ruleRow(rule, list)); // most of the time, and quicker
  const written = itemsAt(readYaml(file, text).root, list);
  const read = new Map(rules.map((rule) => [rule.number, rule]));
  return written.map((item, index) => {
    const rule = read.get(index + 1);
    const row = rule ? ruleRow(rule, list) : unreadRow(item, [...list, index]);
    const end = written[index + 1]?.line ?? lastLine(item) + 1;
    return { ...row, problems: problems.filter(({ line }) => line >= item.line && line < end) };
  });
}

function itemsAt(root: YamlTree | undefined, pointer: readonly (string | number)[]): readonly YamlTree[] {
  let at = root;
  for (const step of pointer) {
    if (at?.kind === 'map' && typeof step === 'string') at = at.entries.get(step);
    else if (at?.kind === 'list' && typeof step === 'number') at = at.items[step];
    else return [];
  }
  return at?.kind === 'list' ? at.items : [];
}

function lastLine(tree: YamlTree): number {
  const parts = tree.kind === 'map' ? [...tree.entries.values()] : tree.kind === 'list' ? tree.items : [];
  return Math.max(tree.line, ...parts.map(lastLine));
}

function ruleRow(rule: Rule, list: readonly (string | number)[]): RuleRow {
  const any = rule.from.has('any');
  const from = (version: string): string =>
    rule.versions && !rule.versions.includes(version) ? '' : pathText(rule.from, version);
  return {
    pointer: [...list, rule.number - 1],
    target: rule.target.text,
    name: rule.note,
    from231: from('2.3.1'),
    from251: from('2.5.1'),
    sameSource: any || rule.from.size === 0,
    function: rule.function.name,
    parameters: [...rule.parameters].map(([key, value]) => `${key}=${parameterText(value)}`).join(' '),
    when: [
      ...(rule.when ? [rule.when.text] : []),
      ...(rule.versions ? [`version ${rule.versions.join(', ')}`] : []),
    ].join(' and '),
    note: [
      ...(rule.required ? ['required'] : []),
      ...(rule.agree.size > 0
        ? [
            `must agree with ${[...rule.agree.values()]
              .flat()
              .map((each) => each.text)
              .join(', ')}`,
          ]
        : []),
    ].join(', '),
    line: rule.line,
    problems: [],
  };
}

/** A rule that does not read, key by key as it is written. */
function unreadRow(item: YamlTree, pointer: RuleRow['pointer']): RuleRow {
  const keys = item.kind === 'map' ? item.entries : new Map<string, YamlTree>();
  const said = (key: string): string => asWritten(keys.get(key));
  const from = keys.get('from');
  const byVersion = from?.kind === 'map' ? from.entries : undefined;
  const versions = said('version');
  return {
    pointer,
    target: said('target'),
    name: said('note'),
    from231: byVersion ? asWritten(byVersion.get('2.3.1')) : asWritten(from),
    from251: byVersion ? asWritten(byVersion.get('2.5.1')) : asWritten(from),
    sameSource: byVersion === undefined,
    function: item.kind === 'map' ? said('function') || 'copy' : asWritten(item),
    parameters: [...keys].flatMap(([key, value]) => (named.has(key) ? [] : [`${key}=${asWritten(value)}`])).join(' '),
    when: [said('when'), versions === '' ? '' : `version ${versions}`].filter(Boolean).join(' and '),
    note: [
      said('required') === 'true' ? 'required' : '',
      said('agree') === '' ? '' : `must agree with ${said('agree')}`,
    ]
      .filter(Boolean)
      .join(', '),
    line: item.line,
    problems: [],
  };
}

function pathText(paths: PathsByVersion, version: string): string {
  return (paths.get(version) ?? paths.get('any') ?? []).map((each) => each.text).join(', ');
}

function parameterText(value: string | readonly string[] | ReadonlyMap<string, string>): string {
  if (typeof value === 'string') return value;
  return value instanceof Map
    ? [...(value as ReadonlyMap<string, string>)].map(([key, each]) => `${key}:${each}`).join(',')
    : (value as readonly string[]).join(',');
}
