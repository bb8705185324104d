import type { IncomingHttpHeaders } from 'node:http';
import type { ApiError } from '../contract/basics.ts';
import { httpLimits } from './limits.ts';

/** Names under which a browser on this machine reaches the server. */
const loopback = ['127.0.0.1', 'localhost', '[::1]'];

/**
 * Who may talk to the server. The Host header must be a known name: a foreign site that lets its own name point to this
 * machine (DNS rebinding) would otherwise be same-origin with us. What changes something must come from our own pages.
 */
export class AllowedHosts {
  readonly #names: ReadonlySet<string>;

  /** `extra`: names or addresses without port, as a browser writes them (IPv6 in brackets). */
  constructor(extra: readonly string[] = []) {
    this.#names = new Set(
      [...loopback, ...extra.map((name) => name.trim().toLowerCase())].filter((name) => name !== ''),
    );
  }

  /** Why the request is refused, if it is. `isUnsafe`: a method that may change something, or a WebSocket upgrade. */
  refusal(headers: IncomingHttpHeaders, isUnsafe: boolean): ApiError | undefined {
    const host = headers.host?.toLowerCase() ?? '';
    if (!this.#names.has(host.replace(/:\d+$/, ''))) {
      return {
        code: 'foreign-host',
        message:
          `This server does not answer to the name “${quoted(host)}”. ` +
          'Open it by 127.0.0.1 or localhost, or have that name added to ALLOWED_HOSTS.',
      };
    }
    if (!isUnsafe) return undefined;
    const { origin } = headers;
    if (origin === `http://${host}` || origin === `https://${host}`) return undefined;
    return {
      code: 'foreign-origin',
      message:
        origin === undefined
          ? `A request that changes something must say where it comes from: send the header “Origin: http://${host}”.`
          : `Requests from “${quoted(origin)}” are refused: only pages of this server may change something here.`,
    };
  }
}

function quoted(text: string): string {
  return text.slice(0, httpLimits.quoted).replaceAll(/[^\x20-\x7e]/g, '?');
}
