/** What the path of the page's address asks for. */
export type Route =
  | { view: 'catalogue' }
  | { view: 'lab'; labId: string }
  | { view: 'debrief'; labId: string; number: number }
  | { view: 'practice' }
  | { view: 'drill'; drill: string }
  | { view: 'own-site' }
  | { view: 'coverage' }
  | { view: 'record' }
  | { view: 'disputes' }
  | { view: 'missing' };

export function readRoute(pathname: string): Route {
  const parts = pathname.split('/').filter((part) => part !== '');
  if (parts.length === 0) return { view: 'catalogue' };
  if (parts[0] === 'coverage' && parts.length === 1) return { view: 'coverage' };
  if (parts[0] === 'record' && parts.length === 1) return { view: 'record' };
  if (parts[0] === 'disputes' && parts.length === 1) return { view: 'disputes' };
  if (parts[0] === 'practice') return readPractice(parts[1], parts.length);
  const labId = parts[1] === undefined ? undefined : decode(parts[1]);
  if (parts[0] !== 'lab' || labId === undefined) return { view: 'missing' };
  if (parts.length === 2) return { view: 'lab', labId };
  const number = Number(parts[3]);
  if (parts.length === 4 && parts[2] === 'debrief' && Number.isInteger(number) && number >= 1) {
    return { view: 'debrief', labId, number };
  }
  return { view: 'missing' };
}

const OWN_SITE = 'own-site';

function readPractice(name: string | undefined, length: number): Route {
  if (name === undefined) return { view: 'practice' };
  const drill = length === 2 ? decode(name) : undefined;
  if (drill === undefined) return { view: 'missing' };
  return drill === OWN_SITE ? { view: 'own-site' } : { view: 'drill', drill };
}

export const coveragePath = '/coverage';
export const recordPath = '/record';
export const disputesPath = '/disputes';
export const practicePath = '/practice';
export const ownSitePath = `${practicePath}/${OWN_SITE}`;

export function drillPath(drill: string): string {
  return `${practicePath}/${encodeURIComponent(drill)}`;
}

export function labPath(labId: string): string {
  return `/lab/${encodeURIComponent(labId)}`;
}

export function debriefPath(labId: string, number: number): string {
  return `${labPath(labId)}/debrief/${number}`;
}

/** Changes to the query of an address: a string sets, undefined removes, the rest stays. */
export type QueryPatch = Readonly<Record<string, string | undefined>>;

export function patchQuery(search: string, patch: QueryPatch): string {
  const query = new URLSearchParams(search);
  for (const [name, value] of Object.entries(patch)) {
    if (value === undefined || value === '') query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}

function decode(part: string): string | undefined {
  try {
    return decodeURIComponent(part);
  } catch {
    return undefined; // a stray % typed by hand
  }
}
