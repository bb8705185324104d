import { describe, expect, it } from 'vitest';
import { stream } from '../../../server/core/random.ts';
import { familyNames, givenNamesFemale, givenNamesMale } from '../../../server/lab/traffic/person-names.ts';
import { drawOrder } from '../../../server/lab/traffic/draw-order.ts';
import { drawPerson } from '../../../server/lab/traffic/draw-person.ts';
import { labPlan } from '../../../server/lab/traffic/plan.ts';
import { procedures, rooms } from '../../../server/lab/traffic/procedures.ts';
import { registrationProblem } from '../../../server/systems/his/registration.ts';

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

  it('hold the procedures of the five rooms and nothing else', () => {
    expect(rooms).toEqual(['CTROOM1', 'CTROOM2', 'MRROOM1', 'CRPORT1', 'DXROOM1']);
    expect(procedures.map(({ code }) => code)).toEqual(
      'CTHWO CTHW CTCHWO CTCHW CTLDS CTABP CTPE CTSPC MRBRN MRBRC MRLSP MRKNL MRKNR DXCH2 DXCH1P DXABD DXHAL DXHAR DXKNL DXHIP'.split(
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
    expect(new Set(drawn.map(({ room, version }) => `${room} ${version}`)).size).toBe(10);
  });

  it('says when nothing meets the wish', () => {
    expect(() => drawOrder(stream(1, 'x'), { modalities: ['US'] })).toThrow(
      'no procedure of the five rooms meets the wish',
    );
  });
});
