import { describe, expect, it } from 'vitest';
import { stream } from '../../../server/core/random.ts';
import { familyNames, givenNamesFemale, givenNamesMale } from '../../../server/lab/traffic/person-names.ts';
import { drawOrder } from '../../../server/lab/traffic/draw-order.ts';
import { drawPerson } from '../../../server/lab/traffic/draw-person.ts';
import { labPlan } from '../../../server/lab/traffic/plan.ts';
import { nameKinds } from '../../../server/lab/traffic/person-variety.ts';
import { procedures, rooms } from '../../../server/lab/traffic/procedures.ts';
import { patientRecord, registrationProblem } from '../../../server/systems/his/registration.ts';

const latin1 = /^[A-Z'. \-\u00c0-\u00d6\u00d8-\u00df]+$/;

describe('the pools', () => {
  it('hold enough different names, all of which fit 8859/1 and some of which do not fit ASCII', () => {
    const given = [...givenNamesFemale, ...givenNamesMale];
    expect(new Set(familyNames).size).toBe(familyNames.length);
    expect(familyNames.length).toBeGreaterThanOrEqual(300);
    expect(new Set(given).size).toBeGreaterThanOrEqual(300);
    expect([...familyNames, ...given].filter((name) => !latin1.test(name))).toEqual([]);
    expect(['MÜLLER', "O'BRIEN", 'DE LA CRUZ'].map((name) => familyNames.includes(name))).toEqual([true, true, true]);
    expect(given.includes('JOSÉ')).toBe(true);
  });

  it('hold the procedures of the rooms and nothing else', () => {
    expect(rooms).toEqual(['CTROOM1', 'CTROOM2', 'MRROOM1', 'CRPORT1', 'DXROOM1', 'MGROOM1', 'NMROOM1']);
    expect(procedures.map(({ code }) => code)).toEqual(
      'CTHWO CTHW CTCHWO CTCHW CTLDS CTABP CTPE CTSPC MRBRN MRBRC MRLSP MRKNL MRKNR DXCH2 DXCH1P DXABD DXHAL DXHAR DXKNL DXHIP MGSCR MGDIA NMBON NMTHY'.split(
        ' ',
      ),
    );
  });
});

describe('a drawn person', () => {
  it('is one that the registration desk takes, of the age and sex asked for', () => {
    for (let n = 0; n < 500; n++) {
      const person = drawPerson(stream(1, `person/${n}`), labPlan.opens, { ageFrom: 30, ageTo: 40, sex: 'F' });
      expect(registrationProblem(person)).toBeUndefined();
      expect(person.sex).toBe('F');
      expect(person.birthDate >= '19850317' && person.birthDate < '19960318').toBe(true);
    }
  });

  it('is never a pregnant man', () => {
    const people = Array.from({ length: 2000 }, (_, n) => drawPerson(stream(2, `person/${n}`), labPlan.opens));
    const pregnant = people.filter(({ visit }) => visit.ambulatoryStatus.includes('B6'));
    expect(pregnant.length).toBeGreaterThan(5);
    expect(pregnant.filter(({ sex }) => sex !== 'F')).toEqual([]);
  });
});

describe('the variety of people', () => {
  const drawn = Array.from({ length: 3000 }, (_, n) => drawPerson(stream(5, `person/${n}`), labPlan.opens));
  const share = (test: (person: (typeof drawn)[number]) => boolean): number => drawn.filter(test).length / drawn.length;

  it('has one to four identifiers in any order, the hospital’s own among them', () => {
    const identifiers = drawn.map((person) => patientRecord('10000001', 'V900001', person).identifiers);
    expect([...new Set(identifiers.map(({ length }) => length))].sort()).toEqual([1, 2, 3, 4]);
    for (const each of identifiers) expect(each.filter(({ id }) => id === '10000001').length).toBe(1);
    const last = identifiers.filter((each) => each.length > 1 && each.at(-1)?.id === '10000001').length;
    const first = identifiers.filter((each) => each.length > 1 && each[0]?.id === '10000001').length;
    expect(Math.min(first, last)).toBeGreaterThan(500);
    const kinds = identifiers.flat().map(({ authority, type }) => `${authority.namespace} ${type}`);
    expect(new Set(kinds)).toEqual(new Set(['NGH MR', 'WFC MR', 'NATID NI', 'NGH AN']));
  });

  it('has one-word names, suffixes, prefixes and maiden names, all of which the desk takes', () => {
    expect(share(({ name }) => name.given === '')).toBeGreaterThan(0.01);
    expect(share(({ name }) => name.suffix !== '')).toBeGreaterThan(0.04);
    expect(share(({ name }) => name.prefix !== '' && name.suffix !== '')).toBeGreaterThan(0.02);
    expect(share(({ name }) => name.maiden !== undefined)).toBeGreaterThan(0.05);
    expect(share(({ name }) => name.maidenFirst === true)).toBeGreaterThan(0.02);
    expect(drawn.flatMap((person) => registrationProblem(person) ?? [])).toEqual([]);
  });

  it('is as asked for', () => {
    for (const [n, name] of nameKinds.entries()) {
      const person = drawPerson(stream(6, `person/${n}`), labPlan.opens, { name, identifiers: (n % 4) + 1 });
      const record = patientRecord('10000001', 'V900001', person);
      expect(record.identifiers.length).toBe((n % 4) + 1);
      const kinds = {
        plain: record.name.prefix + record.name.suffix === '',
        compound: record.name.family.includes(' '),
        'one-word': record.name.given === '',
        apostrophe: record.name.family.includes("'"),
        'prefix-only': record.name.prefix !== '' && record.name.suffix === '',
        'suffix-only': record.name.prefix === '' && record.name.suffix !== '',
        'prefix-and-suffix': record.name.prefix !== '' && record.name.suffix !== '',
        maiden: record.name.maiden !== undefined,
        'maiden-first': record.name.maidenFirst === true,
        'latin-1': /[\u00c0-\u00ff]/.test(record.name.family + record.name.given),
        'latin-2': /[\u0100-\u017f]/.test(record.name.family + record.name.given),
        greek: /^[\u0370-\u03ff]+$/.test(record.name.family),
        japanese: /^[\u3040-\u9fff]+$/.test(record.name.family),
      };
      expect(kinds[name]).toBe(true);
    }
  });
});

describe('a drawn order', () => {
  it('meets the wish and fits its room', () => {
    for (let n = 0; n < 300; n++) {
      const { procedure, room, version, details } = drawOrder(stream(3, `order/${n}`), {
        modalities: ['CT', 'MR'],
        versions: ['2.5.1'],
      });
      expect(['CT', 'MR']).toContain(procedure.modality);
      expect(procedure.resources).toContain(room);
      expect([version, details.procedure, details.reason.text === '']).toEqual(['2.5.1', procedure.code, false]);
    }
  });

  it('comes in every procedure of the catalogue, in both versions', () => {
    const drawn = Array.from({ length: 2000 }, (_, n) => drawOrder(stream(4, `order/${n}`)));
    expect(new Set(drawn.map(({ procedure }) => procedure.code)).size).toBe(procedures.length);
    expect(new Set(drawn.map(({ room, version }) => `${room} ${version}`)).size).toBe(14);
  });

  it('says when nothing meets the wish', () => {
    expect(() => drawOrder(stream(1, 'x'), { modalities: ['US'] })).toThrow('no procedure of the rooms meets the wish');
  });
});
