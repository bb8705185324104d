import { describeField } from '../../protocols/hl7/dictionary.ts';
import { formatHl7Path, type Hl7Path } from '../../protocols/hl7/path.ts';

/** True when the standard has that place in one of the versions; Z-segments but ZDS are the site's own and pass. */
export function isKnownField(path: Hl7Path, versions: readonly string[]): boolean {
  if (path.segment.startsWith('Z') && path.segment !== 'ZDS') return true;
  const text = formatHl7Path(path);
  return versions.some((version) => describeField(version, text) !== undefined);
}
