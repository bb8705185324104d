import net from 'node:net';
import { CommandSet } from '../../server/protocols/dimse/command-set.ts';
import { commandName } from '../../server/protocols/dimse/message.ts';
import { decodePdu } from '../../server/protocols/dimse/pdu-codec.ts';
import { PduReader } from '../../server/protocols/dimse/pdu-reader.ts';
import { MllpReader } from '../../server/protocols/mllp/codec.ts';

/** A client that sends whatever it likes and notes what it is told. */
export class HostilePeer {
  readonly #socket: net.Socket;
  readonly #chunks: Uint8Array[] = [];
  readonly #closed: Promise<'closed' | 'reset'>;
  #hasClosed = false;
  #error = false;
  #received = 0;
  #leaves = false;
  #onData: (() => void)[] = [];

  constructor(port: number) {
    this.#socket = net.connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.#socket.setNoDelay(true);
    this.#socket.on('data', (bytes) => {
      this.#chunks.push(new Uint8Array(bytes));
      this.#received += bytes.length;
      this.#perhapsLeave();
      for (const then of this.#onData.splice(0)) then();
    });
    this.#socket.on('error', () => (this.#error = true));
    this.#closed = new Promise((resolve) => {
      const done = (how: 'closed' | 'reset'): void => {
        this.#hasClosed = true;
        resolve(how);
        for (const then of this.#onData.splice(0)) then();
      };
      // The server's FIN is the end: this peer never sends its own unless told.
      this.#socket.on('end', () => done('closed'));
      this.#socket.on('close', () => done(this.#error ? 'reset' : 'closed'));
    });
  }

  get over(): boolean {
    return this.#hasClosed;
  }

  /** The server has said that the association is at its end, or has ended it without a word. */
  get told(): boolean {
    return this.over || /^(abort|reject|release-reply)/.test(this.dicomWords().at(-1) ?? '');
  }

  /** Resolves when the bytes are on their way, or can never be. */
  async send(...parts: readonly Uint8Array[]): Promise<void> {
    if (this.#socket.destroyed) {
      // Lets the events of the socket come; a loop around this would never hear of the close.
      await pause(1);
      return;
    }
    await new Promise<void>((resolve) => {
      const bytes = Buffer.concat(parts);
      this.#socket.write(bytes, () => resolve());
      void this.#closed.then(() => resolve());
    });
  }

  /** Sends without end until the server has closed, or has said that this is the end. */
  async flood(bytes: Uint8Array, until: 'told' | 'closed' = 'closed'): Promise<void> {
    while (!this.#socket.destroyed && !(until === 'told' ? this.told : this.over)) await this.send(bytes);
  }

  /** FIN once the server has said that the association is at its end, as PS3.8 wants it; else the server waits for ARTIM. */
  leaveWhenTold(): void {
    this.#leaves = true;
    this.#perhapsLeave();
  }

  #perhapsLeave(): void {
    if (this.#leaves && !this.#socket.writableEnded && this.told) this.#socket.end();
  }

  /** Byte by byte. */
  async drip(bytes: Uint8Array, everyMs: number): Promise<void> {
    for (const byte of bytes) {
      if (this.over) return;
      await this.send(Uint8Array.of(byte));
      await pause(everyMs);
    }
  }

  /** Waits until so many bytes have come. */
  async received(bytes: number): Promise<void> {
    while (this.#received < bytes && !this.over) {
      await new Promise<void>((resolve) => this.#onData.push(resolve));
    }
  }

  /** Reads no more. */
  deaf(): void {
    this.#socket.pause();
  }

  /** FIN, and stays to listen. */
  halfClose(): void {
    this.#socket.end();
  }

  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** How the server ended it: within `withinMs`, else 'open'. */
  async end(withinMs: number): Promise<'closed' | 'reset' | 'open'> {
    const late = new Promise<'open'>((resolve) => setTimeout(() => resolve('open'), withinMs).unref());
    const how = await Promise.race([this.#closed, late]);
    return how;
  }

  destroy(): void {
    this.#socket.destroy();
  }

  /** What came, in words: `associate-accept`, `abort 2/1`, `C-ECHO-RSP 0000H` … */
  dicomWords(): string[] {
    const reader = new PduReader(1_048_576);
    for (const chunk of this.#chunks) reader.feed(chunk);
    const words: string[] = [];
    for (let framed = reader.next(); framed !== undefined; framed = reader.next()) {
      if (framed.kind === 'invalid') return [...words, framed.diagnostic.code];
      const { pdu } = decodePdu(framed.parts);
      if (pdu === undefined) words.push('undecodable');
      else if (pdu.kind === 'abort') words.push(`abort ${pdu.source}/${pdu.reason}`);
      else if (pdu.kind === 'associate-reject') words.push(`reject ${pdu.result}/${pdu.source}/${pdu.reason}`);
      else if (pdu.kind === 'data') {
        for (const { isCommand, fragment } of pdu.pdvs) {
          if (!isCommand) continue;
          const { set } = CommandSet.read(new Uint8Array(Buffer.concat(fragment)));
          const status = (set.number('Status') ?? 0).toString(16).toUpperCase().padStart(4, '0');
          words.push(`${commandName(set) ?? 'unknown'} ${status}H`);
        }
      } else words.push(pdu.kind);
    }
    return words;
  }

  /** What came: the MSA segment of each acknowledgement. */
  mllpWords(): string[] {
    const reader = new MllpReader();
    const words: string[] = [];
    for (const chunk of this.#chunks) reader.feed(chunk);
    for (let read = reader.next(); read !== undefined; read = reader.next()) {
      if (read.kind === 'fault') words.push(read.code);
      else words.push(/MSA\|[^\r]*/.exec(Buffer.from(read.payload).toString('latin1'))?.[0] ?? 'no MSA');
    }
    return words;
  }
}

export async function pause(ms: number): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, ms));
}
