import type { AttributeInfo, MappingDraft, SiteProfile } from '../../../../server/contract/practice.ts';
import { t } from '../../text/t.ts';
import type { MappingWork } from './mapping-work.svelte.ts';

type SiteMessage = SiteProfile['messages'][number];

const ZONE = /^[+-](0\d|1[0-4])[0-5]\d$/;
export const MOST_MESSAGES = 20;

/** What of a site is not its mapping: name, zones, agreement, messages. Rules and tables are the work's. */
export class SiteState {
  name = $state('');
  zone = $state('');
  hostZone = $state('');
  conventions = $state('');
  messages = $state.raw<readonly SiteMessage[]>([]);

  load(profile: SiteProfile): void {
    this.name = profile.name;
    this.zone = profile.zone;
    this.hostZone = profile.hostZone;
    this.conventions = profile.conventions;
    this.messages = profile.messages;
  }

  setMessage(index: number, message: SiteMessage): void {
    this.messages = this.messages.map((each, at) => (at === index ? message : each));
  }

  /** The whole profile. A zone that is being typed is not one yet: UTC until it is. */
  with({ rules, tables }: MappingDraft): SiteProfile {
    return {
      format: 'faultline-site-profile',
      version: 1,
      name: this.name.trim() === '' ? t.practice.ownSite : this.name,
      zone: isZone(this.zone) ? this.zone : '+0000',
      hostZone: isZone(this.hostZone) ? this.hostZone : '+0000',
      conventions: this.conventions,
      rules,
      tables,
      messages: this.messages.map((message) => ({ ...message, title: message.title.trim() || t.practice.message })),
    };
  }
}

export function isZone(text: string): boolean {
  return ZONE.test(text);
}

/** `AccessionNumber: A26` line by line, and back. */
export function expectationText(message: SiteMessage): string {
  return Object.entries(message.expect ?? {})
    .map(([keyword, value]) => `${keyword}: ${value}`)
    .join('\n');
}

export type Expectations = { ok: true; expect: Readonly<Record<string, string>> } | { ok: false; line: string };

/** The attributes by keyword, tag or name; the first line that names none. */
export function readExpectations(text: string, attributes: readonly AttributeInfo[]): Expectations {
  const expect: Record<string, string> = {};
  for (const line of text.split('\n')) {
    if (line.trim() === '') continue;
    const colon = line.indexOf(':');
    const word = line.slice(0, colon).trim();
    const known = attributes.find((each) => each.keyword === word || each.name === word || each.target === word);
    if (colon < 0 || !known) return { ok: false, line };
    expect[known.keyword] = line.slice(colon + 1).trim();
  }
  return { ok: true, expect };
}

/** Gives the site to the browser to keep as a file. */
export function exportProfile(site: SiteState, work: MappingWork): void {
  const profile = site.with(work.draft);
  const blob = new Blob([`${JSON.stringify(profile, null, 2)}\n`], { type: 'application/json' });
  const address = URL.createObjectURL(blob);
  const link = document.createElement('a');
  link.href = address;
  link.download = `${
    profile.name
      .toLowerCase()
      .replaceAll(/[^a-z0-9]+/g, '-')
      .replaceAll(/^-|-$/g, '') || 'site'
  }.json`;
  link.click();
  // The browser reads it after the click has returned.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
