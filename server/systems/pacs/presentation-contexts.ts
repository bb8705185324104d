import { sopClass } from '../../protocols/dicom/sop-class.ts';
import { EXPLICIT_LE, IMPLICIT_LE } from '../../protocols/dicom/transfer-syntax.ts';
import { queryRetrieveContexts } from '../archive/query-retrieve.ts';
import type { ServerProperties, StorageKind, SyntaxWord } from './server-properties.ts';

/** Which presentation contexts the archive accepts (PS3.8 §9.3.3.2), by its settings. */
export type SupportedContexts = ReadonlyMap<string, readonly string[]>;

const classesOf: Readonly<Record<StorageKind, readonly string[]>> = {
  CR: [sopClass.computedRadiographyImage],
  DX: [sopClass.digitalXRayImageForPresentation, sopClass.digitalXRayImageForProcessing],
  CT: [sopClass.ctImage],
  MR: [sopClass.mrImage],
  MG: [sopClass.digitalMammographyImageForPresentation],
  NM: [sopClass.nuclearMedicineImage],
  SC: [sopClass.secondaryCaptureImage],
  KO: [sopClass.keyObjectSelection],
};

const uidOf: Readonly<Record<SyntaxWord, string>> = {
  'explicit-le': EXPLICIT_LE,
  'implicit-le': IMPLICIT_LE,
  'jpeg-lossless': '1.2.840.10008.1.2.4.70',
  'jpeg-2000': '1.2.840.10008.1.2.4.90',
};

/** Every class that the archive can store. */
export const storageClasses: readonly string[] = Object.values(classesOf).flat();

const services: readonly (readonly [string, readonly string[]])[] = [
  [sopClass.verification, [IMPLICIT_LE, EXPLICIT_LE]],
  ...queryRetrieveContexts,
  [sopClass.storageCommitmentPush, [EXPLICIT_LE, IMPLICIT_LE]],
];

/** Whoever gets images by C-GET is the SCP of their storage on this association (PS3.7 D.3.3.4). */
export const storageRoles: ReadonlyMap<string, { readonly scu: boolean; readonly scp: boolean }> = new Map(
  storageClasses.map((uid) => [uid, { scu: true, scp: true }]),
);

/** Asked at every association: made once for each text of the settings. */
const made = new WeakMap<ServerProperties, SupportedContexts>();

export function supportedBy(server: ServerProperties): SupportedContexts {
  const known = made.get(server);
  if (known) return known;
  const syntaxes = server.storageSyntaxes.map((word) => uidOf[word]);
  const classes = server.storageClasses.flatMap((kind) => classesOf[kind]);
  const supported = new Map([...services, ...classes.map((uid) => [uid, syntaxes] as const)]);
  made.set(server, supported);
  return supported;
}
