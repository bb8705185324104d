import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import type { VictimReport } from './victim.ts';

export type VictimState = Extract<VictimReport, { kind: 'state' }>;

/** The attacked process, seen from outside. */
export class Victim implements AsyncDisposable {
  readonly #process: ChildProcess;
  readonly dicom: number;
  readonly mllp: number;

  private constructor(process: ChildProcess, dicom: number, mllp: number) {
    this.#process = process;
    this.dicom = dicom;
    this.mllp = mllp;
  }

  static async start(kind: 'impatient' | 'patient' = 'impatient'): Promise<Victim> {
    const file = fileURLToPath(new URL('victim.ts', import.meta.url));
    const process = fork(file, [kind], { execArgv: ['--expose-gc'], stdio: ['ignore', 'ignore', 'inherit', 'ipc'] });
    const [ports] = (await once(process, 'message')) as [VictimReport];
    if (ports.kind !== 'ports') throw new Error('no ports');
    return new Victim(process, ports.dicom, ports.mllp);
  }

  get alive(): boolean {
    return this.#process.exitCode === null && this.#process.signalCode === null;
  }

  async state(ask: 'look' | 'collect' = 'look'): Promise<VictimState> {
    this.#process.send(ask);
    for (;;) {
      const [report] = (await once(this.#process, 'message')) as [VictimReport | { kind: 'defect'; text: string }];
      if (report.kind === 'state') return report;
      if (report.kind === 'defect') throw new Error(report.text);
    }
  }

  /** The state once so many connections are left and so many faults are told, or the last one seen when that does not come. */
  async settled(dicom: number, mllp: number, withinMs: number, leastFaults = 0): Promise<VictimState> {
    const faults: string[] = [];
    for (let waited = 0; ; waited += 10) {
      const state = await this.state();
      faults.push(...state.faults);
      const done = state.dicomConnections === dicom && state.mllpConnections === mllp && faults.length >= leastFaults;
      if (done || waited >= withinMs) {
        return { ...state, faults };
      }
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
  }

  /** Bytes it holds after collections, a few where one leaves more than `most`: buffers are let go of in the background. */
  async held(most: number): Promise<number> {
    for (let tries = 0; ; tries++) {
      const { held } = await this.state('collect');
      if (held <= most || tries === 200) return held;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Closes its ports; resolves with its exit code when nothing keeps the process any more. */
  async close(): Promise<number | null> {
    this.#process.send('close');
    await once(this.#process, 'exit');
    return this.#process.exitCode;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (!this.alive) return;
    this.#process.kill('SIGKILL');
    await once(this.#process, 'exit');
  }
}
