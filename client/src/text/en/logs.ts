/** Logs of all hosts. */
export const logs = {
  title: 'Logs',
  caption: 'Log lines of the hosts, oldest first',
  host: 'Host',
  allHosts: 'all hosts',
  search: 'Filter the lines',
  searchHint: 'text, file or level',
  levels: 'Levels to show',
  level: { ERROR: 'Error', WARN: 'Warning', INFO: 'Info', DEBUG: 'Debug' } as Readonly<
    Record<string, string | undefined>
  >,
  tail: 'Live tail',
  column: { time: 'Time', host: 'Host', level: 'Level', file: 'File', text: 'Line' },
  count: (count: number): string => (count === 1 ? '1 line' : `${count} lines`),
  empty: 'No log line yet.',
  emptyHost: (host: string): string => `${host} has not written a line yet.`,
  noMatch: 'No line matches this filter.',
  line: 'Selected line',
  none: 'Select a line to read it whole.',
  copy: 'Copy the line',
  copied: 'The line is on the clipboard.',
  openMessage: (id: number): string => `Open message #${id}`,
  openFile: 'Settings of this host',
};
