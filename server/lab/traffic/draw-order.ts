import type { RandomStream } from '../../core/random.ts';
import type { OrderDetails } from '../../systems/his/state.ts';
import type { MessageVersion, Procedure } from '../../systems/ris/settings.ts';
import { alerts, dangers, frequencies, physicians, reasons } from './clinical-facts.ts';
import { procedures, rooms, usualVersion } from './procedures.ts';

/** What kind of order is wanted; lists name the choices, left out means any. */
export interface OrderWish {
  readonly modalities?: readonly string[];
  readonly rooms?: readonly string[];
  readonly versions?: readonly MessageVersion[];
  readonly procedures?: readonly string[];
  readonly patientClass?: string;
  readonly priority?: string;
  /** Known weight of the patient, kg; then sent in the order by some placers. */
  readonly weight?: string;
}

/** An order without patient and time. */
export interface DrawnOrder {
  readonly procedure: Procedure;
  readonly room: string;
  readonly version: MessageVersion;
  readonly details: Omit<OrderDetails, 'requestedStart'>;
}

/** Draws an order; throws RangeError when no procedure meets the wish. */
export function drawOrder(random: RandomStream, wish: OrderWish = {}): DrawnOrder {
  const choices = rooms.flatMap((room) =>
    procedures
      .filter((procedure) => meets(procedure, room, wish))
      .map((procedure) => ({ room, procedure, weight: frequencies[procedure.code] ?? 1 })),
  );
  const { room, procedure } = weighted(random, choices);
  const usual = usualVersion(room);
  const other: MessageVersion = usual === '2.3.1' ? '2.5.1' : '2.3.1';
  const drawn = random.chance(0.1) ? other : usual;
  const version = wish.versions ? (wish.versions.includes(drawn) ? drawn : random.pick(wish.versions)) : drawn;
  const patientClass = wish.patientClass ?? 'O';
  const weight = wish.weight !== undefined && random.chance(0.25) ? wish.weight : '';
  return {
    procedure,
    room,
    version,
    details: {
      procedure: procedure.code,
      priority: wish.priority ?? priority(random, patientClass),
      orderer: random.pick(physicians),
      phone: `555${String(random.integer(0, 9999)).padStart(4, '0')}`,
      reason: random.pick(reasons[procedure.bodyPart] ?? [{ code: 'Z01.89', text: 'Examination' }]),
      danger: random.chance(0.08) ? random.pick(dangers) : { code: '', text: '' },
      clinicalInfo: random.chance(0.15) ? random.pick(alerts) : '',
      transport: transport(random, procedure, patientClass),
      weight,
    },
  };
}

function meets(procedure: Procedure, room: string, wish: OrderWish): boolean {
  return (
    procedure.resources.includes(room) &&
    (wish.rooms?.includes(room) ?? true) &&
    (wish.modalities?.includes(procedure.modality) ?? true) &&
    (wish.procedures?.includes(procedure.code) ?? true)
  );
}

function weighted<T extends { readonly weight: number }>(random: RandomStream, choices: readonly T[]): T {
  const total = choices.reduce((sum, { weight }) => sum + weight, 0);
  let left = random.integer(1, Math.max(1, total));
  for (const choice of choices) {
    left -= choice.weight;
    if (left <= 0) return choice;
  }
  throw new RangeError('no procedure of the rooms meets the wish');
}

function priority(random: RandomStream, patientClass: string): string {
  return patientClass === 'E' ? random.pick(['S', 'S', 'A']) : random.pick(['R', 'R', 'R', 'R', 'A', 'T']);
}

function transport(random: RandomStream, procedure: Procedure, patientClass: string): string {
  if (procedure.modality === 'CR') return 'PORT';
  return patientClass === 'O' ? random.pick(['WALK', 'WALK', 'WHLC']) : random.pick(['WHLC', 'CART']);
}
