/** One of the up to three ways a name is written (PS3.5 §6.2.1). */
export interface NameGroup {
  readonly family: string;
  readonly given: string;
  readonly middle: string;
  readonly prefix: string;
  readonly suffix: string;
}

/** A PN value: `Yamada^Tarou=山田^太郎=やまだ^たろう`. A group that is missing or empty is undefined. */
export interface PersonName {
  readonly alphabetic: NameGroup | undefined;
  readonly ideographic: NameGroup | undefined;
  readonly phonetic: NameGroup | undefined;
}

/** What stands behind a third `=` or a fifth component belongs to no group and is left out. */
export function parsePersonName(text: string): PersonName {
  const [alphabetic, ideographic, phonetic] = text.split('=').map(groupOf);
  return { alphabetic, ideographic, phonetic };
}

function groupOf(text: string): NameGroup | undefined {
  const [family = '', given = '', middle = '', prefix = '', suffix = ''] = text.split('^').map((part) => part.trim());
  const isEmpty = [family, given, middle, prefix, suffix].every((part) => part === '');
  return isEmpty ? undefined : { family, given, middle, prefix, suffix };
}

/** Without trailing delimiters, as PS3.5 §6.2.1 allows and most senders write. */
export function formatPersonName({ alphabetic, ideographic, phonetic }: Partial<PersonName>): string {
  return [alphabetic, ideographic, phonetic]
    .map((group) => (group ? formatGroup(group) : ''))
    .join('=')
    .replace(/=+$/, '');
}

const formatGroup = ({ family, given, middle, prefix, suffix }: NameGroup): string =>
  [family, given, middle, prefix, suffix].join('^').replace(/\^+$/, '');
