import type { Micros } from '../core/clock.ts';
import { latin1 } from '../protocols/latin1.ts';
import { DataSet } from '../protocols/dicom/data-set.ts';
import { dicomKeys } from './dicom-keys.ts';
import type { BusinessKeys } from './journal.ts';
import { recall } from './recent-keys.ts';

/** Keys that a message does not state itself, or the event whose keys are its own too. */
export type KnownKeys = BusinessKeys | { readonly id: number; readonly keys: BusinessKeys };

/** What is known of a DIMSE message when it leaves its sender. */
export interface NewDimseEvent {
  readonly kind: 'dimse';
  readonly host: string;
  readonly to: string;
  readonly connectionId: number;
  /** `C-FIND-RQ`, `C-FIND-RSP`. */
  readonly title: string;
  readonly direction: 'request' | 'answer';
  readonly calledAe: string;
  readonly callingAe: string;
  readonly sopClass: string;
  /** The command set, Implicit VR Little Endian. */
  readonly command: Uint8Array;
  /** The data set on the wire, in parts. */
  readonly data: readonly Uint8Array[];
  readonly transferSyntax: string;
  readonly inReplyTo?: number;
  /** (0000,0900) of an answer. */
  readonly status?: number;
  readonly known: KnownKeys;
}

const none: readonly Uint8Array[] = [];

/** A DIMSE message in the journal. The command set is kept as text: a small buffer takes thrice its room. */
export class DimseEvent {
  readonly kind = 'dimse';
  readonly id: number;
  readonly at: Micros;
  readonly host: string;
  /** Id of the event this follows from; 0 for none. */
  readonly cause: number;
  readonly to: string;
  readonly connectionId: number;
  readonly title: string;
  readonly direction: 'request' | 'answer';
  readonly calledAe: string;
  readonly callingAe: string;
  readonly sopClass: string;
  readonly data: readonly Uint8Array[];
  readonly transferSyntax: string;
  readonly inReplyTo: number | undefined;
  readonly status: number | undefined;
  readonly known: KnownKeys;
  readonly commandText: string;

  constructor(id: number, at: Micros, cause: number, event: NewDimseEvent) {
    this.id = id;
    this.at = at;
    this.host = event.host;
    this.cause = cause;
    this.to = event.to;
    this.connectionId = event.connectionId;
    this.title = event.title;
    this.direction = event.direction;
    this.calledAe = event.calledAe;
    this.callingAe = event.callingAe;
    this.sopClass = shared(event.sopClass);
    this.data = event.data.length === 0 ? none : event.data;
    this.transferSyntax = event.transferSyntax;
    this.inReplyTo = event.inReplyTo;
    this.status = event.status;
    this.known = event.known;
    this.commandText = latin1(event.command);
  }

  /** What it answers and what its data set states: the latter is read when somebody looks. */
  get keys(): BusinessKeys {
    const known = 'id' in this.known ? this.known.keys : this.known;
    if (this.data.length === 0) return known;
    return recall(this, () => ({ ...known, ...dicomKeys(DataSet.read(this.data, this.transferSyntax)) }));
  }

  get command(): Uint8Array {
    return Uint8Array.from(Buffer.from(this.commandText, 'latin1'));
  }
}

const uids = new Map<string, string>();
const MOST_UIDS = 256;

/** One string for each SOP class, however often it is read from the wire. */
function shared(uid: string): string {
  const known = uids.get(uid);
  if (known !== undefined) return known;
  if (uids.size < MOST_UIDS) uids.set(uid, uid);
  return uid;
}
