import type { LogEntry } from '../../contract/hospital.ts';
import { type Logs, renderLogText } from '../../systems/host/log.ts';

/** Lines that one answer holds: the newest. */
const LINES = 2000;

/** The newest lines, oldest first, of one host and with a text when asked. */
export function logLines(logs: Logs, host: string | undefined, text: string | undefined): LogEntry[] {
  const wanted = text?.toLowerCase();
  const out: LogEntry[] = [];
  const lines = logs.state.lines.slice();
  for (let n = lines.length - 1; n >= 0 && out.length < LINES; n--) {
    const line = lines[n];
    if (!line || (host !== undefined && line.host !== host)) continue;
    const rendered = renderLogText(line);
    if (wanted && !`${line.level} ${line.path} ${rendered}`.toLowerCase().includes(wanted)) continue;
    out.push({ n, at: line.at, host: line.host, path: line.path, level: line.level, text: rendered });
  }
  return out.reverse();
}
