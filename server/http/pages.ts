import { existsSync } from 'node:fs';
import { join } from 'node:path';
import fastifyStatic from '@fastify/static';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { sendError } from './failures.ts';
import { precompress } from './precompress.ts';

const YEAR_SECONDS = 365 * 24 * 3600;

/** Serves the built page: hashed assets for ever, `index.html` for every address the page itself routes. */
export async function mountPages(app: FastifyInstance, folder: string): Promise<void> {
  const isBuilt = existsSync(join(folder, 'index.html'));
  if (isBuilt) {
    void precompress(folder).catch(() => undefined); // a folder that cannot be written is served as it is
    await app.register(fastifyStatic, {
      root: folder,
      index: false,
      wildcard: false,
      preCompressed: true,
      cacheControl: false,
      setHeaders: (reply, path) => {
        const isHashed = path.includes('/assets/');
        reply.header('cache-control', isHashed ? `public, max-age=${YEAR_SECONDS}, immutable` : 'no-cache');
      },
    });
  }
  app.setNotFoundHandler((request, reply) => {
    const [path = '/'] = request.url.split('?', 1);
    if (path.startsWith('/api/') || path === '/api') {
      return sendError(reply, 404, { code: 'no-such-address', message: `The server has nothing at ${path}.` });
    }
    if (!isPageRequest(request, path)) return reply.code(404).type('text/plain').send('Not found\n');
    if (!isBuilt) return sendNotBuilt(reply);
    return reply.sendFile('index.html');
  });
}

/** The page's own routes carry no file extension; a missing script must not be answered with HTML. */
function isPageRequest(request: FastifyRequest, path: string): boolean {
  return (request.method === 'GET' || request.method === 'HEAD') && !/\.[A-Za-z0-9]{1,8}$/.test(path);
}

function sendNotBuilt(reply: FastifyReply): FastifyReply {
  return reply
    .code(503)
    .type('text/plain; charset=utf-8')
    .send('The page has not been built yet. Run “npm run build”, then start the server again.\n');
}
