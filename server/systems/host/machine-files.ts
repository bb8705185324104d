import type { Micros } from '../../core/clock.ts';
import { SECOND } from '../../core/clock.ts';
import type { MachineRoom } from './hospital.ts';
import { memoiseByText, oneOf, readProperties, readText, type SettingsProblem } from './properties.ts';
import type { SettingsReaders } from './settings-files.ts';
import { readTimezone, TIMEZONE } from './time-zone.ts';

/** Settings of the machine itself, below the services that run on it. */
export const NTP_CONF = '/etc/ntp.conf';
export const NETWORK_CONF = '/etc/network.conf';

/** `/etc/ntp.conf`: whom the clock follows (IHE ITI CT), and how far it was off before it did. */
interface NtpConf {
  readonly server: string;
  /** Seconds ahead of the true time while no time server is followed. */
  readonly drift: number;
}

/** `/etc/network.conf`: the port to the switch, which negotiates unless it is told otherwise (IEEE 802.3 clause 28). */
interface NetworkConf {
  readonly duplex: 'auto' | 'full' | 'half';
}

const readNtpConf = memoiseByText((text: string) =>
  readProperties<NtpConf>(text, {
    server: { key: 'server', expected: 'a time server, or none', read: readText },
    drift: {
      key: 'drift.seconds',
      fallback: 0,
      expected: 'seconds, a whole number',
      read: (value) => (/^-?\d{1,7}$/.test(value) ? Number(value) : undefined),
    },
  }),
);

const readNetworkConf = memoiseByText((text: string) =>
  readProperties<NetworkConf>(text, {
    duplex: { key: 'duplex', expected: 'auto, full or half', read: oneOf('auto', 'full', 'half') },
  }),
);

const readers: SettingsReaders = {
  [NTP_CONF]: readNtpConf,
  [NETWORK_CONF]: readNetworkConf,
  [TIMEZONE]: readTimezone,
};

/** What every machine is installed with; only the scanners have clocks that matter by themselves. */
export const networkConf = '# port to the switch: auto, full, half\nduplex=auto\n';
export const ntpConf = `# time service of the hospital
server=ntp01
# how far the clock runs ahead while it follows no server
drift.seconds=0
`;

/** Problems that would refuse this text; undefined for a path that is no setting of the machine. */
export function checkMachineFile(path: string, text: string): readonly SettingsProblem[] | undefined {
  const parsed = readers[path]?.(text);
  return parsed && (parsed.ok ? [] : parsed.problems);
}

const timeServers: readonly string[] = ['ntp01', '10.20.10.6'];

/** How far a host's clock runs ahead of the true time, µs: 0 while it follows the hospital's time server. */
export function clockError({ files }: Pick<MachineRoom, 'files'>, host: string): Micros {
  const text = files.deployedText(host, NTP_CONF);
  const parsed = text === undefined ? undefined : readNtpConf(text);
  if (!parsed?.ok || timeServers.includes(parsed.value.server)) return 0;
  return parsed.value.drift * SECOND;
}
