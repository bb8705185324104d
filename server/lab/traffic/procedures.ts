import { risCatalogueText, risInterfacesText, risResourcesText } from '../../systems/ris/baseline-files.ts';
import {
  type MessageVersion,
  type Procedure,
  readCatalogue,
  readResources,
  readRisInterfaces,
} from '../../systems/ris/settings.ts';

/** What the traffic knows of the healthy hospital: read from the same texts that ris01 starts with. */
function healthy<T>(parsed: { readonly ok: true; readonly value: T } | { readonly ok: false }): T {
  if (!parsed.ok) throw new Error('the baseline settings of ris01 do not parse');
  return parsed.value;
}

/** Imaging procedures of the catalogue (hospital.md 4.7) that one of the rooms does. */
export const procedures: readonly Procedure[] = [...healthy(readCatalogue(risCatalogueText)).values()].filter(
  (procedure) => procedure.modality !== '',
);

export const rooms: readonly string[] = [...healthy(readResources(risResourcesText)).keys()];

const versions = healthy(readRisInterfaces(risInterfacesText)).versions;

/** The message version that the healthy RIS uses for a room. */
export function usualVersion(room: string): MessageVersion {
  return versions.get(room) ?? '2.3.1';
}
