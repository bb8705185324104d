import { memoiseByText, type Parsed, readAeTitle, type SettingsProblem } from './properties.ts';

/** One known application entity of `/etc/ngpacs/ae.conf` or `/etc/ngmwl/ae.conf`. */
export interface RegisteredAe {
  /** Compared byte for byte: case is significant (PS3.5 §6.2), surrounding spaces are not. */
  readonly title: string;
  readonly host: string;
  readonly port: number;
  readonly line: number;
}

/** Lines `AE_TITLE host port [# comment]`. Titles that differ only in case are two entities, and two lines are legal. */
export const readAeRegistry = memoiseByText((text: string): Parsed<readonly RegisteredAe[]> => {
  const entries: RegisteredAe[] = [];
  const problems: SettingsProblem[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const line = index + 1;
    const content = raw.replace(/#.*$/, '').trim();
    if (content === '') return;
    const [titleText = '', host = '', portText = '', ...rest] = content.split(/\s+/);
    const title = readAeTitle(titleText);
    const port = /^\d{1,5}$/.test(portText) ? Number(portText) : 0;
    if (!title || host === '' || port < 1 || port > 65_535 || rest.length > 0) {
      problems.push({ line, found: content, expected: 'AE title (at most 16 characters), host, port' });
    } else if (entries.some((entry) => entry.title === title)) {
      problems.push({ line, found: title, expected: 'each AE title once' });
    } else entries.push({ title, host, port, line });
  });
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, 20) } : { ok: true, value: entries };
});
