import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { describeField, segmentDefinition, tableDefinition } from '../../../server/protocols/hl7/dictionary.ts';

describe('the dictionary', () => {
  it.each([
    ['2.5.1', 'PID-3.4.2', 'Universal ID', 'ST'],
    ['2.3.1', 'PID-3.4.2', 'Universal ID', 'ST'],
    ['2.5.1', 'PID[2]-3[1].4', 'Assigning Authority', 'HD'],
    ['2.5.1', 'PID-5.1.1', 'Surname', 'ST'],
    ['2.3.1', 'OBR-18', 'Placer Field 1', 'ST'],
    ['2.3.1', 'OBR-18.1.1', 'Placer Field 1', 'ST'],
    ['2.3.1', 'OBR-27.4', 'Start Date/time', 'TS'],
    ['2.5.1', 'IPC-1', 'Accession Identifier', 'EI'],
    ['2.5.1', 'TQ1-9.1', 'Identifier', 'ST'],
    ['2.3.1', 'ZDS-1.1', 'Pointer', 'ST'],
    ['2.5.1', 'MSA-2', 'Message Control ID', 'ST'],
  ])('%s %s is %s (%s)', (version, path, name, type) => {
    expect(describeField(version, path)).toMatchObject({ name, type });
  });

  it('describes a field whole', () => {
    expect(describeField('2.5.1', 'PID-3.4.2')).toEqual({
      path: 'PID-3.4.2',
      name: 'Universal ID',
      fullName: 'Patient Identifier List / Assigning Authority / Universal ID',
      type: 'ST',
      typeName: 'String Data',
      usage: 'C',
      repetitions: 1,
      length: 199,
      table: undefined,
      meaning: 'World-wide identifier of that authority, usually an OID.',
      clause: 'HL7 2.5.1 §3.4.2.3',
    });
    expect(describeField('2.3.1', 'OBR-18')?.meaning).toContain('IHE RAD-4 (2.3.1) carries the accession number');
  });

  it('names segments', () => {
    expect(describeField('2.5.1', 'IPC')).toMatchObject({
      name: 'Imaging Procedure Control Segment',
      clause: 'HL7 2.5.1 §4.5.6',
    });
  });

  it.each(['XXX-1', 'PID-99', 'PID-8.2', 'PID-3.99', 'PID-', 'nonsense'])('knows nothing of %s', (path) => {
    expect(describeField('2.5.1', path)).toBeUndefined();
  });

  it('reads other versions by the nearer one', () => {
    expect([describeField('2.3', 'TQ1-7'), describeField('2.8', 'TQ1-7')?.name]).toEqual([
      undefined,
      'Start date/time',
    ]);
  });

  it('has a plain meaning for every field that imaging orders use', () => {
    const paths = [
      'PID-3',
      'PID-5',
      'PID-7',
      'PID-8',
      'PV1-8',
      'PV1-19',
      'ORC-7',
      'ORC-18',
      'OBR-18',
      'OBR-19',
      'OBR-20',
      'OBR-24',
      'OBR-27',
      'OBR-44',
      'ZDS-1',
      'TQ1-7',
      'TQ1-9',
    ];
    for (const number of [1, 2, 3, 4, 5]) paths.push(`ORC-${String(number)}`);
    for (const number of [2, 3, 4]) paths.push(`OBR-${String(number)}`);
    for (let number = 1; number <= 9; number += 1) paths.push(`IPC-${String(number)}`);
    for (let number = 1; number <= 21; number += 1) paths.push(`MSH-${String(number)}`);
    for (let number = 1; number <= 6; number += 1) paths.push(`MSA-${String(number)}`);
    expect(paths.filter((path) => describeField('2.5.1', path)?.meaning === undefined)).toEqual([]);
  });

  it('corrects what its source has wrong', () => {
    const element = (version: string, path: string): unknown => {
      const { usage, repetitions, table } = describeField(version, path) ?? {};
      return { usage, repetitions, table };
    };
    expect(element('2.3.1', 'ORC-1')).toEqual({ usage: 'R', repetitions: 1, table: '0119' });
    expect(element('2.5.1', 'ORC-2')).toEqual({ usage: 'C', repetitions: 1, table: undefined });
    expect(element('2.5.1', 'ORC-7')).toEqual({ usage: 'B', repetitions: 0, table: undefined });
    expect(element('2.5.1', 'OBX-2')).toEqual({ usage: 'C', repetitions: 1, table: '0125' });
    expect(element('2.3.1', 'OBR-44')).toEqual({ usage: 'O', repetitions: 1, table: '0088' });
    expect(element('2.5.1', 'TQ1-12')).toEqual({ usage: 'O', repetitions: 1, table: '0472' });
  });

  it('has tables', () => {
    expect(tableDefinition('0001')).toMatchObject({ name: 'Administrative Sex' });
    expect([...(tableDefinition('0472')?.values.keys() ?? [])]).toEqual(['A', 'C', 'S']);
    expect(segmentDefinition('2.3.1', 'IPC')).toBeUndefined();
  });

  it('is what its source and our corrections give', () => {
    const tool = new URL('../../../tools/reduce-hl7-dictionary.ts', import.meta.url).pathname;
    expect(execFileSync(process.execPath, [tool, '--check'], { encoding: 'utf8' })).toBe('up to date\n');
  });
});
