import type { MessageSummary } from '../../../../server/contract/message.ts';
import { linkId } from '../../bench/map-layout.ts';

/** Dots on their way at one time; at 60× far more messages pass than an eye can follow. */
const AT_MOST = 12;

/** One moving dot for each message that came since the last look. None at all where motion is not wanted. */
export class TrafficDots {
  shown = $state.raw<readonly { id: number; link: string }[]>([]);
  #lastSeen: number | undefined;

  take(messages: readonly MessageSummary[]): void {
    const last = messages.at(-1)?.id ?? 0;
    const since = this.#lastSeen;
    this.#lastSeen = last;
    // Before the first look everything is old; after an undo the numbers begin again.
    if (since === undefined || last <= since || matchMedia('(prefers-reduced-motion: reduce)').matches) return;
    const news: { id: number; link: string }[] = [];
    for (let index = messages.length - 1; index >= 0 && news.length < AT_MOST; index--) {
      const message = messages[index];
      if (!message || message.id <= since) break;
      if (message.inReplyTo === null) news.push({ id: message.id, link: linkId(message.from, message.to) });
    }
    this.shown = [...this.shown, ...news.reverse()].slice(-AT_MOST);
  }

  drop(id: number): void {
    this.shown = this.shown.filter((dot) => dot.id !== id);
  }
}
