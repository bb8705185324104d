import { execFileSync, spawnSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/core/clock.ts';
import type { Hospital } from '../../server/lab/hospital.ts';
import { build, type Prelude } from '../../server/lab/prelude.ts';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { writePart10 } from '../../server/protocols/dicom/part10.ts';
import { EXPLICIT_LE } from '../../server/protocols/dicom/transfer-syntax.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import type { InstanceRow } from '../../server/systems/pacs/state.ts';
import { capturedMorning } from '../../server/lab/views/capture-file.ts';
import { courses } from '../support/courses.ts';
import { dicomPorts, dissected, mllpPorts } from '../support/tshark.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { needsTool, python3 } from '../support/tool.ts';

/** What programs that are not ours say about a morning's traffic, in free play and in every scenario. */

/** Beyond this a remark is a fault: a note says how a connection ended. */
const fault =
  '_ws.malformed || tcp.analysis.flags || tcp.checksum.status == "Bad" || ip.checksum.status == "Bad" || _ws.expert.severity >= "Warning"';

const mornings = courses('1').map(([name, course]) => [name, build(course, '1')] as const);

const tshark = needsTool('tshark');
describe.skipIf(!tshark.available)(`tshark ${tshark.reason}`, () => {
  it.each(mornings)('dissects all that was captured in %s, with nothing to complain of', (_, morning) => {
    const captured = capturedMorning(morning);
    const { ask } = dissected(captured);
    // Where a case stages losses, segments sent again are what they look like, and nothing else is.
    const isLossy = morning.hospital.room.network.state.linkFaults.find(({ flaw }) => flaw.kind === 'loss');
    expect(ask('-Y', isLossy ? `(${fault}) && !tcp.analysis.retransmission` : fault)).toEqual([]);

    const streams = (protocol: string): number => new Set(ask('-Y', protocol, '-T', 'fields', '-e', 'tcp.stream')).size;
    const kept = captured.filter((one) => one.kept !== undefined);
    const to = (ports: readonly number[]): number => kept.filter((one) => ports.includes(one.serverPort)).length;
    expect({ hl7: streams('hl7'), dicom: streams('dicom') }).toEqual({ hl7: to(mllpPorts), dicom: to(dicomPorts) });
    expect(to(mllpPorts) + to(dicomPorts)).toBe(kept.length);
  });
});

const readWithPython = `
import base64, hl7, json, sys
out = []
for line in sys.stdin:
    message = hl7.parse(base64.b64decode(line).decode('latin-1'))
    def field(segment, number):
        try:
            found = message.segment(segment)
        except KeyError:
            return ''
        return str(found[number]) if number < len(found) else ''
    out.append([field('MSH', 9), field('MSH', 10), field('PID', 3), field('ORC', 1)])
print(json.dumps(out))
`;

const python = needsTool('python3:hl7');
describe.skipIf(!python.available)(`python3-hl7 ${python.reason}`, () => {
  it.each(mornings)('reads every message of %s as we do', (_, { hospital }) => {
    const messages = hospital.room.journal.state.events
      .slice()
      .flatMap((event) => (event.kind === 'hl7' ? [event] : []));
    const said = execFileSync(python3, ['-c', readWithPython], {
      input: messages.map(({ bytes }) => Buffer.from(bytes).toString('base64')).join('\n'),
      encoding: 'utf8',
      maxBuffer: 64 * 1024 * 1024,
    });
    const ours = messages.map(({ bytes }) => {
      const message = Hl7Message.read(bytes);
      return ['MSH-9', 'MSH-10', 'PID-3', 'ORC-1'].map((path) => wholeField(message, path));
    });
    expect(JSON.parse(said)).toEqual(ours);
    expect(messages.length).toBeGreaterThan(400);
  });
});

/** All repetitions, as they stand between the field separators. */
function wholeField(message: Hl7Message, path: string): string {
  const count = Math.max(1, message.repetitionCount(path));
  return Array.from({ length: count }, (_, index) => message.get(`${path}[${index + 1}]`).raw).join('~');
}

const judges = needsTool('dciodvfy', 'dcmdump');
describe.skipIf(!judges.available)(`dciodvfy and dcmdump ${judges.reason}`, () => {
  it.each(mornings)('find no error in what the PACS of %s stores, and read its headers as we do', (_, morning) => {
    const folder = temporaryFolder();
    const judged = specimens(morning).map(({ what, instance }) => {
      const file = join(folder, 'instance.dcm');
      const dataSet = DataSet.read(instance.parts, EXPLICIT_LE);
      writeFileSync(file, Buffer.concat(writePart10(dataSet, { syntax: EXPLICIT_LE })));
      const { stderr } = spawnSync('dciodvfy', [file], { encoding: 'utf8' });
      const dump = execFileSync('dcmdump', ['+P', '0008,0050', '+P', '0010,0020', file], { encoding: 'latin1' });
      return {
        what,
        errors: stderr.split('\n').filter((line) => line.startsWith('Error')),
        dcmdump: ['0008,0050', '0010,0020'].map(
          (tag) => new RegExp(`\\(${tag}\\) .. \\[(.*?) *\\]`).exec(dump)?.[1] ?? '',
        ),
        ours: [dataSet.text(0x00080050), dataSet.text(0x00100020)],
        index: [instance.accession, instance.patientId],
      };
    });
    expect(judged.map(({ what, errors }) => [what, errors])).toEqual(judged.map(({ what }) => [what, []]));
    expect(judged.map(({ dcmdump }) => dcmdump)).toEqual(judged.map(({ ours }) => ours));
    expect(judged.map(({ index }) => index)).toEqual(judged.map(({ ours }) => ours));
    // A learner who comes early comes before the first scan of nuclear medicine.
    const scanned = judged.some(({ what }) => what === 'NM') ? ['NM'] : [];
    expect(judged.map(({ what }) => what)).toEqual([
      'CT',
      'MR',
      'CR',
      'DX',
      'MG',
      ...scanned,
      'typed by hand',
      'linked',
      'rejection note',
    ]);
  });
});

const entities = needsTool('dcentvfy');
describe.skipIf(!entities.available)(`dcentvfy ${entities.reason}`, () => {
  it.each(mornings)('finds patient, study and series of every study of %s consistent', (_, { hospital }) => {
    const folder = temporaryFolder();
    const said: string[] = [];
    let images = 0;
    for (const { studyUid } of hospital.pacs.listStudies()) {
      const files = hospital.pacs.state.instances
        .filter((row) => row.studyUid === studyUid)
        .map(({ parts }, index) => {
          const file = join(folder, `${index}.dcm`);
          writeFileSync(file, Buffer.concat(writePart10(DataSet.read(parts, EXPLICIT_LE), { syntax: EXPLICIT_LE })));
          return file;
        });
      images += files.length;
      const { stdout, stderr } = spawnSync('dcentvfy', files, { encoding: 'utf8' });
      said.push(...`${stdout}${stderr}`.split('\n').filter((line) => /error/i.test(line)));
    }
    expect(said).toEqual([]);
    expect(images).toBeGreaterThan(30);
  });
});

interface Specimen {
  readonly what: string;
  readonly instance: InstanceRow;
}

/** One stored instance of each modality, one as typed, the same coerced by a link, and a rejection note. */
function specimens({ hospital: morning }: Prelude): readonly Specimen[] {
  const hospital = morning.fork();
  const { pacs } = hospital;
  const ofStudy = (uid: string): InstanceRow | undefined => pacs.state.instances.find((row) => row.studyUid === uid);
  const ofModality = ['CT', 'MR', 'CR', 'DX', 'MG', 'NM'].map((modality) => ({
    what: modality,
    instance: ofStudy(pacs.state.studies.find((row) => row.modalities.includes(modality))?.studyUid ?? ''),
  }));

  // The one that is furthest away: its own exam must not happen meanwhile.
  const [order] = pacs.state.orders
    .filter((row) => row.status === 'OPEN')
    .sort((a, b) => b.scheduled.localeCompare(a.scheduled));
  if (!order) throw new Error('no open order in the morning');
  const known = new Set([...pacs.state.studies.values()].map(({ studyUid }) => studyUid));
  hospital.scanner('cr01')?.sendUnscheduled({
    patientId: order.patientId,
    issuer: order.issuer,
    name: order.name,
    birthDate: order.birthDate,
    sex: order.sex,
    accession: '',
    procedureCode: order.procedureCode,
    description: order.procedureText,
  });
  hospital.room.kernel.runUntil(hospital.room.kernel.now + 20 * MINUTE);
  hospital.settle(5 * MINUTE);
  const study = pacs.state.studies.find((row) => !known.has(row.studyUid) && row.status === 'UNVERIFIED');
  const typed = ofStudy(study?.studyUid ?? '');
  const acting = { user: 'pgreen', reason: 'for the judges' };
  mustBeDone(pacs.reconcile.link(study?.studyUid ?? '', order.key, acting));
  const linked = ofStudy(study?.studyUid ?? '');
  mustBeDone(pacs.reconcile.reject(study?.studyUid ?? '', '113038', acting));
  const note = pacs.state.instances.find(
    (row) => row.studyUid === study?.studyUid && DataSet.read(row.parts, EXPLICIT_LE).text(0x00080060) === 'KO',
  );

  return [
    ...ofModality,
    { what: 'typed by hand', instance: typed },
    { what: 'linked', instance: linked },
    { what: 'rejection note', instance: note },
  ].flatMap(({ what, instance }) => (instance ? [{ what, instance }] : []));
}

function mustBeDone(result: ReturnType<Hospital['pacs']['reconcile']['link']>): void {
  if (!result.ok) throw new Error(result.message);
}
