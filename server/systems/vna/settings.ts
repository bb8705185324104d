import { memoiseByText, readAeTitle, readProperties, readSwitch, wholeNumber } from '../host/properties.ts';

export const VNA_CONF = '/etc/ngvna/vna.conf';
export const VNA_AE_CONF = '/etc/ngvna/ae.conf';

/** What vna01 runs with: `/etc/ngvna/vna.conf`. */
export interface VnaSettings {
  readonly aeTitle: string;
  readonly dicomPort: number;
  /** Only calling AE titles of ae.conf are let in. Off: anyone. */
  readonly aeCheck: boolean;
  /** What a rejection note names is kept, and not shown to queries. */
  readonly hideRejected: boolean;
}

const toggle = { expected: 'on or off', read: readSwitch };

export const readVnaSettings = memoiseByText((text: string) =>
  readProperties<VnaSettings>(text, {
    aeTitle: { key: 'ae.title', expected: 'an AE title of at most 16 characters', read: readAeTitle },
    dicomPort: { key: 'dicom.port', expected: 'a port from 1 to 65535', read: wholeNumber(1, 65_535) },
    aeCheck: { key: 'ae.check', fallback: true, ...toggle },
    hideRejected: { key: 'hide.rejected', fallback: true, ...toggle },
  }),
);

/** The healthy settings of vna01 (hospital.md 4.3). */
export const vnaFiles: readonly { readonly path: string; readonly text: string }[] = [
  {
    path: VNA_CONF,
    text: `# Vendor neutral archive, vna01
ae.title=NGH_VNA
dicom.port=11112
# on: only calling AE titles registered in ae.conf may open an association
ae.check=on
# on: instances that a rejection note names (IHE IOCM) are kept and not shown
hide.rejected=on
`,
  },
  {
    path: VNA_AE_CONF,
    text: `# AE title        host      port
NGH_PACS          pacs01    11112
NGH_ADMIN         adm01     104
NGH_WS1           ws01      4006
NGH_WS2           ws02      4006
NGH_WSMG          ws03      4006
`,
  },
];
