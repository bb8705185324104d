/** Files to keep, for other tools. */
export const download = {
  menu: 'Download',
  image: (number: number): string => `Download image ${number}`,
  hl7: 'Download .hl7',
  dcm: 'Download DICOM file (.dcm)',
  json: 'Download DICOM JSON',
  pcapng: 'Download packets (.pcapng)',
};
