/** The unique identifiers the Upper Layer itself speaks of (PS3.6 Table A-1, PS3.7 Annex A). Data sets are opaque here. */
export const uids = {
  dicomApplicationContext: '1.2.840.10008.3.1.1.1',
  implicitVrLittleEndian: '1.2.840.10008.1.2',
  explicitVrLittleEndian: '1.2.840.10008.1.2.1',
  verification: '1.2.840.10008.1.1',
  modalityWorklistFind: '1.2.840.10008.5.1.4.31',
  patientRootFind: '1.2.840.10008.5.1.4.1.2.1.1',
  studyRootFind: '1.2.840.10008.5.1.4.1.2.2.1',
} as const;

/** Names this build in A-ASSOCIATE (PS3.7 D.3.3.2); the root is derived from a UUID (PS3.5 B.2), so nobody else holds it. */
export const implementation = {
  classUid: '2.25.3745374108640245259171648881650066969',
  versionName: 'FAULTLINE_1',
} as const;
