import type { DataSet } from '../protocols/dicom/data-set.ts';
import type { BusinessKeys } from './journal.ts';

/**
 * Business keys as a data set states them. The step ID stands in the Scheduled Procedure Step Sequence of a worklist
 * item, in the Request Attributes Sequence of an image and in the Scheduled Step Attributes Sequence of an MPPS, which
 * has the accession number and the study there too. A query's wildcards and lists name nothing and are left out.
 */
export function dicomKeys(dataSet: DataSet): BusinessKeys {
  const performed = dataSet.items(0x00400270)[0];
  const step = dataSet.items(0x00400100)[0] ?? dataSet.items(0x00400275)[0] ?? performed;
  const found: Record<keyof BusinessKeys, string> = {
    patientId: dataSet.text(0x00100020),
    issuer: dataSet.text(0x00100021),
    patientName: dataSet.text(0x00100010),
    placer: dataSet.text(0x00402016),
    filler: dataSet.text(0x00402017),
    accession: dataSet.text(0x00080050) || (performed?.text(0x00080050) ?? ''),
    studyUid: dataSet.text(0x0020000d) || (performed?.text(0x0020000d) ?? ''),
    spsId: step?.text(0x00400009) ?? '',
  };
  return Object.fromEntries(Object.entries(found).filter(([, value]) => value !== '' && !/[*?\\]/.test(value)));
}
