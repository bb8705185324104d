import { problemsOf } from './actions/settings-actions.ts';
import type { Hospital } from './hospital.ts';

/**
 * The services of these hosts (all when none is named) are restarted: each reads its files as they are on disk. A text
 * that does not parse is not taken, the revision that was in service goes on.
 */
export function restartServices(hospital: Hospital, hosts?: readonly string[]): void {
  const { files } = hospital.room;
  hospital.room.kernel.cause = 0;
  for (const { host, path, versions, deployed } of files.list()) {
    if (hosts && !hosts.includes(host)) continue;
    if (deployed === versions.length) continue;
    if (problemsOf(hospital, host, path, versions.at(-1)?.text ?? '').length === 0) files.deploy(host, path);
  }
  for (const { name } of hospital.room.network.state.hosts.values()) {
    if (!hosts || hosts.includes(name)) hospital.reload(name);
  }
}

export const NIGHTLY_FOLDER = '/etc/cron.d/';
/** `30 2 * * * root cp SOURCE TARGET`: the only work that this hospital's nights have. */
const copyLine = /^\s*\d{1,2}\s+\d{1,2}\s+\*\s+\*\s+\*\s+root\s+cp\s+(\/\S+)\s+(\/\S+)\s*$/;

/** The nightly job of every host: what `/etc/cron.d/*` copies is copied and put into service. */
export function runNightlyJobs(hospital: Hospital): void {
  const { files, kernel } = hospital.room;
  kernel.cause = 0;
  for (const job of files.list().filter(({ path }) => path.startsWith(NIGHTLY_FOLDER))) {
    for (const line of (job.versions.at(-1)?.text ?? '').split(/\r?\n/)) {
      const [, source, target] = copyLine.exec(line) ?? [];
      if (source === undefined || target === undefined) continue;
      const text = files.text(job.host, source);
      if (text === undefined || text === files.text(job.host, target)) continue;
      if (!files.save(job.host, target, text, 'root', `nightly job ${job.path}: cp ${source}`).ok) continue;
      files.deploy(job.host, target);
      hospital.reload(job.host);
    }
  }
}
