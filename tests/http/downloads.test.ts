import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { describe, expect, it } from 'vitest';
import { expandMessages } from '../../client/src/lib/expand-messages.ts';
import type { MessageList } from '../../server/contract/message-list.ts';
import type { DicomNode, MessageDetail } from '../../server/contract/message.ts';
import type { StudyDetail } from '../../server/contract/pacs.ts';
import { readPart10 } from '../../server/protocols/dicom/part10.ts';
import { pythonWith } from '../protocols/dicom/python.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';
import { needsTool } from '../support/tool.ts';
import { type Browser, web } from '../support/web.ts';

const library = pathToFileURL(fileURLToPath(new URL('../../server/lab/library.ts', import.meta.url))).href;

interface Got {
  readonly status: number;
  readonly type: string | null;
  readonly disposition: string | null;
  readonly bytes: Uint8Array;
}

/** A free-play lab of the real hospital, and a way to fetch what a route sends, byte for byte. */
async function freePlay(): Promise<{
  base: string;
  anna: Browser;
  ben: Browser;
  messages: ReturnType<typeof expandMessages>;
  fetchFile: (path: string, browser?: Browser) => Promise<Got>;
}> {
  const { app, anna, ben } = await web({ labs: { library } });
  const { body } = await anna.post('/api/labs', { slug: 'free-play', seed: '1' });
  const base = `/api/labs/${(body as { id: string }).id}`;
  const address = await app.listen({ port: 0, host: '127.0.0.1' });
  await ben.get('/api/catalogue');
  const fetchFile = async (path: string, browser = anna): Promise<Got> => {
    const response = await fetch(`${address}${base}${path}`, { headers: { cookie: browser.cookie } });
    return {
      status: response.status,
      type: response.headers.get('content-type'),
      disposition: response.headers.get('content-disposition'),
      bytes: new Uint8Array(await response.arrayBuffer()),
    };
  };
  const list = (await anna.get(`${base}/messages`)).body as MessageList;
  return { base, anna, ben, messages: expandMessages(list), fetchFile };
}

const identity: readonly (readonly [name: string, tag: string])[] = [
  ['accession', '(0008,0050)'],
  ['patientId', '(0010,0020)'],
  ['sopInstanceUid', '(0008,0018)'],
];
const shown = (nodes: readonly DicomNode[]): Record<string, string> =>
  Object.fromEntries(identity.map(([name, tag]) => [name, nodes.find((node) => node.path === tag)?.value ?? '']));

const python = pythonWith('pydicom');
const PYDICOM = `
import sys, json, pydicom
path = sys.argv[1]
ds = pydicom.Dataset.from_json(open(path).read()) if path.endswith('.json') else pydicom.dcmread(path)
names = dict(accession='AccessionNumber', patientId='PatientID', sopInstanceUid='SOPInstanceUID')
json.dump({key: str(ds.get(name) or '') for key, name in names.items()}, sys.stdout)
`;
function pydicom(file: string): unknown {
  return JSON.parse(execFileSync(python.program, ['-W', 'ignore', '-c', PYDICOM, file], { encoding: 'utf8' }));
}
function dcmdump(file: string): Record<string, string> {
  const search = identity.flatMap(([, tag]) => ['+P', tag.slice(1, -1)]);
  const text = execFileSync('dcmdump', ['-q', '-M', ...search, file], { encoding: 'latin1' });
  return Object.fromEntries(
    identity.map(([name, tag]) => [
      name,
      new RegExp(`^\\(${tag.slice(1, -1)}\\) .. \\[(.*?)\\]`, 'm').exec(text)?.[1]?.trim() ?? '',
    ]),
  );
}
function save(got: Got): string {
  const name = /^attachment; filename="([A-Za-z0-9._-]+)"$/.exec(got.disposition ?? '')?.[1] ?? 'no-name';
  const file = join(temporaryFolder(), name);
  writeFileSync(file, got.bytes);
  return file;
}

const judges = needsTool('dcmdump', 'tshark');

describe.skipIf(!python.available || !judges.available)(`downloads ${python.reason}${judges.reason}`, () => {
  it('give HL7 as the bytes sent, data sets and images as files that DCMTK and pydicom read, conversations as packets', async () => {
    const { base, anna, messages, fetchFile } = await freePlay();

    const order = messages.findLast(({ title }) => title.startsWith('OMI^O23'));
    const hl7 = (await anna.get(`${base}/messages/${order?.id ?? 0}`)).body as MessageDetail;
    const sent = await fetchFile(`/messages/${hl7.id}/hl7`);
    expect({ ...sent, bytes: Buffer.from(sent.bytes).toString('base64') }).toEqual({
      status: 200,
      type: 'x-application/hl7-v2+er7',
      disposition: `attachment; filename="${hl7.id}-OMI-O23-NW.hl7"`,
      bytes: hl7.bytes,
    });

    const packets = await fetchFile(`/messages/${hl7.id}/pcapng`);
    expect([packets.status, packets.type]).toEqual([200, 'application/x-pcapng']);
    const fields = ['-Y', 'tcp.flags.syn==1', '-T', 'fields', '-e', 'tcp.stream'];
    const rows = execFileSync('tshark', ['-r', save(packets), ...fields], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    expect(rows.trim().split('\n')).toEqual(['0', '0']);

    for (const title of ['C-STORE-RQ', 'C-FIND-RSP']) {
      const details: MessageDetail[] = [];
      for (const each of messages.filter((one) => one.title.startsWith(title)).slice(-12)) {
        const detail = (await anna.get(`${base}/messages/${each.id}`)).body as MessageDetail;
        if (detail.dicom && detail.dicom.data.length > 0) details.push(detail);
      }
      const [detail] = details;
      if (!detail?.dicom) throw new Error(`no ${title}`);
      const expected = shown(detail.dicom.data);
      expect(expected['accession']).not.toBe('');

      const dcm = await fetchFile(`/messages/${detail.id}/dcm`);
      expect([dcm.status, dcm.type, dcm.disposition]).toEqual([
        200,
        'application/dicom',
        `attachment; filename="${detail.id}-${title}.dcm"`,
      ]);
      const file = save(dcm);
      expect(pydicom(file)).toEqual(expected);
      expect(dcmdump(file)).toEqual(expected);
      const read = readPart10(dcm.bytes);
      expect([read.diagnostics, read.syntax]).toEqual([[], detail.dicom.transferSyntax]);
      expect(read.meta.text(0x00020002)).toBe(detail.dicom.sopClass);
      expect(read.meta.text(0x00020003)).toMatch(/^[\d.]+$/);

      const json = await fetchFile(`/messages/${detail.id}/json`);
      expect([json.status, json.type]).toEqual([200, 'application/dicom+json']);
      expect(pydicom(save(json))).toEqual(expected);
      expect(await fetchFile(`/messages/${detail.id}/dcm`)).toEqual(dcm);
    }

    const pacs = (await anna.get(`${base}/pacs`)).body as { studies: { studyUid: string }[] };
    const study = (await anna.get(`${base}/pacs/studies/${pacs.studies[0]?.studyUid ?? ''}`)).body as StudyDetail;
    const sop = study.series[0]?.instances[0]?.sopUid ?? '';
    for (const format of ['dcm', 'json']) {
      const got = await fetchFile(`/pacs/instances/${sop}/${format}`);
      expect([got.status, got.disposition]).toEqual([200, `attachment; filename="${sop}.${format}"`]);
      expect(pydicom(save(got))).toEqual(shown(study.header));
    }
    const { body } = await anna.get(`${base}/messages`);
    expect(expandMessages(body as MessageList)).toEqual(messages);
  });

  it('refuse what is not there, and anybody else', async () => {
    const { ben, messages, fetchFile } = await freePlay();
    const hl7 = messages.find(({ protocol }) => protocol === 'HL7')?.id ?? 0;
    const image = messages.find(({ title }) => title === 'C-STORE-RQ')?.id ?? 0;
    const answer = messages.find(({ title }) => title === 'C-STORE-RSP')?.id ?? 0;
    const status = async (path: string, browser?: Browser): Promise<unknown> => {
      const { status: code, bytes, disposition } = await fetchFile(path, browser);
      return [code, (JSON.parse(Buffer.from(bytes).toString()) as { code: string }).code, disposition];
    };
    expect(await status(`/messages/${hl7}/dcm`)).toEqual([409, 'no-such-format', null]);
    expect(await status(`/messages/${image}/hl7`)).toEqual([409, 'no-such-format', null]);
    expect(await status(`/messages/${answer}/dcm`)).toEqual([409, 'no-data-set', null]);
    expect(await status('/pacs/instances/1.2.3/dcm')).toEqual([404, 'gone', null]);
    expect(await status('/messages/99999999/hl7')).toEqual([404, 'gone', null]);
    expect(await status(`/messages/${hl7}/exe`)).toEqual([400, 'invalid', null]);
    expect(await status(`/messages/${hl7}/hl7`, ben)).toEqual([404, 'no-such-lab', null]);
  });
});
