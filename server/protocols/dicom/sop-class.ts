import { transferSyntax } from './transfer-syntax.ts';

/** SOP classes this hospital names, PS3.6 Table A-1. */
export const sopClass = {
  verification: '1.2.840.10008.1.1',
  mediaStorageDirectory: '1.2.840.10008.1.3.10',
  storageCommitmentPush: '1.2.840.10008.1.20.1',
  modalityPerformedProcedureStep: '1.2.840.10008.3.1.2.3.3',
  computedRadiographyImage: '1.2.840.10008.5.1.4.1.1.1',
  digitalXRayImageForPresentation: '1.2.840.10008.5.1.4.1.1.1.1',
  digitalXRayImageForProcessing: '1.2.840.10008.5.1.4.1.1.1.1.1',
  digitalMammographyImageForPresentation: '1.2.840.10008.5.1.4.1.1.1.2',
  ctImage: '1.2.840.10008.5.1.4.1.1.2',
  enhancedCtImage: '1.2.840.10008.5.1.4.1.1.2.1',
  ultrasoundMultiFrameImage: '1.2.840.10008.5.1.4.1.1.3.1',
  mrImage: '1.2.840.10008.5.1.4.1.1.4',
  enhancedMrImage: '1.2.840.10008.5.1.4.1.1.4.1',
  ultrasoundImage: '1.2.840.10008.5.1.4.1.1.6.1',
  secondaryCaptureImage: '1.2.840.10008.5.1.4.1.1.7',
  nuclearMedicineImage: '1.2.840.10008.5.1.4.1.1.20',
  grayscaleSoftcopyPresentationState: '1.2.840.10008.5.1.4.1.1.11.1',
  basicTextSr: '1.2.840.10008.5.1.4.1.1.88.11',
  keyObjectSelection: '1.2.840.10008.5.1.4.1.1.88.59',
  xRayRadiationDoseSr: '1.2.840.10008.5.1.4.1.1.88.67',
  encapsulatedPdf: '1.2.840.10008.5.1.4.1.1.104.1',
  patientRootFind: '1.2.840.10008.5.1.4.1.2.1.1',
  patientRootMove: '1.2.840.10008.5.1.4.1.2.1.2',
  patientRootGet: '1.2.840.10008.5.1.4.1.2.1.3',
  studyRootFind: '1.2.840.10008.5.1.4.1.2.2.1',
  studyRootMove: '1.2.840.10008.5.1.4.1.2.2.2',
  studyRootGet: '1.2.840.10008.5.1.4.1.2.2.3',
  modalityWorklistFind: '1.2.840.10008.5.1.4.31',
} as const;
export type SopClassName = keyof typeof sopClass;

const names: Readonly<Record<SopClassName, string>> = {
  verification: 'Verification',
  mediaStorageDirectory: 'Media Storage Directory Storage',
  storageCommitmentPush: 'Storage Commitment Push Model',
  modalityPerformedProcedureStep: 'Modality Performed Procedure Step',
  computedRadiographyImage: 'Computed Radiography Image Storage',
  digitalXRayImageForPresentation: 'Digital X-Ray Image Storage - For Presentation',
  digitalXRayImageForProcessing: 'Digital X-Ray Image Storage - For Processing',
  digitalMammographyImageForPresentation: 'Digital Mammography X-Ray Image Storage - For Presentation',
  ctImage: 'CT Image Storage',
  enhancedCtImage: 'Enhanced CT Image Storage',
  ultrasoundMultiFrameImage: 'Ultrasound Multi-frame Image Storage',
  mrImage: 'MR Image Storage',
  enhancedMrImage: 'Enhanced MR Image Storage',
  ultrasoundImage: 'Ultrasound Image Storage',
  secondaryCaptureImage: 'Secondary Capture Image Storage',
  nuclearMedicineImage: 'Nuclear Medicine Image Storage',
  grayscaleSoftcopyPresentationState: 'Grayscale Softcopy Presentation State Storage',
  basicTextSr: 'Basic Text SR Storage',
  keyObjectSelection: 'Key Object Selection Document Storage',
  xRayRadiationDoseSr: 'X-Ray Radiation Dose SR Storage',
  encapsulatedPdf: 'Encapsulated PDF Storage',
  patientRootFind: 'Patient Root Query/Retrieve Information Model - FIND',
  patientRootMove: 'Patient Root Query/Retrieve Information Model - MOVE',
  patientRootGet: 'Patient Root Query/Retrieve Information Model - GET',
  studyRootFind: 'Study Root Query/Retrieve Information Model - FIND',
  studyRootMove: 'Study Root Query/Retrieve Information Model - MOVE',
  studyRootGet: 'Study Root Query/Retrieve Information Model - GET',
  modalityWorklistFind: 'Modality Worklist Information Model - FIND',
};

const byUid = new Map<string, string>([
  ['1.2.840.10008.3.1.1.1', 'DICOM Application Context Name'],
  ['1.2.840.10008.1.20.1.1', 'Storage Commitment Push Model SOP Instance'],
]);
for (const [name, uid] of Object.entries(sopClass)) byUid.set(uid, names[name as SopClassName]);

/** Name of a SOP class, transfer syntax or other registered UID that we know; undefined for any other. */
export function uidName(uid: string): string | undefined {
  return byUid.get(uid) ?? transferSyntax(uid)?.name;
}
