import { PartCursor, joinParts, lengthOf } from './byte-parts.ts';
import { Diagnostics } from './diagnostic.ts';
import { ItemReader, ItemWriter } from './pdu-item.ts';
import { decodePdvs, encodeData, get32 } from './pdu-data.ts';
import {
  type AnsweredContext,
  type AssociateAcceptPdu,
  type AssociateFields,
  type AssociateRequestPdu,
  type DecodedPdu,
  type Pdu,
  type ProposedContext,
  kindOfPduType,
  pduHeaderLength,
  pduType,
} from './pdu.ts';
import {
  type UnknownItem,
  type UserInformation,
  noUserInformation,
  readUserInformation,
  writeUserInformation,
} from './user-information.ts';

const itemType = {
  applicationContext: 0x10,
  proposedContext: 0x20,
  answeredContext: 0x21,
  userInformation: 0x50,
} as const;
const contextSubItem = { abstractSyntax: 0x30, transferSyntax: 0x40 } as const;

/** The PDU's bytes as parts; fragments of a P-DATA-TF are passed through by reference. */
export function encodePdu(pdu: Pdu): Uint8Array[] {
  switch (pdu.kind) {
    case 'associate-request':
    case 'associate-accept':
      return [encodeAssociate(pdu)];
    case 'associate-reject':
      return [Uint8Array.of(pduType['associate-reject'], 0, 0, 0, 0, 4, 0, pdu.result, pdu.source, pdu.reason)];
    case 'data':
      return encodeData(pdu.pdvs);
    case 'release-request':
      return [Uint8Array.of(pduType['release-request'], 0, 0, 0, 0, 4, 0, 0, 0, 0)];
    case 'release-reply':
      return [Uint8Array.of(pduType['release-reply'], 0, 0, 0, 0, 4, 0, 0, 0, 0)];
    case 'abort':
      return [Uint8Array.of(pduType.abort, 0, 0, 0, 0, 4, 0, 0, pdu.source, pdu.reason)];
    default:
      return pdu satisfies never;
  }
}

function encodeAssociate(pdu: AssociateRequestPdu | AssociateAcceptPdu): Uint8Array {
  const out = new ItemWriter();
  return out.pdu(pduType[pdu.kind], () => {
    out.uint16(pdu.protocolVersion);
    out.uint16(0);
    out.text(pdu.calledAeTitle.slice(0, 16).padEnd(16));
    out.text(pdu.callingAeTitle.slice(0, 16).padEnd(16));
    out.bytes(new Uint8Array(32));
    out.textItem(itemType.applicationContext, pdu.applicationContext);
    if (pdu.kind === 'associate-request') {
      for (const context of pdu.contexts) {
        out.item(itemType.proposedContext, () => {
          out.bytes(Uint8Array.of(context.id, 0, 0xff, 0)); // DCMTK sends 0xff in the reserved byte; receivers ignore it
          out.textItem(contextSubItem.abstractSyntax, context.abstractSyntax);
          for (const syntax of context.transferSyntaxes) out.textItem(contextSubItem.transferSyntax, syntax);
        });
      }
    } else {
      for (const context of pdu.contexts) {
        out.item(itemType.answeredContext, () => {
          out.bytes(Uint8Array.of(context.id, 0, context.result, 0));
          out.textItem(contextSubItem.transferSyntax, context.transferSyntax);
        });
      }
    }
    writeUserInformation(out, pdu.userInformation);
    for (const unknown of pdu.unknownItems) out.item(unknown.itemType, () => out.bytes(unknown.bytes));
  });
}

/** Reads one whole PDU, header included, as `PduReader` frames it. Never throws. */
export function decodePdu(parts: readonly Uint8Array[]): DecodedPdu {
  const diagnostics = new Diagnostics();
  const [first] = parts;
  const header =
    first !== undefined && first.length >= pduHeaderLength
      ? first
      : joinParts(new PartCursor(parts).take(pduHeaderLength));
  const total = lengthOf(parts);
  if (header.length < pduHeaderLength) {
    diagnostics.error('pdu-truncated', 0, { wanted: pduHeaderLength, left: total });
    return { pdu: undefined, diagnostics: diagnostics.list };
  }
  const declared = get32(header, 2);
  if (declared !== total - pduHeaderLength) {
    diagnostics.error('pdu-truncated', 2, { wanted: declared, left: total - pduHeaderLength });
  }
  const kind = kindOfPduType(header[0] ?? 0);
  switch (kind) {
    case undefined:
      diagnostics.error('unrecognized-pdu-type', 0, { type: header[0] ?? 0 });
      return { pdu: undefined, diagnostics: diagnostics.list };
    case 'data':
      return { pdu: { kind, pdvs: decodePdvs(parts, total, diagnostics) }, diagnostics: diagnostics.list };
    case 'associate-request':
    case 'associate-accept': {
      const pdu = decodeAssociate(kind, joinParts(parts), diagnostics);
      return { pdu, diagnostics: diagnostics.list };
    }
    case 'associate-reject':
    case 'release-request':
    case 'release-reply':
    case 'abort':
      return { pdu: decodeFixed(kind, joinParts(parts), diagnostics), diagnostics: diagnostics.list };
    default:
      return kind satisfies never;
  }
}

function decodeFixed(
  kind: 'associate-reject' | 'release-request' | 'release-reply' | 'abort',
  bytes: Uint8Array,
  diagnostics: Diagnostics,
): Pdu {
  if (bytes.length !== pduHeaderLength + 4) {
    diagnostics.error('pdu-length-not-fixed', 2, { length: bytes.length - pduHeaderLength });
  }
  const [first = 0, second = 0, third = 0] = bytes.subarray(pduHeaderLength + 1);
  switch (kind) {
    case 'associate-reject':
      return { kind, result: first, source: second, reason: third };
    case 'abort':
      return { kind, source: second, reason: third };
    case 'release-request':
    case 'release-reply':
      return { kind };
    default:
      return kind satisfies never;
  }
}

function decodeAssociate(
  kind: 'associate-request' | 'associate-accept',
  bytes: Uint8Array,
  diagnostics: Diagnostics,
): AssociateRequestPdu | AssociateAcceptPdu {
  const body = new ItemReader(bytes, pduHeaderLength, bytes.length, diagnostics);
  const protocolVersion = body.uint16();
  body.skip(2);
  const calledAeTitle = body.text(16).replace(/^ +|[ \0]+$/g, '');
  const callingAeTitle = body.text(16).replace(/^ +|[ \0]+$/g, '');
  if (kind === 'associate-request') {
    if (calledAeTitle === '') diagnostics.warning('ae-title-empty', 10, { field: 'called' });
    if (callingAeTitle === '') diagnostics.warning('ae-title-empty', 26, { field: 'calling' });
  }
  body.skip(32);
  let applicationContext: string | undefined;
  let userInformation: UserInformation | undefined;
  const proposed: ProposedContext[] = [];
  const answered: AnsweredContext[] = [];
  const ids = new Set<number>();
  const unknownItems: UnknownItem[] = [];
  for (const { type, content, offset } of body.items()) {
    if (type === itemType.applicationContext) {
      if (applicationContext === undefined) applicationContext = content.uid();
      else diagnostics.warning('item-repeated', offset, { itemType: type });
    } else if (type === itemType.userInformation) {
      if (userInformation === undefined) userInformation = readUserInformation(content, diagnostics);
      else diagnostics.warning('item-repeated', offset, { itemType: type });
    } else if (
      type === (kind === 'associate-request' ? itemType.proposedContext : itemType.answeredContext) &&
      content.remaining >= 4
    ) {
      const id = content.uint8();
      content.skip(1);
      const result = content.uint8();
      content.skip(1);
      if (id % 2 === 0) diagnostics.error('context-id-not-odd', offset + 4, { id });
      if (ids.has(id)) diagnostics.error('context-id-repeated', offset + 4, { id });
      ids.add(id);
      const syntaxes = readContextSyntaxes(content, offset, diagnostics);
      if (kind === 'associate-request') {
        if (syntaxes.abstractSyntax === undefined || syntaxes.transferSyntaxes.length === 0) {
          diagnostics.error('item-missing', offset, {
            itemType:
              syntaxes.abstractSyntax === undefined ? contextSubItem.abstractSyntax : contextSubItem.transferSyntax,
          });
        }
        proposed.push({
          id,
          abstractSyntax: syntaxes.abstractSyntax ?? '',
          transferSyntaxes: syntaxes.transferSyntaxes,
        });
      } else {
        if (result > 4) diagnostics.warning('context-result-unknown', offset + 6, { id, result });
        if (result === 0 && syntaxes.transferSyntaxes.length !== 1) {
          diagnostics.error('item-missing', offset, { itemType: contextSubItem.transferSyntax });
        }
        answered.push({ id, result, transferSyntax: syntaxes.transferSyntaxes[0] ?? '' });
      }
    } else {
      diagnostics.warning('item-unknown', offset, { itemType: type });
      unknownItems.push({ itemType: type, bytes: content.rest() });
    }
  }
  if (!diagnostics.failed) {
    if (applicationContext === undefined) {
      diagnostics.error('item-missing', bytes.length, { itemType: itemType.applicationContext });
    }
    if (ids.size === 0) {
      const missing = kind === 'associate-request' ? itemType.proposedContext : itemType.answeredContext;
      diagnostics.error('item-missing', bytes.length, { itemType: missing });
    }
    if (userInformation === undefined) {
      diagnostics.warning('item-missing', bytes.length, { itemType: itemType.userInformation });
    }
  }
  const fields: AssociateFields = {
    protocolVersion,
    calledAeTitle,
    callingAeTitle,
    applicationContext: applicationContext ?? '',
    userInformation: userInformation ?? noUserInformation,
    unknownItems,
  };
  return kind === 'associate-request'
    ? { kind, ...fields, contexts: proposed }
    : { kind, ...fields, contexts: answered };
}

function readContextSyntaxes(
  content: ItemReader,
  offset: number,
  diagnostics: Diagnostics,
): { abstractSyntax: string | undefined; transferSyntaxes: string[] } {
  let abstractSyntax: string | undefined;
  const transferSyntaxes: string[] = [];
  for (const item of content.items()) {
    if (item.type === contextSubItem.transferSyntax) transferSyntaxes.push(item.content.uid());
    else if (item.type !== contextSubItem.abstractSyntax) {
      diagnostics.warning('item-unknown', item.offset, { itemType: item.type });
    } else if (abstractSyntax === undefined) abstractSyntax = item.content.uid();
    else diagnostics.warning('item-repeated', offset, { itemType: item.type });
  }
  return { abstractSyntax, transferSyntaxes };
}
