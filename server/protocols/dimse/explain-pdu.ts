import { uidName } from '../dicom/sop-class.ts';
import { explainAbort } from './abort.ts';
import { type ContextSeen, explainAssociate } from './explain-association.ts';
import { type CommandProgress, explainCommand, newCommand } from './explain-command.ts';
import { type Field, type FieldText, FieldTree, hex } from './field-tree.ts';
import { dimseLimits } from './limits.ts';
import type { CommandName } from './message.ts';
import { get32, pdvHeaderLength } from './pdu-data.ts';
import { type PduKind, kindOfPduType, pduHeaderLength } from './pdu.ts';
import { explainRejection } from './rejection.ts';

/** Names as Wireshark and the standard have them (PS3.8 9.3.1). */
const pduNames: Readonly<Record<PduKind, string>> = {
  'associate-request': 'A-ASSOCIATE-RQ',
  'associate-accept': 'A-ASSOCIATE-AC',
  'associate-reject': 'A-ASSOCIATE-RJ',
  data: 'P-DATA-TF',
  'release-request': 'A-RELEASE-RQ',
  'release-reply': 'A-RELEASE-RP',
  abort: 'A-ABORT',
};

/** A fragment of a data set, to be put together and explained by whoever knows data sets. */
export interface DataSetFragment {
  readonly offset: number;
  readonly length: number;
  readonly contextId: number;
  readonly transferSyntax: string;
  readonly isLast: boolean;
}

export interface ExplainedPdu {
  readonly kind: PduKind | 'incomplete' | 'not-a-pdu';
  readonly field: Field;
  /** What PS3.7 calls the messages whose command set ends here. */
  readonly commands: readonly CommandName[];
  readonly dataSets: readonly DataSetFragment[];
}

/**
 * Explains the PDUs of one association for people: every byte of what is given belongs to exactly one leaf. Never
 * throws; what is broken carries a `problem`. Feed it the stretches of both directions in the order of the capture, each
 * beginning where a PDU begins: it remembers the contexts and the command sets that are torn between PDUs.
 */
export class PduExplainer {
  readonly #contexts = new Map<number, ContextSeen>();
  readonly #commands = new Map<string, CommandProgress>();

  explain(bytes: Uint8Array, from: 'requestor' | 'acceptor'): ExplainedPdu[] {
    const all: ExplainedPdu[] = [];
    const tree = new FieldTree(bytes);
    while (tree.left > 0) {
      const before = tree.fields.length;
      const commands: CommandName[] = [];
      const dataSets: DataSetFragment[] = [];
      const kind = this.#pdu(tree, from, commands, dataSets);
      const field = tree.fields[before];
      if (field !== undefined) all.push({ kind, field, commands, dataSets });
    }
    return all;
  }

  #pdu(
    tree: FieldTree,
    from: 'requestor' | 'acceptor',
    commands: CommandName[],
    dataSets: DataSetFragment[],
  ): ExplainedPdu['kind'] {
    const { bytes, position, left } = tree;
    const kind = kindOfPduType(bytes[position] ?? 0);
    if (kind === undefined) {
      // After this no PDU can be found: all that follows is one stretch.
      tree.group('Not a PDU', left, () => {
        tree.complain('unrecognized-pdu-type', { type: bytes[position] ?? 0 });
        tree.leaf('Bytes', left);
        return { meaning: guess(bytes.subarray(position, position + 16)) };
      });
      return 'not-a-pdu';
    }
    const length = left < pduHeaderLength ? 0 : get32(bytes, position + 2);
    const wanted = pduHeaderLength + length;
    tree.group(pduNames[kind], wanted, () => {
      tree.number('PDU-type', 1, (type) => ({ value: hex(type, 2), meaning: pduNames[kind] }));
      tree.leaf('Reserved', 1);
      tree.number('PDU-length', 4);
      return this.#body(tree, kind, from, commands, dataSets);
    });
    return wanted > left || left < pduHeaderLength ? 'incomplete' : kind;
  }

  #body(
    tree: FieldTree,
    kind: PduKind,
    from: 'requestor' | 'acceptor',
    commands: CommandName[],
    dataSets: DataSetFragment[],
  ): FieldText {
    switch (kind) {
      case 'associate-request':
      case 'associate-accept':
        return this.#associate(tree, kind === 'associate-accept');
      case 'associate-reject':
        return explainReject(tree);
      case 'data':
        this.#pdvs(tree, from, commands, dataSets);
        return { value: commands.join(', ') };
      case 'release-request':
      case 'release-reply':
        tree.leaf('Reserved', 4);
        return {};
      case 'abort':
        return explainAbortBody(tree);
      default:
        return kind satisfies never;
    }
  }

  #associate(tree: FieldTree, accepted: boolean): FieldText {
    for (const context of explainAssociate(tree, accepted)) {
      const proposed = this.#contexts.get(context.id);
      if (!accepted || proposed === undefined) this.#contexts.set(context.id, context);
      else {
        proposed.result = context.result;
        proposed.transferSyntax = context.transferSyntax;
      }
    }
    if (!accepted) return { value: `${this.#contexts.size} presentation contexts` };
    const all = [...this.#contexts.values()];
    return {
      value: `${all.filter(({ result }) => result === 0).length} of ${all.length} presentation contexts accepted`,
    };
  }

  #pdvs(tree: FieldTree, from: string, commands: CommandName[], dataSets: DataSetFragment[]): void {
    for (let count = 0; tree.left > 0 && count < dimseLimits.pdvsPerPdu; count++) {
      const { bytes, position, left } = tree;
      const length = left < 4 ? 0 : get32(bytes, position);
      tree.group('Presentation Data Value Item', Math.max(4 + length, Math.min(left, pdvHeaderLength)), () => {
        if (length < 2 && left >= pdvHeaderLength) tree.complain('pdv-length', { length, left: left - 4 });
        tree.number('Item-length', 4);
        const id = tree.number('Presentation-context-ID', 1, (value) => ({
          value: hex(value, 2),
          meaning: this.#contextName(value),
        }));
        const control = tree.number('Message Control Header', 1, (value) => ({
          value: hex(value, 2),
          meaning: `${(value & 1) === 1 ? 'command' : 'data set'}, ${(value & 2) === 2 ? 'last' : 'not last'} fragment`,
          clause: 'PS3.8 E.2',
        }));
        if (this.#contexts.size > 0 && this.#contexts.get(id)?.result !== 0) {
          tree.complain('pdv-context-not-accepted', { contextId: id });
        }
        const isLast = (control & 2) === 2;
        if ((control & 1) === 1) return this.#command(tree, `${from} ${id}`, isLast, commands);
        const offset = tree.position;
        const transferSyntax = this.#contexts.get(id)?.transferSyntax ?? '';
        if (tree.left > 0 || isLast)
          dataSets.push({ offset, length: tree.left, contextId: id, transferSyntax, isLast });
        tree.leaf('Data Set Fragment', tree.left, () => ({ value: '', meaning: uidName(transferSyntax) }));
        return { value: 'data set', meaning: this.#contextName(id) };
      });
    }
  }

  #command(tree: FieldTree, key: string, isLast: boolean, commands: CommandName[]): FieldText {
    const progress = this.#commands.get(key) ?? newCommand();
    if (isLast) this.#commands.delete(key);
    else if (this.#commands.size < dimseLimits.openMessages * 2) this.#commands.set(key, progress);
    explainCommand(tree, progress, isLast);
    if (isLast && progress.name !== undefined) commands.push(progress.name);
    return { value: progress.name ?? 'command' };
  }

  #contextName(id: number): string | undefined {
    const context = this.#contexts.get(id);
    if (context === undefined) return undefined;
    return uidName(context.abstractSyntax) ?? context.abstractSyntax;
  }
}

function explainReject(tree: FieldTree): FieldText {
  tree.leaf('Reserved', 1);
  const [result = 0, source = 0, reason = 0] = tree.bytes.subarray(
    tree.position,
    tree.position + Math.min(3, tree.left),
  );
  const text = explainRejection({ result, source, reason });
  const { clause } = text;
  tree.number('Result', 1, () => ({ meaning: text.result, clause }));
  tree.number('Source', 1, () => ({ meaning: text.source, clause }));
  tree.number('Reason/Diag.', 1, () => ({ meaning: text.reason, clause }));
  return { value: text.reason, meaning: `${text.result}, ${text.source}` };
}

function explainAbortBody(tree: FieldTree): FieldText {
  tree.leaf('Reserved', 2);
  const [source = 0, reason = 0] = tree.bytes.subarray(tree.position, tree.position + Math.min(2, tree.left));
  const text = explainAbort({ source, reason });
  tree.number('Source', 1, () => ({ meaning: text.source, clause: text.clause }));
  tree.number('Reason/Diag.', 1, () => ({ meaning: text.reason, clause: text.clause }));
  return { value: text.reason, meaning: text.source };
}

/** What bytes that are no PDU look like; people who see them want to know who is at the other end. */
function guess(bytes: Uint8Array): string | undefined {
  const text = String.fromCharCode(...bytes);
  if (text.startsWith('MSH|') || (bytes[0] === 0x0b && text.slice(1).startsWith('MSH|'))) return 'HL7 over MLLP';
  if (/^(GET|POST|PUT|HEAD|OPTIONS) /.test(text)) return 'HTTP request';
  if (bytes[0] === 0x16 && bytes[1] === 0x03) return 'TLS handshake';
  return undefined;
}
