import type { LogEntry } from '../../contract/hospital.ts';
import { SECOND } from '../../core/clock.ts';
import type { Journal } from '../../network/journal.ts';
import { type LogLine, type Logs, renderLogText } from '../../systems/host/log.ts';

/** Lines that one answer holds: the newest. */
const LINES = 2000;
/** A message goes out this soon after what caused it, a connection being opened first. */
const SOON = 5 * SECOND;
/** Shorter numbers stand in other words, too. */
const SHORTEST_KEY = 4;

/** The newest lines, oldest first, of one host and with a text when asked. */
export function logLines(logs: Logs, journal: Journal, host: string | undefined, text: string | undefined): LogEntry[] {
  const wanted = text?.toLowerCase();
  const out: LogEntry[] = [];
  const lines = logs.state.lines.slice();
  for (let n = lines.length - 1; n >= 0 && out.length < LINES; n--) {
    const line = lines[n];
    if (!line || (host !== undefined && line.host !== host)) continue;
    const rendered = renderLogText(line);
    if (wanted && !`${line.level} ${line.path} ${rendered}`.toLowerCase().includes(wanted)) continue;
    const event = line.cause > 0 ? line.cause : ownEvent(journal, line, rendered);
    out.push({ n, at: line.at, host: line.host, path: line.path, level: line.level, text: rendered, event });
  }
  return out.reverse();
}

/**
 * A person at a desk follows from nothing that is recorded. The line is about what came of it: the first event of that
 * host, within seconds, that carries a number which the line names.
 */
function ownEvent(journal: Journal, line: LogLine, text: string): number | null {
  const { events } = journal.state;
  for (let index = firstAt(journal, line.at); index < events.length; index++) {
    const event = events.at(index);
    if (!event || event.at > line.at + SOON) break;
    if (event.host !== line.host) continue;
    if (Object.values(event.keys).some((key: string) => key.length >= SHORTEST_KEY && text.includes(key))) {
      return event.id;
    }
  }
  return null;
}

/** Index of the first event that is not before `at`. */
function firstAt(journal: Journal, at: number): number {
  const { events } = journal.state;
  let low = 0;
  let high = events.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((events.at(middle)?.at ?? 0) < at) low = middle + 1;
    else high = middle;
  }
  return low;
}
