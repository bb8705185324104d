import { type RandomStream, stream } from '../../core/random.ts';
import type { Registration } from '../../systems/his/registration.ts';
import { familyNames } from './person-names.ts';

/** Kinds of name that mappings get wrong, each a minority of the patients. */
export const nameKinds = [
  'plain',
  'compound',
  'one-word',
  'apostrophe',
  'prefix-only',
  'suffix-only',
  'prefix-and-suffix',
  'maiden',
  'maiden-first',
  // In letters beyond Latin-1: for a hospital that sends Unicode.
  'latin-1',
  'latin-2',
  'greek',
  'japanese',
] as const;
export type NameKind = (typeof nameKinds)[number];

/** Family and given name in letters of one script. */
const written = {
  'latin-1': ['Müller Jürgen', 'Núñez José', 'Ångström Märta', 'Lefèvre Zoë'],
  'latin-2': ['Żółć Łucja', 'Dvořák Jiří', 'Żukowski Władysław', 'Őry Erzsébet'],
  greek: ['Παπαδόπουλος Γιώργος', 'Ξενάκη Ελένη', 'Ψυχάρης Φώτης'],
  japanese: ['山田 太郎', 'ヤマダ ハナコ', '佐藤 陽子'],
} as const;

/** What is wanted of name and identifiers; everything left out is drawn. */
export interface VarietyWish {
  readonly name?: NameKind;
  /** How many identifiers PID-3 has, 1 to 4. */
  readonly identifiers?: number;
}

const compound = familyNames.filter((name) => name.includes(' '));
const apostrophe = familyNames.filter((name) => name.includes("'"));

/**
 * Other identifiers in no particular order, several names, one name. Drawn from a stream of the person's own, so that
 * nothing else that is drawn of this person or after it depends on it.
 */
export function withVariety(person: Registration, wish: VarietyWish = {}): Registration {
  const { family, given } = person.name;
  const random = stream(`${family}^${given}^${person.birthDate}`, `person/variety/${person.address.street}`);
  return { ...person, name: drawName(random, person, wish.name), ...drawIdentifiers(random, person, wish.identifiers) };
}

function drawName(random: RandomStream, { name, sex }: Registration, wish: NameKind | undefined): Registration['name'] {
  const kind = wish ?? drawKind(random, sex);
  const suffix = random.pick(['JR', 'SR', 'II', 'III', 'IV']);
  switch (kind) {
    case undefined:
      return name;
    case 'plain':
      return { ...name, middle: '', prefix: '', suffix: '' };
    case 'compound':
      return { ...name, family: random.pick(compound) };
    case 'one-word':
      return { family: name.family, given: '', middle: '', prefix: '', suffix: '' };
    case 'apostrophe':
      return { ...name, family: random.pick(apostrophe) };
    case 'prefix-only':
      return { ...name, prefix: random.pick(['DR', 'PROF']), suffix: '' };
    case 'suffix-only':
      return { ...name, prefix: '', suffix };
    case 'prefix-and-suffix':
      return { ...name, prefix: 'DR', suffix };
    case 'maiden':
    case 'maiden-first': {
      const others = familyNames.filter((each) => each !== name.family);
      const maiden = random.pick(others);
      return { ...name, maiden, maidenFirst: random.chance(0.5) || kind === 'maiden-first' };
    }
    case 'latin-1':
    case 'latin-2':
    case 'greek':
    case 'japanese': {
      const [family = '', given = ''] = random.pick(written[kind]).split(' ');
      return { family, given, middle: '', prefix: '', suffix: '' };
    }
    default:
      return kind satisfies never;
  }
}

/** Undefined: as the desk typed it. */
function drawKind(random: RandomStream, sex: string): NameKind | undefined {
  const at = random.fraction();
  if (at < 0.02) return 'one-word';
  if (at < 0.05) return 'prefix-and-suffix';
  if (at < 0.08) return 'suffix-only';
  return sex === 'F' && at < 0.25 ? 'maiden' : undefined;
}

type Identifiers = Pick<Registration, 'clinicId' | 'nationalId' | 'accountAsId' | 'identifierOrder'>;

function drawIdentifiers(random: RandomStream, person: Registration, count: number | undefined): Partial<Identifiers> {
  const clinicId = person.clinicId ?? `W${random.integer(10_000, 99_999)}`;
  const nationalId = String(random.integer(100_000_000, 999_999_999));
  const kinds: Partial<Identifiers>[] = [{ clinicId }, { nationalId }, { accountAsId: true }];
  let chosen: Partial<Identifiers>[];
  if (count === undefined) {
    const drawn = [person.clinicId !== undefined, random.chance(0.35), random.chance(0.2)];
    chosen = kinds.filter((_, index) => drawn[index]);
  } else chosen = random.shuffle(kinds).slice(0, count - 1);
  const identifierOrder = random.shuffle([0, ...chosen.map((_, index) => index + 1)]);
  return Object.assign({ identifierOrder }, ...chosen) as Partial<Identifiers>;
}
