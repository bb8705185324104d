import { MATCH_CONF, pacsFiles } from '../../../server/systems/pacs/baseline-files.ts';
import { type MatchRules, readMatchRules } from '../../../server/systems/pacs/match-rules.ts';

/** The baseline's match.conf with some keys changed, as text. */
export function matchConfText(change: Readonly<Record<string, string>>): string {
  let text = pacsFiles.find(({ path }) => path === MATCH_CONF)?.text ?? '';
  for (const [key, value] of Object.entries(change)) {
    const line = new RegExp(`^${key.replaceAll('.', '\\.')}=.*$`, 'm');
    if (!line.test(text)) throw new Error(`match.conf has no ${key}`);
    text = text.replace(line, `${key}=${value}`);
  }
  return text;
}

export function matchConf(change: Readonly<Record<string, string>>): MatchRules {
  const parsed = readMatchRules(matchConfText(change));
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.problems));
  return parsed.value;
}
