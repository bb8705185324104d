import type { ScenarioFile } from './schema.ts';

type Step = NonNullable<ScenarioFile['traffic']>[number];
type OrderStep = Extract<Step, { do: 'order' }>;

/** An order as the script asks for it. */
export type BookedOrder = NonNullable<OrderStep['neighbour']>;

/** The orders that a step of the script places, in this order. */
export function ordersOf(step: Step): readonly BookedOrder[] {
  return step.do === 'order' ? [step, ...(step.neighbour ? [step.neighbour] : [])] : [];
}
