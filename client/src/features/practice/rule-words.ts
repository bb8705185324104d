import type { AttributeInfo, DraftRule } from '../../../../server/contract/practice.ts';

type Rule = Pick<DraftRule, 'from' | 'function' | 'parameters'>;

/** `OBR-18`, or `OBR-18 · IPC-1` where the versions differ. */
export function sourceWords({ from }: Pick<Rule, 'from'>): string {
  if (from['any'] !== undefined) return from['any'];
  const parts = ['2.3.1', '2.5.1'].map((version) => from[version] ?? '–');
  return Object.keys(from).length === 0 ? '' : parts.join(' · ');
}

/** `lookup PROC: modality`, `person-name XPN`: the function with what it was told. */
export function byWords({ function: name, parameters }: Rule): string {
  const { table, column, ...others } = parameters;
  const said = [
    ...(table === undefined ? [] : [`${table}: ${column ?? ''}`]),
    ...Object.entries(others).map(([key, value]) => (key === 'value' || key === 'type' ? value : `${key} ${value}`)),
  ];
  return [name, ...said].join(' ');
}

/** Where IHE reads an attribute: once where the versions do not differ. */
export function fromIhe({ ihe }: Pick<AttributeInfo, 'ihe'>): string {
  return ihe.from231 === ihe.from251 ? ihe.from231 : `${ihe.from231} / ${ihe.from251}`;
}
