import { Socket } from 'node:net';
import { isLoopback } from './loopback.ts';

export interface DialAddress {
  /** An IP address; 127.0.0.1 unless given. */
  readonly host?: string;
  readonly port: number;
  /** Allows addresses of other machines. */
  readonly anyAddress?: boolean;
}

/** A socket that is being connected; undefined for an address that is not allowed. Events tell the rest. */
export function dial(address: DialAddress, highWaterMark: number): Socket | undefined {
  const { host = '127.0.0.1', port, anyAddress = false } = address;
  if (!anyAddress && !isLoopback(host)) return undefined;
  // The types of Node do not know `highWaterMark` here; its streams do.
  const options = { allowHalfOpen: true, highWaterMark };
  return new Socket(options).connect(port, host);
}
