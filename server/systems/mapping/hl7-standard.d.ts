/** The small part of hl7-standard that the legacy connector calls; the package ships no types. */
declare module 'hl7-standard' {
  export default class HL7 {
    constructor(
      data: string,
      options?: {
        /** What stands between segments of the built message; CR LF when left out. */
        readonly lineEndings?: string;
      },
    );
    /** Throws an Error when the text cannot be parsed. */
    transform(): void;
    build(): string;
  }
}
