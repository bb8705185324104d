import { expect, it } from 'vitest';
import { build } from '../../../server/lab/prelude.ts';
import { Hl7Message } from '../../../server/protocols/hl7/message.ts';
import { stagedCourse } from '../../support/staged-course.ts';

/** Answers of a host, text of MSA-3 or ERR, since the flaw began; each once. */
function answersOf(host: string): readonly string[] {
  const fault = { at: '05:00', link: { to: host }, flaw: { kind: 'line-feed' } } as const;
  const { hospital } = build(stagedCourse([fault]), '1');
  const events = hospital.room.journal.state.events.slice();
  const broken = new Set(
    events.flatMap((event) =>
      event.kind === 'hl7' && event.direction === 'request' && event.to === host && event.bytes.includes(0x0a)
        ? [event.id]
        : [],
    ),
  );
  expect(broken.size).toBeGreaterThan(0);
  const answers = events.flatMap((event) => {
    if (event.kind !== 'hl7' || event.direction !== 'answer' || !broken.has(event.inReplyTo ?? -1)) return [];
    const message = Hl7Message.read(event.bytes);
    expect([message.lineEnd, message.value('MSA-2')]).toEqual(['CR', expect.stringMatching(/^[A-Z]+\d+$/)]);
    return [`${message.value('MSA-1')} ${message.value('MSA-3') || message.value('ERR-3.2')}`];
  });
  return [...new Set(answers)];
}

it.each([
  ['eng01', 'AR no segment PID'],
  ['ris01', 'AE no segment PID'],
  ['mwl01', 'AE no segment PID'],
  ['pacs01', 'AE no segment PID'],
  ['his01', 'AE no segment PID'],
  ['emr01', 'AE no segment PID'],
  ['rep01', 'AE no segment PID'],
])('segments that end with line feeds reach no application of %s', (host, answer) => {
  expect(answersOf(host)).toEqual([answer]);
});
