export type RisRight = 'SCHEDULE' | 'CANCEL' | 'RESEND' | 'READ';

/**
 * Who may do what at the RIS. Nobody of the learner's people has a screen there: what they ask for by telephone CLERK1
 * carries out, and the audit names both. An analyst of interfaces or archives may have messages sent again; the
 * department's own super-technologist and the analyst of the RIS may have orders moved and cancelled. Radiologists may
 * have a finished exam put on their reading list at once.
 */
const rights: Readonly<Record<string, readonly RisRight[]>> = {
  CLERK1: ['SCHEDULE', 'CANCEL', 'RESEND', 'READ'],
  CLERK2: ['SCHEDULE', 'CANCEL', 'RESEND', 'READ'],
};
const mayAsk: Readonly<Record<string, readonly RisRight[]>> = {
  ianders: ['RESEND'],
  pgreen: ['RESEND', 'READ'],
  kbauer: ['SCHEDULE', 'CANCEL', 'READ'],
  dkim: ['SCHEDULE', 'CANCEL', 'RESEND', 'READ'],
  rmori: ['READ'],
  sokafor: ['READ'],
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
