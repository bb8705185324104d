/**
 * Writes server/protocols/dicom/dictionary-data.ts: tags, keywords, VR and VM from dcmjs' dictionary; names that cannot
 * be derived from the keyword ("Patient's Name") from pydicom's when python3-pydicom is there, else the ones already
 * in the file are kept. Run: node tools/build-dicom-dictionary.mjs
 */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { dictionary } from 'dcmjs/dictionary';

const target = new URL('../server/protocols/dicom/dictionary-data.ts', import.meta.url);

/** Must be the same function as `nameFromKeyword` in dictionary.ts. */
const nameFromKeyword = (keyword) =>
  keyword
    .replace(/([a-z0-9])(?=[A-Z])|([A-Z])(?=[A-Z][a-z])/g, '$1$2 ')
    .replace(/ (Of|In|To|The|And|For|On|By|From|With|Or|At|Per|As) (?=.)/g, (word) => word.toLowerCase());

const names = new Map();
try {
  const script =
    'import json,pydicom._dicom_dict as d\n' +
    'r={"%08X"%t:v[2] for t,v in d.DicomDictionary.items()}\n' +
    'r.update({t.upper().replace("X","0"):v[2] for t,v in d.RepeatersDictionary.items()})\nprint(json.dumps(r))';
  const python = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';
  for (const [tag, name] of Object.entries(JSON.parse(execFileSync(python, ['-c', script], { encoding: 'utf8' }))))
    names.set(tag, name);
} catch {
  console.error('python3-pydicom not found: names already in the data file are kept');
  let group = '';
  for (const line of existsSync(target) ? readFileSync(target, 'utf8').split('\n') : []) {
    if (/^@/.test(line)) group = line.slice(1, 5);
    const match = /^([0-9A-F]{4})\S+ \S+\|(.+)$/.exec(line);
    if (match) names.set(group + match[1], match[2]);
  }
}

const vrs = { ox: 'OB/OW', xs: 'US/SS', lt: 'US/OW', up: 'UL' };
const rows = [];
for (const [key, entry] of Object.entries(dictionary)) {
  if (!entry?.name || ['PrivateTag', 'PRIVATE', 'ILLEGAL', 'GENERIC'].includes(entry.version) || entry.vr === 'na')
    continue;
  const match = /^\(([0-9A-F]{4})(?:-([0-9A-F]{4}))?,([0-9A-F]{4})(?:-([0-9A-F]{4}))?\)$/.exec(key);
  if (!match) throw new Error(`unexpected key ${key}`);
  const [, group, groupEnd, element, elementEnd] = match;
  const keyword = entry.name.replace(/^RETIRED_/, '');
  const name = names.get(group + element);
  rows.push({
    group: groupEnd ? `${group}-${groupEnd}` : group,
    element: elementEnd ? `${element}-${elementEnd}` : element,
    rest:
      `${vrs[entry.vr] ?? entry.vr},${entry.vm}${entry.name.startsWith('RETIRED_') ? ',R' : ''} ${keyword}` +
      (name && name !== nameFromKeyword(keyword) ? `|${name.replaceAll('\\', '').replaceAll('`', "'")}` : ''),
  });
}
rows.sort((a, b) => (a.group + a.element < b.group + b.element ? -1 : 1));
let text = '';
let last = '';
for (const row of rows) {
  if (row.group !== last) text += `@${row.group}\n`;
  last = row.group;
  text += `${row.element},${row.rest}\n`;
}
writeFileSync(
  target,
  `/** Written by tools/build-dicom-dictionary.mjs. One line per element: element,VR,VM[,R = retired] keyword[|name]. */\n` +
    `export const dictionaryData = \`\n${text}\`;\n`,
);
console.log(`${rows.length} elements`);
