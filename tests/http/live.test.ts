import { connect } from 'node:net';
import { describe, expect, test } from 'vitest';
import { HOUR } from '../../server/core/clock.ts';
import { httpLimits } from '../../server/http/limits.ts';
import { fakeArrived } from '../support/fake-lab.ts';
import { heard } from '../support/hosting.ts';
import { Tab, web, type Web } from '../support/web.ts';

interface Live extends Web {
  readonly address: string;
  readonly lab: string;
  readonly act: (text: string) => Promise<void>;
}

async function live(): Promise<Live> {
  const served = await web();
  const address = await served.app.listen({ port: 0, host: '127.0.0.1' });
  const lab = await served.anna.openLab();
  const act = async (text: string): Promise<void> => {
    const { status } = await served.anna.post(`/api/labs/${lab}/actions`, { action: { kind: 'mark', at: 0, text } });
    if (status !== 200) throw new Error(`the action was answered with ${status}`);
  };
  return { ...served, address, lab, act };
}

/** The first line of the server's answer to an upgrade with these headers. */
function upgrade(address: string, path: string, headers: Record<string, string>): Promise<string> {
  const { hostname, port, host } = new URL(address);
  const socket = connect(Number(port), hostname);
  const lines = Object.entries({
    host,
    connection: 'Upgrade',
    upgrade: 'websocket',
    'sec-websocket-version': '13',
    'sec-websocket-key': 'AAAAAAAAAAAAAAAAAAAAAA==',
    ...headers,
  }).map(([name, text]) => `${name}: ${text}\r\n`);
  socket.write(`GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`);
  return new Promise((resolve) => {
    let text = '';
    socket.setEncoding('utf8').on('data', (chunk: string) => (text += chunk));
    socket.on('data', () => {
      if (!text.includes('\r\n')) return;
      resolve(text.split('\r\n')[0] ?? '');
      socket.destroy();
    });
  });
}

describe('the live stream', () => {
  test('greets, then tells every tab what happens', async () => {
    const { address, lab, anna, act } = await live();
    const tabs = [new Tab(address, lab, anna.cookie, 0), new Tab(address, lab, anna.cookie, 0)];
    for (const tab of tabs) await tab.until(1);
    await act('news');
    for (const tab of tabs) {
      expect(heard(await tab.until(2))).toEqual({ kinds: ['hello', 'tick'], titles: ['news'] });
    }
  });

  test('after a break gives exactly what was missed', async () => {
    const { address, lab, anna, act } = await live();
    const first = new Tab(address, lab, anna.cookie, 0);
    await first.until(1);
    await act('seen');
    const seen = (await first.until(2)).at(-1);
    first.close();
    await first.closed;
    await act('missed 1');
    await act('missed 2');
    const second = new Tab(address, lab, anna.cookie, seen && 'seq' in seen ? seen.seq : -1);
    await second.until(2);
    await act('new');
    expect(heard(await second.until(3))).toEqual({
      kinds: ['hello', 'tick', 'tick'],
      titles: ['missed 1', 'missed 2', 'new'],
    });
  });

  test('says reset when the past was changed', async () => {
    const { address, lab, anna, act } = await live();
    const tab = new Tab(address, lab, anna.cookie, 0);
    await tab.until(1);
    await act('to be undone');
    await anna.post(`/api/labs/${lab}/undo`, { to: 0 });
    const reset = (await tab.until(3)).at(-1);
    expect(reset).toMatchObject({ kind: 'reset', seq: 0, epoch: 2 });
    await act('anew');
    const over = new Tab(address, lab, anna.cookie, 1, 0);
    expect(heard(await over.until(2)).kinds).toEqual(['hello', 'reset']);
    const after = new Tab(address, lab, anna.cookie, 1, 2);
    await after.until(1);
    await act('more');
    expect(heard(await after.until(2))).toEqual({ kinds: ['hello', 'tick'], titles: ['more'] });
  });

  test('is closed with a reason when the server ends', async () => {
    const { address, lab, anna, labs } = await live();
    const tab = new Tab(address, lab, anna.cookie, 0);
    await tab.until(1);
    await labs.close('back soon');
    expect(await tab.closed).toBe(1001);
    expect(tab.events.at(-1)).toMatchObject({ kind: 'closing', reason: 'back soon' });
  });

  test('refuses foreign pages, foreign names, other learners and addresses that are no lab', async () => {
    const { address, lab, anna } = await live();
    const path = `/api/labs/${lab}/live`;
    const mine = { cookie: anna.cookie, origin: address };
    expect(await upgrade(address, path, mine)).toBe('HTTP/1.1 101 Switching Protocols');
    expect(await upgrade(address, path, { ...mine, origin: 'http://evil.example' })).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade(address, path, { cookie: anna.cookie })).toBe('HTTP/1.1 403 Forbidden');
    const foreign = { ...mine, host: 'evil.example', origin: 'http://evil.example' };
    expect(await upgrade(address, path, foreign)).toBe('HTTP/1.1 403 Forbidden');
    expect(await upgrade(address, path, { origin: address })).toBe('HTTP/1.1 404 Not Found');
    expect(await upgrade(address, '/api/labs/none/live', mine)).toBe('HTTP/1.1 404 Not Found');
    expect(await upgrade(address, `${path}?since=-1`, mine)).toBe('HTTP/1.1 400 Bad Request');
  });

  test('a learner has so many connections and no more', async () => {
    const { address, lab, anna } = await live();
    const tabs = Array.from({ length: httpLimits.connections }, () => new Tab(address, lab, anna.cookie, 0));
    for (const tab of tabs) await tab.until(1);
    const mine = { cookie: anna.cookie, origin: address };
    expect(await upgrade(address, `/api/labs/${lab}/live`, mine)).toBe('HTTP/1.1 429 Too Many Requests');
    tabs[0]?.close();
    await tabs[0]?.closed;
    await expect.poll(() => upgrade(address, `/api/labs/${lab}/live`, mine)).toContain('101');
  });

  test('a page that never reads is cut off; the others hear everything', async () => {
    const { app, address, lab, anna, act } = await live();
    const { hostname, port, host } = new URL(address);
    const deaf = connect(Number(port), hostname);
    deaf.on('error', () => undefined);
    deaf.write(
      `GET /api/labs/${lab}/live HTTP/1.1\r\nhost: ${host}\r\nconnection: Upgrade\r\nupgrade: websocket\r\n` +
        `origin: ${address}\r\ncookie: ${anna.cookie}\r\nsec-websocket-version: 13\r\n` +
        'sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\n\r\n',
    );
    deaf.pause();
    const tab = new Tab(address, lab, anna.cookie, 0);
    await tab.until(1);
    const connected = (): number => app.websocketServer.clients.size;
    await expect.poll(connected).toBe(2);
    // A skip of hours makes large ticks; undo and skip again until what is unread is too much.
    const end = fakeArrived + 72 * HOUR;
    for (let round = 0; connected() === 2 && round < 30; round += 1) {
      await anna.post(`/api/labs/${lab}/clock`, { kind: 'skip-to', at: end });
      await anna.post(`/api/labs/${lab}/undo`, { to: 0 });
    }
    expect(connected()).toBe(1);
    await act('still here');
    // What the skips made may still be on its way to this tab.
    await expect.poll(() => tab.events.at(-1)).toMatchObject({ messages: [{ title: 'still here' }] });
    deaf.destroy();
  });
});
