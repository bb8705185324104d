/** Text typed over a file and not yet saved. */
export interface Draft {
  text: string;
  /** The revision that was edited. */
  basedOn: number;
}

export function fileKey(host: string, path: string): string {
  return `${host}:${path}`;
}

/** `eng01:/opt/engine/channels/ORDER.yaml` → host and path. */
export function readFileKey(key: string | undefined): { host: string; path: string } | undefined {
  const colon = key?.indexOf(':') ?? -1;
  if (key === undefined || colon < 1 || key[colon + 1] !== '/') return undefined;
  return { host: key.slice(0, colon), path: key.slice(colon + 1) };
}
