import type { GuideStep, LabView } from '../../../../server/contract/lab.ts';

/** The way of a guided learner as it is drawn, in order. */
export const wayOfGuide = ['look', 'hypothesis', 'fix', 'confirm', 'verdict'] as const;

/** Which place of the way a step belongs to: what is saved and not deployed is not a fix yet. */
export const placeOf = (step: GuideStep): number => wayOfGuide.indexOf(step === 'deploy' ? 'fix' : step);

/** Where one stands: as the server says, and at the end once there is a verdict. */
export function stepOf({ guide, verdicts }: Pick<LabView, 'guide' | 'verdicts'>): GuideStep {
  return verdicts.length > 0 ? 'verdict' : (guide ?? 'look');
}
