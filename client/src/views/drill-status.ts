import type { DrillSummary } from '../../../server/contract/practice.ts';
import type { Status } from '../ui/StatusMark.svelte';

export const drillStatus: Record<DrillSummary['state'], Status> = {
  new: 'idle',
  'in-progress': 'active',
  solved: 'ok',
  'given-up': 'warn',
};
