import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../server/core/clock.ts';
import { planNoise, usualNoise } from '../../server/lab/noise/plan-noise.ts';
import { noisePool } from '../../server/lab/noise/noise-file.ts';
import { build } from '../../server/lab/prelude.ts';
import { type Course, courseOf } from '../../server/lab/scenario/course.ts';
import { openCase, scenarioOf } from '../support/cases.ts';

const exam = (id: string, seed: string): Course => courseOf(scenarioOf(id), seed, 'exam');
const files = (course: Course, seed: string): string[] =>
  planNoise(course, seed).faults.flatMap(({ fault }) => ('path' in fault ? [`${fault.host}:${fault.path}`] : []));

describe('the noise of an exam', () => {
  it('is real: warnings in logs, versions of files, further patients and orders', () => {
    const quiet = openCase('HL01', '2').lab.hospital;
    const { hospital: loud } = build(exam('HL01', '2'), '2');
    const warnings = (hospital: typeof loud): number =>
      hospital.room.logs.state.lines.slice().filter(({ level }) => level === 'WARN').length;
    const changed = (hospital: typeof loud): string[] =>
      hospital.room.files
        .list()
        .filter(({ versions }) => versions.length > 1)
        .map(({ host, path }) => `${host}:${path}`);
    expect(changed(quiet).length).toBe(1);
    expect(changed(loud).length).toBe(1 + usualNoise.oddities);
    expect(warnings(loud)).toBeGreaterThan(warnings(quiet));
    expect(loud.his.state.patients.size).toBeGreaterThan(quiet.his.state.patients.size + 5);
    expect(loud.ris.state.orders.size).toBeGreaterThan(quiet.ris.state.orders.size);
    // The fault is as old as it was.
    expect(loud.director.state.faultSince).toBe(quiet.director.state.faultSince);
  });

  it('touches no file that the case is about, and has settled before the learner arrives', () => {
    for (const id of ['BK01', 'HL01', 'HL03', 'WL01']) {
      const { faults, fixes, traps } = { ...scenarioOf(id).file, ...scenarioOf(id) };
      for (let n = 0; n < 20; n++) {
        const seed = String(n);
        const course = exam(id, seed);
        const about = JSON.stringify([course.file?.faults ?? faults, fixes, traps]);
        for (const file of files(course, seed)) expect([id, file, about.includes(file.split(':')[1] ?? '')]).toEqual([id, file, false]); // prettier-ignore
        const { faults: decoys, strangers } = planNoise(course, seed);
        const latest = course.arrives - 15 * MINUTE;
        for (const { begins, ends } of decoys) expect(Math.max(begins, ends ?? 0)).toBeLessThanOrEqual(latest);
        for (const { at } of strangers) expect(at).toBeLessThanOrEqual(latest);
      }
    }
  });

  it('differs from seed to seed, and is the same for the same seed', () => {
    const drawn = ['1', '2', '3', '4', '5'].map((seed) => files(exam('BK01', seed), seed).join());
    expect(new Set(drawn).size).toBeGreaterThan(3);
    expect(planNoise(exam('BK01', '1'), '1')).toEqual(planNoise(exam('BK01', '1'), '1'));
  });

  it('follows the dial of the case, down to none, with decoys of its own', () => {
    const course = exam('WL01', '1');
    const { file } = course;
    if (!file) throw new Error('a case has a file');
    const decoys = [{ at: '05:00', host: 'pacs01', path: '/etc/ngpacs/match.conf', author: 'pgreen', note: 'x' }];
    const silent = { visits: 0, orders: 0, warnings: 0, oddities: 0 };
    const plan = planNoise({ ...course, file: { ...file, noise: { ...silent, decoys } } }, '1');
    expect(plan).toMatchObject({ visits: [], orders: [], strangers: [], faults: [{ id: 'decoy-1' }] });
    const loud = planNoise({ ...course, file: { ...file, noise: { visits: 20, oddities: 8 } } }, '1');
    expect([loud.visits.length, loud.faults.filter(({ fault }) => 'path' in fault).length]).toEqual([20, 8]);
  });

  it('is part of what an exam is a function of', () => {
    const scenario = scenarioOf('WL01');
    expect(courseOf(scenario, '1').hash).toBe(scenario.hash);
    expect(courseOf(scenario, '1', 'guided').hash).toBe(scenario.hash);
    expect(courseOf(scenario, '1', 'exam').hash).toBe(`${scenario.hash}-${noisePool().hash}`);
  });

  it('can be brought into a healthy hospital, every piece of it', () => {
    const course = exam('WL01', '1');
    const { file } = course;
    if (!file) throw new Error('a case has a file');
    const all = { ...course, file: { ...file, noise: { oddities: 8, warnings: 8 } } };
    // A piece that the hospital has not the place for would be refused here.
    for (const seed of ['1', '2', '3']) expect(build({ ...all, hash: `all ${seed}` }, seed).arrived).toBeGreaterThan(0);
  });
});
