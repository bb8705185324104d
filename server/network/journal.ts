import type { Micros } from '../core/clock.ts';
import { coreLimits } from '../core/limits.ts';
import type { Kernel } from '../core/kernel.ts';
import { History } from '../core/state.ts';
import { DimseEvent, type NewDimseEvent } from './dimse-event.ts';
import { Hl7Event, type NewHl7Event } from './hl7-event.ts';

/** The keys by which the hospital's own records tie things together. Only what the bytes state; nothing is inferred. */
export interface BusinessKeys {
  readonly patientId?: string;
  readonly issuer?: string;
  readonly patientName?: string;
  readonly placer?: string;
  readonly filler?: string;
  readonly accession?: string;
  readonly studyUid?: string;
  readonly spsId?: string;
}

/** Something that happened, with what it followed from. `id` counts from 1. */
export type JournalEvent =
  | Hl7Event
  | DimseEvent
  | (EventBase & {
      readonly kind: 'transport';
      readonly to: string;
      readonly connectionId: number;
      readonly protocol: 'HL7' | 'DICOM';
      readonly title: string;
      /** `refused`, `timed out`, `rejected: called AE title not recognised`, `aborted`. */
      readonly outcome: string;
    })
  | (EventBase & { readonly kind: 'file'; readonly path: string; readonly title: string })
  | (EventBase & { readonly kind: 'row'; readonly table: string; readonly row: string; readonly title: string })
  | (EventBase & { readonly kind: 'action'; readonly title: string; readonly user: string });

interface EventBase {
  readonly id: number;
  readonly at: Micros;
  readonly host: string;
  /** Id of the event this follows from; 0 for none. */
  readonly cause: number;
  readonly keys: BusinessKeys;
}

type Without<T> = T extends unknown ? Omit<T, 'id' | 'at' | 'cause'> : never;
export type NewEvent = NewHl7Event | NewDimseEvent | Without<Exclude<JournalEvent, Hl7Event | DimseEvent>>;

export interface JournalState {
  readonly events: History<JournalEvent>;
}

export function emptyJournal(): JournalState {
  return { events: new History<JournalEvent>() };
}

/** Records events in virtual time and makes each the cause of what follows in the same step. */
export class Journal {
  readonly state: JournalState;
  readonly #kernel: Kernel;

  constructor(kernel: Kernel, state: JournalState) {
    this.#kernel = kernel;
    this.state = state;
  }

  /** Appends an event; returns its id, which is also the kernel's cause from here on. */
  record(event: NewEvent): number {
    const id = this.state.events.length + 1;
    const { now, cause } = this.#kernel;
    this.state.events.push(made(id, now, cause, event));
    this.#kernel.cause = id;
    return id;
  }

  get(id: number): JournalEvent | undefined {
    return this.state.events.at(id - 1);
  }

  static readonly limit = coreLimits.historyEntries;
}

/** One literal or class per kind: fields that are added to an object later lie outside it and take more room. */
function made(id: number, at: Micros, cause: number, event: NewEvent): JournalEvent {
  switch (event.kind) {
    case 'hl7':
      return new Hl7Event(id, at, cause, event);
    case 'dimse':
      return new DimseEvent(id, at, cause, event);
    case 'row': {
      const { host, table, row, title, keys } = event;
      return { kind: 'row', id, at, cause, host, table, row, title, keys };
    }
    case 'transport':
    case 'file':
    case 'action':
      return { ...event, id, at, cause };
    default:
      return event satisfies never;
  }
}
