import type { CheckSpec } from '../scenario/check-schema.ts';
import { nameOf } from './checks.ts';
import { changesRoom } from './probe-fates.ts';
import { type ProbeWish, roomsOf } from './probes.ts';

type OrdSpec = Extract<CheckSpec, { check: 'ORD' }>;

type Stated<T> = { readonly [Key in keyof T]?: Exclude<T[Key], undefined> };

/** What is wished, without what is left to chance. */
function stated<T extends object>(wish: T): Stated<T> {
  return Object.fromEntries(Object.entries(wish).filter(([, value]) => value !== undefined)) as Stated<T>;
}

/**
 * The fresh orders of an ORD check. Each list of its class is gone through in turn, so that every room, version,
 * procedure, fate, kind of name and number of identifiers that the author names is sure to come up.
 */
export function ordWishes(spec: OrdSpec): ProbeWish[] {
  const { count, tomorrow, unknownCodes = 0, tomorrowAt = [] } = spec;
  const { version, procedures, fates, names, identifiers, physicians, also } = spec.class ?? {};
  const { sexes, priorities, weights, weightsBy } = spec.class ?? {};
  const check = nameOf(spec);
  const rooms = roomsOf(spec.class);
  const versions = version ?? (['2.3.1', '2.5.1'] as const);
  const inTurn = <T>(list: readonly T[] | undefined, index: number): T | undefined => list?.[index % list.length];
  const ordered = Array.from({ length: count }, (_, index): ProbeWish => {
    const fate = tomorrow && index === count - 1 ? 'tomorrow' : (inTurn(fates, index) ?? 'performed');
    const code = inTurn(procedures, index);
    const weight = inTurn(weights, index);
    const isRegistered = inTurn(weightsBy, index) === 'registration';
    const person = stated({
      name: inTurn(names, index),
      identifiers: inTurn(identifiers, index),
      sex: inTurn(sexes, index),
      weight: isRegistered ? weight : undefined,
    });
    const order = stated({ priority: inTurn(priorities, index), weight: isRegistered ? '' : weight });
    return {
      check,
      fate,
      // A procedure says itself where it is done; who changes rooms needs one that several rooms do.
      rooms: code === undefined && !changesRoom(fate) ? [inTurn(rooms, index) ?? 'CTROOM1'] : rooms,
      version: inTurn(versions, Math.floor(index / rooms.length)) ?? inTurn(versions, index),
      ...(code === undefined ? {} : { procedures: [code] }),
      ...(Object.keys(person).length === 0 ? {} : { person }),
      ...order,
      ...(also === undefined ? {} : { also }),
      ...(physicians === true ? { physicians } : {}),
    };
  });
  const unknown = Array.from({ length: unknownCodes }, (_, index): ProbeWish => ({
    check,
    fate: 'unknown-code',
    rooms: [inTurn(rooms, index) ?? 'CTROOM1'],
    version: inTurn(versions, index),
  }));
  const next = tomorrowAt.map((clock, index): ProbeWish => {
    const room = inTurn(rooms, index) ?? 'CTROOM1';
    return { check, fate: 'tomorrow', clock, rooms: [room], version: inTurn(versions, index) };
  });
  return [...ordered, ...unknown, ...next];
}
