import { execFileSync } from 'node:child_process';
import type { ToolNeed } from '../../support/tool.ts';

/** A Python that has this module: the first on the PATH, or Debian's own, which has the packages of Debian. */
export function pythonWith(module: string): ToolNeed & { readonly program: string } {
  for (const program of ['python3', '/usr/bin/python3']) {
    try {
      execFileSync(program, ['-c', `import ${module}`], { stdio: 'ignore' });
      return { available: true, reason: '', program };
    } catch {
      continue;
    }
  }
  if (process.env['CI'] === 'true') throw new Error(`missing on this machine: python3 with ${module}`);
  return { available: false, reason: `[skipped: python3 with ${module} not installed]`, program: '' };
}
