import { DataSet } from '../../protocols/dicom/data-set.ts';
import type { QueryLevel, QueryModel } from '../../protocols/dicom/information-model.ts';
import { jsonModel } from '../../protocols/dicom/json-model.ts';
import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { cancelRequest } from '../../protocols/dimse/services/cancel.ts';
import { findRequest } from '../../protocols/dimse/services/query.ts';
import { readArguments, whole } from '../arguments.ts';
import { contextFor, plainSyntaxes, succeeded, withAssociation } from './scu/association.ts';
import { type GivenKey, identifierOf, keyUsage, parseKey } from './scu/query-identifier.ts';
import { modelUsage, queryOptions, readKeys, readModel } from './scu/query-options.ts';
import { readTarget, targetOptions, targetUsage } from './scu/target.ts';
import { UsageError } from '../verb.ts';
import type { Verb } from '../verb.ts';

const MOST_MATCHES = 1_000_000;

/** What is asked for when no key without a value is given. */
const worklistKeys = [
  ...['AccessionNumber', 'PatientName', 'PatientID', 'StudyInstanceUID', 'RequestedProcedureID'],
  ...['Modality', 'ScheduledStationAETitle', 'ScheduledProcedureStepStartDate', 'ScheduledProcedureStepStartTime']
    .concat('ScheduledProcedureStepDescription', 'ScheduledProcedureStepID')
    .map((keyword) => `ScheduledProcedureStepSequence>${keyword}`),
];
const patientKeys = ['PatientName', 'PatientID', 'PatientBirthDate', 'PatientSex'];
const levelKeys: Readonly<Record<QueryLevel, readonly string[]>> = {
  PATIENT: patientKeys,
  STUDY: ['StudyDate', 'StudyTime', 'AccessionNumber', 'ModalitiesInStudy', 'StudyDescription', 'StudyInstanceUID'],
  SERIES: ['Modality', 'SeriesNumber', 'SeriesDescription', 'SeriesInstanceUID'],
  IMAGE: ['SOPClassUID', 'SOPInstanceUID', 'InstanceNumber'],
};

/** C-FIND (PS3.4 C.4.1, K.4.1): each match as one line of DICOM JSON (PS3.18 Annex F). */
export const find: Verb = {
  usage: `find ${targetUsage} --worklist|${modelUsage} [${keyUsage}] [--most N]`,
  run: async (args, print) => {
    const { positionals, values } = readArguments(args, {
      ...targetOptions,
      ...queryOptions,
      worklist: { type: 'boolean', default: false },
      most: { type: 'string' },
    });
    const { target, rest } = readTarget(positionals, values);
    const asked = readModel(values, 'C-FIND');
    if (rest.length > 0 || values.worklist === (asked !== undefined)) throw new UsageError();
    const most = values.most === undefined ? Infinity : whole('--most', values.most, 1, MOST_MATCHES);
    const keys = withReturnKeys(readKeys(values), asked);
    const identifier = identifierOf(keys, asked?.level);
    const uid = asked?.sopClass ?? sopClass.modalityWorklistFind;
    const contexts = [{ abstractSyntax: uid, transferSyntaxes: plainSyntaxes }];
    await withAssociation(target, contexts, async (open) => {
      const { id, transferSyntax } = contextFor(open, uid);
      const { association } = open;
      let matches = 0;
      const hear = ({ dataSet = [] }: { readonly dataSet?: readonly Uint8Array[] | undefined }): void => {
        if (matches === most) return;
        print(`${JSON.stringify(jsonModel(DataSet.read(dataSet, transferSyntax)))}\n`);
        if (++matches === most) association.tell(id, cancelRequest(1));
      };
      const parts = identifier.write(transferSyntax);
      const outcome = await association.ask(id, findRequest(1, uid), parts, hear);
      succeeded(open, 'C-FIND', outcome, matches === most ? 'cancel' : undefined);
    });
    return undefined;
  },
};

function withReturnKeys(
  given: readonly GivenKey[],
  asked: { readonly model: QueryModel; readonly level: QueryLevel } | undefined,
): readonly GivenKey[] {
  if (given.some(({ hasValue }) => !hasValue)) return given;
  // Patient Root keeps what is said of the patient at its own level (PS3.4 C.6.1.1).
  const ofPatient = asked?.model === 'study-root' && asked.level === 'STUDY' ? patientKeys : [];
  const usual = asked === undefined ? worklistKeys : [...ofPatient, ...levelKeys[asked.level]];
  return [...usual.map(parseKey), ...given];
}
