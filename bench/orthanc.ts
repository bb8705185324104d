import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Peer, theirs } from './peer.ts';

/** Orthanc with nothing but its DICOM port, answering whoever asks. */
export async function orthanc(): Promise<Peer> {
  const folder = mkdtempSync(join(tmpdir(), 'faultline-bench-'));
  const file = join(folder, 'orthanc.json');
  return await theirs('Orthanc', (port) => {
    const settings = {
      Name: 'bench',
      StorageDirectory: folder,
      IndexDirectory: folder,
      HttpServerEnabled: false,
      DicomAet: 'ORTHANC',
      DicomPort: port,
      DicomCheckCalledAet: false,
      DicomAlwaysAllowEcho: true,
      DicomAlwaysAllowStore: true,
      OverwriteInstances: true,
      Plugins: [],
    };
    writeFileSync(file, JSON.stringify(settings));
    return [file];
  });
}
