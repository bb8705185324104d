import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { freePort, waitForPort } from '../../support/tcp-shell.ts';

// Nagle and delayed acknowledgement together would cost 40 ms a message.
const env = { ...process.env, TCP_NODELAY: '1' };

export interface Finished {
  readonly status: number | null;
  /** Standard output and standard error. */
  readonly output: string;
}

/** Runs a program to its end; one that hangs is ended after two minutes. */
export async function run(command: string, args: readonly string[], cwd?: string): Promise<Finished> {
  const child = spawn(command, args, { env, ...(cwd === undefined ? {} : { cwd }), timeout: 120_000 });
  let output = '';
  child.stdout.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  child.stderr.on('data', (chunk: Buffer) => (output += chunk.toString('latin1')));
  await once(child, 'close');
  return { status: child.exitCode, output };
}

export interface Peer extends AsyncDisposable {
  readonly port: number;
}

/** Starts a server on a free port; `{port}` in the arguments stands for it. Or on one that its settings name. */
export async function serve(command: string, args: readonly string[], settled?: number): Promise<Peer> {
  const port = settled ?? (await freePort());
  const child: ChildProcess = spawn(
    command,
    args.map((arg) => arg.replace('{port}', String(port))),
    { env, stdio: 'ignore' },
  );
  const stop = async (): Promise<void> => {
    if (child.exitCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'close');
  };
  try {
    await waitForPort(port);
  } catch (error) {
    await stop();
    throw error;
  }
  return { port, [Symbol.asyncDispose]: stop };
}

/** dcmqrscp with an empty store, as QRSCP, and the destinations that it knows. */
export async function serveArchive(folder: string, destinations: Readonly<Record<string, number>> = {}): Promise<Peer> {
  const database = join(folder, 'db');
  mkdirSync(database);
  const hosts = Object.entries(destinations).map(([ae, port]) => `${ae.toLowerCase()} = (${ae}, 127.0.0.1, ${port})`);
  const config = join(folder, 'qr.cfg');
  writeFileSync(
    config,
    [
      ...['NetworkTCPPort = 0', 'MaxPDUSize = 16384', 'MaxAssociations = 16'],
      ...['HostTable BEGIN', ...hosts, 'HostTable END', 'VendorTable BEGIN', 'VendorTable END'],
      ...['AETable BEGIN', `QRSCP ${database} RW (200, 1024mb) ANY`, 'AETable END', ''],
    ].join('\n'),
  );
  // Not --single-process: dcmqrscp 3.6.7 then dies of a segmentation fault after its first release, of any client.
  return await serve('dcmqrscp', ['-c', config, '{port}']);
}

/** wlmscpfs, as WLSCP, with one item. */
export async function serveWorklist(folder: string): Promise<Peer> {
  const items = join(folder, 'WLSCP');
  mkdirSync(items);
  writeFileSync(join(items, 'lockfile'), '');
  writeFileSync(join(folder, 'item.dump'), worklistDump);
  const { status, output } = await run('dump2dcm', ['item.dump', join(items, 'item.wl')], folder);
  if (status !== 0) throw new Error(output);
  return await serve('wlmscpfs', ['-s', '-dfr', '-dfp', folder, '{port}']);
}

export interface Folder extends Disposable {
  readonly path: string;
}

export function temporaryFolder(): Folder {
  const path = mkdtempSync(join(tmpdir(), 'faultline-dimse-'));
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true, force: true }) };
}

/** Elements of even length in explicit VR little endian, in the order given: enough for what these tests send. */
export function explicitDataSet(elements: readonly (readonly [number, string, string | Uint8Array])[]): Uint8Array[] {
  return elements.flatMap(([tag, vr, value]) => {
    const bytes = typeof value === 'string' ? new TextEncoder().encode(value) : value;
    const padded = new Uint8Array(bytes.length + (bytes.length % 2));
    padded.fill(vr === 'UI' ? 0 : 0x20);
    padded.set(bytes);
    const long = vr === 'OB' || vr === 'OW' || vr === 'SQ';
    const header = new Uint8Array(long ? 12 : 8);
    const view = new DataView(header.buffer);
    view.setUint16(0, tag >>> 16, true);
    view.setUint16(2, tag & 0xffff, true);
    header.set(new TextEncoder().encode(vr), 4);
    if (long) view.setUint32(8, padded.length, true);
    else view.setUint16(6, padded.length, true);
    return [header, padded];
  });
}

/** The same in implicit VR little endian. */
export function implicitDataSet(elements: readonly (readonly [number, string])[]): Uint8Array[] {
  return elements.map(([tag, value]) => {
    const bytes = new Uint8Array(8 + value.length + (value.length % 2)).fill(0x20);
    const view = new DataView(bytes.buffer);
    view.setUint16(0, tag >>> 16, true);
    view.setUint16(2, tag & 0xffff, true);
    view.setUint32(4, bytes.length - 8, true);
    bytes.set(new TextEncoder().encode(value), 8);
    return bytes;
  });
}

/** dump2dcm input of a 4×4 Secondary Capture instance. */
export const secondaryCaptureDump = `
(0008,0016) UI [1.2.840.10008.5.1.4.1.1.7]
(0008,0018) UI [1.2.826.0.1.3680043.10.1.2.1]
(0008,0060) CS [OT]
(0010,0010) PN [Doe^Jane]
(0010,0020) LO [P0001]
(0020,000d) UI [1.2.826.0.1.3680043.10.1.2]
(0020,000e) UI [1.2.826.0.1.3680043.10.1.2.0]
(0028,0002) US 1
(0028,0004) CS [MONOCHROME2]
(0028,0010) US 4
(0028,0011) US 4
(0028,0100) US 8
(0028,0101) US 8
(0028,0102) US 7
(0028,0103) US 0
(7fe0,0010) OB 01\\02\\03\\04\\05\\06\\07\\08\\09\\0a\\0b\\0c\\0d\\0e\\0f\\10
`;

/** dump2dcm input of a worklist item for wlmscpfs. */
const worklistDump = `
(0008,0005) CS [ISO_IR 100]
(0008,0050) SH [A100001]
(0010,0010) PN [Doe^Jane]
(0010,0020) LO [P0001]
(0010,0030) DA [19700101]
(0010,0040) CS [F]
(0020,000d) UI [1.2.826.0.1.3680043.10.1.1]
(0032,1060) LO [CT HEAD]
(0040,0100) SQ
(fffe,e000) na
(0008,0060) CS [CT]
(0040,0001) AE [CT1]
(0040,0002) DA [20250106]
(0040,0003) TM [0900]
(0040,0009) SH [S1]
(fffe,e00d) na
(fffe,e0dd) na
(0040,1001) SH [R1]
`;
