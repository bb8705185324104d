import { characterSet } from './character-set.ts';

/**
 * Nearest letters of ISO 646 for letters that a single-byte set may lack: Latin of the other parts of ISO 8859 without
 * their marks, Greek as ISO 843 writes it. What has no nearest letter (ideographs) becomes `?`.
 */
const nearest: ReadonlyMap<string, string> = new Map(
  [
    'ÀÁÂÃÄÅĀĂĄ A',
    'àáâãäåāăą a',
    'ÇĆČ C',
    'çćč c',
    'ÐĎĐ D',
    'ðďđ d',
    'ÈÉÊËĒĖĘĚ E',
    'èéêëēėęě e',
    'ĞĢ G',
    'ğģ g',
    'ÌÍÎÏĪĮİ I',
    'ìíîïīįı i',
    'Ķ K',
    'ķ k',
    'ŁĹĻĽ L',
    'łĺļľ l',
    'ÑŃŅŇ N',
    'ñńņň n',
    'ÒÓÔÕÖØŌŐ O',
    'òóôõöøōő o',
    'ŔŖŘ R',
    'ŕŗř r',
    'ŚŞŠȘ S',
    'śşšș s',
    'ŢŤȚ T',
    'ţťț t',
    'ÙÚÛÜŪŮŰŲ U',
    'ùúûüūůűų u',
    'Ý Y',
    'ýÿ y',
    'ŹŻŽ Z',
    'źżž z',
    'Æ AE',
    'æ ae',
    'Œ OE',
    'œ oe',
    'Þ TH',
    'þ th',
    'ß ss',
    'ΑΆ A',
    'αά a',
    'Β V',
    'β v',
    'Γ G',
    'γ g',
    'Δ D',
    'δ d',
    'ΕΈ E',
    'εέ e',
    'Ζ Z',
    'ζ z',
    'ΗΉ I',
    'ηή i',
    'Θ TH',
    'θ th',
    'ΙΊΪ I',
    'ιίϊΐ i',
    'Κ K',
    'κ k',
    'Λ L',
    'λ l',
    'Μ M',
    'μ m',
    'Ν N',
    'ν n',
    'Ξ X',
    'ξ x',
    'ΟΌ O',
    'οό o',
    'Π P',
    'π p',
    'Ρ R',
    'ρ r',
    'Σ S',
    'σς s',
    'Τ T',
    'τ t',
    'ΥΎΫ Y',
    'υύϋΰ y',
    'Φ F',
    'φ f',
    'Χ CH',
    'χ ch',
    'Ψ PS',
    'ψ ps',
    'ΩΏ O',
    'ωώ o',
  ].flatMap((line) => {
    const [letters = '', near = ''] = line.split(' ');
    return Array.from(letters, (letter): [string, string] => [letter, near]);
  }),
);

/** How what a set lacks is written: by the nearest letters, or as `?` throughout. */
export type Lacking = 'transliterate' | 'question-mark';

/** The text in characters of these values of (0008,0005); unchanged where the set has all of them. */
export function writtenIn(text: string, terms: readonly string[], lacking: Lacking): string {
  const { unencodable } = characterSet(terms).encode(text);
  if (unencodable === '') return text;
  const missing = new Set(unencodable);
  return Array.from(text)
    .map((letter) => (!missing.has(letter) ? letter : lacking === 'transliterate' ? (nearest.get(letter) ?? '?') : '?'))
    .join('');
}
