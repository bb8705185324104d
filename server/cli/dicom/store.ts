import { readPart10 } from '../../protocols/dicom/part10.ts';
import { IMPLICIT_LE, transferSyntax } from '../../protocols/dicom/transfer-syntax.ts';
import { readResponse } from '../../protocols/dimse/message.ts';
import { storeRequest } from '../../protocols/dimse/services/storage.ts';
import { explainStatus, formatStatus, statusClass } from '../../protocols/dimse/status.ts';
import { readArguments } from '../arguments.ts';
import { readInput } from '../files.ts';
import { failed, refusalOf, withAssociation } from './scu/association.ts';
import type { OpenAssociation } from './scu/association.ts';
import { filesOf, isNative, planFile, roundsOf } from './scu/store-plan.ts';
import type { LeftOut, PlannedFile } from './scu/store-plan.ts';
import { readTarget, targetOptions, targetUsage } from './scu/target.ts';
import { CommandError, InputError, UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** What became of a file: its status, or '-' where it was not sent. */
interface Row {
  readonly status: string;
  readonly isStored: boolean;
  readonly text: string;
}

/** C-STORE (PS3.4 Annex B) of files in the transfer syntax in which they are; a line for each. */
export const store: Verb = {
  usage: `store ${targetUsage} FILE|DIR…`,
  run: async (args, print) => {
    const { positionals, values } = readArguments(args, targetOptions);
    const { target, rest } = readTarget(positionals, values);
    if (rest.length === 0) throw new UsageError();
    const all = filesOf(rest).map(planFile);
    const planned = all.filter((one): one is PlannedFile => 'syntax' in one);
    const leftOut = all.filter((one): one is LeftOut => 'reason' in one);
    const width = Math.max(0, ...all.map(({ file }) => file.length));
    const show = (file: string, status: string, text: string): void =>
      print(`${status.padEnd(5)} ${file.padEnd(width)} ${text}\n`);
    for (const { file, reason } of leftOut) show(file, '-', reason);

    let stored = 0;
    let sent = 0;
    let lastFailure = '';
    for (const { contexts, files } of roundsOf(planned)) {
      await withAssociation(target, contexts, async (open) => {
        for (const [index, file] of files.entries()) {
          const row = await send(open, file, (index % 65_535) + 1);
          show(file.file, row.status, row.text);
          sent++;
          if (row.isStored) stored++;
          else lastFailure = `${row.status === '-' ? '' : `${row.status} `}${row.text}`;
        }
      });
    }
    const { host, port } = target;
    if (stored < sent)
      throw new CommandError(`${host}:${port}: ${sent - stored} of ${sent} not stored, at last: ${lastFailure}`);
    const [unusable] = leftOut.filter(({ isNamed }) => isNamed);
    if (unusable) throw new InputError(`${unusable.file}: ${unusable.reason}`);
    if (sent === 0) throw new InputError(`${rest.join(' ')}: no DICOM file in it`);
    return undefined;
  },
};

async function send(open: OpenAssociation, planned: PlannedFile, messageId: number): Promise<Row> {
  const { association, target } = open;
  const { sopClass, sopInstance, syntax, file } = planned;
  const contexts = [...association.contexts.values()].filter(({ abstractSyntax }) => abstractSyntax === sopClass);
  const context =
    contexts.find((one) => one.transferSyntax === syntax) ??
    (isNative(syntax) ? contexts.find((one) => one.transferSyntax === IMPLICIT_LE) : undefined);
  if (!context) {
    const name = transferSyntax(syntax)?.name ?? syntax;
    return { status: '-', isStored: false, text: `no context for it in ${name}: ${refusalOf(open, sopClass)}` };
  }
  const dataSet = readPart10(readInput(file)).dataSet.write(context.transferSyntax);
  const outcome = await association.ask(context.id, storeRequest(messageId, sopClass, sopInstance), dataSet);
  if (outcome.kind !== 'answered') throw failed(target, outcome);
  const { status, message } = outcome;
  const response = readResponse(message.command);
  const comment = response.kind === 'response' && response.errorComment !== '' ? `: ${response.errorComment}` : '';
  const kind = statusClass(status);
  return {
    status: formatStatus(status),
    isStored: kind === 'success' || kind === 'warning',
    text: `${explainStatus('C-STORE', status).text}${comment}`,
  };
}
