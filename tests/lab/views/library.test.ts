import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { readShelf } from '../../../server/lab/scenario/shelf.ts';
import { temporaryFolder } from '../../support/temporary-folder.ts';

it('serves the good folders beside a broken one and one whose slug is taken, and names both', () => {
  const root = temporaryFolder();
  const hl01 = fileURLToPath(new URL('../../../scenarios/HL01', import.meta.url));
  cpSync(hl01, join(root, 'HL01'), { recursive: true });
  cpSync(hl01, join(root, 'HL99'), { recursive: true });
  mkdirSync(join(root, 'ZZ01'));
  const shelf = readShelf(root);
  expect(shelf.bySlug.size).toBe(1);
  expect(shelf.mistakes.some((line) => line.includes('is taken already'))).toBe(true);
  expect(shelf.mistakes).toContain(`${join(root, 'ZZ01', 'scenario.yaml')}:1: this file is missing`);
});
