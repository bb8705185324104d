/** The two sides of a DICOM link are one thing to the systems: they import both from here. */
export { OpenAssociation } from './dicom-association.ts';
export { openAssociation } from './dicom-opening.ts';
export type {
  AssociationOutcome,
  AssociationRequest,
  FindResult,
  NResult,
  NTarget,
  OperationResult,
  ReceivedReport,
  RetrieveResult,
} from './dicom-outcome.ts';
export {
  type DicomCall,
  type DicomProvider,
  type FoundMatch,
  serveDicom,
  type StoredInstance,
} from './dicom-server.ts';
