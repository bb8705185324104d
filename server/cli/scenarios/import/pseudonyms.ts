import { createHmac } from 'node:crypto';
import { addDays } from './shift-date.ts';
import { uuidUid } from '../../../protocols/dicom/uid.ts';
import { familyNames, givenNamesFemale, givenNamesMale } from '../../../lab/traffic/person-names.ts';

const plain = (names: readonly string[]): readonly string[] => names.filter((name) => /^[A-Z]+$/.test(name));
const families = plain(familyNames);
const given = plain([...givenNamesFemale, ...givenNamesMale]);

/**
 * Values that take the place of real ones. The same value gives the same pseudonym within one import; without the key,
 * which is forgotten afterwards, nothing leads back.
 */
export class Pseudonyms {
  readonly #key: Uint8Array;
  /** Days by which every date moves: whole weeks, half a year to five years back. */
  readonly shift: number;

  constructor(key: Uint8Array) {
    this.#key = key;
    this.shift = -7 * (26 + (this.#number('shift', '') % 234));
  }

  /** `FAMILY^GIVEN` of people who do not exist. */
  name(value: string): string {
    const person = value
      .toUpperCase()
      .replaceAll(/[\s^=]+/g, ' ')
      .trim();
    const family = families[this.#number('family', person) % families.length] ?? 'DOE';
    return `${family}^${given[this.#number('given', person) % given.length] ?? 'ALEX'}`;
  }

  /** A number of the same shape: digits become digits, letters letters, the rest stays. */
  id(value: string): string {
    const bytes = this.#digest('id', value);
    let at = 0;
    const next = (count: number): number => (bytes[at++ % bytes.length] ?? 0) % count;
    return Array.from(value, (char) => {
      if (/[0-9]/.test(char)) return String(next(10));
      if (/[A-Z]/.test(char)) return String.fromCharCode(65 + next(26));
      return /\p{L}/u.test(char) ? String.fromCharCode(97 + next(26)) : char;
    }).join('');
  }

  uid(value: string): string {
    const bytes = this.#digest('uid', value);
    const word = (at: number): number => bytes.readUInt32BE(at);
    return uuidUid([word(0), word(4), word(8), word(12)]);
  }

  /** A date `YYYYMMDD…` moved, what stands behind it kept; undefined when it is none. */
  date(value: string): string | undefined {
    const day = /^(\d{4})(\d{2})(\d{2})(.*)$/s.exec(value);
    if (!day) return undefined;
    const moved = addDays(Number(day[1]), Number(day[2]), Number(day[3]), this.shift);
    return moved === undefined ? undefined : `${moved}${day[4] ?? ''}`;
  }

  #digest(kind: string, value: string): Buffer {
    return createHmac('sha256', this.#key).update(`${kind}\0${value}`).digest();
  }

  #number(kind: string, value: string): number {
    return this.#digest(kind, value).readUInt32BE(0);
  }
}
