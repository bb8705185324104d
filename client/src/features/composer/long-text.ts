import { formatSize } from '../../lib/hospital-time.ts';
import { t } from '../../text/t.ts';
import { tidy } from './wire.ts';

/**
 * What the editor shows at most, characters. A browser lays out all of a text area at each key, and its own paste takes
 * time by the square of the lines: with 15 MB it did not come to an end.
 */
export const SHOWN_LIMIT = 256 * 1024;
/** Of a longer text so much is shown: the rest of the room is for what is written into it. */
const SHOWN_OF_LONG = SHOWN_LIMIT / 2;

/** A text as an editor holds it: all of it, or the begin of a long one and a last line that stands for its rest. */
export class LongText {
  static readonly empty = new LongText('', '', '');
  readonly text: string;
  readonly #rest: string;
  /** The last line that stands for the rest: where it is deleted, the rest is no part of the text. */
  readonly #mark: string;

  private constructor(text: string, rest: string, mark: string) {
    this.text = text;
    this.#rest = rest;
    this.#mark = mark;
  }

  get isCut(): boolean {
    return this.#mark !== '' && this.text.endsWith(this.#mark);
  }

  /** What of the text the editor shows. */
  get shown(): string {
    return this.isCut ? this.text.slice(0, -this.#mark.length) : tidy(this.text);
  }

  get hidden(): string {
    return this.isCut ? this.#rest : '';
  }

  get whole(): string {
    return this.shown + this.hidden;
  }

  /** The editor holds this text now: what is too long for it goes to the rest. */
  edited(text: string): LongText {
    const next = new LongText(text, this.#rest, this.#mark);
    if (text.length <= SHOWN_LIMIT) return next;
    const { whole } = next;
    if (whole.length <= SHOWN_LIMIT) return new LongText(whole, '', '');
    const at = cutAt(whole);
    const mark = `\n${t.composer.mark(formatSize(whole.length - at))}`;
    return new LongText(whole.slice(0, at) + mark, whole.slice(at), mark);
  }

  /** What copying from `start` to `end` of the editor gives, where its last line is among it: the rest comes along. */
  copied(start: number, end: number): string | undefined {
    return this.isCut && start < end && end === this.text.length ? this.shown.slice(start) + this.#rest : undefined;
  }
}

/** Between two lines where there are lines, else between two characters. */
function cutAt(text: string): number {
  const line = text.lastIndexOf('\n', SHOWN_OF_LONG);
  if (line > 0) return line;
  const isWithinPair = (text.codePointAt(SHOWN_OF_LONG - 1) ?? 0) > 0xffff;
  return isWithinPair ? SHOWN_OF_LONG - 1 : SHOWN_OF_LONG;
}
