import { formatDate, fromCivil, type Micros, toCivil } from '../../core/clock.ts';
import type { RandomStream } from '../../core/random.ts';
import type { Registration } from '../../systems/his/registration.ts';
import { allergies, physicians, wards } from './clinical-facts.ts';
import { familyNames, givenNamesFemale, givenNamesMale, streets, towns } from './person-names.ts';
import { type VarietyWish, withVariety } from './person-variety.ts';

/** Whom to draw; everything left out is drawn too. */
export interface PersonWish extends VarietyWish {
  readonly ageFrom?: number;
  readonly ageTo?: number;
  /** Table 0001. */
  readonly sex?: string;
  /** O outpatient, E emergency, I inpatient. */
  readonly patientClass?: 'O' | 'E' | 'I';
  /** As registration has it: in kg, or with its unit. */
  readonly weight?: string;
}

/** Who usually comes to a room. */
export function usualPatient(room: string | undefined): PersonWish {
  return room === 'MGROOM1' ? { sex: 'F', ageFrom: 40, ageTo: 75, patientClass: 'O' } : {};
}

/** A synthetic person as the registration desk would type it in, without a number: the HIS gives that. */
export function drawPerson(random: RandomStream, at: Micros, wish: PersonWish = {}): Registration {
  const sex = wish.sex ?? random.pick(['F', 'M']);
  const age = random.integer(wish.ageFrom ?? 18, wish.ageTo ?? 92);
  const patientClass = wish.patientClass ?? random.pick(['O', 'O', 'O', 'I', 'I', 'E']);
  const [city, postalCode] = random.pick(towns);
  const pregnant = sex === 'F' && age >= 18 && age <= 45 && random.chance(0.06);
  const wheelchair = random.chance(0.08);
  const clinic = random.chance(0.3) ? { clinicId: `W${random.integer(10_000, 99_999)}` } : {};
  const person: Registration = {
    ...clinic,
    name: {
      family: random.pick(familyNames),
      given: random.pick(sex === 'F' ? givenNamesFemale : givenNamesMale),
      middle: random.chance(0.3) ? random.pick('ABCDEFGHJKLMNPRSTW'.split('')) : '',
      suffix: sex === 'M' && random.chance(0.04) ? random.pick(['JR', 'SR', 'III']) : '',
      prefix: random.chance(0.05) ? 'DR' : '',
    },
    birthDate: birthDate(random, at, age),
    sex,
    address: { street: `${random.integer(1, 299)} ${random.pick(streets)}`, city, postalCode },
    visit: {
      patientClass,
      location: location(random, patientClass),
      attending: random.pick(physicians),
      referring: random.pick(physicians),
      service: 'RAD',
      ambulatoryStatus: [...(pregnant ? ['B6'] : []), ...(wheelchair ? ['A2'] : [])],
    },
    allergies: random.chance(0.2) ? random.shuffle(allergies).slice(0, random.integer(1, 2)) : [],
    weight: random.chance(0.8) ? `${random.integer(45, 120)}.${random.integer(0, 9)}` : '',
  };
  return withVariety(wish.weight === undefined ? person : { ...person, weight: wish.weight }, wish);
}

/** A date on which somebody was born who is `age` years old at `at` (UTC is exact enough here). */
function birthDate(random: RandomStream, at: Micros, age: number): string {
  const { year, month, day } = toCivil(at);
  const birthday = fromCivil({ year: year - age, month, day: Math.min(day, 28) });
  return formatDate(birthday - random.integer(1, 364) * 86_400_000_000, 0);
}

function location(random: RandomStream, patientClass: string): readonly string[] {
  switch (patientClass) {
    case 'E':
      return ['ER', `TR${random.integer(1, 6)}`, '', 'NGH'];
    case 'I':
      return [random.pick(wards), String(random.integer(301, 340)), random.pick(['A', 'B']), 'NGH'];
    default:
      return ['RAD', '', '', 'NGH'];
  }
}
