import type { Hospital } from '../hospital.ts';
import { truthOf } from '../verdict/ledger.ts';
import type { ScenarioFile } from './schema.ts';
import { ordersOf } from './script-orders.ts';

/**
 * What a ticket may say of the hospital as the learner finds it, for `${facts.…}` in its text: told as it is, because
 * the morning's traffic differs from seed to seed. A sentence that is not true of this one is empty.
 */
export interface Facts {
  /** `Three of them are from the emergency department.`: of the studies that wait in the unverified queue. */
  readonly emergencies: string;
}

const numbers = ['No', 'One', 'Two', 'Three', 'Four', 'Five', 'Six', 'Seven', 'Eight', 'Nine', 'Ten'];

export function factsOf({ his, pacs }: Hospital): Facts {
  const waiting = pacs.state.studies.filter(({ status }) => status === 'UNVERIFIED');
  const urgent = waiting.filter(
    ({ patientId }) => his.state.patients.get(patientId)?.visit.patientClass === 'E',
  ).length;
  const count = numbers[urgent] ?? String(urgent);
  const emergencies =
    urgent === 0 ? '' : `${count} of them ${urgent === 1 ? 'is' : 'are'} from the emergency department.`;
  return { emergencies };
}

/** Stands for the facts while the hospital is not there yet: each is filled in by `withFacts`. */
export const factsLater: Facts = { emergencies: '${facts.emergencies}' };

/** What a text may say of an order of the script: `${script.moved.accession}`. */
const scriptAttributes = ['accession', 'filler', 'spsId', 'patientId', 'patientName'] as const;

/** The same for the orders of the script, by name. */
export function scriptLater({ traffic = [] }: ScenarioFile): Record<string, Record<string, string>> {
  const names = traffic.flatMap((step) => ordersOf(step).map(({ order }) => order));
  const later = (name: string): Record<string, string> =>
    Object.fromEntries(scriptAttributes.map((attribute) => [attribute, `\${script.${name}.${attribute}}`]));
  return Object.fromEntries(names.map((name) => [name, later(name)]));
}

export function withFacts(text: string, hospital: Hospital): string {
  return text
    .replace(/ ?\$\{facts\.emergencies\}/g, (found) => {
      const { emergencies } = factsOf(hospital);
      return emergencies === '' ? '' : found.startsWith(' ') ? ` ${emergencies}` : emergencies;
    })
    .replace(/\$\{script\.([^.}]+)\.([^.}]+)\}/g, (_, name: string, attribute: string) => {
      const order = hospital.ris.orderByPlacer(hospital.director.state.orders.get(name)?.placer ?? '');
      const truth = order && truthOf(hospital, order);
      return scriptAttributes.map((each) => (each === attribute ? truth?.[each] : undefined)).join('');
    });
}
