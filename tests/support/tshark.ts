import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { hosts } from '../../server/lab/hospital.ts';
import type { Conversation } from '../../server/network/capture.ts';
import { writePcapng } from '../../server/network/pcapng.ts';
import { temporaryFolder } from './temporary-folder.ts';

export const mllpPorts = [2575, 2576, 6660, 6661, 6662, 6663, 6664, 6665, 6666, 6670, 6680];
export const dicomPorts = [104, 11112, 11113, 11114];
const decodeAs = [
  ...mllpPorts.map((port) => `tcp.port==${port},hl7`),
  ...dicomPorts.map((port) => `tcp.port==${port},dicom`),
].flatMap((rule) => ['-d', rule]);
const everyCheck = ['tcp.check_checksum:TRUE', 'ip.check_checksum:TRUE', 'tcp.analyze_sequence_numbers:TRUE'];
/** What tshark remarks of every connection, good or bad. */
const ordinary = /^(Connection (finish|establish)|This frame (initiates|undergoes) the connection closing)/;
/** Whatever tshark could complain of. */
const complaint =
  '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == "Bad" || ip.checksum.status == "Bad" || _ws.expert.severity >= "Note"';

export interface Dissection {
  /** `tshark -r FILE …args`, line by line. */
  readonly ask: (...args: readonly string[]) => string[];
  /** What tshark remarks beyond how connections begin and end, with the number of packets it is about. */
  readonly remarks: Readonly<Record<string, number>>;
}

/** What tshark says about the capture file of these conversations. */
export function dissected(conversations: readonly Conversation[]): Dissection {
  const file = join(temporaryFolder(), 'capture.pcapng');
  writeFileSync(file, writePcapng(conversations, new Map(hosts)));
  const ask = (...args: readonly string[]): string[] =>
    execFileSync('tshark', ['-r', file, ...decodeAs, ...everyCheck.flatMap((check) => ['-o', check]), ...args], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
      maxBuffer: 64 * 1024 * 1024,
    })
      .split('\n')
      .filter(Boolean);
  const remarks: Record<string, number> = {};
  const fields = ['-T', 'fields', '-E', 'aggregator=|', '-e', '_ws.expert.message', '-e', '_ws.malformed'];
  for (const line of ask('-Y', complaint, ...fields)) {
    for (const remark of line.split(/[|\t]/)) {
      if (remark !== '' && !ordinary.test(remark)) remarks[remark] = (remarks[remark] ?? 0) + 1;
    }
  }
  return { ask, remarks };
}
