import { setTimeout as sleep } from 'node:timers/promises';
import type { Labs } from '../server/workers/labs.ts';
import { benchLabs, conclusion, learner, slug, value } from './bench-labs.ts';
import { expect, type Measurement, p95Below } from './measurement.ts';

/** The end of an exam: a class asks for its verdicts within one second, while somebody else works on. */

const LABS = 100;
const CLICKS = 200;

async function measure(labs: Labs): Promise<Measurement[]> {
  const ids: string[] = [];
  for (let index = 0; index < LABS; index++) {
    ids.push((await value(labs.open(learner, slug, `rush-${String(index % 5)}`))).id);
  }
  const working = (await value(labs.open(learner, slug, 'bench'))).id;

  const verdicts: number[] = [];
  const actions: number[] = [];
  const done = new AbortController();
  const others = (async (): Promise<void> => {
    while (!done.signal.aborted) {
      const started = performance.now();
      const { ok } = await value(labs.act(learner.id, working, { action: { kind: 'modality-query', host: 'ct01' } }));
      expect('query of a console', ok, true);
      actions.push(performance.now() - started);
      await sleep(100);
    }
  })();
  const clicks = Array.from({ length: CLICKS }, async (_, index) => {
    await sleep((index * 1000) / CLICKS);
    const started = performance.now();
    const { outcome } = await value(labs.verdict(learner.id, ids[index % LABS] ?? '', conclusion));
    expect('verdict', outcome, 'not-solved');
    verdicts.push(performance.now() - started);
  });
  await Promise.all(clicks);
  done.abort();
  await others;
  return [
    p95Below(`${String(CLICKS)} verdicts asked in one second`, verdicts, 3000),
    p95Below('other actions meanwhile', actions, 150),
  ];
}

await benchLabs(measure);
