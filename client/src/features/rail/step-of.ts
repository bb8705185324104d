import type { GuideStep, LabView } from '../../../../server/contract/lab.ts';

/** The way of a guided learner, in order. */
export const guideSteps: readonly GuideStep[] = ['look', 'hypothesis', 'fix', 'confirm', 'verdict'];

/** Where one stands: as the server says, and at the end once there is a verdict. */
export function stepOf({ guide, verdicts }: Pick<LabView, 'guide' | 'verdicts'>): GuideStep {
  return verdicts.length > 0 ? 'verdict' : (guide ?? 'look');
}
