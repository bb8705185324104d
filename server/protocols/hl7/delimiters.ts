/**
 * MSH-1 and the characters of MSH-2 (HL7 2.5.1 §2.5.4). An undefined role is the empty string: nothing is split or
 * escaped by it. `truncation` exists since 2.7 (§2.5.5.2) and only where MSH-2 has a fifth character.
 */
export interface Delimiters {
  readonly field: string;
  readonly component: string;
  readonly repetition: string;
  readonly escape: string;
  readonly subcomponent: string;
  readonly truncation?: string;
}

export const STANDARD_DELIMITERS: Delimiters = {
  field: '|',
  component: '^',
  repetition: '~',
  escape: '\\',
  subcomponent: '&',
};

/** The segments whose first field is the separator itself. */
export function isHeader(segment: string): boolean {
  return segment === 'MSH' || segment === 'FHS' || segment === 'BHS';
}

/** Letters, digits, spaces, controls and bytes above 127 could not be told from text, so they get no role. */
export function canDelimit(character: string): boolean {
  return character === '|' || /^[!-/:-@[-`{-~]$/.test(character);
}

/**
 * Roles from the separator and the text of MSH-2. A character that already has a role does not get a second one, so a
 * message with `^^\&` still splits components; the duplicate is reported by `delimiterFaults`.
 */
export function delimitersOf(field: string, encoding: string): Delimiters {
  if (field === '|' && encoding === '^~\\&') return STANDARD_DELIMITERS;
  const used = new Set([field]);
  const role = (at: number): string => {
    const character = encoding.charAt(at);
    if (!canDelimit(character) || used.has(character)) return '';
    used.add(character);
    return character;
  };
  const component = role(0);
  const repetition = role(1);
  const escape = role(2);
  const subcomponent = role(3);
  const truncation = role(4);
  return { field, component, repetition, escape, subcomponent, ...(truncation === '' ? {} : { truncation }) };
}

export type DelimiterFault = 'msh2-duplicate-delimiter' | 'msh2-incomplete' | 'msh2-too-long';

export function delimiterFaults(field: string, encoding: string): DelimiterFault[] {
  if (field === '|' && encoding === '^~\\&') return [];
  const faults: DelimiterFault[] = [];
  if (new Set(field + encoding).size < encoding.length + 1) faults.push('msh2-duplicate-delimiter');
  if (Array.from(encoding).filter(canDelimit).length < 4) faults.push('msh2-incomplete');
  if (encoding.length > 5) faults.push('msh2-too-long');
  return faults;
}
