import { describe, expect, test } from 'vitest';
import { noConclusion } from '../../server/lab/verdict/conclusion.ts';
import { fakeArrived } from '../support/fake-lab.ts';
import { type Answer, HOST, web } from '../support/web.ts';

const mark = (text: string): unknown => ({ action: { kind: 'mark', at: 0, text } });
const conclusion = { ...noConclusion, confidence: 75 } as const;

describe('the API', () => {
  test('opens a case, acts, undoes, moves the clock, judges and debriefs', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    const at = `/api/labs/${lab}`;
    expect(await anna.get(at)).toMatchObject({ status: 200, body: { id: lab, clock: { stopped: 'paused' } } });
    expect(await anna.post(`${at}/actions`, mark('one'))).toMatchObject({ status: 200, body: { seq: 1, ok: true } });
    expect(await anna.get(`${at}/messages?since=0`)).toMatchObject({ body: { seq: 1, kinds: [{ title: 'one' }] } });
    expect(await anna.post(`${at}/undo`, { to: 0 })).toMatchObject({ status: 200, body: { marks: [] } });
    expect(await anna.post(`${at}/clock`, { kind: 'skip-to', at: fakeArrived + 5_000_000 })).toMatchObject({
      body: { now: fakeArrived + 5_000_000 },
    });
    expect(await anna.post(`${at}/verdicts`, conclusion)).toMatchObject({ body: { n: 1, outcome: 'not-solved' } });
    expect(await anna.get(`${at}/verdicts/1`)).toMatchObject({ status: 200, body: { n: 1 } });
    expect(await anna.get(`${at}/verdicts/1/debrief`)).toMatchObject({ status: 409, body: { code: 'debrief-closed' } });
    const asked = `${at}/verdicts/1/debrief?giveUp=true`;
    expect(await anna.get(asked)).toMatchObject({ status: 409, body: { code: 'debrief-closed' } });
    const foreign = await anna.post(`${at}/debrief`, { giveUp: true }, { origin: 'http://evil.example' });
    expect(foreign).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect(await anna.get(at)).toMatchObject({ body: { debriefState: 'closed' } });
    expect(await anna.post(`${at}/debrief`, { giveUp: true })).toMatchObject({ body: { debriefState: 'given-up' } });
    expect(await anna.get(`${at}/verdicts/1/debrief`)).toMatchObject({ body: { caseId: 'XX01' } });
    expect(await anna.get('/api/catalogue')).toMatchObject({ body: { labs: [{ id: lab, verdicts: 1, best: 20 }] } });
    expect(await anna.get('/api/templates')).toMatchObject({ body: [{ id: 'a04' }] });
  });

  test('answers 404 to everyone but the owner, as for a lab that does not exist', async () => {
    const { anna, ben } = await web();
    const lab = await anna.openLab();
    const hidden = { status: 404, body: { code: 'no-such-lab' } };
    expect(await ben.get(`/api/labs/${lab}`)).toMatchObject(hidden);
    expect(await ben.post(`/api/labs/${lab}/actions`, mark('x'))).toMatchObject(hidden);
    expect(await ben.get('/api/labs/nonsense')).toMatchObject(hidden);
    expect(await ben.get('/api/catalogue')).toMatchObject({ body: { labs: [] } });
  });

  test('gives a newcomer one cookie that scripts cannot read, and keeps only its hash', async () => {
    const { anna, store } = await web();
    const first = await anna.get('/api/catalogue');
    expect(first.headers['set-cookie']).toMatch(
      /^faultline-learner=[A-Za-z0-9_-]{43}; Path=\/; Max-Age=31536000; HttpOnly; SameSite=Strict$/,
    );
    expect((await anna.get('/api/catalogue')).headers).not.toHaveProperty('set-cookie');
    const lab = await anna.openLab();
    const token = anna.cookie.split('=')[1] ?? '';
    expect(JSON.stringify(await store.lab(lab))).not.toContain(token);
  });

  test.each<[url: string, body: unknown, detail: string, message: unknown]>([
    ['/api/labs', {}, 'slug', 'slug is missing.'],
    ['/api/labs', { slug: 5 }, 'slug', 'slug must be string.'],
    ['/api/labs', { slug: 'x', seed: '../..' }, 'seed', expect.stringContaining('seed must match pattern')],
    ['/api/labs/L/actions', { action: { kind: 'mark', at: 1.5, text: '' } }, 'action.at', 'action.at must be integer.'],
    ['/api/labs/L/actions', { action: { kind: 'mark', at: 1 } }, 'action.text', 'action.text is missing.'],
    [
      '/api/labs/L/actions',
      { action: { kind: 'destroy' } },
      'action.kind',
      expect.stringContaining('must be one of save-file, '),
    ],
    ['/api/labs/L/clock', { kind: 'pace', pace: 7 }, 'pace', 'pace must be one of 0, 1, 10, 60.'],
    ['/api/labs/L/verdicts', noConclusion, 'confidence', 'confidence is missing.'],
    [
      '/api/labs/L/verdicts',
      { ...conclusion, confidence: 60 },
      'confidence',
      'confidence must be one of 0, 25, 50, 75, 100.',
    ],
    [
      '/api/labs/L/verdicts',
      { ...conclusion, disposition: 'meh' },
      'disposition',
      expect.stringContaining('must be one of fixed'),
    ],
    ['/api/labs/L/undo', [], 'body', expect.stringContaining('The body must be object')],
  ])('says where input for %s %j is wrong', async (url, body, detail, message) => {
    const { anna } = await web();
    expect(await anna.post(url, body)).toMatchObject({ status: 400, body: { code: 'invalid', detail, message } });
  });

  test('reads numbers of the URL and refuses what is none', async () => {
    const { anna } = await web();
    expect(await anna.get('/api/labs/L/messages?since=abc')).toMatchObject({
      status: 400,
      body: { code: 'invalid', detail: 'since', message: 'since must be integer.' },
    });
  });

  test('drops what the contract does not name before it reaches the log', async () => {
    const { anna, store } = await web();
    const lab = await anna.openLab();
    await anna.post(`/api/labs/${lab}/actions`, {
      action: { kind: 'mark', at: 0, text: 'a', extra: 'smuggled' },
      more: 1,
    });
    expect(await store.log(lab)).toMatchObject([{ payload: { kind: 'mark', at: 0, text: 'a' } }]);
    expect(JSON.stringify(await store.log(lab))).not.toContain('smuggled');
  });

  test('refuses broken JSON, other content types, unknown addresses and large bodies, each in its own words', async () => {
    const { anna } = await web();
    const lab = await anna.openLab();
    const actions = `/api/labs/${lab}/actions`;
    expect(await anna.send('POST', '/api/labs', '{"slug":')).toMatchObject({ status: 400, body: { code: 'not-json' } });
    expect(await anna.send('POST', '/api/labs', 'slug=x', { 'content-type': 'text/csv' })).toMatchObject({
      status: 415,
      body: { code: 'not-json' },
    });
    expect(await anna.get('/api/nothing')).toMatchObject({ status: 404, body: { code: 'no-such-address' } });
    expect(await anna.post('/api/labs', { slug: 'x'.repeat(70_000) })).toMatchObject({
      status: 413,
      body: { code: 'too-large' },
    });
    const message = Buffer.alloc(16 * 1024 * 1024).toString('base64');
    const sent = { action: { kind: 'send-hl7', from: 'his01', port: 6661, bytes: message } };
    expect(await anna.post(actions, sent)).toMatchObject({ status: 200, body: { ok: false, code: 'refused' } });
    expect(await anna.send('POST', actions, 'x'.repeat(33 * 1024 * 1024))).toMatchObject({ status: 413 });
  });

  test('a full disk is said, nothing is changed, and the rest goes on', async () => {
    const { anna, store } = await web();
    const lab = await anna.openLab();
    store.limitPages(1);
    const long = { action: { kind: 'save-file', host: 'h', path: 'p', text: '', note: '' } };
    expect(await anna.post(`/api/labs/${lab}/actions`, long)).toMatchObject({ status: 200 }); // nothing to store
    const many = await Promise.all(
      Array.from({ length: 60 }, () => anna.post(`/api/labs/${lab}/actions`, mark('y'.repeat(119)))),
    );
    expect(many.at(-1)).toMatchObject({
      status: 503,
      body: { code: 'not-saved', message: expect.stringContaining('could not be saved') as string },
    });
    expect(await anna.get(`/api/labs/${lab}`)).toMatchObject({ status: 200 });
  });
});

describe('who may talk to the server', () => {
  test.each(['127.0.0.1', 'localhost:9', '[::1]:4173', 'class.example:4173'])('answers to %s', async (name) => {
    const { anna } = await web({ allowedHosts: ['class.example'] });
    expect(await anna.get('/api/catalogue', { host: name })).toMatchObject({ status: 200 });
  });

  test.each(['evil.example', '127.0.0.1.evil.example', 'localhost.'])('refuses the Host %j', async (name) => {
    const { anna } = await web();
    expect(await anna.get('/', { host: name })).toMatchObject({ status: 403, body: { code: 'foreign-host' } });
  });

  test.each([
    ['http://evil.example', 'Requests from “http://evil.example” are refused'],
    ['null', 'Requests from “null” are refused'],
    ['http://127.0.0.1:9999', 'Requests from “http://127.0.0.1:9999” are refused'],
    ['', 'are refused'],
  ])('refuses a change that comes from %j', async (origin, reason) => {
    const { anna, store } = await web();
    const refused = await anna.post('/api/labs', { slug: 'quiet-harbor' }, { origin });
    expect(refused).toMatchObject({ status: 403, body: { code: 'foreign-origin' } });
    expect((refused.body as { message: string }).message).toContain(reason);
    expect(await store.labsOf('anna')).toEqual([]);
  });

  test('says what to send when a change does not tell where it comes from', async () => {
    const { app } = await web();
    const response = await app.inject({ method: 'POST', url: '/api/labs', headers: { host: HOST }, payload: {} });
    expect([response.statusCode, response.json()]).toMatchObject([
      403,
      { code: 'foreign-origin', message: expect.stringContaining(`Origin: http://${HOST}`) as string },
    ]);
  });
});

describe('the page', () => {
  test('is the same document at every address of its own, never cached unasked', async () => {
    const { anna } = await web();
    for (const url of ['/', '/labs/abc', '/labs/abc/debrief?x=1']) {
      const page = await anna.get(url);
      expect([page.status, page.body, page.headers['cache-control']]).toEqual([
        200,
        '<!doctype html><title>Faultline</title>',
        'no-cache',
      ]);
    }
    expect(await anna.get('/assets/index-Gone.js')).toMatchObject({ status: 404, body: 'Not found\n' });
    expect(await anna.get('/../../etc/passwd.txt')).toMatchObject({ status: 404 });
  });

  test('has hashed files cached for ever and without a cookie, compressed for browsers that take it', async () => {
    const { anna } = await web();
    const compressed = (): Promise<Answer> => anna.get('/assets/index-Ab12.js', { 'accept-encoding': 'gzip, br' });
    // The compressed copies are made after the start.
    await expect.poll(async () => (await compressed()).headers['content-encoding']).toBe('br');
    const asset = await compressed();
    expect(asset.headers).toMatchObject({
      'cache-control': 'public, max-age=31536000, immutable',
      'content-encoding': 'br',
      'x-content-type-options': 'nosniff',
    });
    expect(asset.headers).not.toHaveProperty('set-cookie');
    expect((await anna.get('/assets/index-Ab12.js')).body).toMatch(/^console\.log/);
  });

  test('carries a policy that lets no inline script and no foreign place in', async () => {
    const { headers } = await (await web()).anna.get('/');
    const policy = String(headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'; script-src 'self';");
    expect(policy).toContain("frame-ancestors 'none'");
    expect(headers).toMatchObject({ 'x-content-type-options': 'nosniff', 'referrer-policy': 'no-referrer' });
  });

  test('that was never built is told so', async () => {
    const { anna } = await web({ pages: '/nonexistent' });
    expect(await anna.get('/')).toMatchObject({
      status: 503,
      body: expect.stringContaining('npm run build') as string,
    });
  });
});
