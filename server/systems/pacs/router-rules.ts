import { memoiseByText, type Parsed, readAeTitle, type SettingsProblem } from '../host/properties.ts';

export const ROUTER_RULES = '/etc/ngpacs/router.rules';

/** One line of `/etc/ngpacs/router.rules`: which verified studies are copied where, and when. */
export interface ForwardRule {
  /** AE title of the destination; where it is reached stands in ae.conf. */
  readonly to: string;
  /** [] for all. */
  readonly modalities: readonly string[];
  /** Minutes after the first study that waits, or the minute of the day (local time). */
  readonly when: { readonly kind: 'after' | 'at'; readonly minutes: number };
  readonly retryMinutes: number;
  readonly retries: number;
  readonly line: number;
}

const minutes = (text: string): number | undefined => {
  const found = /^(\d{1,4})m$/.exec(text)?.[1];
  return found === undefined || Number(found) < 1 ? undefined : Number(found);
};

function readRule(words: readonly string[], line: number): ForwardRule | SettingsProblem {
  const [title = '', ...options] = words;
  const to = readAeTitle(title);
  if (!to) return { line, found: title, expected: 'an AE title of at most 16 characters' };
  let rule: Omit<ForwardRule, 'when'> = { to, modalities: [], retryMinutes: 5, retries: 12, line };
  let when: ForwardRule['when'] | undefined;
  for (const option of options) {
    const [key = '', value = ''] = option.split('=', 2);
    const number = minutes(value);
    const clock = /^([01]\d|2[0-3]):([0-5]\d)$/.exec(value);
    if (key === 'modality' && (value === '*' || /^[A-Z]{2}(,[A-Z]{2})*$/.test(value))) {
      rule = { ...rule, modalities: value === '*' ? [] : value.split(',') };
    } else if (key === 'after' && number !== undefined && !when) when = { kind: 'after', minutes: number };
    else if (key === 'at' && clock && !when) when = { kind: 'at', minutes: Number(clock[1]) * 60 + Number(clock[2]) };
    else if (key === 'retry' && number !== undefined) rule = { ...rule, retryMinutes: number };
    else if (key === 'retries' && /^\d{1,3}$/.test(value)) rule = { ...rule, retries: Number(value) };
    else return { line, found: option, expected: 'modality=CT,MR or *, after=30m or at=02:00, retry=5m, retries=12' };
  }
  if (!when) return { line, found: words.join(' '), expected: 'after=30m or at=02:00' };
  return { ...rule, when };
}

/** Lines `AE_TITLE option=value … [# comment]`; none: nothing is copied. */
export const readRouterRules = memoiseByText((text: string): Parsed<readonly ForwardRule[]> => {
  const rules: ForwardRule[] = [];
  const problems: SettingsProblem[] = [];
  text.split(/\r\n|\r|\n/).forEach((raw, index) => {
    const content = raw.replace(/#.*$/, '').trim();
    if (content === '') return;
    const rule = readRule(content.split(/\s+/), index + 1);
    if ('to' in rule) rules.push(rule);
    else problems.push(rule);
  });
  return problems.length > 0 ? { ok: false, problems: problems.slice(0, 20) } : { ok: true, value: rules };
});
