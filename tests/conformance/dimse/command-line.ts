import type { echo } from '../../../server/cli/dicom/echo.ts';

/** What a verb of the command line prints. */
export async function said(verb: typeof echo, ...args: readonly string[]): Promise<string> {
  let text = '';
  const output = await verb.run(args, (line) => (text += line));
  return text + (typeof output === 'string' ? output : '');
}

type Line = Readonly<Record<string, { readonly Value?: readonly unknown[] }>>;

/** Lines of JSON. */
export function json(lines: string): Line[] {
  const filled = lines.split('\n').filter(Boolean);
  return filled.map((line) => JSON.parse(line) as Line);
}
