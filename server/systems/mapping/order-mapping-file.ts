import { didYouMean, type MappingIssue } from './issue.ts';
import { readRules } from './read-rules.ts';
import { rememberByText } from './remember.ts';
import type { Rule } from './rule.ts';
import { MapReader, readYaml } from './yaml-tree.ts';

/** `/etc/ngmwl/order-mapping.yaml`: how mwl01 makes a worklist item of an order message. */
export interface OrderMappingFile {
  readonly file: string;
  readonly rules: readonly Rule[];
  readonly issues: readonly MappingIssue[];
}

export const readOrderMapping: (file: string, text: string) => OrderMappingFile = rememberByText(
  (file, text): OrderMappingFile => {
    const { root, issues: found } = readYaml(file, text);
    const issues: MappingIssue[] = [...found];
    if (!root) {
      if (issues.length === 0) issues.push({ file, line: 1, found: 'nothing', expected: 'rules' });
      return { file, rules: [], issues };
    }
    const reader = new MapReader(file, root, 'order mapping', issues);
    reader.text('description');
    const list = reader.list('rules') ?? [];
    if (list.length === 0) reader.complain(reader.lineOf('rules'), 'no rules', 'rules: a list');
    const rules = readRules(file, list, 'dicom', issues);
    for (const other of reader.refuseOthers()) {
      reader.complain(
        reader.lineOf(other),
        `"${other}"${didYouMean(other, ['rules', 'description'])}`,
        'rules and description',
      );
    }
    return { file, rules, issues };
  },
);
