import { expandMessages } from '../client/src/lib/expand-messages.ts';
import type { FileView } from '../server/contract/hospital.ts';
import type { LabView } from '../server/contract/lab.ts';
import type { MessageList } from '../server/contract/message-list.ts';
import { HOUR, MINUTE } from '../server/core/clock.ts';
import { stream } from '../server/core/random.ts';
import type { ActRequest } from '../server/lab/log.ts';
import type { Labs } from '../server/workers/labs.ts';
import { benchLabs, conclusion, learner, slug, value } from './bench-labs.ts';
import { expect, type Measurement, p95Below } from './measurement.ts';

/** What a learner waits for, through worker threads and the store, as the web server does it. */

const scanners = ['ct01', 'ct02', 'mr01', 'cr01', 'dx01', 'mg01', 'nm01'];
const mapping = { host: 'eng01', path: '/opt/engine/channels/SCHED_TO_MWL.yaml' };

async function timed<T>(times: number[], work: () => Promise<T>): Promise<T> {
  const started = performance.now();
  const result = await work();
  times.push(performance.now() - started);
  return result;
}

async function measure(labs: Labs): Promise<Measurement[]> {
  const look = async <T>(lab: string, name: Parameters<Labs['query']>[2], params: object): Promise<T> =>
    (await value(labs.query(learner.id, lab, name, params))) as T;
  const act = async (lab: string, request: ActRequest): Promise<number> => {
    const outcome = await value(labs.act(learner.id, lab, request));
    expect(`${request.action.kind} (${outcome.message})`, outcome.ok, true);
    return outcome.seq;
  };

  // Threads warm up with every case by themselves; the first labs of a seed build its morning, once per thread.
  for (let index = 0; index < 6; index++) await value(labs.open(learner, slug, 'bench'));
  const ready: number[] = [];
  for (let index = 0; index < 40; index++) {
    const { id } = await timed(ready, async () => {
      const opened = await value(labs.open(learner, slug, 'bench'));
      await look(opened.id, 'getLab', {});
      return opened;
    });
    const { studies } = await look<{ studies: readonly unknown[] }>(id, 'getPacs', {});
    if (studies.length < 20) throw new Error(`a lab was opened with ${String(studies.length)} studies`);
  }

  const { id: lab } = await value(labs.open(learner, slug, 'bench'));
  const { clock } = await look<LabView>(lab, 'getLab', {});
  for (let index = 0; index < 50; index++) {
    const at = Math.round(clock.now + ((index + 1) * 8 * HOUR) / 50);
    await value(labs.setClock(learner.id, lab, { kind: 'skip-to', at }));
    await act(lab, { action: { kind: 'modality-query', host: scanners[index % scanners.length] ?? '' } });
  }
  const old = await look<LabView>(lab, 'getLab', {});
  if (old.clock.now < clock.now + 8 * HOUR) throw new Error('the lab is not eight hours old');

  const verdicts: number[] = [];
  for (let index = 0; index < 20; index++) {
    const { outcome, checks } = await timed(verdicts, () => value(labs.verdict(learner.id, lab, conclusion)));
    // Untouched, so not solved, by the orders of the broken modality; what must be refused still is.
    const counts = checks.map(({ id, passed, of }) => ({ id, passed, of: id === 'ORD' || id === 'REG' ? of : 0 }));
    expect('verdict', outcome, 'not-solved');
    expect(
      'orders',
      counts.find(({ id }) => id === 'ORD'),
      { id: 'ORD', passed: false, of: 6 },
    );
    expect('regression', (counts.find(({ id }) => id === 'REG')?.of ?? 0) >= 40, true);
    expect('refusals', counts.find(({ id }) => id === 'NEG')?.passed, true);
  }

  const { text } = await look<FileView>(lab, 'getFile', mapping);
  const undo: number[] = [];
  for (let index = 0; index < 20; index++) {
    const edited = `${text}# ${String(index)}\n`;
    const seq = await act(lab, { action: { kind: 'save-file', ...mapping, text: edited, note: '' }, as: 'ianders' });
    expect('file after saving', (await look<FileView>(lab, 'getFile', mapping)).text, edited);
    await timed(undo, () => value(labs.undo(learner.id, lab, seq - 1)));
    expect('file after undo', (await look<FileView>(lab, 'getFile', mapping)).text, text);
  }

  const random = stream('bench', 'scrub');
  const messages = expandMessages(await look<MessageList>(lab, 'listMessages', {}));
  const scrub: number[] = [];
  for (let index = 0; index < 30; index++) {
    const at = random.integer(clock.from + MINUTE, old.clock.now - MINUTE);
    const seen = await timed(scrub, async () => {
      await look(lab, 'getTopology', { at });
      return look<MessageList>(lab, 'listMessages', { at });
    });
    expect(`messages at ${String(at)}`, seen.rows.length, messages.filter((message) => message.at <= at).length);
  }

  return [
    p95Below('lab ready', ready, 200),
    p95Below('verdict, 8 h and 50 actions old', verdicts, 300),
    p95Below('undo there', undo, 300),
    p95Below('scrub to a random moment there', scrub, 1000),
  ];
}

await benchLabs(measure);
