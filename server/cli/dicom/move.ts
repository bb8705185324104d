import { DataSet } from '../../protocols/dicom/data-set.ts';
import { moveRequest, readSubOperationCounts } from '../../protocols/dimse/services/retrieve.ts';
import { formatStatus, statuses } from '../../protocols/dimse/status.ts';
import { readArguments } from '../arguments.ts';
import { contextFor, failed, plainSyntaxes, statusText, withAssociation } from './scu/association.ts';
import { identifierOf, keyUsage } from './scu/query-identifier.ts';
import { modelUsage, queryOptions, readKeys, readModel } from './scu/query-options.ts';
import { aeTitle, readTarget, targetOptions, targetUsage } from './scu/target.ts';
import { CommandError, UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

const FAILED_SOP_INSTANCE_UID_LIST = 0x00080058;

/** C-MOVE (PS3.4 C.4.2): a peer sends to another what the keys name; its final response as one line of JSON. */
export const move: Verb = {
  usage: `move ${targetUsage} --dest AE ${modelUsage} ${keyUsage}`,
  run: async (args, print) => {
    const { positionals, values } = readArguments(args, {
      ...targetOptions,
      ...queryOptions,
      dest: { type: 'string' },
    });
    const { target, rest } = readTarget(positionals, values);
    const asked = readModel(values, 'C-MOVE');
    if (rest.length > 0 || asked === undefined || values.dest === undefined) throw new UsageError();
    const destination = aeTitle('--dest', values.dest);
    const { level, sopClass } = asked;
    const identifier = identifierOf(readKeys(values), level);
    const contexts = [{ abstractSyntax: sopClass, transferSyntaxes: plainSyntaxes }];
    await withAssociation(target, contexts, async (open) => {
      const { id, transferSyntax } = contextFor(open, sopClass);
      const parts = identifier.write(transferSyntax);
      const outcome = await open.association.ask(id, moveRequest(1, sopClass, destination), parts);
      if (outcome.kind !== 'answered') throw failed(target, outcome);
      const { status, message } = outcome;
      const { remaining, completed, failed: lost, warning } = readSubOperationCounts(message.command);
      const list = DataSet.read(message.dataSet ?? [], transferSyntax).texts(FAILED_SOP_INSTANCE_UID_LIST);
      const line = { status: formatStatus(status), completed, failed: lost, warning, remaining, failedInstances: list };
      print(`${JSON.stringify(line)}\n`);
      if (status === statuses.success) return;
      const advice =
        status === statuses.moveDestinationUnknown
          ? `; register '${destination}' at the peer with its host and port, or name another with --dest`
          : '';
      throw new CommandError(`${target.host}:${target.port}: C-MOVE: ${statusText('C-MOVE', message)}${advice}`);
    });
    return undefined;
  },
};
