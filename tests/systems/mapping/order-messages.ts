/** Orders of hospital.md 4.9 as the RIS sends them: resource in ORC-18 / IPC-9, nothing looked up yet. */
const utf8 = (lines: readonly string[]): Uint8Array =>
  new TextEncoder().encode(lines.map((line) => `${line}\r`).join(''));

const pid =
  'PID|||10004521^^^NGH&2.999.1.10.1&ISO^MR~W20871^^^WFC&2.999.1.20.1&ISO^MR||DELGADO^ROSA^M^III^DR||19890822|F|||12 HILL RD^^NORTHGATE^^00000|||||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN';
const pv1 =
  'PV1||O|RADCT^^^NGH||||1001^BRANDT^OTTO|2002^OKAFOR^ADA^^^DR||RAD|||||B6||||V900331^^^NGHACCT&2.999.1.10.2&ISO^AN';
const al1 = 'AL1|1|DA|IOD^Iodinated contrast^L|MO';

export interface OrderOptions {
  readonly control?: string;
  readonly status?: string;
  readonly procedure?: string;
  readonly modality?: string;
  readonly resource?: string;
  readonly sentAt?: string;
  readonly controlId?: string;
  readonly pid?: string;
  readonly accession?: string;
  readonly sps?: string;
  readonly studyUid?: string;
  readonly start?: string;
}

const uid = '2.25.119731204387015960412785234019876543210';

export function orm(options: OrderOptions = {}): Uint8Array {
  const procedure = options.procedure ?? 'CTCHW';
  const code = `${procedure}^CT Chest with contrast^NGHPROC`;
  const start = options.start ?? '20260316093000';
  return utf8([
    `MSH|^~\\&|RIS|NGHRAD|ENG|NGH|${options.sentAt ?? '20260316081502'}||ORM^O01|${options.controlId ?? 'RIS0004711'}|P|2.3.1||||||8859/1`,
    options.pid ?? pid,
    pv1,
    al1,
    `ORC|${options.control ?? 'NW'}|P700123^HIS|F500123^RIS||${options.status ?? 'SC'}||1^^^${start}^^R||20260316081500|CLERK1||2002^OKAFOR^ADA^^^DR||5550142|||RAD^Radiology^L|${options.resource ?? 'CTROOM1'}`,
    `OBR|1|P700123^HIS|F500123^RIS|${code}^${procedure}-P1^CT chest routine +C^NGHPROT||||||||INF^Contact isolation^L|Asthma|||2002^OKAFOR^ADA^^^DR||${options.accession ?? 'A260001234'}|RP500123|${options.sps ?? 'SPS500123'}||||${options.modality ?? 'CT'}|||1^^^${start}^^R|||WHLC|R91.1^Lung nodule follow-up^I10|||||||||||||${code}`,
    `ZDS|${options.studyUid ?? uid}^100^Application^DICOM`,
  ]);
}

export function omi(options: OrderOptions = {}): Uint8Array {
  const procedure = options.procedure ?? 'CTCHW';
  const code = `${procedure}^CT Chest with contrast^NGHPROC`;
  return utf8([
    `MSH|^~\\&|RIS|NGHRAD|ENG|NGH|${options.sentAt ?? '20260316081502'}-0500||OMI^O23^OMI_O23|${options.controlId ?? 'RIS0004712'}|P|2.5.1||||||UNICODE UTF-8`,
    options.pid ?? pid,
    pv1,
    al1,
    `ORC|${options.control ?? 'NW'}|P700123^HIS|F500123^RIS||${options.status ?? 'SC'}||||20260316081500|CLERK1||2002^OKAFOR^ADA^^^DR||5550142|||RAD^Radiology^L|${options.resource ?? 'CTROOM1'}`,
    `TQ1|1||||||${options.start ?? '20260316093000-0500'}||R^Routine^HL70485`,
    `OBR|1|P700123^HIS|F500123^RIS|${code}||||||||INF^Contact isolation^L|Asthma|||2002^OKAFOR^ADA^^^DR||||||||||||||WHLC|R91.1^Lung nodule follow-up^I10|||||||||||||${code}`,
    `IPC|${options.accession ?? 'A260001234'}^RIS|RP500123^RIS|${options.studyUid ?? uid}|${options.sps ?? 'SPS500123'}^RIS|${options.modality ?? 'CT'}|${procedure}-P1^CT chest routine +C^NGHPROT|||${options.resource ?? 'CTROOM1'}`,
  ]);
}

export function adt(
  options: { readonly weight?: string; readonly name?: string; readonly sentAt?: string } = {},
): Uint8Array {
  return utf8([
    `MSH|^~\\&|HIS|NGH|ENG|NGH|${options.sentAt ?? '20260316080010'}||ADT^A04^ADT_A01|HIS0098801|P|2.3.1||||||8859/1`,
    'EVN|A04|20260316080009',
    options.name === undefined ? pid : pid.replace('DELGADO^ROSA^M^III^DR', options.name),
    pv1,
    al1,
    ...(options.weight === undefined ? [] : [`OBX|1|NM|29463-7^Body weight^LN||${options.weight}|kg|||||F`]),
  ]);
}
