import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';

interface Locked {
  readonly integrity?: string;
  readonly link?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const { packages } = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8')) as {
  readonly packages: Readonly<Record<string, Locked>>;
};

/** Whether Node finds `name` from the folder `from`: in the nearest `node_modules` up the tree. */
function found(name: string, from: string): boolean {
  const parts = from.split('/node_modules/');
  const folders = parts.map((_, index) => parts.slice(0, index + 1).join('/node_modules/'));
  return ['', ...folders.map((folder) => (folder === '' ? '' : `${folder}/`))].some(
    (folder) => packages[`${folder}node_modules/${name}`] !== undefined,
  );
}

// npm leaves out the optional packages of other platforms when it locks on one: `npm ci` would then fail there, silently.
it('every dependency of a locked package, optional ones of other platforms too, has its own entry', () => {
  const missing = Object.entries(packages).flatMap(([folder, { dependencies, optionalDependencies }]) =>
    Object.keys({ ...dependencies, ...optionalDependencies })
      .filter((name) => !found(name, folder))
      .map((name) => `${folder} needs ${name}`),
  );
  expect(missing).toEqual([]);
});

it('every locked package is checked against its hash', () => {
  const loose = Object.entries(packages).flatMap(([folder, { link, integrity }]) =>
    folder === '' || link || integrity !== undefined ? [] : [folder],
  );
  expect(loose).toEqual([]);
});
