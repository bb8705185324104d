import { toolIds, type ToolId } from '../../../server/contract/tools.ts';

export type { ToolId };

export function isToolId(text: string | undefined): text is ToolId {
  return toolIds.some((id) => id === text);
}
