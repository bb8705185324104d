import { fetchFile } from '../../lib/download.ts';
import { readDicomImage, type DicomImage } from './dicom-image.ts';

/** One instance as the archive holds it (at `query.at`), read. Throws `ApiFailure`. */
export async function loadImage(lab: string, sopUid: string, query: { at?: number }): Promise<DicomImage> {
  const params = { lab, id: sopUid, format: 'dcm' };
  const response = await fetchFile('/api/labs/:lab/pacs/instances/:id/:format', { params, query });
  return readDicomImage(new Uint8Array(await response.arrayBuffer()));
}
