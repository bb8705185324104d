import { mkdirSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';

/**
 * Makes a folder and those above it that are not there. Throws the error of the operating system; Node's own recursive
 * `mkdirSync` never returns where a file system has the folder above and yet says ENOENT, as /proc does.
 */
export function makeFolder(folder: string, mode?: number): void {
  const missing: string[] = [];
  for (let path = resolve(folder); !isFolder(path) && path !== dirname(path); path = dirname(path)) missing.push(path);
  for (const path of missing.reverse()) {
    try {
      mkdirSync(path, mode);
    } catch (error) {
      if (!isFolder(path)) throw error; // somebody else may have made it meanwhile
    }
  }
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
