import { describe, expect, it, test } from 'vitest';
import type { LearnerAction } from '../../../server/contract/action.ts';
import type { FileView } from '../../../server/contract/hospital.ts';
import { Lab } from '../../../server/lab/lab.ts';
import { freePlay } from '../../../server/lab/scenario/course.ts';
import { drawOrder } from '../../../server/lab/traffic/draw-order.ts';
import { drawPerson } from '../../../server/lab/traffic/draw-person.ts';
import { stream } from '../../../server/core/random.ts';
import { MINUTE } from '../../../server/core/clock.ts';

const his = { host: 'his01', path: '/etc/his/interfaces.conf' };
const ris = { host: 'ris01', path: '/etc/ris/interfaces.conf' };

function open(seed: string): {
  lab: Lab;
  act: (action: LearnerAction, as?: string, basedOn?: number) => { ok: boolean; code?: string; message: string };
  view: (file: { host: string; path: string }) => FileView;
} {
  const lab = new Lab(freePlay, seed);
  return {
    lab,
    act: (action, as = 'dkim', basedOn) => {
      const { ok, code, message } = lab.act(
        { action, as, ...(basedOn === undefined ? {} : { basedOn }) },
        'me',
      ).outcome;
      return { ok, message, ...(code === undefined ? {} : { code }) };
    },
    view: (file) => (lab.query('getFile', file) as { value: FileView }).value,
  };
}

it('rules of the worklist server are refused with the words of the file in one pair of quotes', () => {
  const { lab, act } = open('settings');
  const file = { host: 'mwl01', path: '/etc/ngmwl/order-mapping.yaml' };
  const text = lab.hospital.room.files.text(file.host, file.path) ?? '';
  const wrong = text.replace('target: (0008,0050)', 'target: (0008,9999)');
  const line = wrong.split('\n').findIndex((each) => each.includes('(0008,9999)')) + 1;
  expect(act({ kind: 'save-file', ...file, text: wrong, note: '' }, 'ianders')).toMatchObject({ ok: true });
  expect(act({ kind: 'deploy', ...file }, 'ianders').message).toBe(
    `${file.path} line ${line}: found target "(0008,9999)", expected a tag of the DICOM dictionary ((0008,9999) is none)`,
  );
});

describe.each([
  ['the HIS', his, 'send.timeout.seconds', '45', '45 seconds'],
  ['the RIS', ris, 'scheduling.lead.minutes', '35', 'soon'],
])('settings of %s', (_, file, key, good, bad) => {
  const set = (value: string): LearnerAction => ({ kind: 'set-key', ...file, pointer: [key], value, note: 'test' });
  const deploy: LearnerAction = { kind: 'deploy', ...file };

  it('are saved as a version, put into service, compared and restored', () => {
    const { lab, act, view } = open('settings');
    const before = lab.hospital.room.files.text(file.host, file.path) ?? '';
    expect(act(set(good))).toEqual({ ok: true, message: 'Saved as revision 2, not deployed.' });
    expect(lab.hospital.room.files.deployedText(file.host, file.path)).toBe(before);
    expect(act(deploy)).toEqual({ ok: true, message: 'Revision 2 is in service.' });
    const after = lab.hospital.room.files.deployedText(file.host, file.path) ?? '';
    const lines = (text: string): string[] => text.split('\n');
    // One line differs: comments, order and the rest of the file stay.
    expect(lines(after).filter((line, index) => line !== lines(before)[index])).toEqual([`${key}=${good}`]);
    expect(view(file)).toMatchObject({ deployed: 2, problems: [], versions: [{ revision: 1 }, { author: 'dkim' }] });

    expect(act({ kind: 'restore-file', ...file, revision: 1 })).toMatchObject({ ok: true });
    expect(act(deploy)).toEqual({ ok: true, message: 'Revision 3 is in service.' });
    expect(lab.hospital.room.files.deployedText(file.host, file.path)).toBe(before);
    expect(act({ kind: 'restore-file', ...file, revision: 9 })).toMatchObject({ ok: false, code: 'gone' });
  });

  it('that do not parse are shown with the line, refused at deploy, and the old ones stay in service', () => {
    const { lab, act, view } = open('settings');
    const line = (lab.hospital.room.files.text(file.host, file.path) ?? '').split('\n').findIndex((each) => each.startsWith(`${key}=`)); // prettier-ignore
    expect(act(set(bad))).toMatchObject({ ok: true });
    expect(view(file).problems).toEqual([expect.objectContaining({ line: line + 1 })]);
    expect(act(deploy)).toMatchObject({ ok: false, code: 'does-not-parse' });
    expect(view(file)).toMatchObject({ deployed: 1 });
  });

  it('of one endless line are refused in few words', () => {
    const { act, view } = open('settings');
    expect(act({ kind: 'save-file', ...file, text: 'x'.repeat(250_000), note: '' })).toMatchObject({ ok: true });
    const [first, ...others] = [act(deploy).message, ...view(file).problems.map(({ message }) => message)];
    expect(first).toContain('xxx…');
    expect([first, ...others].filter(({ length }) => length > 400)).toEqual([]);
  });

  it('are the system analyst’s, and nobody’s who looked at an older version', () => {
    const { act } = open('settings');
    expect(act(set(good), 'ianders')).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(act(deploy, 'pgreen')).toMatchObject({ ok: false, code: 'not-permitted' });
    expect(act(set(good))).toMatchObject({ ok: true });
    expect(act(set(bad), 'dkim', 1)).toMatchObject({ ok: false, code: 'stale' });
  });
});

test('the HIS sends to the port that was put into service, and to the old one again after a restore', () => {
  const { lab, act } = open('port');
  const { hospital } = lab;
  const order = (name: string): string => {
    const random = stream('port', name);
    const patient = hospital.his.registerPatient(drawPerson(random, hospital.room.kernel.now), 'REG1');
    const mrn = patient.ok ? patient.value.mrn : '';
    const { details } = drawOrder(random);
    const placed = hospital.his.placeOrder(
      { ...details, requestedStart: hospital.room.kernel.now + 30 * MINUTE, mrn },
      'aokafor',
    );
    hospital.room.kernel.runUntil(hospital.room.kernel.now + MINUTE);
    return placed.ok ? (hospital.ris.orderByPlacer(placed.value.placer)?.status ?? 'missing') : placed.message;
  };
  act({ kind: 'set-key', ...his, pointer: ['order.port'], value: '6999', note: 'wrong' });
  expect(order('saved')).toBe('SCHEDULED');
  act({ kind: 'deploy', ...his });
  expect(order('deployed')).toBe('missing');
  act({ kind: 'restore-file', ...his, revision: 1 });
  act({ kind: 'deploy', ...his });
  expect(order('restored')).toBe('SCHEDULED');
});
