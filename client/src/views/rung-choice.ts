import type { LabSummary } from '../../../server/contract/case.ts';
import type { Rung } from '../../../server/contract/rung.ts';
import { remember, remembered } from '../lib/browser-store.ts';

/** From most help to least. */
export const rungs: readonly Rung[] = ['guided', 'practice', 'exam'];
const NAME = 'rung';

const known = (text: string | undefined): Rung | undefined => rungs.find((rung) => rung === text);

/** The rung that the address names, else the one chosen last in this browser. */
export function chosenRung(query: Readonly<Record<string, string | undefined>>): Rung {
  return known(query[NAME]) ?? known(remembered(NAME)) ?? 'practice';
}

export const rememberRung = (rung: Rung): void => remember(NAME, rung);

/** The newest lab, of a list with the newest first, of a case at a rung that can be gone on with: an exam that is judged is over. */
export function labToContinue(
  labs: readonly LabSummary[],
  slug: string,
  rung: LabSummary['rung'],
): LabSummary | undefined {
  return labs.find((lab) => lab.slug === slug && lab.rung === rung && goesOn(lab));
}

/** Whether there is something left to do in a lab. */
export const goesOn = ({ rung, verdicts }: LabSummary): boolean => !(rung === 'exam' && verdicts > 0);

/** At which rungs a case was begun, in their order. */
export function begunAt(labs: readonly LabSummary[], slug: string): Rung[] {
  return rungs.filter((rung) => labs.some((lab) => lab.slug === slug && lab.rung === rung));
}
