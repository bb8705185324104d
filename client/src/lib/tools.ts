import type { ToolId } from '../../../server/contract/tools.ts';

export type { ToolId };

const known: Readonly<Record<ToolId, true>> = {
  hospital: true,
  messages: true,
  engine: true,
  worklist: true,
  pacs: true,
  ris: true,
  emr: true,
  logs: true,
  files: true,
  scanners: true,
  composer: true,
  packets: true,
};

export function isToolId(text: string | undefined): text is ToolId {
  return text !== undefined && Object.hasOwn(known, text);
}
