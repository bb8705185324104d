/** Characters of a file that a complaint about it quotes. */
const MOST = 160;

/** What stands there, short enough to be read: a line of a settings file may have as many characters as the file. */
export function excerpt(text: string): string {
  return text.length <= MOST ? text : `${text.slice(0, MOST).replace(/[\uD800-\uDBFF]$/, '')}…`;
}
