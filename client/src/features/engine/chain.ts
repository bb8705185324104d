import type { EngineView, RuleSet } from '../../../../server/contract/engine.ts';
import { t } from '../../text/t.ts';

/** A way through the engine that can be looked at: one destination of one channel, or the worklist's own rules. */
export interface Route {
  id: string;
  label: string;
  channel: string;
  set: RuleSet;
}

export function routesOf(view: EngineView): Route[] {
  return view.ruleSets.map((set) => {
    if (set.host === 'mwl01') return { id: 'mwl01', label: t.engine.mappingOnly, channel: '', set };
    const channel = view.channels.find(({ path }) => path === set.path)?.name ?? set.title;
    const { target } = view.queues.find((one) => one.channel === channel && one.destination === set.destination) ?? {};
    const host = target?.split(':')[0] ?? set.destination;
    return { id: `${channel}/${set.destination}`, label: t.engine.routeOption(channel, host), channel, set };
  });
}

/** The rule sets that one message passes: what feeds the worklist goes on through the worklist's mapping. */
export function chainOf(view: EngineView, { channel, set }: Route): RuleSet[] {
  const mapping = view.ruleSets.find(({ host }) => host === 'mwl01');
  return channel === 'SCHED_TO_MWL' && set.destination === 'mwl' && mapping ? [set, mapping] : [set];
}
