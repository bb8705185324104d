export const levels: readonly string[] = ['ERROR', 'WARN', 'INFO', 'DEBUG'];

/** Only what asks for attention has a sign. */
export function levelStatus(level: string): 'bad' | 'warn' | undefined {
  return level === 'ERROR' || level === 'FATAL' ? 'bad' : level === 'WARN' ? 'warn' : undefined;
}

/** What in a line could be an identifier: words with a digit, without what punctuation put around them. */
export function wordsOf(text: string): string[] {
  const words = text.match(/[A-Za-z0-9][A-Za-z0-9.^_-]*[A-Za-z0-9]/g) ?? [];
  return [...new Set(words.filter((word) => /\d/.test(word) && word.length >= 4))];
}
