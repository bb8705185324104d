import { type Abort, aborts } from './abort.ts';
import { ByteQueue, joinParts, lengthOf } from './byte-parts.ts';
import { CommandSet } from './command-set.ts';
import type { Diagnostic, DiagnosticCode } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';
import { type DimseMessage, announcesDataSet, commandName, missingEssentials } from './message.ts';
import type { Pdv } from './pdu.ts';

/** A presentation context both sides agreed on. */
export interface AcceptedContext {
  readonly id: number;
  readonly abstractSyntax: string;
  readonly transferSyntax: string;
}

export type Assembled =
  | { readonly kind: 'message'; readonly message: DimseMessage }
  | { readonly kind: 'fault'; readonly abort: Abort; readonly diagnostic: Diagnostic };

interface OpenMessage {
  readonly command: ByteQueue;
  /** Set once the last command fragment has come and a data set is to follow. */
  complete: { command: CommandSet; diagnostics: readonly Diagnostic[] } | undefined;
  readonly dataSet: ByteQueue;
}

/**
 * Puts PDVs together to messages (PS3.7 6.3.1, PS3.8 Annex E): all fragments of the command set, then all of the data
 * set, each in order, on one presentation context. Messages on different contexts may be interleaved; each context is
 * followed on its own.
 */
export class MessageAssembler {
  readonly #open = new Map<number, OpenMessage>();
  readonly #dataSetLimit: number;

  constructor(dataSetLimit: number) {
    this.#dataSetLimit = dataSetLimit;
  }

  /** Some message has begun and is not complete. */
  get midMessage(): boolean {
    return this.#open.size > 0;
  }

  take(pdv: Pdv, contexts: ReadonlyMap<number, AcceptedContext>): Assembled | undefined {
    const { contextId } = pdv;
    const context = contexts.get(contextId);
    if (context === undefined) return fault(aborts.invalidParameterValue, 'pdv-context-not-accepted', { contextId });
    let open = this.#open.get(contextId);
    if (open === undefined) {
      if (!pdv.isCommand) return fault(aborts.unexpectedParameter, 'pdv-data-before-command', { contextId });
      if (this.#open.size === dimseLimits.openMessages) {
        return fault(aborts.notSpecified, 'too-many-open-messages', { limit: dimseLimits.openMessages });
      }
      open = { command: new ByteQueue(), complete: undefined, dataSet: new ByteQueue() };
      this.#open.set(contextId, open);
    }
    return pdv.isCommand ? this.#takeCommand(pdv, context, open) : this.#takeData(pdv, context, open);
  }

  #takeCommand(pdv: Pdv, context: AcceptedContext, open: OpenMessage): Assembled | undefined {
    if (open.complete !== undefined) {
      return fault(aborts.unexpectedParameter, 'pdv-command-after-last', { contextId: context.id });
    }
    if (open.command.length + lengthOf(pdv.fragment) > dimseLimits.commandLength) {
      return fault(aborts.notSpecified, 'command-too-long', { limit: dimseLimits.commandLength });
    }
    for (const part of pdv.fragment) open.command.append(part);
    if (!pdv.isLast) return undefined;
    // The Upper Layer did its part; a command set that cannot be understood is refused by its user, DIMSE: source 0.
    const { set, diagnostics } = CommandSet.read(joinParts(open.command.take(open.command.length)));
    const broken = diagnostics.find(({ severity }) => severity === 'error') ?? missingEssentials(set);
    if (broken !== undefined) return { kind: 'fault', abort: aborts.byUser, diagnostic: broken };
    if (announcesDataSet(set)) {
      open.complete = { command: set, diagnostics };
      return undefined;
    }
    this.#open.delete(context.id);
    return message(context, set, diagnostics, undefined);
  }

  #takeData(pdv: Pdv, context: AcceptedContext, open: OpenMessage): Assembled | undefined {
    if (open.complete === undefined) {
      return fault(aborts.unexpectedParameter, 'pdv-data-before-command', { contextId: context.id });
    }
    if (open.dataSet.length + lengthOf(pdv.fragment) > this.#dataSetLimit) {
      return fault(aborts.notSpecified, 'data-set-too-long', { limit: this.#dataSetLimit });
    }
    for (const part of pdv.fragment) open.dataSet.append(part);
    if (!pdv.isLast) return undefined;
    this.#open.delete(context.id);
    return message(context, open.complete.command, open.complete.diagnostics, open.dataSet.take(open.dataSet.length));
  }
}

function message(
  context: AcceptedContext,
  command: CommandSet,
  diagnostics: readonly Diagnostic[],
  dataSet: readonly Uint8Array[] | undefined,
): Assembled {
  const { id: contextId, abstractSyntax, transferSyntax } = context;
  const name = commandName(command);
  return {
    kind: 'message',
    message: { contextId, abstractSyntax, transferSyntax, command, name, dataSet, diagnostics },
  };
}

function fault(abort: Abort, code: DiagnosticCode, detail: Diagnostic['detail']): Assembled {
  return { kind: 'fault', abort, diagnostic: { code, severity: 'error', offset: 0, detail } };
}
