import type { MachineRoom } from '../host/hospital.ts';
import { readTimezone, TIMEZONE } from '../host/time-zone.ts';

/** Minutes east of UTC of a host's own clock now, by its /etc/timezone; the hospital's zone where that says nothing. */
export function hostOffset(room: MachineRoom, host: string): number {
  const zone = readTimezone(room.files.deployedText(host, TIMEZONE) ?? '');
  return zone.ok ? zone.value(room.kernel.now) : room.zoneOffset;
}
