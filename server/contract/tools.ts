/** The tools of the workbench, in the order of their tabs. A case may offer some of them only. */
export const toolIds = [
  'hospital',
  'messages',
  'engine',
  'worklist',
  'pacs',
  'ris',
  'emr',
  'logs',
  'files',
  'scanners',
  'composer',
  'packets',
] as const;
export type ToolId = (typeof toolIds)[number];
