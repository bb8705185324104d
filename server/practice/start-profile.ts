import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { SiteProfile } from '../contract/practice.ts';
import { orderMapping } from '../systems/worklist/baseline/order-mapping.ts';

const message = (name: string): string =>
  readFileSync(fileURLToPath(new URL(`../../messages/hl7/${name}.hl7`, import.meta.url)), 'latin1').replaceAll(
    /\r\n?/g,
    '\n',
  );

/** What free practice begins with: the rules of the healthy hospital and two of its orders. */
export const startProfile: SiteProfile = {
  format: 'faultline-site-profile',
  version: 1,
  name: 'My site',
  zone: '-0500',
  hostZone: '-0500',
  conventions: '',
  rules: orderMapping,
  tables: [{ name: 'PROC', text: 'code,modality,description\nCTCHW,CT,CT chest with contrast\n' }],
  messages: [
    { title: 'ORM^O01 (2.3.1)', text: message('orm-o01-nw') },
    { title: 'OMI^O23 (2.5.1)', text: message('omi-o23-nw') },
  ],
};
