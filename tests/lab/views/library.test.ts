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
  const [first, second] = ['HL01', 'HL99'].map((name) => join(root, name, 'scenario.yaml'));
  const { slug = '' } = [...shelf.bySlug.values()][0]?.file ?? {};
  expect(shelf.mistakes).toContain(
    `${second}:1: slug "${slug}" is taken already by ${first}, so this case is left out; give one of them another slug`,
  );
  expect(shelf.mistakes).toContain(`${join(root, 'ZZ01', 'scenario.yaml')}:1: this file is missing`);
});
