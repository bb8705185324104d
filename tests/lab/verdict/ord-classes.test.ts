import { describe, expect, it } from 'vitest';
import type { CheckSpec } from '../../../server/lab/scenario/check-schema.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { build } from '../../../server/lab/prelude.ts';
import { observeProbes } from '../../../server/lab/verdict/checks.ts';
import { observeMessages } from '../../../server/lab/verdict/mapped-messages.ts';
import { renderLogText } from '../../../server/systems/host/log.ts';
import { ordWishes } from '../../../server/lab/verdict/ord-wishes.ts';
import { freezeTraffic, runProbes } from '../../../server/lab/verdict/probes.ts';

type OrdSpec = Extract<CheckSpec, { check: 'ORD' }>;
const healthy = build(freePlay, '1').hospital;

/** What a healthy hospital is found to say of such orders: [attribute, expected] of what is as expected, and what is not. */
function ordered(spec: Omit<OrdSpec, 'check' | 'title'>, attribute: string): { seen: string[]; wrong: string[] } {
  const copy = healthy.fork();
  freezeTraffic(copy);
  const { probes } = runProbes(copy, 'classes', ordWishes({ check: 'ORD', title: 'x', ...spec }));
  const all = observeProbes(copy, probes);
  return {
    seen: all.filter((each) => each.attribute === attribute).map(({ found }) => found),
    wrong: all.filter(({ ok }) => !ok).map((each) => `${each.object} ${each.hop} ${each.attribute}: ${each.found}`),
  };
}

describe('fresh orders of a class', () => {
  it('have the sex codes of the class, which arrive as the values of DICOM', () => {
    const found = ordered({ count: 6, class: { sexes: ['F', 'M', 'O', 'U', 'A', 'N'] } }, "Patient's Sex");
    expect(found).toEqual({ seen: ['F', 'M', 'O', '', 'O', 'O'], wrong: [] });
  });

  it('have the priorities of the class, and transport is compared where a check asks for it', () => {
    const spec: Omit<OrdSpec, 'check' | 'title'> = {
      count: 6,
      class: { priorities: ['S', 'A', 'R', 'P', 'C', 'T'], also: ['priority', 'transport'] },
    };
    const { seen, wrong } = ordered(spec, 'Requested Procedure Priority');
    expect({ seen, wrong }).toEqual({ seen: ['STAT', 'HIGH', 'ROUTINE', 'HIGH', 'HIGH', 'MEDIUM'], wrong: [] });
    expect(ordered(spec, 'Patient Transport Arrangements').seen).toHaveLength(6);
  });

  it('have weights in units, told by order or registration, and arrive in kilograms', () => {
    const found = ordered(
      {
        count: 6,
        class: {
          weights: ['3420 g', '205 kg', '95 [lb_av]', '158 [lb_av]', '71.5', '11 st'],
          weightsBy: ['order', 'order', 'order', 'registration', 'registration', 'order'],
          also: ['weight'],
        },
      },
      "Patient's Weight",
    );
    expect(found).toEqual({ seen: ['3.4', '205.0', '43.1', '71.7', '71.5', ''], wrong: [] });
  });

  it('reach NM1 in Latin-1 in both versions, and its console leaves out what mwl01 would send it in another set', () => {
    const spec: Omit<OrdSpec, 'check' | 'title'> = { count: 2, class: { station: ['NGH_NM1'] } };
    expect(ordered(spec, "Patient's Name").wrong).toEqual([]);
    const copy = healthy.fork();
    const { files } = copy.room;
    const text = (files.text('mwl01', '/etc/ngmwl/mwl.conf') ?? '').replace(
      'query.charsets=NGH_NM1',
      'query.charsets=NGH_ADMIN',
    );
    files.save('mwl01', '/etc/ngmwl/mwl.conf', text, 'ianders', 'all in one set');
    expect(copy.worklist.deploy('/etc/ngmwl/mwl.conf', 'ianders')).toMatchObject({ ok: true });
    freezeTraffic(copy);
    runProbes(copy, 'classes', ordWishes({ check: 'ORD', title: 'x', ...spec }));
    const refused = copy.room.logs.state.lines
      .slice()
      .filter(({ host }) => host === 'nm01')
      .map(renderLogText);
    expect(refused.some((line) => /^\(0008,0005\) ISO_IR 192 is not supported: step SPS\w+ refused$/.test(line))).toBe(
      true,
    );
  });

  it('can be messages with segments of their own', () => {
    const observed = (['2.3.1', '2.5.1'] as const).flatMap((version) =>
      observeMessages(healthy.fork(), 'segments', [
        {
          name: version,
          version,
          segments: {
            OBX: ['OBX|1|NM|8302-2^Body height^LN||6|[ft_i]|||||F', 'OBX|2|NM|29463-7^Body weight^LN||12|kg|||||F'],
          },
          expect: { '(0010,1020)': '1.8288', '(0010,1030)': '12' },
        },
      ]),
    );
    expect(observed.map(({ object, found, ok }) => [object, found, ok])).toEqual([
      ['2.3.1', '1.8288', true],
      ['2.3.1', '12', true],
      ['2.5.1', '1.8288', true],
      ['2.5.1', '12', true],
    ]);
  });
});
