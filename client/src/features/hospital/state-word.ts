import type { Topology } from '../../../../server/contract/hospital.ts';
import { t } from '../../text/t.ts';

/** How a system is, in words: one that runs and cannot do its work is not down. */
export function stateWord({ health, facts }: Pick<Topology['systems'][number], 'health' | 'facts'>): string {
  return health === 'bad' && facts.some((fact) => fact.health === 'bad') ? t.map.failing : t.map.health[health];
}
