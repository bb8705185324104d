import { createHmac, randomBytes } from 'node:crypto';
import { linkSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** From it the hidden probes of each verdict are drawn, so that nobody can foresee them. */
export class ServerSecret {
  readonly #secret: Uint8Array;

  constructor(secret: Uint8Array) {
    this.#secret = secret;
  }

  /** The secret kept in the data folder; made at the first start. */
  static keptIn(folder: string): ServerSecret {
    const path = join(folder, 'secret');
    const read = (): ServerSecret | undefined => {
      try {
        const secret = Buffer.from(readFileSync(path, 'utf8').trim(), 'hex');
        if (secret.length >= 32) return new ServerSecret(secret);
      } catch (error) {
        if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
        throw error;
      }
      throw new Error(`${path} should hold 64 hexadecimal digits and does not; restore it, or remove it for a new one`);
    };
    const kept = read();
    if (kept) return kept;
    // Written whole beside it and then linked: a kill in between leaves no half secret behind.
    const fresh = `${path}.${process.pid}`;
    writeFileSync(fresh, `${randomBytes(32).toString('hex')}\n`, { mode: 0o600, flush: true });
    try {
      linkSync(fresh, path);
    } finally {
      unlinkSync(fresh);
    }
    return read() ?? ServerSecret.keptIn(folder);
  }

  /** Seed of the probes of a lab's n-th verdict: 32 hexadecimal digits. */
  draw(lab: string, n: number): string {
    return createHmac('sha256', this.#secret).update(`${lab}\n${n}`).digest('hex').slice(0, 32);
  }
}
