import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiFailure, get, post, requestPath } from '../../../client/src/lib/api.ts';

afterEach(() => vi.unstubAllGlobals());

const answer = (status: number, body: string) =>
  vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockResolvedValue(new Response(body, { status })));

test('a request path carries its parameters escaped and leaves out what is not given', () => {
  expect(
    requestPath('/api/labs/:lab/pacs/studies/:study', {
      params: { lab: 'a/b', study: '2.25.1' },
      query: { at: undefined, order: 'F 1' },
    }),
  ).toBe('/api/labs/a%2Fb/pacs/studies/2.25.1?order=F+1');
});

test('a body is sent as JSON, and the answer is its value', async () => {
  answer(200, '{"id":"k3x"}');
  expect(await post('/api/labs', { body: { slug: 'quiet-harbor' } })).toEqual({ id: 'k3x' });
  expect(fetch).toHaveBeenCalledWith('/api/labs', {
    method: 'POST',
    headers: { accept: 'application/json', 'content-type': 'application/json' },
    body: '{"slug":"quiet-harbor"}',
  });
});

describe('a failure', () => {
  const failure = () =>
    get('/api/labs/:lab', { params: { lab: 'x' } }).then(
      () => undefined,
      (error: unknown) =>
        error instanceof ApiFailure ? { code: error.code, status: error.status, says: error.message } : error,
    );

  test('is told in the words of the server', async () => {
    answer(404, '{"code":"no-such-lab","message":"There is no such lab."}');
    expect(await failure()).toEqual({ code: 'no-such-lab', status: 404, says: 'There is no such lab.' });
  });

  test('that is no JSON (a proxy in between) names its status', async () => {
    answer(502, '<html>');
    expect(await failure()).toEqual({ code: 'unknown', status: 502, says: 'The server answered with status 502.' });
  });

  test('to reach the server at all says what to check', async () => {
    vi.stubGlobal('fetch', vi.fn<typeof fetch>().mockRejectedValue(new TypeError('Failed to fetch')));
    expect(await failure()).toEqual({
      code: 'network',
      status: 0,
      says: 'The server does not answer. Check that it runs, then try again.',
    });
  });
});
