import type { MachineRoom } from '../host/hospital.ts';

/** Minutes east of UTC of a host's own clock, by its /etc/timezone; the hospital's zone where that says nothing else. */
export function hostOffset(room: MachineRoom, host: string): number {
  const zone = room.files.deployedText(host, '/etc/timezone')?.trim() ?? '';
  if (zone === 'UTC' || zone === 'Etc/UTC') return 0;
  if (zone === 'America/Panama') return -300;
  // POSIX sign: Etc/GMT+5 is west of Greenwich.
  const posix = /^Etc\/GMT([+-])(\d{1,2})$/.exec(zone);
  if (!posix) return room.zoneOffset;
  return (posix[1] === '+' ? -60 : 60) * Number(posix[2]);
}
