import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { build } from '../../../server/lab/prelude.ts';
import { courseOf } from '../../../server/lab/scenario/course.ts';
import { loadScenario } from '../../../server/lab/scenario/load.ts';
import { drawVariables } from '../../../server/lab/scenario/variables.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';

const loaded = loadScenario(fileURLToPath(new URL('../../../scenarios/HL06', import.meta.url)));
if (!loaded.ok) throw new Error('HL06 does not load');
const { scenario } = loaded;
const declaredBy = (seed: string): unknown => drawVariables(scenario.file, seed)['declared'];
const seeds = Array.from({ length: 20 }, (_, index) => String(index + 1));

/** The patient with an accent who is booked: what each hop says of the set, and the letters that come of it. */
function found(seed: string): Record<string, unknown> {
  const { hospital } = build(courseOf(scenario, seed), seed);
  const { placer = '' } = hospital.director.state.orders.get('first') ?? {};
  const order = hospital.ris.orderByPlacer(placer);
  const person = hospital.his.state.patients.get(hospital.his.state.orders.get(placer)?.mrn ?? '');
  const accession = order?.accession ?? '';
  const sent = [...hospital.engine.state.messages.values()].find(
    (message) => message.port === 6664 && message.accession === accession,
  );
  const message = sent && Hl7Message.read(sent.bytes);
  const row = hospital.worklist.state.items.find(({ spsId }) => spsId === order?.spsId);
  const item = row && hospital.worklist.item(row);
  const family = person?.patient.name.family ?? '';
  return {
    declared: message?.value('MSH-18'),
    bytes: sent && Buffer.from(sent.bytes).includes(Buffer.from(family, 'utf8')),
    atWorklist: [item?.text(0x00080005), item?.text(0x00100010).startsWith(family)],
    atArchive: hospital.pacs.state.orders.get(order?.filler ?? '')?.name.startsWith(family),
  };
}

describe('the two ways in which the RIS of HL06 declares what it does not send', () => {
  it('both come up among twenty seeds', () => {
    expect(new Set(seeds.map(declaredBy))).toEqual(new Set(['none', '8859/1']));
  });

  it.each([
    ['none', ''],
    ['8859/1', '8859/1'],
  ])('%s: MSH-18 says "%s", the bytes are UTF-8, the list is legal and wrong, the archive is right', (variant, msh) => {
    const seed = seeds.find((each) => declaredBy(each) === variant) ?? '';
    expect(found(seed)).toEqual({
      declared: msh,
      bytes: true,
      atWorklist: ['ISO_IR 100', false],
      atArchive: true,
    });
  });
});
