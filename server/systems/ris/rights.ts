export type RisRight = 'SCHEDULE' | 'CANCEL' | 'RESEND';

/**
 * Who may do what at the RIS. Nobody of the learner's people has a screen there: what they ask for by telephone CLERK1
 * carries out, and the audit names both. An analyst of interfaces or archives may have messages sent again; the
 * department's own super-technologist and the analyst of the RIS may have orders moved and cancelled.
 */
const rights: Readonly<Record<string, readonly RisRight[]>> = {
  CLERK1: ['SCHEDULE', 'CANCEL', 'RESEND'],
  CLERK2: ['SCHEDULE', 'CANCEL', 'RESEND'],
};
const mayAsk: Readonly<Record<string, readonly RisRight[]>> = {
  ianders: ['RESEND'],
  pgreen: ['RESEND'],
  kbauer: ['SCHEDULE', 'CANCEL'],
  dkim: ['SCHEDULE', 'CANCEL', 'RESEND'],
};

/** Who carries it out, and how the audit names it; undefined when the user may neither do nor ask for it. */
export function actorFor(
  user: string,
  right: RisRight,
): { readonly clerk: string; readonly audit: string } | undefined {
  if (rights[user]?.includes(right)) return { clerk: user, audit: user };
  if (mayAsk[user]?.includes(right)) return { clerk: 'CLERK1', audit: `CLERK1 for ${user}` };
  return undefined;
}
