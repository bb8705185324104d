import { mappingLimits } from './limits.ts';

/**
 * Remembers what was made from a text, for the last few texts. The result is a pure function of the key, so this is no
 * state of any lab: every lab with the same file shares one compiled form.
 */
export function rememberByText<Result>(
  make: (file: string, text: string) => Result,
): (file: string, text: string) => Result {
  const known = new Map<string, { readonly file: string; readonly result: Result }>();
  return (file, text) => {
    const found = known.get(text);
    if (found?.file === file) return found.result;
    const result = make(file, text);
    const oldest = known.keys().next();
    if (known.size >= mappingLimits.remembered && !oldest.done) known.delete(oldest.value);
    known.set(text, { file, result });
    return result;
  };
}
