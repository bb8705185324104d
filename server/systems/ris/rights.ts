export type RisRight = 'SCHEDULE' | 'CANCEL' | 'RESEND';

/**
 * Who may do what at the RIS. An interface analyst has no screen there: asking the desk to resend is a telephone call
 * that CLERK1 carries out, and the audit names both.
 */
const rights: Readonly<Record<string, readonly RisRight[]>> = {
  CLERK1: ['SCHEDULE', 'CANCEL', 'RESEND'],
  CLERK2: ['SCHEDULE', 'CANCEL', 'RESEND'],
};
const mayAsk: Readonly<Record<string, readonly RisRight[]>> = { ianders: ['RESEND'], pgreen: ['RESEND'] };

/** Who carries it out, and how the audit names it; undefined when the user may neither do nor ask for it. */
export function actorFor(
  user: string,
  right: RisRight,
): { readonly clerk: string; readonly audit: string } | undefined {
  if (rights[user]?.includes(right)) return { clerk: user, audit: user };
  if (mayAsk[user]?.includes(right)) return { clerk: 'CLERK1', audit: `CLERK1 for ${user}` };
  return undefined;
}
