import { existsSync } from 'node:fs';
import { readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const compressible = /\.(?:js|css|html|svg|json)$/;
/** Bytes below which compressing gains nothing. */
const SMALLEST = 1024;

const [toBrotli, toGzip] = [promisify(brotliCompress), promisify(gzip)];
const encodings: readonly { suffix: string; compress: (content: Uint8Array) => Promise<Uint8Array> }[] = [
  {
    suffix: '.br',
    compress: (content) => toBrotli(content, { params: { [constants.BROTLI_PARAM_QUALITY]: 9 } }),
  },
  { suffix: '.gz', compress: (content) => toGzip(content, { level: 9 }) },
];

/**
 * Writes `.br` and `.gz` beside the files of a built page that have none yet. Only for speed: where the folder cannot be
 * written, the plain files are served.
 */
export async function precompress(folder: string): Promise<void> {
  const names = await readdir(folder, { recursive: true });
  for (const name of names.filter((candidate) => compressible.test(candidate))) {
    const path = join(folder, name);
    const content = await readFile(path);
    if (content.length < SMALLEST) continue;
    for (const { suffix, compress } of encodings) {
      if (existsSync(path + suffix)) continue;
      // Renamed when whole: a request must not find half a file.
      const partial = `${path}${suffix}.${process.pid}`;
      await writeFile(partial, await compress(content));
      await rename(partial, path + suffix);
    }
  }
}
