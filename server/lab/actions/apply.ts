import type { LearnerAction } from '../../contract/action.ts';
import { SECOND } from '../../core/clock.ts';
import type { Task } from '../../core/kernel.ts';
import { openAssociation } from '../../network/dicom-link.ts';
import { sendHl7 } from '../../network/mllp-link.ts';
import { DataSet, type Entry } from '../../protocols/dicom/data-set.ts';
import { findTag, lookupTag } from '../../protocols/dicom/dictionary.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { parseTag } from '../../protocols/dicom/tag.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../../protocols/hl7/message.ts';
import type { Hospital } from '../hospital.ts';
import type { NoteAction } from '../notebook.ts';
import { type Done, fromUser, told } from './outcome.ts';
import { actAtPacs } from './pacs-actions.ts';
import { atRisDesk } from './ris-actions.ts';
import { changeSettings } from './settings-actions.ts';

/** Bytes that the composer may send. */
const COMPOSER_LIMIT = 16 * 1024 * 1024;
const SPS_SEQUENCE = 0x00400100;

/** Does what the learner asked for, as the hospital user `as`. The hospital must settle before `finish` is asked. */
export function applyAction(
  hospital: Hospital,
  action: Exclude<LearnerAction, NoteAction>,
  as: string,
  basedOn: number | undefined,
): Done {
  const { journal, kernel } = hospital.room;
  kernel.cause = 0;
  journal.record({ kind: 'action', host: '', user: as, title: action.kind, keys: {} });
  switch (action.kind) {
    case 'save-file':
    case 'set-key':
    case 'restore-file':
    case 'deploy':
      return changeSettings(hospital, action, as, basedOn);
    case 'engine-reprocess':
      return fromUser(
        hospital.engine.reprocess(as, action.messages),
        ({ messages }) => `${messages.length} messages reprocessed.`,
      );
    case 'engine-retry':
      return fromUser(hospital.engine.retry(as, action.entry), () => 'Sent again.');
    case 'engine-discard':
      return fromUser(hospital.engine.discard(as, action.entry), () => 'Discarded; the message stays in the store.');
    case 'worklist-edit':
      return fromUser(
        hospital.worklist.editItem(action.item, action.tag, action.value, as, basedOn),
        () => 'Entry changed.',
      );
    case 'worklist-delete':
      return fromUser(hospital.worklist.deleteItem(action.item, as, basedOn), () => 'Entry deleted.');
    case 'worklist-query':
      return queryWorklist(hospital, action.callingAe, action.keys);
    case 'pacs-link':
    case 'pacs-correct':
    case 'pacs-merge':
    case 'pacs-move':
    case 'pacs-move-series':
    case 'pacs-reject':
    case 'pacs-approve':
    case 'pacs-hold':
    case 'pacs-release':
    case 'pacs-undo':
      return actAtPacs(hospital, action, as, basedOn);
    case 'modality-resend': {
      const scanner = hospital.scanner(action.host);
      if (!scanner) return told(false, `There is no scanner ${action.host}.`, 'gone');
      const operator = 'mlopez';
      const sent =
        action.spsId === undefined
          ? scanner.resend(action.study, operator)
          : scanner.resendWithWorklistItem(action.study, action.spsId, operator);
      if (!sent.ok) return told(false, sent.message, sent.code);
      return {
        finish: () => {
          const exam = scanner.state.exams.get(sent.value);
          const ok = exam?.stage === 'SENT';
          return {
            ok,
            message: ok
              ? `${exam.images.length} images sent.`
              : `The technologist says: ${exam === undefined ? 'gone' : exam.detail === '' ? exam.stage : exam.detail}.`,
          };
        },
      };
    }
    case 'modality-query': {
      const scanner = hospital.scanner(action.host);
      if (!scanner) return told(false, `There is no scanner ${action.host}.`, 'gone');
      scanner.worklist();
      return {
        finish: () => {
          const { queryProblem, worklist } = scanner.state;
          return queryProblem === ''
            ? { ok: true, message: `The console shows ${worklist.length} entries.` }
            : { ok: false, message: queryProblem };
        },
      };
    }
    case 'ris-resend':
    case 'ris-schedule':
    case 'ris-cancel':
    case 'ris-read':
      return atRisDesk(hospital, action, as, basedOn);
    case 'report-withdraw':
      return fromUser(
        hospital.reporting.withdraw(action.filler, action.reason, as),
        (row) => `The report of order ${row.accession} is withdrawn; the receivers are told.`,
      );
    case 'send-hl7':
      return compose(hospital, action);
    default:
      return action satisfies never;
  }
}

type QueryKeys = Extract<LearnerAction, { kind: 'worklist-query' }>['keys'];

/** A test query from the administrators' workstation: C-FIND with the keys typed in. */
function queryWorklist(hospital: Hospital, callingAe: string, keys: QueryKeys): Done {
  const top: Entry[] = [];
  const step: Entry[] = [];
  for (const { attribute, value } of keys) {
    const inStep = attribute.startsWith('SPS/');
    const name = inStep ? attribute.slice(4) : attribute;
    const tag = parseTag(name) ?? findTag(name);
    const entry = tag === undefined ? undefined : lookupTag(tag);
    if (tag === undefined || !entry) return told(false, `${name} is no DICOM attribute.`, 'unknown-attribute');
    if (entry.vr === 'SQ') continue;
    (inStep ? step : top).push([tag, entry.vr, value]);
  }
  const byTag = (a: Entry, b: Entry): number => a[0] - b[0];
  const identifier = DataSet.build([...top, [SPS_SEQUENCE, 'SQ', [step.sort(byTag)]] as Entry].sort(byTag));
  let done: ReturnType<Done['finish']> = { ok: false, message: 'No answer.' };
  hospital.room.kernel.spawn('test query', ask());
  return { finish: () => done };

  function* ask(): Task<void> {
    const { room } = hospital;
    const first = room.journal.state.events.length;
    const opened = yield* openAssociation(room, {
      from: 'adm01',
      callingAe,
      calledAe: hospital.worklist.settings.aeTitle,
      target: { host: 'mwl01', port: hospital.worklist.settings.dicomPort },
      contexts: [{ abstractSyntax: sopClass.modalityWorklistFind, transferSyntaxes: [EXPLICIT_LE, IMPLICIT_LE] }],
      timeout: 30 * SECOND,
    });
    if (opened.kind !== 'open') {
      const why =
        opened.kind === 'rejected' ? `Association rejected: ${opened.text}.` : `No association: ${opened.detail}.`;
      done = { ok: false, message: why, code: opened.kind, event: opened.eventId };
      return;
    }
    const result = yield* opened.association.find(sopClass.modalityWorklistFind, identifier);
    yield* opened.association.release();
    if (result.kind !== 'answered') {
      done = { ok: false, message: `No answer: ${result.detail}.`, code: result.kind, event: result.eventId };
      return;
    }
    const events = room.journal.state.events
      .slice(first)
      .filter((event) => event.kind === 'dimse' && event.inReplyTo === result.eventId && event.data.length > 0)
      .map((event) => event.id);
    done = {
      ok: result.status === 0,
      message:
        result.status === 0
          ? `${result.results.length} entries.`
          : `Status ${result.status.toString(16).toUpperCase().padStart(4, '0')}: ${result.errorComment}`,
      event: result.eventId,
      events,
    };
  }
}

/** Sends bytes as they are, from a system of the hospital to the engine. */
function compose(hospital: Hospital, action: Extract<LearnerAction, { kind: 'send-hl7' }>): Done {
  const payload = new Uint8Array(Buffer.from(action.bytes, 'base64'));
  if (payload.length === 0) return told(false, 'There is nothing to send.', 'empty');
  if (payload.length > COMPOSER_LIMIT) {
    return told(
      false,
      `The message has ${payload.length} bytes; at most ${COMPOSER_LIMIT} (16 MB) can be sent.`,
      'too-large',
    );
  }
  const status = Hl7Message.read(payload).status;
  let done: ReturnType<Done['finish']> = { ok: false, message: 'No answer.' };
  hospital.room.kernel.spawn('composer', send());
  return { finish: () => done };

  function* send(): Task<void> {
    const outcome = yield* sendHl7(hospital.room, action.from, { host: 'eng01', port: action.port }, payload, {
      timeout: 20 * SECOND,
    });
    if (outcome.kind === 'answered') {
      const ok = outcome.ack.code === 'AA' || outcome.ack.code === 'CA';
      done = {
        ok,
        message: `${outcome.ack.code || 'answer without MSA'} ${outcome.ack.text}`.trim(),
        event: outcome.eventId,
        ...(ok ? {} : { code: 'refused' }),
      };
    } else {
      const hint = status === 'reject' ? ' These bytes are no HL7 message: it must begin with MSH.' : '';
      done = {
        ok: false,
        message: `${outcome.kind}: ${outcome.detail}.${hint}`,
        code: outcome.kind,
        event: outcome.eventId,
      };
    }
  }
}
