import { expect, it } from 'vitest';
import { openCase } from '../../support/cases.ts';

it('an order is named by its filler number: an accession number can be the filler number of another', () => {
  const { lab } = openCase('BK01', '1');
  const { director, pacs, ris } = lab.hospital;
  const [study] = pacs.unverified();
  const late = ris.orderByPlacer(director.state.orders.get('late')?.placer ?? '');
  if (!study || !late) throw new Error('no study, or no order');
  const link = (order: string) =>
    lab.act({ action: { kind: 'pacs-link', study: study.studyUid, order, reason: 'tried' }, as: 'pgreen' }, 'x')
      .outcome;
  expect(link(late.accession)).toMatchObject({ ok: false, code: 'no-such-order' });
  expect(link(late.filler)).toMatchObject({ ok: true });
});
