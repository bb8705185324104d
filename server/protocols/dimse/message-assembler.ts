import { type Abort, aborts } from './abort.ts';
import { ByteQueue, joinParts, lengthOf } from './byte-parts.ts';
import { CommandSet } from './command-set.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import { type DimseMessage, type MessageStart, announcesDataSet, commandName, missingEssentials } from './message.ts';
import type { Pdv } from './pdu.ts';

/** A presentation context both sides agreed on. */
export interface AcceptedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntax: string;
}

/** What becomes of a data set: `keep` collects it for `message`, `pass` tells each part as it comes, `discard` drops it. */
export type DataSetHandling = 'keep' | 'pass' | 'discard';

export type Assembled =
  | { readonly kind: 'message'; readonly message: DimseMessage }
  | { readonly kind: 'message-start'; readonly start: MessageStart }
  | { readonly kind: 'data-set-part'; readonly contextId: number; readonly parts: readonly Uint8Array[] }
  | { readonly kind: 'fault'; readonly abort: Abort; readonly diagnostic: Diagnostic };

interface OpenMessage {
  /** Fragments of the command set while the last has not come. */
  command: ByteQueue | undefined;
  /** Set once the last command fragment has come and a data set is to follow. */
  start: MessageStart | undefined;
  handling: DataSetHandling;
  dataSet: ByteQueue | undefined;
  dataSetLength: number;
}

/**
 * Puts PDVs together to messages (PS3.7 6.3.1, PS3.8 Annex E): all fragments of the command set, then all of the data
 * set, each in order, on one presentation context. Messages on different contexts may be interleaved; each context is
 * followed on its own.
 */
export class MessageAssembler {
  readonly #open = new Map<number, OpenMessage>();
  readonly #dataSetLimit: number;
  /** Whether a message whose data set is still to come is told. */
  readonly #announces: boolean;

  constructor(dataSetLimit: number, announces = false) {
    this.#dataSetLimit = dataSetLimit;
    this.#announces = announces;
  }

  /** Decides about the data set that is to come on this context; false when none is, or its first part has come. */
  handle(contextId: number, handling: DataSetHandling): boolean {
    const open = this.#open.get(contextId);
    if (open?.start === undefined || open.dataSetLength > 0) return false;
    open.handling = handling;
    return true;
  }

  take(pdv: Pdv, contexts: ReadonlyMap<number, AcceptedContext>): Assembled | undefined {
    const { contextId } = pdv;
    const context = contexts.get(contextId);
    if (context === undefined) return fault(aborts.invalidParameterValue, 'pdv-context-not-accepted', { contextId });
    const open = this.#open.get(contextId);
    if (pdv.isCommand) return this.#takeCommand(pdv, context, open);
    if (open?.start === undefined) {
      return fault(aborts.unexpectedParameter, 'pdv-data-before-command', { contextId });
    }
    return this.#takeData(pdv, contextId, open, open.start);
  }

  #takeCommand(pdv: Pdv, context: AcceptedContext, open: OpenMessage | undefined): Assembled | undefined {
    const { id: contextId, abstractSyntax, transferSyntax } = context;
    if (open?.start !== undefined) return fault(aborts.unexpectedParameter, 'pdv-command-after-last', { contextId });
    if (open === undefined && this.#open.size === dimseLimits.openMessages) {
      return fault(aborts.notSpecified, 'too-many-open-messages', { limit: dimseLimits.openMessages });
    }
    const before = open?.command;
    if ((before?.length ?? 0) + lengthOf(pdv.fragment) > dimseLimits.commandLength) {
      return fault(aborts.notSpecified, 'command-too-long', { limit: dimseLimits.commandLength });
    }
    if (!pdv.isLast) {
      const command = before ?? new ByteQueue();
      for (const part of pdv.fragment) command.append(part);
      if (open === undefined) this.#open.set(contextId, begun(command));
      return undefined;
    }
    let bytes: Uint8Array;
    if (before === undefined) bytes = joinParts(pdv.fragment);
    else {
      for (const part of pdv.fragment) before.append(part);
      bytes = joinParts(before.take(before.length));
    }
    // The Upper Layer did its part; a command set that cannot be understood is refused by its user, DIMSE: source 0.
    const { set: command, diagnostics } = CommandSet.read(bytes);
    const broken = diagnostics.find(({ severity }) => severity === 'error') ?? missingEssentials(command);
    if (broken !== undefined) return { kind: 'fault', abort: aborts.byUser, diagnostic: broken };
    const name = commandName(command);
    const start: MessageStart = { contextId, abstractSyntax, transferSyntax, command, name, diagnostics };
    if (!announcesDataSet(command)) {
      if (open !== undefined) this.#open.delete(contextId);
      return { kind: 'message', message: { ...start, dataSet: undefined, dataSetLength: 0 } };
    }
    const awaiting = open ?? begun(undefined);
    awaiting.command = undefined;
    awaiting.start = start;
    if (open === undefined) this.#open.set(contextId, awaiting);
    return this.#announces ? { kind: 'message-start', start } : undefined;
  }

  #takeData(pdv: Pdv, contextId: number, open: OpenMessage, start: MessageStart): Assembled | undefined {
    open.dataSetLength += lengthOf(pdv.fragment);
    if (open.dataSetLength > this.#dataSetLimit) {
      return fault(aborts.notSpecified, 'data-set-too-long', { limit: this.#dataSetLimit });
    }
    const { handling, dataSetLength } = open;
    if (pdv.isLast) {
      this.#open.delete(contextId);
      let dataSet: readonly Uint8Array[] = nothing;
      if (handling === 'pass') dataSet = pdv.fragment;
      else if (handling === 'keep') {
        if (open.dataSet === undefined) dataSet = pdv.fragment;
        else {
          for (const part of pdv.fragment) open.dataSet.append(part);
          dataSet = open.dataSet.take(open.dataSet.length);
        }
      }
      return { kind: 'message', message: { ...start, dataSet, dataSetLength } };
    }
    if (handling === 'pass') return { kind: 'data-set-part', contextId, parts: pdv.fragment };
    if (handling === 'keep') {
      open.dataSet ??= new ByteQueue();
      for (const part of pdv.fragment) open.dataSet.append(part);
    }
    return undefined;
  }
}

const nothing: readonly Uint8Array[] = [];

function begun(command: ByteQueue | undefined): OpenMessage {
  return { command, start: undefined, handling: 'keep', dataSet: undefined, dataSetLength: 0 };
}

function fault(abort: Abort, code: DiagnosticCode, detail: Diagnostic['detail']): Assembled {
  return { kind: 'fault', abort, diagnostic: { code, severity: 'error', offset: 0, detail } };
}
