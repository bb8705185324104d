import { describe, expect, it } from 'vitest';
import type { LearnerAction } from '../../server/contract/action.ts';
import { MINUTE } from '../../server/core/clock.ts';
import { Lab } from '../../server/lab/lab.ts';
import { freePlay } from '../../server/lab/scenario/course.ts';
import { orm } from '../systems/mapping/order-messages.ts';

const channel = '/opt/engine/channels/SCHED_TO_MWL.yaml';
const mapping = '/etc/ngmwl/order-mapping.yaml';

function act(lab: Lab, action: LearnerAction): void {
  const { outcome } = lab.act({ action, as: 'ianders' }, 'me');
  if (!outcome.ok) throw new Error(outcome.message);
  lab.advance(lab.now + MINUTE, Number.POSITIVE_INFINITY);
}

/** A free-play lab whose worklist takes the procedure's text from a sender that writes it alone into OBR-44. */
function labOfTextSender(): Lab {
  const lab = new Lab(freePlay, 'legacy');
  const text = lab.hospital.room.files.text('mwl01', mapping) ?? '';
  const changed = text.replace('from: [OBR-44.2, OBR-4.2]', 'from: OBR-44');
  expect(changed).not.toBe(text);
  act(lab, { kind: 'save-file', host: 'mwl01', path: mapping, text: changed, note: 'text alone' });
  act(lab, { kind: 'deploy', host: 'mwl01', path: mapping });
  return lab;
}

function connector(lab: Lab, value: string | null): void {
  act(lab, { kind: 'set-key', host: 'eng01', path: channel, pointer: ['connector'], value, note: 'connector' });
  act(lab, { kind: 'deploy', host: 'eng01', path: channel });
}

/** What stands in (0032,1060) of the worklist item of a new order. */
function procedureText(lab: Lab, number: number): string | undefined {
  const sent = orm({
    controlId: `T${number}`,
    accession: `A26009${number}`,
    sps: `SPS9${number}`,
    studyUid: `2.25.${number}`,
  });
  const text = Buffer.from(sent)
    .toString('latin1')
    .replace(/\|[^|]*\rZDS/, '|CT & MR\rZDS');
  const bytes = Buffer.from(text, 'latin1').toString('base64');
  act(lab, { kind: 'send-hl7', from: 'ris01', port: 6664, bytes });
  const { worklist } = lab.hospital;
  const row = worklist.state.items.find(({ spsId }) => spsId === `SPS9${number}`);
  return row && worklist.item(row).text(0x00321060);
}

describe('a channel set to the legacy connector by its file', () => {
  it('makes CT ~ MR of CT & MR at the worklist; native leaves it; restoring heals', () => {
    const lab = labOfTextSender();
    expect(procedureText(lab, 1)).toBe('CT & MR');
    connector(lab, 'legacy');
    expect(procedureText(lab, 2)).toBe('CT ~ MR');
    connector(lab, 'native');
    expect(procedureText(lab, 3)).toBe('CT & MR');
    connector(lab, 'legacy');
    act(lab, { kind: 'restore-file', host: 'eng01', path: channel, revision: 1 });
    act(lab, { kind: 'deploy', host: 'eng01', path: channel });
    expect(procedureText(lab, 4)).toBe('CT & MR');
    const again = Lab.replay(freePlay, 'legacy', structuredClone(lab.entries));
    expect(again.hospital.hash()).toBe(lab.hospital.hash());
  });

  it('shows on the engine view, and the trial shows what it does', () => {
    const lab = labOfTextSender();
    connector(lab, 'legacy');
    const view = lab.query('getEngine', {}) as {
      value: { ruleSets: { title: string; connectors?: { source: string; destination: string } }[] };
    };
    expect(
      view.value.ruleSets.map(({ title, connectors }) => [title, connectors?.source, connectors?.destination]),
    ).toContainEqual(['SCHED_TO_MWL to mwl01', 'legacy', 'native']);
    const bytes = Buffer.from(orm())
      .toString('latin1')
      .replace(/\|[^|]*\rZDS/, '|CT & MR\rZDS');
    const tried = lab.query('tryRules', { bytes: Buffer.from(bytes, 'latin1').toString('base64'), drafts: [] }) as {
      value: { rows: { tag: string; value: string }[]; engineOutput: string };
    };
    expect(tried.value.rows.find(({ tag }) => tag === '(0032,1060)')?.value).toBe('CT ~ MR');
    expect(tried.value.engineOutput).toContain('|CT ~ MR|');
  });
});
