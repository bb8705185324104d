import type { DicomFormat, Download, MessageFormat } from '../../contract/download.ts';
import { stream } from '../../core/random.ts';
import type { JournalEvent } from '../../network/journal.ts';
import { DataSet } from '../../protocols/dicom/data-set.ts';
import { downloadJson, downloadPart10 } from '../../protocols/dicom/dicom-json.ts';
import { uuidUid } from '../../protocols/dicom/uid.ts';
import type { Pacs } from '../../systems/pacs/pacs.ts';
import type { Hospital } from '../hospital.ts';
import { captureFile } from './capture-file.ts';
import { isWire } from './message-list.ts';

/** Bytes of a message, data set or conversation that may become a file. */
export const LARGEST_FILE = 32 * 1024 * 1024;

export interface DownloadRefusal {
  readonly code: 'no-such-format' | 'no-data-set' | 'not-kept' | 'still-open' | 'too-large';
  readonly message: string;
}

/**
 * What a message was, as a file for other tools: HL7 as the bytes sent, a DICOM data set as a Part 10 file in its
 * transfer syntax or as DICOM JSON, or the whole conversation as packets. Undefined: there is no such message.
 */
export function messageDownload(
  hospital: Hospital,
  id: number,
  format: MessageFormat,
): Download | DownloadRefusal | undefined {
  const { journal, seed } = hospital.room;
  const event = journal.get(id);
  if (!event || !isWire(event)) return undefined;
  if (format === 'pcapng') return packets(hospital, event.connectionId);
  const name = `${id}-${event.title}`;
  if (format === 'hl7') {
    if (event.kind !== 'hl7') return noSuchFormat(event, 'HL7 message');
    // Not registered with IANA; what HL7 over HTTP (HAPI) calls messages in delimiters.
    return fits(event.bytes.length) ?? downloadFile(name, 'hl7', 'x-application/hl7-v2+er7', event.bytes);
  }
  if (event.kind !== 'dimse') return noSuchFormat(event, 'DICOM message');
  if (event.data.length === 0) {
    return { code: 'no-data-set', message: `#${id} is a ${event.title} without a data set.` };
  }
  const random = stream(seed, `download/${id}`);
  return dataSetFile(name, format, event.data, event.transferSyntax, {
    sopClassUid: event.sopClass,
    sopInstanceUid: uuidUid([random.next32(), random.next32(), random.next32(), random.next32()]),
    sourceAe: event.callingAe,
  });
}

/** An image as the PACS holds it now. Undefined: it has no such instance. */
export function instanceDownload(
  { state }: Pacs,
  sopUid: string,
  format: DicomFormat,
): Download | DownloadRefusal | undefined {
  const row = state.instances.get(sopUid);
  return row && dataSetFile(sopUid, format, row.parts, row.transferSyntax, {});
}

function dataSetFile(
  name: string,
  format: DicomFormat,
  parts: readonly Uint8Array[],
  syntax: string,
  identity: { sopClassUid?: string; sopInstanceUid?: string; sourceAe?: string },
): Download | DownloadRefusal {
  const large = fits(parts.reduce((sum, part) => sum + part.length, 0));
  if (large) return large;
  const dataSet = DataSet.read(parts, syntax);
  if (format === 'dcm') {
    return downloadFile(name, 'dcm', 'application/dicom', downloadPart10(dataSet, { ...identity, syntax }).bytes);
  }
  const text = new TextEncoder().encode(downloadJson(dataSet).text);
  return downloadFile(name, 'json', 'application/dicom+json', text);
}

function packets(hospital: Hospital, connection: number): Download | DownloadRefusal {
  const { network } = hospital.room;
  const conversation =
    network.state.capture.conversations.get(String(connection)) ??
    network.underWay().find(({ id }) => id === connection);
  if (!conversation) {
    return {
      code: 'still-open',
      message: 'This conversation is only being opened; let the clock run on and try again.',
    };
  }
  if (!conversation.kept) {
    return { code: 'not-kept', message: 'The bytes of this old conversation made room for newer ones.' };
  }
  const large = fits(conversation.bytes);
  if (large) return large;
  const bytes = captureFile(hospital, [conversation]);
  return downloadFile(`conversation-${connection}`, 'pcapng', 'application/x-pcapng', bytes);
}

export function downloadFile(name: string, ending: string, mediaType: string, bytes: Uint8Array): Download {
  const safe = name.replaceAll(/[^A-Za-z0-9._-]+/g, '-').slice(0, 100);
  return { fileName: `${safe}.${ending}`, mediaType, bytes: new Uint8Array(bytes) };
}

function fits(bytes: number): DownloadRefusal | undefined {
  if (bytes <= LARGEST_FILE) return undefined;
  return { code: 'too-large', message: `This has ${bytes} bytes; at most ${LARGEST_FILE} are given as a file.` };
}

function noSuchFormat({ id }: JournalEvent, wanted: string): DownloadRefusal {
  return { code: 'no-such-format', message: `#${id} is no ${wanted}.` };
}
