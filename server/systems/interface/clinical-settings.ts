import type { MachineRoom } from '../host/hospital.ts';
import { SettingsFiles, type SettingsReaders } from '../host/settings-files.ts';

/** System analysts configure HIS, RIS, reporting and EMR; their users and interface analysts do not (hospital.md 4.6). */
const configurers = ['dkim', 'vendor1'];

/** The settings files of an application that clinical people work with. */
export function clinicalSettings(room: MachineRoom, host: string, readers: SettingsReaders): SettingsFiles {
  return new SettingsFiles(room, {
    host,
    configurers,
    refusal: (user) => `${host}: ${user} may not configure this server.`,
    readers,
  });
}
