/** The small part of dcmjs that this project calls; dcmjs ships no types. */
declare module 'dcmjs' {
  /** An element as dcmjs keeps it: near the DICOM JSON model, with ArrayBuffers and its own raw copies in it. */
  export interface DcmjsElement {
    vr?: string;
    Value?: unknown;
    InlineBinary?: unknown;
    BulkDataURI?: string;
  }
  export type DcmjsDict = Record<string, DcmjsElement>;

  class DicomDict {
    constructor(meta: DcmjsDict);
    meta: DcmjsDict;
    dict: DcmjsDict;
    write(options?: { allowInvalidVRLength?: boolean; fragmentMultiframe?: boolean }): ArrayBuffer;
  }

  const dcmjs: {
    readonly data: {
      readonly DicomDict: typeof DicomDict;
      readonly DicomMessage: {
        readFile(buffer: ArrayBuffer, options?: { ignoreErrors?: boolean; untilTag?: string }): DicomDict;
      };
    };
    readonly log: { setLevel(level: string): void };
  };
  export default dcmjs;
}
