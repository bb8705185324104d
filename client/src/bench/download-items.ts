import type { MessageDetail } from '../../../server/contract/message.ts';
import { failureText } from '../lib/api.ts';
import { download } from '../lib/download.ts';
import { toasts } from '../lib/page.ts';
import { t } from '../text/t.ts';
import type { MenuItem } from '../ui/Menu.svelte';

const told = (done: Promise<void>): void =>
  void done.catch((error: unknown) => toasts.show('warn', failureText(error)));

/** The files that a message can be had as. */
export function messageDownloads(lab: string, { id, hl7, dicom }: MessageDetail): MenuItem[] {
  const formats = [
    ...(hl7 ? (['hl7'] as const) : []),
    ...(dicom && dicom.data.length > 0 ? (['dcm', 'json'] as const) : []),
    'pcapng' as const,
  ];
  return formats.map((format) => ({
    id: format,
    label: t.download[format],
    run: () => told(download('/api/labs/:lab/messages/:id/:format', { params: { lab, id, format } })),
  }));
}

/** The files of one image of the PACS, as it was at `query.at`. */
export function imageDownloads(lab: string, sopUid: string, query: { at?: number }): MenuItem[] {
  return (['dcm', 'json'] as const).map((format) => ({
    id: format,
    label: t.download[format],
    run: () =>
      told(download('/api/labs/:lab/pacs/instances/:id/:format', { params: { lab, id: sopUid, format }, query })),
  }));
}
