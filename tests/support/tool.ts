import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

/** Debian's own interpreter first: it has the modules of Debian's packages. */
export const python3: string = existsSync('/usr/bin/python3') ? '/usr/bin/python3' : 'python3';

/** What must exist for a foreign judge to be asked: a program on the PATH, or a Python module. */
function present(tool: string): boolean {
  try {
    if (tool.startsWith('python3:')) {
      execFileSync(python3, ['-c', `import ${tool.slice('python3:'.length)}`], { stdio: 'ignore' });
    } else {
      execFileSync('sh', ['-c', 'command -v "$1"', 'sh', tool], { stdio: 'ignore' });
    }
    return true;
  } catch {
    return false;
  }
}

export interface ToolNeed {
  readonly available: boolean;
  /** Appended to the title of a skipped suite, so that the reason is visible in the report. */
  readonly reason: string;
}

/**
 * `const dcmdump = needsTool('dcmdump'); describe.skipIf(!dcmdump.available)(`… ${dcmdump.reason}`, …)`.
 * In CI nothing may be skipped: there a missing tool is an error.
 */
export function needsTool(...tools: readonly string[]): ToolNeed {
  const missing = tools.filter((tool) => !present(tool));
  if (missing.length > 0 && process.env['CI'] === 'true')
    throw new Error(`missing on this machine: ${missing.join(', ')}`);
  return {
    available: missing.length === 0,
    reason: missing.length === 0 ? '' : `[skipped: ${missing.join(', ')} not installed]`,
  };
}
