import { stream } from '../../core/random.ts';

/** All numbers of the n-th order (from 0) that the RIS accepts in a lab: a function of seed and n (hospital.md 4.1). */
export interface OrderNumbers {
  /** `A26` and 7 digits. */
  readonly accession: string;
  /** `F` and 6 digits. */
  readonly filler: string;
  readonly requestedProcedureId: string;
  readonly spsId: string;
  /** `2.25.` and a version 4 UUID as a decimal number (PS3.5 §B.2). */
  readonly studyUid: string;
}

export function orderNumbers(seed: string, n: number): OrderNumbers {
  const base = stream(seed, 'ris/number-ranges');
  const accessionBase = base.integer(1_000, 4_000);
  const fillerBase = base.integer(500_000, 700_000);
  const stepBase = base.integer(200_000, 400_000);
  return {
    accession: `A26${String(accessionBase + n).padStart(7, '0')}`,
    filler: `F${fillerBase + n}`,
    requestedProcedureId: `RP${stepBase + n}`,
    spsId: `SPS${stepBase + n}`,
    studyUid: uuidUid(seed, `study-uid/${n}`),
  };
}

function uuidUid(seed: string, name: string): string {
  const random = stream(seed, name);
  const words = [random.next32(), random.next32(), random.next32(), random.next32()];
  let value = 0n;
  for (const word of words) value = (value << 32n) | BigInt(word);
  // Version 4 and variant 10, as RFC 9562 §5.4 places them.
  value = (value & ~(0xfn << 76n)) | (4n << 76n);
  value = (value & ~(3n << 62n)) | (2n << 62n);
  return `2.25.${value}`;
}
