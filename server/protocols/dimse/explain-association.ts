import { uidName } from '../dicom/sop-class.ts';
import { type FieldTree, hex } from './field-tree.ts';
import { dimseLimits } from './limits.ts';
import { contextResultText } from './negotiation.ts';
import { userIdentityTypes } from './user-identity.ts';

/** Items and sub-items of A-ASSOCIATE-RQ and -AC (PS3.8 9.3.2, 9.3.3; PS3.7 D.3.3). */

/** A context as the items say, to name what travels on it later. */
export interface ContextSeen {
  readonly id: number;
  abstractSyntax: string;
  transferSyntax: string;
  result: number;
}

const itemNames: Readonly<Record<number, string>> = {
  0x10: 'Application Context Item',
  0x20: 'Presentation Context Item',
  0x21: 'Presentation Context Item',
  0x30: 'Abstract Syntax Sub-Item',
  0x40: 'Transfer Syntax Sub-Item',
  0x50: 'User Information Item',
  0x51: 'Maximum Length Sub-Item',
  0x52: 'Implementation Class UID Sub-Item',
  0x53: 'Asynchronous Operations Window Sub-Item',
  0x54: 'SCP/SCU Role Selection Sub-Item',
  0x55: 'Implementation Version Name Sub-Item',
  0x56: 'SOP Class Extended Negotiation Sub-Item',
  0x57: 'SOP Class Common Extended Negotiation Sub-Item',
  0x58: 'User Identity Sub-Item',
  0x59: 'User Identity Server Response Sub-Item',
};

/** The variable part behind the PDU header; returns the contexts found. */
export function explainAssociate(tree: FieldTree, accepted: boolean): ContextSeen[] {
  tree.number('Protocol-version', 2, (version) => ({
    meaning: (version & 1) === 1 ? 'version 1' : 'not version 1',
    clause: 'PS3.8 9.3.2',
  }));
  tree.leaf('Reserved', 2);
  tree.text(accepted ? 'Reserved (Called-AE-title)' : 'Called-AE-title', 16);
  tree.text(accepted ? 'Reserved (Calling-AE-title)' : 'Calling-AE-title', 16);
  tree.leaf('Reserved', 32);
  const contexts: ContextSeen[] = [];
  items(tree, (type, length) => {
    if (type === 0x10) return named(tree, 'Application-context-name', length);
    if (type === 0x50) return explainUserInformation(tree);
    if (type !== (accepted ? 0x21 : 0x20)) return unknown(tree, type, length);
    const context = explainContext(tree, accepted);
    contexts.push(context);
    const what = uidName(context.abstractSyntax) ?? context.abstractSyntax;
    const verdict = accepted ? (resultText(context.result) ?? `reserved (${context.result})`) : undefined;
    return { value: `${hex(context.id, 2)}${what === '' ? '' : ` ${what}`}`, meaning: verdict };
  });
  return contexts;
}

/** Items one after the other; `content` explains what is inside and names the item. */
function items(
  tree: FieldTree,
  content: (type: number, length: number) => { value?: string; meaning?: string | undefined },
): void {
  for (let count = 0; tree.left > 0; count++) {
    if (count === dimseLimits.subItems) {
      tree.complain('too-many-items', { limit: dimseLimits.subItems });
      return;
    }
    const { bytes, position } = tree;
    const type = bytes[position] ?? 0;
    const length = ((bytes[position + 2] ?? 0) << 8) | (bytes[position + 3] ?? 0);
    tree.group(itemNames[type] ?? 'Unknown Item', tree.left < 4 ? 4 : length + 4, () => {
      tree.number('Item-type', 1, (value) => ({ value: hex(value, 2) }));
      tree.leaf('Reserved', 1);
      tree.number('Item-length', 2);
      return content(type, Math.min(length, tree.left));
    });
  }
}

function explainContext(tree: FieldTree, accepted: boolean): ContextSeen {
  const context: ContextSeen = { id: 0, abstractSyntax: '', transferSyntax: '', result: 0 };
  const id = tree.number('Presentation-context-ID', 1, (value) =>
    value % 2 === 1 ? { value: hex(value, 2) } : { value: hex(value, 2), meaning: 'not odd' },
  );
  tree.leaf('Reserved', 1);
  if (accepted) {
    context.result = tree.number('Result/Reason', 1, (value) => ({
      meaning: resultText(value) ?? 'reserved',
      clause: 'PS3.8 9.3.3.2',
    }));
  } else tree.leaf('Reserved', 1);
  tree.leaf('Reserved', 1);
  items(tree, (type, length) => {
    if (type === 0x30) {
      context.abstractSyntax = tree.text('Abstract-syntax-name', length, (uid) => ({ meaning: uidName(uid) }));
      return { value: context.abstractSyntax, meaning: uidName(context.abstractSyntax) };
    }
    if (type !== 0x40) return unknown(tree, type, length);
    const syntax = tree.text('Transfer-syntax-name', length, (uid) => ({ meaning: uidName(uid) }));
    if (context.transferSyntax === '') context.transferSyntax = syntax;
    return { value: syntax, meaning: uidName(syntax) };
  });
  return { ...context, id };
}

function explainUserInformation(tree: FieldTree): { value?: string } {
  items(tree, (type, length) => {
    switch (type) {
      case 0x51: {
        const longest = tree.number('Maximum-length-received', 4, (value) => ({
          meaning:
            value === 0 ? 'unlimited' : value < dimseLimits.smallestUsefulPduLength ? 'carries no PDV' : undefined,
          clause: 'PS3.8 D.1',
        }));
        return { value: String(longest) };
      }
      case 0x52:
        return named(tree, 'Implementation-class-uid', length);
      case 0x53: {
        const invoked = tree.number('Maximum-number-operations-invoked', 2, unlimited);
        const performed = tree.number('Maximum-number-operations-performed', 2, unlimited);
        return { value: `${invoked}/${performed}` };
      }
      case 0x54: {
        const uid = counted(tree, 'UID-length', 'SOP-class-uid');
        const scu = tree.number('SCU-role', 1, supportOf);
        const scp = tree.number('SCP-role', 1, supportOf);
        return { value: `SCU ${scu}, SCP ${scp}`, meaning: uidName(uid) };
      }
      case 0x55:
        return { value: tree.text('Implementation-version-name', length) };
      case 0x56: {
        const uid = counted(tree, 'SOP-class-uid-length', 'SOP-class-uid');
        tree.leaf('Service-class-application-information', tree.left);
        return { value: uid, meaning: uidName(uid) };
      }
      case 0x57: {
        const uid = counted(tree, 'SOP-class-uid-length', 'SOP-class-uid');
        counted(tree, 'Service-class-uid-length', 'Service-class-uid');
        const related = tree.number('Related-general-sop-class-identification-length', 2);
        tree.group('Related-general-sop-class-identification', related, () => {
          for (let count = 0; tree.left > 0 && count < dimseLimits.subItems; count++) {
            counted(tree, 'Related-general-sop-class-uid-length', 'Related-general-sop-class-uid');
          }
          return {};
        });
        return { value: uid, meaning: uidName(uid) };
      }
      case 0x58: {
        const kind = tree.number('User-Identity-Type', 1, (value) => ({
          meaning: identityText(value),
          clause: 'PS3.7 D.3.3.7',
        }));
        tree.number('Positive-response-requested', 1, (value) => ({ meaning: value === 1 ? 'yes' : 'no' }));
        const primary = tree.number('Primary-field-length', 2);
        tree.leaf('Primary-field', primary);
        const secondary = tree.number('Secondary-field-length', 2);
        tree.leaf('Secondary-field', secondary);
        return { value: String(kind), meaning: identityText(kind) };
      }
      case 0x59: {
        const response = tree.number('Server-response-length', 2);
        tree.leaf('Server-response', response);
        return {};
      }
      default:
        return unknown(tree, type, length);
    }
  });
  return {};
}

function counted(tree: FieldTree, lengthName: string, name: string): string {
  const length = tree.number(lengthName, 2);
  return tree.text(name, length, (uid) => ({ meaning: uidName(uid) }));
}

function named(tree: FieldTree, name: string, length: number): { value: string; meaning: string | undefined } {
  const value = tree.text(name, length, (uid) => ({ meaning: uidName(uid) }));
  return { value, meaning: uidName(value) };
}

function unknown(tree: FieldTree, type: number, length: number): { value: string } {
  tree.complain('item-unknown', { itemType: type }, 'warning');
  tree.leaf('Content', length);
  return { value: hex(type, 2) };
}

function resultText(result: number): string | undefined {
  return result in contextResultText ? contextResultText[result as keyof typeof contextResultText] : undefined;
}

function identityText(type: number): string {
  return userIdentityTypes.find((known) => known.type === type)?.text ?? 'reserved';
}

const unlimited = (value: number): { meaning?: string; clause: string } => ({
  ...(value === 0 ? { meaning: 'unlimited' } : {}),
  clause: 'PS3.7 D.3.3.3',
});
const supportOf = (value: number): { meaning: string; clause: string } => ({
  meaning: value === 1 ? 'supported' : 'not supported',
  clause: 'PS3.7 D.3.3.4',
});
