import { Hl7Message as MedplumMessage } from '@medplum/core';
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { performance } from 'node:perf_hooks';
import { Hl7Message } from '../server/protocols/hl7/message.ts';

/** One line of the table: microseconds per message, and how many times faster we are. */
export interface BenchRow {
  readonly name: string;
  readonly ours: number;
  readonly peer: number;
  readonly peerName: string;
  readonly ratio: number;
  readonly target: number;
}

const FILE = new URL('../messages/hl7/orm-o01-nw.hl7', import.meta.url);

/** What a mapping for a worklist reads of an order. */
const READS = [
  ['MSH', 10, 1],
  ['PID', 3, 1],
  ['PID', 5, 1],
  ['PID', 5, 2],
  ['PV1', 19, 1],
  ['ORC', 1, 1],
  ['ORC', 2, 1],
  ['OBR', 4, 1],
  ['OBR', 18, 1],
  ['ZDS', 1, 1],
] as const;

const PATHS = READS.map(([segment, field, component]) => `${segment}-${String(field)}.${String(component)}`);
const EXPECTED = [
  'RIS0004711',
  '10004521',
  'DELGADO',
  'ROSA',
  'V900331',
  'NW',
  'P700123',
  'CTCHW',
  'A260001234',
  '2.25.119731204387015960412785234019876543210',
].join();

/** A benchmark asserts its outcome: one that reads the wrong field is fast and worth nothing. */
function expect(what: string, outcome: string, expected: string): void {
  if (outcome !== expected) throw new Error(`${what} read ${outcome} instead of ${expected}`);
}

/** Microseconds per call: the best of several runs, so that a neighbour on the machine does not count. */
function time(work: () => void): number {
  const once = (calls: number): number => {
    const started = performance.now();
    for (let call = 0; call < calls; call += 1) work();
    return ((performance.now() - started) * 1000) / calls;
  };
  once(20_000); // the compiler is not what is measured
  return Math.min(...Array.from({ length: 15 }, () => once(2000)));
}

const PYTHON = `
import hl7, json, sys, time
raw = open(sys.argv[1], encoding='latin1', newline='').read()
reads = json.loads(sys.argv[2])
def read():
    m = hl7.parse(raw)
    return m, [m.extract_field(s, 1, f, 1, c) for s, f, c in reads]
def edit():
    m, _ = read()
    m.assign_field('MAIER', 'PID', 1, 5, 1, 1)
    return str(m)
def best(work):
    times = []
    for _ in range(8):
        t = time.perf_counter()
        for _ in range(100): work()
        times.append((time.perf_counter() - t) * 1e6 / 100)
    return min(times)
print(json.dumps({'values': read()[1], 'edited': edit(), 'read': best(read), 'edit': best(edit)}))
`;

interface PythonResult {
  readonly values: readonly string[];
  readonly edited: string;
  readonly read: number;
  readonly edit: number;
}

/** Debian's own interpreter first: python3-hl7 is installed for that one. */
function askPython(): PythonResult | undefined {
  for (const python of ['/usr/bin/python3', 'python3']) {
    try {
      const output = execFileSync(python, ['-c', PYTHON, FILE.pathname, JSON.stringify(READS)], {
        encoding: 'utf8',
        stdio: ['ignore', 'pipe', 'ignore'],
      });
      return JSON.parse(output) as PythonResult;
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Parse and ten reads; the same with one field set and the message written again. Peers are given decoded text. */
export async function benchHl7(): Promise<{ rows: BenchRow[] }> {
  const bytes = new Uint8Array(readFileSync(FILE));
  const text = Buffer.from(bytes).toString('latin1');

  // Arrays of their own: a message that was read a moment ago is remembered, and that is not what is measured.
  const copies = Array.from({ length: 64 }, () => bytes.slice());
  let turn = 0;
  const next = (): Uint8Array => copies[turn++ % copies.length] ?? bytes;

  const ourRead = (): string => {
    const message = Hl7Message.read(next());
    return PATHS.map((path) => message.value(path)).join();
  };
  const ourEdit = (): Uint8Array => {
    const message = Hl7Message.read(next());
    for (const path of PATHS) message.value(path);
    return message.set('PID-5.1', 'MAIER').bytes;
  };
  const theirRead = (): string => {
    const message = MedplumMessage.parse(text);
    return READS.map(
      ([segment, field, component]) => message.getSegment(segment)?.getComponent(field, component) ?? '',
    ).join();
  };
  const theirEdit = (): string => {
    const message = MedplumMessage.parse(text);
    for (const [segment, field, component] of READS) message.getSegment(segment)?.getComponent(field, component);
    message.getSegment('PID')?.setComponent(5, 1, 'MAIER');
    return message.toString();
  };

  const edited = text.replace('|DELGADO^', '|MAIER^');
  expect('ours', ourRead(), EXPECTED);
  expect('@medplum/core', theirRead(), EXPECTED);
  expect('ours', Buffer.from(ourEdit()).toString('latin1'), edited);
  expect('@medplum/core', theirEdit().replace(/\r?$/, '\r'), edited);

  const read = time(ourRead);
  const edit = time(ourEdit);
  const rows = [
    row('HL7 parse + 10 reads', read, time(theirRead), '@medplum/core', 1),
    row('HL7 parse + 10 reads + set + build', edit, time(theirEdit), '@medplum/core', 1),
  ];
  const python = askPython();
  if (python !== undefined) {
    expect('python3-hl7', python.values.join(), EXPECTED);
    rows.push(row('HL7 parse + 10 reads', read, python.read, 'python3-hl7', 30));
    rows.push(row('HL7 parse + 10 reads + set + build', edit, python.edit, 'python3-hl7', 30));
  }
  return await Promise.resolve({ rows });
}

function row(name: string, ours: number, peer: number, peerName: string, target: number): BenchRow {
  return { name, ours, peer, peerName, ratio: peer / ours, target };
}

if (import.meta.main) process.stdout.write(`${JSON.stringify((await benchHl7()).rows, null, 2)}\n`);
