import { describe, expect, it } from 'vitest';
import { build } from '../../../server/lab/prelude.ts';
import type { Fault } from '../../../server/lab/scenario/fault-schema.ts';
import { stagedCourse } from '../../support/staged-course.ts';

const at = '05:00';
const worklist = { to: 'mwl01', port: 2575 };
const ris = { to: 'ris01', port: 6662 };

/** They stand since early morning on ways that every order takes, and the learner arrives all the same. */
const standing: readonly (readonly [string, Fault])[] = [
  ['nobody answers at the worklist server', { at, link: worklist, flaw: { kind: 'drop' } }],
  ['the worklist server answers after 29 s', { at, link: worklist, flaw: { kind: 'ack-late', seconds: 29 } }],
  ['nobody answers at the RIS', { at, link: ris, flaw: { kind: 'drop' } }],
  ['the RIS answers after 29 s', { at, link: ris, flaw: { kind: 'ack-late', seconds: 29 } }],
  ['12 s each way', { at, link: { from: 'eng01', ...worklist }, flaw: { kind: 'delay', seconds: 12 } }],
  ['the worklist server is down', { at, down: 'mwl01' }],
  ['the PACS is down', { at, down: 'pacs01' }],
];

describe('a fault that stands', () => {
  it.each(standing)('%s: the hospital comes to rest, with what waits in its queues', (_, fault) => {
    const { hospital } = build(stagedCourse([fault]), '1');
    const { queue } = hospital.engine.state;
    expect(queue.size).toBeGreaterThan(0);
    expect(hospital.fork().engine.state.queue.size).toBe(queue.size);
  });
});
