import { latin1 } from '../latin1.ts';
import type { Diagnostics } from './diagnostic.ts';
import { dimseLimits } from './limits.ts';

/**
 * Reads the big-endian variable field of a PDU or item (PS3.8 9.3.1). Reading past the end yields zeros and empty
 * strings and reports `item-truncated` once per reader: bytes of a peer never make it throw or loop.
 */
export class ItemReader {
  readonly #bytes: Uint8Array;
  readonly #view: DataView;
  readonly #diagnostics: Diagnostics;
  #position: number;
  readonly #end: number;
  #short = false;

  /** `start` and `end` are positions within `bytes`, which begin with the PDU header: diagnostics count from there. */
  constructor(bytes: Uint8Array, start: number, end: number, diagnostics: Diagnostics) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    this.#position = start;
    this.#end = Math.min(end, bytes.length);
    this.#diagnostics = diagnostics;
  }

  get remaining(): number {
    return this.#end - this.#position;
  }

  get position(): number {
    return this.#position;
  }

  #has(count: number): boolean {
    if (this.remaining >= count) return true;
    if (!this.#short)
      this.#diagnostics.error('item-truncated', this.#position, { wanted: count, left: this.remaining });
    this.#short = true;
    this.#position = this.#end;
    return false;
  }

  uint8(): number {
    if (!this.#has(1)) return 0;
    return this.#view.getUint8(this.#position++);
  }

  uint16(): number {
    if (!this.#has(2)) return 0;
    this.#position += 2;
    return this.#view.getUint16(this.#position - 2);
  }

  uint32(): number {
    if (!this.#has(4)) return 0;
    this.#position += 4;
    return this.#view.getUint32(this.#position - 4);
  }

  skip(count: number): void {
    if (this.#has(count)) this.#position += count;
  }

  /** `count` bytes, by reference. */
  take(count: number): Uint8Array {
    if (!this.#has(count)) return new Uint8Array(0);
    this.#position += count;
    return this.#bytes.subarray(this.#position - count, this.#position);
  }

  rest(): Uint8Array {
    return this.take(this.remaining);
  }

  /** The remaining bytes as ISO 646 text; other bytes are shown as U+FFFD and reported. */
  text(length: number = this.remaining): string {
    const at = this.#position;
    const bytes = this.take(length);
    if (bytes.every((byte) => byte >= 0x20 && byte < 0x7f)) return latin1(bytes);
    let text = '';
    let strange = false;
    for (const byte of bytes) {
      const plain = byte >= 0x20 && byte < 0x7f;
      if (!plain && byte !== 0) strange = true;
      text += plain || byte === 0 ? String.fromCharCode(byte) : '\uFFFD';
    }
    if (strange) this.#diagnostics.warning('text-not-ascii', at);
    return text;
  }

  /** A UID: not padded in PDUs (PS3.8 Annex F), yet some peers pad with NUL or space as in data sets. */
  uid(length: number = this.remaining): string {
    const at = this.#position;
    const text = this.text(length);
    const uid = text.replace(/[\0 ]+$/, '');
    if (uid !== text) this.#diagnostics.warning('uid-padded', at, { uid });
    if (uid.length > 64 || !/^[0-9.]*$/.test(uid))
      this.#diagnostics.warning('uid-malformed', at, { uid: uid.slice(0, 80) });
    return uid;
  }

  /** A field preceded by its length in two bytes (PS3.7 D.3.3.4–7). */
  counted(): ItemReader {
    const length = this.uint16();
    const start = this.#position;
    const fits = this.#has(length);
    if (fits) this.#position += length;
    return new ItemReader(this.#bytes, start, fits ? start + length : start, this.#diagnostics);
  }

  countedUid(): string {
    return this.counted().uid();
  }

  /** Reports bytes that no field of the item claimed. */
  end(): void {
    if (this.remaining > 0) {
      this.#diagnostics.warning('item-length-unexpected', this.#position, { left: this.remaining });
      this.#position = this.#end;
    }
  }

  /** The items in what remains: type, reserved byte, length, content (PS3.8 9.3.2.1). Stops at the first that lies. */
  *items(): Generator<{ type: number; content: ItemReader; offset: number }, void> {
    for (let count = 0; this.remaining > 0; count++) {
      const offset = this.#position;
      if (count === dimseLimits.subItems) {
        this.#diagnostics.error('too-many-items', offset, { limit: dimseLimits.subItems });
        this.#position = this.#end;
        return;
      }
      const type = this.uint8();
      this.skip(1);
      const length = this.uint16();
      if (this.#short) return;
      const start = this.#position;
      if (length > this.remaining) {
        this.#diagnostics.error('item-exceeds-enclosing', offset, { itemType: type, length, left: this.remaining });
        this.#position = this.#end;
        return;
      }
      this.#position += length;
      yield { type, content: new ItemReader(this.#bytes, start, start + length, this.#diagnostics), offset };
    }
  }
}

/** Writes big-endian fields into one array that grows; lengths of items are filled in when their content is known. */
export class ItemWriter {
  #bytes = new Uint8Array(512);
  #length = 0;

  #room(count: number): number {
    const at = this.#length;
    this.#length += count;
    if (this.#length > this.#bytes.length) {
      const grown = new Uint8Array(Math.max(this.#length, this.#bytes.length * 2));
      grown.set(this.#bytes);
      this.#bytes = grown;
    }
    return at;
  }

  uint8(value: number): void {
    const at = this.#room(1);
    this.#bytes[at] = value;
  }

  uint16(value: number): void {
    this.#put16(this.#room(2), value);
  }

  uint32(value: number): void {
    const at = this.#room(4);
    this.#put16(at, value >>> 16);
    this.#put16(at + 2, value & 0xffff);
  }

  bytes(value: Uint8Array): void {
    const at = this.#room(value.length);
    this.#bytes.set(value, at);
  }

  /** ISO 646 text; a character outside becomes `?`. */
  text(value: string): void {
    for (let i = 0; i < value.length; i++) {
      const code = value.charCodeAt(i);
      this.uint8(code < 0x80 ? code : 0x3f);
    }
  }

  /** A field after its length in two bytes. A longer field than they can say is cut: callers stay below 64 kB. */
  counted(content: () => void): void {
    const at = this.#room(2);
    content();
    this.#length = Math.min(this.#length, at + 2 + 0xffff);
    this.#put16(at, this.#length - at - 2);
  }

  countedText(value: string): void {
    this.counted(() => this.text(value));
  }

  item(type: number, content: () => void): void {
    this.uint8(type);
    this.uint8(0);
    this.counted(content);
  }

  textItem(type: number, value: string): void {
    this.item(type, () => this.text(value));
  }

  /** A whole PDU: type, reserved byte, length in four bytes, content (PS3.8 9.3.1). */
  pdu(type: number, content: () => void): Uint8Array {
    this.uint8(type);
    this.uint8(0);
    const at = this.#room(4);
    content();
    const length = this.#length - at - 4;
    this.#put16(at, length >>> 16);
    this.#put16(at + 2, length & 0xffff);
    return this.#bytes.slice(0, this.#length);
  }

  #put16(at: number, value: number): void {
    this.#bytes[at] = (value >>> 8) & 0xff;
    this.#bytes[at + 1] = value & 0xff;
  }
}
