import type { AttributeInfo, MappingRow } from '../../../../server/contract/practice.ts';
import { t } from '../../text/t.ts';
import type { DetailedLine } from '../../ui/LineDetail.svelte';
import { fromIhe } from './rule-words.ts';

/** A value as it is shown: an attribute that is not written, and one that is written empty, are said in words. */
export function valueWords(value: string | null): string {
  if (value === null) return t.practice.absent;
  return value === '' ? t.practice.nothing : value;
}

/** All that is known of a line of the result. */
export function lineDetail(row: MappingRow, info: AttributeInfo | undefined): DetailedLine {
  const words = t.practice;
  return {
    title: row.name,
    code: row.target,
    facts: [
      ...(row.rule === null
        ? []
        : [
            { name: words.rowOrigin, value: words.origin[row.origin] },
            {
              name: words.rowFrom,
              value: row.from === '' ? words.nothingRead : `${row.from} = ${row.fromValue}`,
              mono: true,
            },
            {
              name: words.rowBy,
              value: [words.ruleNumber(row.rule), row.function, row.lookup].filter((word) => word !== '').join(', '),
            },
          ]),
      { name: words.rowGives, value: valueWords(row.value), mono: true },
      ...(row.expected === null ? [] : [{ name: words.rowExpected, value: valueWords(row.expected), mono: true }]),
      ...(info
        ? [
            { name: words.rowIhe, value: `${fromIhe(info)}: ${info.ihe.rule}` },
            { name: words.rowDcm4chee, value: info.dcm4chee },
          ]
        : []),
    ],
  };
}
