import type { RandomStream } from '../../core/random.ts';
import { HIS_ORDERABLES_PATH } from '../../systems/his/baseline-files.ts';
import { RIS_CATALOGUE_PATH } from '../../systems/ris/baseline-files.ts';
import { stationOf } from '../director.ts';
import type { Hospital } from '../hospital.ts';

const analyst = 'dkim';

/** Takes a new procedure of a room into the catalogues of HIS and RIS, as the system analyst does; returns its code. */
export function addProcedure({ his, ris, room: { files } }: Hospital, resource: string, random: RandomStream): string {
  const modality = stationOf(resource)?.modality ?? '';
  const letters = Array.from({ length: 3 }, () => random.pick('BCDFGHJKLMNPQRSTVWXZ'.split(''))).join('');
  // It begins as the codes of its modality do: only the table may say what it is.
  const code = `${modality}${letters}${random.integer(2, 9)}`;
  const add = (host: string, path: string, row: string): void => {
    const text = files.deployedText(host, path) ?? '';
    files.save(host, path, `${text}${text.endsWith('\n') ? '' : '\n'}${row}\n`, analyst, 'new procedure');
  };
  add('his01', HIS_ORDERABLES_PATH, `${code},${modality} new procedure`);
  his.deploy(HIS_ORDERABLES_PATH, analyst);
  add(
    'ris01',
    RIS_CATALOGUE_PATH,
    `${code},${modality} new procedure,${modality},${code}-P1,${code},CHEST,10,${resource}`,
  );
  ris.deploy(RIS_CATALOGUE_PATH, analyst);
  return code;
}
