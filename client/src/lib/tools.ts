/** The tools of the workbench, in the order of their tabs. */
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

export function isToolId(text: string | undefined): text is ToolId {
  return toolIds.some((id) => id === text);
}
