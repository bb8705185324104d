import type { MachineRoom } from './hospital.ts';
import type { Parsed } from './properties.ts';

/** What a service runs with: the text in service; where it does not parse, the newest revision before it that does. */
export function settingInService<T>(
  { files }: Pick<MachineRoom, 'files'>,
  host: string,
  path: string,
  read: (text: string) => Parsed<T>,
): T {
  const file = files.get(host, path);
  for (let revision = file?.deployed ?? 0; revision > 0; revision--) {
    const parsed = read(file?.versions[revision - 1]?.text ?? '');
    if (parsed.ok) return parsed.value;
  }
  throw new Error(`${host}:${path}: no revision parses`);
}
