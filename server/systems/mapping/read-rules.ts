import { conditionForm, parseCondition } from './condition.ts';
import type { MappingFunction } from './function.ts';
import { mappingFunctions } from './functions.ts';
import { didYouMean, type MappingIssue } from './issue.ts';
import { isKnownField } from './known-field.ts';
import { mappingLimits } from './limits.ts';
import type { LookupTable } from './lookup-table.ts';
import { hl7Versions, type PathsByVersion, type Rule } from './rule.ts';
import { listParameter, type RuleParameters, textParameter } from './rule-parameters.ts';
import { parseSourcePath, type SourcePath } from './source-path.ts';
import { parseDicomTarget, parseHl7Target } from './target.ts';
import { isZone } from './time-functions.ts';
import { describe, MapReader, type YamlTree } from './yaml-tree.ts';

const ruleKeys = ['target', 'from', 'function', 'agree', 'when', 'version', 'required', 'note'] as const;

/** Reads a list of rules; each mistake is an issue and its rule is left out. */
export function readRules(
  file: string,
  items: readonly YamlTree[],
  kind: 'hl7' | 'dicom',
  issues: MappingIssue[],
): Rule[] {
  const rules: Rule[] = [];
  items.slice(0, mappingLimits.rules).forEach((item, index) => {
    const before = issues.length;
    const rule = readRule(file, item, index + 1, kind, issues);
    if (issues.length === before && rule) rules.push(rule);
  });
  if (items.length > mappingLimits.rules) {
    issues.push({
      file,
      line: items[mappingLimits.rules]?.line ?? 1,
      found: `${items.length} rules`,
      expected: `at most ${mappingLimits.rules}`,
    });
  }
  return rules;
}

function readRule(
  file: string,
  item: YamlTree,
  number: number,
  kind: 'hl7' | 'dicom',
  issues: MappingIssue[],
): Rule | undefined {
  const reader = new MapReader(file, item, `rule ${number}`, issues);
  if (item.kind !== 'map') return undefined;
  const targetText = reader.requiredText('target', kind === 'hl7' ? 'a place like OBR-18' : 'a tag like (0008,0050)');
  const from = readPaths(reader, 'from');
  const name = reader.text('function') ?? 'copy';
  const agree = readPaths(reader, 'agree');
  const versions = reader.texts('version');
  const requiredText = reader.text('required') ?? 'false';
  const whenText = reader.text('when');
  const note = reader.text('note') ?? '';

  for (const version of versions ?? []) checkVersion(reader, reader.lineOf('version'), version);
  if (!['true', 'false'].includes(requiredText)) {
    reader.complain(reader.lineOf('required'), `"${requiredText}"`, 'required: true or false');
  }
  const when = whenText === undefined ? undefined : parseCondition(whenText);
  if (whenText !== undefined && !when) reader.complain(reader.lineOf('when'), `"${whenText}"`, conditionForm);
  for (const test of when?.tests ?? []) {
    if (!isKnownField(test.path, hl7Versions))
      reader.complain(reader.lineOf('when'), `path ${test.pathText}`, 'a field of HL7 2.3.1 or 2.5.1');
  }

  if (targetText === '') return undefined;
  const target = kind === 'hl7' ? parseHl7Target(targetText) : parseDicomTarget(targetText);
  if ('problem' in target) {
    reader.complain(reader.lineOf('target'), `target "${targetText}"`, target.problem);
    return undefined;
  }
  if (target.kind === 'hl7' && !isKnownField(target.path, versions ?? hl7Versions)) {
    reader.complain(reader.lineOf('target'), `target "${targetText}"`, 'a field of HL7 2.3.1 or 2.5.1');
  }

  const definition = mappingFunctions.get(name);
  if (!definition) {
    const line = reader.lineOf('function');
    reader.complain(
      line,
      `function "${name}"${didYouMean(name, mappingFunctions.keys())}`,
      `one of ${[...mappingFunctions.keys()].join(', ')}`,
    );
    return undefined;
  }
  if (definition.writes !== 'both' && definition.writes !== kind) {
    reader.complain(
      reader.lineOf('function'),
      `function ${name}`,
      `a function that writes ${kind === 'hl7' ? 'HL7' : 'DICOM'}`,
    );
  }
  if (definition.needsSource && from.size === 0)
    reader.complain(reader.line, 'no from', `from: the place that ${name} reads`);
  const parameters = readParameters(reader, definition);
  return {
    number,
    line: reader.line,
    target,
    from,
    function: definition,
    parameters,
    agree,
    when,
    versions,
    required: requiredText === 'true',
    note,
  };
}

function checkVersion(reader: MapReader, line: number, version: string): void {
  if (hl7Versions.some((known) => known === version)) return;
  reader.complain(line, `version "${version}"`, `one of ${hl7Versions.join(', ')}`);
}

/** A path, a list of paths, or either by version. */
function readPaths(reader: MapReader, key: 'from' | 'agree'): PathsByVersion {
  const paths = new Map<string, readonly SourcePath[]>();
  const tree = reader.tree(key);
  if (!tree) return paths;
  const read = (value: YamlTree, versions: readonly string[]): readonly SourcePath[] => {
    const texts = value.kind === 'list' ? value.items : [value];
    return texts.flatMap((each) => {
      const path = each.kind === 'text' ? parseSourcePath(each.text) : undefined;
      if (path && isKnownField(path.path, versions)) return [path];
      const expected = path
        ? `a field of HL7 ${versions.join(' or ')}`
        : 'a place like OBR-18, PID-3.4.1 or AL1[*]-3.2';
      reader.complain(each.line, `path ${describe(each)}`, expected);
      return [];
    });
  };
  if (tree.kind !== 'map') {
    paths.set('any', read(tree, hl7Versions));
    return paths;
  }
  for (const [version, value] of tree.entries) {
    checkVersion(reader, value.line, version);
    paths.set(version, read(value, [version]));
  }
  return paths;
}

function readParameters(reader: MapReader, definition: MappingFunction): RuleParameters {
  const parameters = new Map<string, string | readonly string[] | ReadonlyMap<string, string>>();
  const known = Object.entries(definition.parameters);
  for (const [name, info] of known) {
    const tree = reader.tree(name);
    if (!tree) {
      if (info.required) reader.complain(reader.line, `no ${name}`, `${name}: ${info.meaning}`);
      continue;
    }
    if (info.kind === 'map') {
      if (tree.kind === 'map') {
        const entries = [...tree.entries].map(([key, value]): [string, string] => [
          key,
          value.kind === 'text' ? value.text : '',
        ]);
        parameters.set(name, new Map(entries));
      } else reader.complain(tree.line, describe(tree), `${name}: ${info.meaning}`);
      continue;
    }
    const value = info.kind === 'list' ? reader.texts(name) : reader.text(name);
    if (value === undefined) continue;
    if (typeof value === 'string' && info.choices && !info.choices.includes(value)) {
      reader.complain(tree.line, `${name} "${value}"`, `one of ${info.choices.join(', ')}`);
    }
    if (typeof value === 'string' && (name === 'zone' || name === 'assume') && !isZone(value)) {
      reader.complain(tree.line, `${name} "${value}"`, 'site, host, UTC or an offset like -0500');
    }
    parameters.set(name, value);
  }
  const allowed = [...ruleKeys, ...known.map(([name]) => name)];
  for (const other of reader.refuseOthers()) {
    reader.complain(
      reader.lineOf(other),
      `"${other}" in a rule with ${definition.name}${didYouMean(other, allowed)}`,
      `one of ${allowed.join(', ')}`,
    );
  }
  const components = listParameter(parameters, 'components');
  if (components?.some((each) => !/^[1-9]\d?$/.test(each))) {
    reader.complain(reader.lineOf('components'), components.join(', '), 'numbers of components');
  }
  return parameters;
}

/** What rules want of lookup tables that isn't there. */
export function checkTables(
  file: string,
  rules: readonly Rule[],
  tables: ReadonlyMap<string, LookupTable>,
): MappingIssue[] {
  const issues: MappingIssue[] = [];
  for (const rule of rules) {
    const name = textParameter(rule.parameters, 'table');
    if (rule.function.name !== 'lookup' || name === undefined) continue;
    const table = tables.get(name);
    const column = textParameter(rule.parameters, 'column') ?? '';
    if (!table) {
      issues.push({
        file,
        line: rule.line,
        found: `table "${name}"${didYouMean(name, tables.keys())}`,
        expected: `one of ${[...tables.keys()].join(', ')}`,
      });
    } else if (!table.columns.slice(1).includes(column)) {
      issues.push({
        file,
        line: rule.line,
        found: `column "${column}"`,
        expected: `a column of ${name}: ${table.columns.slice(1).join(', ')}`,
      });
    }
  }
  return issues;
}
