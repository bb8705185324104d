import type { RuleRow, RuleSet } from '../../../../server/contract/engine.ts';
import { t } from '../../text/t.ts';
import type { EditCell, EditRow } from './edit-grid.ts';
import { cellId, isEditable, owningColumn, ruleText, type CellEdit, type RuleColumn } from './edits.ts';

export const ruleColumns = ['name', 'target', 'from231', 'from251', 'by', 'when'] as const;

export const ruleRowId = (set: RuleSet, rule: RuleRow): string => `${set.host}:${set.path}#${rule.pointer.join('/')}`;

/** The lookup table that a rule reads. */
export function tableOf({ parameters }: RuleRow): string | undefined {
  return /(?:^| )table=(\S+)/.exec(parameters)?.[1];
}

/** `PROC2MOD table, modality`, `copy`, `constant MWL`. */
export function ruleBy(rule: RuleRow): string {
  const table = tableOf(rule);
  const column = /(?:^| )column=(\S+)/.exec(rule.parameters)?.[1];
  if (table !== undefined) return t.engine.byTable(table, column ?? '');
  const parameters = rule.parameters.replace(/^value=/, '');
  return [rule.function, parameters].filter(Boolean).join(' ');
}

/** `…(0040,0001)` for a tag within a sequence. */
export function shortTarget(target: string): string {
  const last = target.lastIndexOf('>');
  return last === -1 ? target : `…${target.slice(last + 1)}`;
}

export function matchesRule(rule: RuleRow, text: string): boolean {
  const said = [
    rule.target,
    rule.name,
    rule.from231,
    rule.from251,
    rule.function,
    rule.parameters,
    rule.when,
    rule.note,
  ]
    .join('\n')
    .toLowerCase();
  return text
    .toLowerCase()
    .split(/\s+/)
    .every((word) => said.includes(word));
}

/** `line 43: found …, expected …`, one after the other. */
export function problemText(problems: RuleRow['problems']): string {
  return problems.map(({ line, message }) => `${t.engine.line(line)}: ${message}`).join('; ');
}

/** Rows for what is wrong with a file beside its rules, for example that it is no YAML. */
export function strayRows({ host, path, rules, problems }: RuleSet, columns: number): EditRow[] {
  const told = new Set(rules.flatMap((rule) => rule.problems.map(({ line, message }) => `${line}:${message}`)));
  return problems
    .filter(({ line, message }) => !told.has(`${line}:${message}`))
    .map((problem) => ({
      id: `${host}:${path}!${problem.line}:${problem.message}`,
      state: 'broken',
      wrong: problemText([problem]),
      cells: Array.from({ length: columns }, (_, index) => ({
        text: index === 0 ? t.engine.brokenFile : '',
        locked: t.engine.inText,
      })),
    }));
}

export function ruleCells(
  set: RuleSet,
  rule: RuleRow,
  editOf: (id: string) => CellEdit | undefined,
  locked: string | undefined,
  openTable: (name: string) => void,
): EditRow {
  const id = ruleRowId(set, rule);
  const cell = (column: RuleColumn, more: Partial<EditCell> = {}): EditCell => {
    const edit = !isEditable(rule, column)
      ? undefined
      : editOf(cellId(set.host, set.path, rule.pointer.join('/'), owningColumn(rule, column)));
    const saved = ruleText(rule, column);
    return {
      text: edit?.after ?? saved,
      before: edit ? saved : undefined,
      locked: isEditable(rule, column) ? locked : t.engine.noSource,
      ...more,
    };
  };
  const table = tableOf(rule);
  return {
    id,
    ...(rule.problems.length > 0 ? { state: 'broken', wrong: problemText(rule.problems) } : {}),
    cells: [
      cell('name'),
      { text: rule.target, shown: shortTarget(rule.target), locked: t.engine.inText, mono: true, dim: true },
      cell('from231', { mono: true }),
      cell('from251', { mono: true }),
      {
        text: ruleBy(rule),
        locked: t.engine.inText,
        ...(table === undefined ? { dim: true } : { open: () => openTable(table) }),
      },
      cell('when', { mono: true }),
    ],
  };
}
