import { echoRequest } from '../../protocols/dimse/services/verification.ts';
import { uids } from '../../protocols/dimse/uids.ts';
import { readArguments } from '../arguments.ts';
import { contextFor, statusText, succeeded, withAssociation } from './scu/association.ts';
import { readTarget, targetOptions, targetUsage } from './scu/target.ts';
import { UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

/** C-ECHO (PS3.4 Annex A): whether a peer speaks DICOM with us under these names. */
export const echo: Verb = {
  usage: `echo ${targetUsage}`,
  run: async (args) => {
    const { positionals, values } = readArguments(args, targetOptions);
    const { target, rest } = readTarget(positionals, values);
    if (rest.length > 0) throw new UsageError();
    const contexts = [{ abstractSyntax: uids.verification, transferSyntaxes: [uids.implicitVrLittleEndian] }];
    return await withAssociation(target, contexts, async (open) => {
      const context = contextFor(open, uids.verification);
      const answer = succeeded(open, 'C-ECHO', await open.association.ask(context.id, echoRequest(1)));
      return `${statusText('C-ECHO', answer)}\n`;
    });
  },
};
