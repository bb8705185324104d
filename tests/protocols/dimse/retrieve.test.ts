import { describe, expect, test } from 'vitest';
import type { CommandSet } from '../../../server/protocols/dimse/command-set.ts';
import { readResponse } from '../../../server/protocols/dimse/message.ts';
import { cancelRequest } from '../../../server/protocols/dimse/services/cancel.ts';
import { readRetrieveIdentifier } from '../../../server/protocols/dimse/services/query-model.ts';
import { RetrieveAnswer, type SubOperationOutcome } from '../../../server/protocols/dimse/services/retrieve-answer.ts';
import {
  getRequest,
  moveRequest,
  readGetRequest,
  readMoveRequest,
  readSubOperationCounts,
  retrieveResponse,
} from '../../../server/protocols/dimse/services/retrieve.ts';
import { formatStatus } from '../../../server/protocols/dimse/status.ts';
import { DataSet } from '../../../server/protocols/dicom/data-set.ts';

const studyRootMove = '1.2.840.10008.5.1.4.1.2.2.2';
const studyRootGet = '1.2.840.10008.5.1.4.1.2.2.3';
const patientRootMove = '1.2.840.10008.5.1.4.1.2.1.2';

describe('requests', () => {
  test('C-MOVE names its destination', () => {
    expect(readMoveRequest(moveRequest(3, studyRootMove, 'WS1'))).toEqual({
      kind: 'move',
      messageId: 3,
      sopClassUid: studyRootMove,
      priority: 0,
      destination: 'WS1',
    });
    expect(readMoveRequest(moveRequest(3, studyRootMove, ''))).toEqual({
      kind: 'malformed',
      missing: 'MoveDestination',
    });
  });

  test('C-GET has none', () => {
    expect(readGetRequest(getRequest(4, studyRootGet))).toMatchObject({ kind: 'get', messageId: 4 });
  });

  test('counts that a response leaves out are not zero', () => {
    const response = retrieveResponse(moveRequest(3, studyRootMove, 'WS1'), 0xa801);
    expect(readSubOperationCounts(response)).toEqual({
      remaining: undefined,
      completed: undefined,
      failed: undefined,
      warning: undefined,
    });
  });
});

describe('the answer to a C-MOVE or C-GET', () => {
  const instances = ['1.1', '1.2', '1.3', '1.4'].map((sopUid) => ({ sopUid }));
  const request = moveRequest(9, studyRootMove, 'WS1');
  const encodeFailed = (uids: readonly string[]): Uint8Array[] => [new TextEncoder().encode(uids.join('\\'))];
  const said = (command: CommandSet, dataSet: readonly Uint8Array[] | undefined): string => {
    const { remaining = '-', completed = '-', failed = '-', warning = '-' } = readSubOperationCounts(command);
    const response = readResponse(command);
    const status = response.kind === 'response' ? formatStatus(response.status) : 'malformed';
    expect(command.number('CommandDataSetType') === 0x0101).toBe(dataSet === undefined);
    const list = dataSet === undefined ? '' : ` ${Buffer.concat(dataSet).toString()}`;
    return `${status} ${remaining}/${completed}/${failed}/${warning}${list}`;
  };

  /** Performs each sub-operation with its outcome; `cancelAfter` sub-operations have begun, a C-CANCEL is heard. */
  function run(outcomes: readonly SubOperationOutcome[], cancelAfter = Infinity, pendingEvery?: number): string[] {
    const answer = new RetrieveAnswer(1, request, instances.slice(0, outcomes.length), {
      encodeFailed,
      ...(pendingEvery === undefined ? {} : { pendingEvery }),
    });
    const seen: string[] = [];
    let performed = 0;
    for (let step = answer.next(); step !== undefined; step = answer.next()) {
      if (step.kind === 'respond') seen.push(said(step.command, step.dataSet));
      else {
        expect(answer.next()).toBeUndefined(); // waits for the outcome
        if (performed + 1 === cancelAfter) expect(answer.cancel(cancelRequest(9))).toBe(true);
        answer.settle(outcomes[performed++] ?? 'failed');
      }
    }
    expect(answer.done).toBe(true);
    return seen;
  }

  test.each([
    ['of nothing is success at once', [], ['0000H -/0/0/0']],
    [
      'counts what is done in a pending response after each but the last',
      ['completed', 'completed', 'completed'],
      ['FF00H 2/1/0/0', 'FF00H 1/2/0/0', '0000H -/3/0/0'],
    ],
    [
      'warns when some failed, and lists those',
      ['completed', 'failed', 'completed', 'failed'],
      ['FF00H 3/1/0/0', 'FF00H 2/1/1/0', 'FF00H 1/2/1/0', 'B000H -/2/2/0 1.2\\1.4'],
    ],
    ['warns when some were stored with a warning', ['completed', 'warning'], ['FF00H 1/1/0/0', 'B000H -/1/0/1']],
    ['is refused with A702 when none could be sent', ['failed', 'failed'], ['FF00H 1/0/1/0', 'A702H -/0/2/0 1.1\\1.2']],
  ] as const)('%s', (_, outcomes, expected) => {
    expect(run(outcomes)).toEqual(expected);
  });

  test.each([
    ['the outcome of what was under way counts', 'completed', ['FF00H 3/1/0/0', 'FE00H 2/2/0/0']],
    ['what failed is listed', 'failed', ['FF00H 3/1/0/0', 'FE00H 2/1/1/0 1.2']],
  ] as const)('stops at a C-CANCEL, without another pending response: %s', (_, second, expected) => {
    expect(run(['completed', second, 'completed', 'completed'], 2)).toEqual(expected);
  });

  test('goes on when the C-CANCEL names another operation or comes too late', () => {
    const answer = new RetrieveAnswer(1, request, instances, { encodeFailed });
    expect(answer.cancel(cancelRequest(8))).toBe(false);
    answer.failRest();
    expect(answer.next()).toMatchObject({ kind: 'respond' });
    expect(answer.cancel(cancelRequest(9))).toBe(false);
    expect(answer.next()).toBeUndefined();
  });

  test('sends fewer pending responses when told to', () => {
    expect(run(['completed', 'completed', 'completed', 'completed'], Infinity, 2)).toEqual([
      'FF00H 2/2/0/0',
      '0000H -/4/0/0',
    ]);
    expect(run(['completed', 'completed'], Infinity, 0)).toEqual(['0000H -/2/0/0']);
  });

  test('counts all as failed when there is no way to the destination', () => {
    const answer = new RetrieveAnswer(1, request, instances, { encodeFailed });
    expect(answer.next()).toMatchObject({ kind: 'perform' });
    answer.failRest();
    const step = answer.next();
    if (step?.kind !== 'respond') throw new Error('no response');
    expect(said(step.command, step.dataSet)).toBe('A702H -/0/4/0 1.1\\1.2\\1.3\\1.4');
  });
});

describe('the identifier of a C-MOVE or C-GET', () => {
  const [PATIENT, STUDY, SERIES, IMAGE] = [0x00100020, 0x0020000d, 0x0020000e, 0x00080018] as const;
  const vr = { [PATIENT]: 'LO', [STUDY]: 'UI', [SERIES]: 'UI', [IMAGE]: 'UI' } as const;
  const identifier = (level: string, keys: Partial<Record<keyof typeof vr, string | string[]>>): DataSet =>
    DataSet.build([
      ...(level === '' ? [] : ([[0x00080052, 'CS', level]] as const)),
      ...([PATIENT, STUDY, SERIES, IMAGE] as const).flatMap((tag) => {
        const value = keys[tag];
        return value === undefined ? [] : [[tag, vr[tag], value] as const];
      }),
    ]);

  test.each([
    [
      'a study',
      studyRootMove,
      identifier('STUDY', { [STUDY]: ['1.2', '1.3'] }),
      { level: 'STUDY', uids: ['1.2', '1.3'], above: {} },
    ],
    [
      'an image, with all that is above',
      patientRootMove,
      identifier('IMAGE', { [PATIENT]: 'P1', [STUDY]: '1.2', [SERIES]: '1.3', [IMAGE]: '1.4' }),
      { level: 'IMAGE', uids: ['1.4'], above: { PATIENT: 'P1', STUDY: '1.2', SERIES: '1.3' } },
    ],
    [
      'a patient',
      patientRootMove,
      identifier('PATIENT', { [PATIENT]: 'P1' }),
      { level: 'PATIENT', uids: ['P1'], above: {} },
    ],
    [
      'a series of a study',
      studyRootGet,
      identifier('SERIES', { [STUDY]: '1.2', [SERIES]: '1.3' }),
      { level: 'SERIES', uids: ['1.3'], above: { STUDY: '1.2' } },
    ],
  ] as const)('names %s', (_, uid, dataSet, expected) => {
    expect(readRetrieveIdentifier(uid, dataSet)).toEqual({ kind: 'retrieve', ...expected });
  });

  test.each([
    ['without a level', studyRootMove, identifier('', { [STUDY]: '1.2' }), 'wrong-level'],
    ['of a level the model lacks', studyRootMove, identifier('PATIENT', { [PATIENT]: 'P1' }), 'wrong-level'],
    ['without the key of its level', studyRootMove, identifier('STUDY', {}), 'unique-key-missing'],
    [
      'without the key of a level above',
      patientRootMove,
      identifier('STUDY', { [STUDY]: '1.2' }),
      'unique-key-missing',
    ],
    [
      'with two values above',
      studyRootMove,
      identifier('SERIES', { [STUDY]: ['1', '2'], [SERIES]: '3' }),
      'multiple-values',
    ],
    ['of two patients', patientRootMove, identifier('PATIENT', { [PATIENT]: ['P1', 'P2'] }), 'multiple-values'],
    ['with a wildcard', patientRootMove, identifier('PATIENT', { [PATIENT]: 'P*' }), 'malformed-value'],
    ['of another class', '1.2.3', identifier('STUDY', { [STUDY]: '1.2' }), 'wrong-level'],
  ] as const)('%s is refused with A900', (_, uid, dataSet, code) => {
    expect(readRetrieveIdentifier(uid, dataSet)).toMatchObject({ kind: 'failure', status: 0xa900, code });
  });
});
