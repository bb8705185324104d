import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { below, type Measurement } from './measurement.ts';
import { benchScrolling } from './scrolling.ts';

/** JavaScript that a page needs before it can be used, gzip, from the built client; and how long lists scroll. */

const dist = fileURLToPath(new URL('../client/dist', import.meta.url));

/** A chunk and everything it imports statically; `import()` is for later. */
function withImports(chunk: string, seen: Set<string>): Set<string> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  const code = readFileSync(`${dist}/assets/${chunk}`, 'utf8');
  for (const [, name = ''] of code.matchAll(/(?:from|import)\s*["']\.\/([\w.-]+\.js)["']/g)) withImports(name, seen);
  return seen;
}

function kilobytes(page: string): number {
  const html = readFileSync(`${dist}/index.html`, 'utf8');
  const chunks = new Set<string>();
  for (const [, path = ''] of html.matchAll(/(?:src|href)="([^"]+\.js)"/g)) withImports(basename(path), chunks);
  const own = readdirSync(`${dist}/assets`).filter((name) => name.startsWith(`${page}-`) && name.endsWith('.js'));
  if (own.length !== 1) throw new Error(`the build has ${String(own.length)} chunks ${page}-*.js; build it again`);
  for (const name of own) withImports(name, chunks);
  let bytes = 0;
  for (const name of chunks) bytes += gzipSync(readFileSync(`${dist}/assets/${name}`)).length;
  return bytes / 1000;
}

export async function benchPage(): Promise<Measurement[]> {
  if (!existsSync(`${dist}/index.html`)) throw new Error('no client/dist: run npm run build first');
  return [
    below('first page, JS gzip', kilobytes('CataloguePage'), 120, 'kB'),
    below('workbench without a tool, JS gzip', kilobytes('WorkbenchPage'), 250, 'kB'),
    ...(await benchScrolling()),
  ];
}
