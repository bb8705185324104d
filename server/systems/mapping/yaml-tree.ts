import { isAlias, isMap, isScalar, isSeq, LineCounter, parseDocument, type Node } from 'yaml';
import type { MappingIssue } from './issue.ts';
import { mappingLimits } from './limits.ts';

/**
 * A YAML file as a tree of texts with line numbers. Read with the failsafe schema: every scalar is the text that stands
 * there, so that `2.5` and `001` and `NO` are not turned into something else.
 */
export type YamlTree =
  | { readonly kind: 'text'; readonly line: number; readonly text: string }
  | { readonly kind: 'list'; readonly line: number; readonly items: readonly YamlTree[] }
  | { readonly kind: 'map'; readonly line: number; readonly entries: ReadonlyMap<string, YamlTree> };

export interface YamlRead {
  readonly root: YamlTree | undefined;
  readonly issues: readonly MappingIssue[];
}

export function readYaml(file: string, text: string): YamlRead {
  const lines = new LineCounter();
  const document = parseDocument(text, { schema: 'failsafe', lineCounter: lines, uniqueKeys: true });
  const issues: MappingIssue[] = document.errors.slice(0, mappingLimits.issues).map((error) => ({
    file,
    line: error.linePos?.[0].line ?? 1,
    found:
      error.code === 'DUPLICATE_KEY'
        ? 'a key that stands here already'
        : `YAML that cannot be read (${summary(error.message)})`,
    expected: error.code === 'DUPLICATE_KEY' ? 'each key once' : 'YAML',
  }));
  if (issues.length > 0) return { root: undefined, issues };

  let nodes = 0;
  const lineOf = (node: Node): number => (node.range ? lines.linePos(node.range[0]).line : 1);
  const convert = (node: unknown, fallbackLine: number, depth: number): YamlTree => {
    nodes += 1;
    if (depth > mappingLimits.yamlDepth || nodes > mappingLimits.yamlNodes) {
      issues.push({ file, line: fallbackLine, found: 'too much nesting or too many entries', expected: 'a rule file' });
      return { kind: 'text', line: fallbackLine, text: '' };
    }
    if (isScalar(node)) {
      const value = node.value;
      return { kind: 'text', line: lineOf(node), text: typeof value === 'string' ? value : '' };
    }
    if (isSeq(node)) {
      const line = lineOf(node);
      return { kind: 'list', line, items: node.items.map((item) => convert(item, line, depth + 1)) };
    }
    if (isMap(node)) {
      const line = lineOf(node);
      const entries = new Map<string, YamlTree>();
      for (const pair of node.items) {
        const key = isScalar(pair.key) && typeof pair.key.value === 'string' ? pair.key.value : '';
        const keyLine = isScalar(pair.key) ? lineOf(pair.key) : line;
        const value = convert(pair.value, keyLine, depth + 1);
        // The line of the key is where a reader looks; a block value begins below it.
        entries.set(key, { ...value, line: keyLine });
      }
      return { kind: 'map', line, entries };
    }
    if (isAlias(node)) issues.push({ file, line: lineOf(node), found: 'an alias (*…)', expected: 'the value itself' });
    return { kind: 'text', line: fallbackLine, text: '' };
  };
  const root = document.contents === null ? undefined : convert(document.contents, 1, 0);
  return { root: issues.length > 0 ? undefined : root, issues };
}

function summary(message: string): string {
  return (message.split('\n')[0] ?? '').replace(/ at line \d+, column \d+:?$/, '');
}

/** Reads keys off one map and complains about what is missing, of the wrong shape, or not known. */
export class MapReader {
  readonly line: number;
  readonly #file: string;
  readonly #entries: ReadonlyMap<string, YamlTree>;
  readonly #issues: MappingIssue[];
  readonly #asked = new Set<string>();

  constructor(file: string, tree: YamlTree, what: string, issues: MappingIssue[]) {
    this.#file = file;
    this.line = tree.line;
    this.#issues = issues;
    this.#entries = tree.kind === 'map' ? tree.entries : new Map<string, YamlTree>();
    if (tree.kind !== 'map') this.complain(tree.line, describe(tree), `${what}: keys with values`);
  }

  complain(line: number, found: string, expected: string): void {
    if (this.#issues.length < mappingLimits.issues) this.#issues.push({ file: this.#file, line, found, expected });
  }

  tree(key: string): YamlTree | undefined {
    this.#asked.add(key);
    return this.#entries.get(key);
  }

  lineOf(key: string): number {
    return this.#entries.get(key)?.line ?? this.line;
  }

  /** A text; undefined when absent. */
  text(key: string): string | undefined {
    const tree = this.tree(key);
    if (!tree) return undefined;
    if (tree.kind === 'text') return tree.text;
    this.complain(tree.line, `${describe(tree)} for ${key}`, 'one value');
    return undefined;
  }

  requiredText(key: string, meaning: string): string {
    const text = this.text(key);
    if (text === undefined || text === '') this.complain(this.lineOf(key), `no ${key}`, `${key}: ${meaning}`);
    return text ?? '';
  }

  /** `[a, b]` or a single value. */
  texts(key: string): readonly string[] | undefined {
    const tree = this.tree(key);
    if (!tree) return undefined;
    if (tree.kind === 'text') return tree.text === '' ? [] : [tree.text];
    if (tree.kind === 'list') {
      const texts = tree.items.flatMap((item) => (item.kind === 'text' ? [item.text] : []));
      if (texts.length === tree.items.length) return texts;
    }
    this.complain(tree.line, `${describe(tree)} for ${key}`, 'a list of values');
    return undefined;
  }

  list(key: string): readonly YamlTree[] | undefined {
    const tree = this.tree(key);
    if (!tree) return undefined;
    if (tree.kind === 'list') return tree.items;
    this.complain(tree.line, `${describe(tree)} for ${key}`, 'a list (lines that begin with "-")');
    return undefined;
  }

  /** Keys that nobody asked for. */
  refuseOthers(): readonly string[] {
    return [...this.#entries.keys()].filter((key) => !this.#asked.has(key));
  }
}

export function describe(tree: YamlTree): string {
  switch (tree.kind) {
    case 'text':
      return tree.text === '' ? 'nothing' : `"${tree.text}"`;
    case 'list':
      return 'a list';
    case 'map':
      return 'keys with values';
    default:
      return tree satisfies never;
  }
}

/** A tree in one line of text, as its values were written; '' where there is none. */
export function asWritten(tree: YamlTree | undefined): string {
  switch (tree?.kind) {
    case undefined:
      return '';
    case 'text':
      return tree.text;
    case 'list':
      return tree.items.map(asWritten).join(', ');
    case 'map':
      return [...tree.entries].map(([key, value]) => `${key}: ${asWritten(value)}`).join(', ');
    default:
      return tree satisfies never;
  }
}
