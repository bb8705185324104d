import { isMap, isScalar, isSeq, type Node, type Pair, parseDocument, stringify, type YAMLMap } from 'yaml';

/** Address of one key: map keys, list places (from 0) or `key=value` that picks a list's entry; CSV: row key, column. */
export type Pointer = readonly (string | number)[];

export type KeyEdit = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly message: string };

/**
 * Changes one key of a settings file's text and leaves every other byte as it was: comments, order, spacing, line ends
 * (DESIGN §3.4). `value` null removes the key, the row or the list entry; a key that is not there is added.
 */
export function editKey(path: string, text: string, pointer: Pointer, value: string | null): KeyEdit {
  if (path.endsWith('.yaml') || path.endsWith('.yml')) return editYaml(text, pointer, value);
  if (path.endsWith('.csv')) return editCsv(text, pointer, value);
  return editProperty(text, pointer, value);
}

const fail = (message: string): KeyEdit => ({ ok: false, message });

function editYaml(text: string, pointer: Pointer, value: string | null): KeyEdit {
  const document = parseDocument(text, { keepSourceTokens: false });
  const [error] = document.errors;
  if (error) return fail(`The file is no YAML: ${error.message.split('\n')[0] ?? ''}`);
  let node: unknown = document.contents;
  for (const [depth, step] of pointer.slice(0, -1).entries()) {
    node = child(node, step);
    if (node === undefined) return fail(`There is no ${pointer.slice(0, depth + 1).join(' › ')}.`);
  }
  const last = pointer.at(-1);
  if (last === undefined) return fail('No key is named.');
  if (isSeq(node)) {
    const target = child(node, last);
    if (!isNodeWithRange(target)) return fail(`There is no entry ${last}.`);
    if (value !== null) return splice(text, target.range[0], target.range[1], scalar(value));
    return removeLines(text, target.range[0], target.range[2]);
  }
  if (!isMap(node)) return fail(`${pointer.slice(0, -1).join(' › ')} has no keys.`);
  const pair = node.items.find((item) => keyText(item) === String(last));
  if (!pair) return value === null ? fail(`There is no ${String(last)}.`) : addToMap(text, node, String(last), value);
  const key = pair.key;
  if (!isNodeWithRange(key)) return fail('This key cannot be edited by a form; edit the text.');
  if (value === null) {
    const end = isNodeWithRange(pair.value) ? pair.value.range[2] : key.range[2];
    return removeLines(text, key.range[0], end);
  }
  if (isScalar(pair.value) && isNodeWithRange(pair.value) && pair.value.range[1] > pair.value.range[0]) {
    return splice(text, pair.value.range[0], pair.value.range[1], scalar(value));
  }
  if (pair.value === null || isScalar(pair.value)) {
    const colon = text.indexOf(':', key.range[1]);
    return colon < 0 ? fail('No value to set.') : splice(text, colon + 1, colon + 1, ` ${scalar(value)}`);
  }
  // A list or map in the place of a value: the whole of it is replaced.
  if (isNodeWithRange(pair.value)) return splice(text, pair.value.range[0], pair.value.range[1], scalar(value));
  return fail('This key cannot be edited by a form; edit the text.');
}

function child(node: unknown, step: string | number): unknown {
  if (isMap(node)) return node.items.find((item) => keyText(item) === String(step))?.value ?? undefined;
  if (!isSeq(node)) return undefined;
  if (typeof step === 'number') return node.items[step];
  const [key, wanted] = step.includes('=') ? splitOnce(step, '=') : ['name', step];
  return node.items.find((item) => isMap(item) && String(item.get(key)) === wanted);
}

function splitOnce(text: string, at: string): [string, string] {
  const index = text.indexOf(at);
  return [text.slice(0, index), text.slice(index + 1)];
}

function keyText(pair: Pair): string {
  return isScalar(pair.key) ? String(pair.key.value) : '';
}

type Ranged = Node & { readonly range: [number, number, number] };

function isNodeWithRange(value: unknown): value is Ranged {
  return typeof value === 'object' && value !== null && 'range' in value && Array.isArray(value.range);
}

/** A scalar in YAML's plain form where that reads back as the same text, else quoted. */
function scalar(value: string): string {
  return stringify(value, { lineWidth: 0 }).replace(/\n$/, '');
}

function addToMap(text: string, map: YAMLMap, key: string, value: string): KeyEdit {
  const last = map.items.at(-1);
  if (!last || !isNodeWithRange(last.key) || map.flow) return fail('Add this key in the text.');
  const first = map.items[0];
  const column = first && isNodeWithRange(first.key) ? first.key.range[0] - lineStart(text, first.key.range[0]) : 0;
  const end = isNodeWithRange(last.value) ? last.value.range[1] : last.key.range[1];
  const lineEnd = text.indexOf('\n', Math.max(end - 1, 0));
  const at = lineEnd < 0 ? text.length : lineEnd;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const cut = text[at - 1] === '\r' ? at - 1 : at;
  return splice(text, cut, cut, `${eol}${' '.repeat(column)}${scalar(key)}: ${scalar(value)}`);
}

function lineStart(text: string, at: number): number {
  return text.lastIndexOf('\n', at - 1) + 1;
}

function removeLines(text: string, start: number, end: number): KeyEdit {
  const from = lineStart(text, start);
  const tail = text.slice(from, start);
  // A first key behind a list dash keeps its dash for the next key: that needs the text editor.
  if (/-\s+$/.test(tail) && !/^\s*-\s+$/.test(tail)) return fail('Remove this in the text.');
  const after = text[end - 1] === '\n' ? end : text.indexOf('\n', end) + 1 || text.length;
  return { ok: true, text: text.slice(0, from) + text.slice(after) };
}

function splice(text: string, start: number, end: number, put: string): KeyEdit {
  return { ok: true, text: text.slice(0, start) + put + text.slice(end) };
}

function editCsv(text: string, pointer: Pointer, value: string | null): KeyEdit {
  const [rowKey, column] = pointer.map(String);
  if (rowKey === undefined) return fail('No row is named.');
  const lines = text.split(/(?<=\n)/);
  const isData = (line: string): boolean => line.trim() !== '' && !line.startsWith('#');
  const headerIndex = lines.findIndex(isData);
  const columns = cells(lines[headerIndex] ?? '');
  const at = lines.findIndex((line, index) => index > headerIndex && isData(line) && cells(line)[0] === rowKey);
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  if (value === null) {
    if (at < 0) return fail(`There is no row ${rowKey}.`);
    return { ok: true, text: lines.filter((_, index) => index !== at).join('') };
  }
  if (/[\r\n]/.test(value) || /[,\r\n]/.test(rowKey)) return fail('A cell holds one line and a key no comma.');
  const place = column === undefined ? -1 : columns.indexOf(column);
  if (place < 0) return fail(`There is no column ${column ?? ''}; the table has ${columns.join(', ')}.`);
  if (at < 0) {
    const row = columns.map((_, index) => (index === 0 ? rowKey : index === place ? quoted(value) : ''));
    const body = text === '' || text.endsWith('\n') ? text : text + eol;
    return { ok: true, text: body + row.join(',') + eol };
  }
  const line = lines[at] ?? '';
  const ending = /\r?\n$/.exec(line)?.[0] ?? '';
  const row = cells(line).map(quoted);
  while (row.length <= place) row.push('');
  row[place] = quoted(value);
  lines[at] = row.join(',') + ending;
  return { ok: true, text: lines.join('') };
}

function cells(line: string): string[] {
  const out: string[] = [];
  const pattern = /(?:^|,)(?:"((?:[^"]|"")*)"|([^,]*))/g;
  for (const match of line.replace(/\r?\n$/, '').matchAll(pattern)) {
    out.push(match[1] === undefined ? (match[2] ?? '') : match[1].replaceAll('""', '"'));
  }
  return out;
}

function quoted(value: string): string {
  return /[",]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value;
}

function editProperty(text: string, pointer: Pointer, value: string | null): KeyEdit {
  const key = String(pointer.at(-1) ?? '');
  if (key === '') return fail('No key is named.');
  if (value !== null && /[\r\n]/.test(value)) return fail('A value holds one line.');
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/(?<=\n)/);
  const at = lines.findIndex(
    (line) => !line.trimStart().startsWith('#') && line.split('=')[0]?.trim() === key && line.includes('='),
  );
  if (at < 0) {
    if (value === null) return fail(`There is no ${key}.`);
    const body = text === '' || text.endsWith('\n') ? text : text + eol;
    return { ok: true, text: `${body}${key}=${value}${eol}` };
  }
  if (value === null) return { ok: true, text: lines.filter((_, index) => index !== at).join('') };
  const line = lines[at] ?? '';
  const head = /^([^=]*=\s*)/.exec(line)?.[0] ?? '';
  const ending = /\r?\n$/.exec(line)?.[0] ?? '';
  lines[at] = head + value + ending;
  return { ok: true, text: lines.join('') };
}
