import { t } from '../text/t.ts';

const hosts = new RegExp(`\\b(?:${Object.keys(t.system).join('|')})\\b`, 'g');

/** A sentence with each host called by its system's short name. */
export function withSystemNames(text: string): string {
  return text.replaceAll(hosts, (host) => t.system[host] ?? host);
}
