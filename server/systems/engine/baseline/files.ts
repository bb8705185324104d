import { adtFan } from './adt-fan.ts';
import { prio, proc2mod, res2station, sex } from './lookups.ts';
import { order } from './order.ts';
import { result } from './result.ts';
import { schedToMwl } from './sched-to-mwl.ts';
import { status } from './status.ts';

/** What is installed on eng01 in the healthy hospital. */
export const engineFiles: readonly { readonly path: string; readonly text: string }[] = [
  { path: '/opt/engine/channels/ADT_FAN.yaml', text: adtFan },
  { path: '/opt/engine/channels/ORDER.yaml', text: order },
  { path: '/opt/engine/channels/RESULT.yaml', text: result },
  { path: '/opt/engine/channels/SCHED_TO_MWL.yaml', text: schedToMwl },
  { path: '/opt/engine/channels/STATUS.yaml', text: status },
  { path: '/opt/engine/lookup/PROC2MOD.csv', text: proc2mod },
  { path: '/opt/engine/lookup/RES2STATION.csv', text: res2station },
  { path: '/opt/engine/lookup/SEX.csv', text: sex },
  { path: '/opt/engine/lookup/PRIO.csv', text: prio },
];
