import Archive from '@lucide/svelte/icons/archive';
import BookUser from '@lucide/svelte/icons/book-user';
import ClipboardList from '@lucide/svelte/icons/clipboard-list';
import EthernetPort from '@lucide/svelte/icons/ethernet-port';
import FileText from '@lucide/svelte/icons/file-text';
import List from '@lucide/svelte/icons/list';
import Network from '@lucide/svelte/icons/network';
import NotebookText from '@lucide/svelte/icons/notebook-text';
import ScanLine from '@lucide/svelte/icons/scan-line';
import Send from '@lucide/svelte/icons/send';
import SlidersHorizontal from '@lucide/svelte/icons/sliders-horizontal';
import SquareTerminal from '@lucide/svelte/icons/square-terminal';
import type { Component } from 'svelte';
import type { ToolId } from '../lib/tools.ts';
import { t } from '../text/t.ts';
import type { Icon } from '../ui/icon.ts';

export interface Tool {
  id: ToolId;
  label: string;
  icon: Icon;
  /** A tool's code comes when it is first opened. */
  load: () => Promise<{ default: Component<Record<string, never>> }>;
}

export const tools: readonly Tool[] = [
  {
    id: 'hospital',
    label: t.tool.hospital,
    icon: Network,
    load: () => import('../features/hospital/HospitalTool.svelte'),
  },
  {
    id: 'messages',
    label: t.tool.messages,
    icon: List,
    load: () => import('../features/messages/MessagesTool.svelte'),
  },
  {
    id: 'engine',
    label: t.tool.engine,
    icon: SlidersHorizontal,
    load: () => import('../features/engine/EngineTool.svelte'),
  },
  {
    id: 'worklist',
    label: t.tool.worklist,
    icon: ClipboardList,
    load: () => import('../features/worklist/WorklistTool.svelte'),
  },
  { id: 'pacs', label: t.tool.pacs, icon: Archive, load: () => import('../features/pacs/PacsTool.svelte') },
  { id: 'ris', label: t.tool.ris, icon: NotebookText, load: () => import('../features/ris/RisTool.svelte') },
  { id: 'emr', label: t.tool.emr, icon: BookUser, load: () => import('../features/emr/EmrTool.svelte') },
  { id: 'logs', label: t.tool.logs, icon: SquareTerminal, load: () => import('../features/logs/LogsTool.svelte') },
  { id: 'files', label: t.tool.files, icon: FileText, load: () => import('../features/files/FilesTool.svelte') },
  {
    id: 'scanners',
    label: t.tool.scanners,
    icon: ScanLine,
    load: () => import('../features/scanners/ScannersTool.svelte'),
  },
  {
    id: 'composer',
    label: t.tool.composer,
    icon: Send,
    load: () => import('../features/composer/ComposerTool.svelte'),
  },
  {
    id: 'packets',
    label: t.tool.packets,
    icon: EthernetPort,
    load: () => import('../features/packets/PacketsTool.svelte'),
  },
];
