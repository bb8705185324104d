import net from 'node:net';
import { ByteBudget } from '../../server/gateway/byte-budget.ts';
import { DicomConnection } from '../../server/gateway/dicom-connection.ts';
import { listenDicom } from '../../server/gateway/dicom-port.ts';
import { gatewayLimits } from '../../server/gateway/limits.ts';
import { Watchdog } from '../../server/gateway/watchdog.ts';
import {
  type AcceptorMachine,
  type AssociateRequestParameters,
  type AssociationOptions,
  type Indication,
  RequestorMachine,
} from '../../server/protocols/dimse/association.ts';

export type DimseConnection<M extends AcceptorMachine | RequestorMachine> = DicomConnection<M>;

export interface DimseServer extends AsyncDisposable {
  readonly port: number;
}

/** Listens on an ephemeral port of the loopback; leaving the scope closes it with all its connections. */
export async function listenDimse(
  answer: (indication: Indication, connection: DimseConnection<AcceptorMachine>) => void,
  options: AssociationOptions = {},
): Promise<DimseServer> {
  const listener = await listenDicom({
    port: 0,
    attend: (connection) => (indication) => answer(indication, connection),
    association: options,
  });
  if (listener.kind === 'failed') throw new Error(JSON.stringify(listener.fault));
  return listener;
}

/**
 * Opens an association to a loopback port and runs it to its end: `answer` issues the primitives. Resolves with all
 * indications, the last of them `closed`; rejects when the peer is silent for `timeoutMs`.
 */
export async function runRequestor(
  port: number,
  parameters: AssociateRequestParameters,
  answer: (indication: Indication, machine: RequestorMachine) => void,
  options: AssociationOptions = {},
  timeoutMs = 120_000,
): Promise<Indication[]> {
  const seen: Indication[] = [];
  const socket = net.connect(port, '127.0.0.1');
  let silence: NodeJS.Timeout | undefined;
  let connection: DicomConnection<RequestorMachine> | undefined;
  try {
    return await new Promise<Indication[]>((resolve, reject) => {
      silence = setTimeout(() => reject(new Error(`no end after ${JSON.stringify(seen.at(-1)?.kind)}`)), timeoutMs);
      const machine = new RequestorMachine(options);
      machine.request(parameters);
      const remote = { connectionId: 1, address: '127.0.0.1', port };
      const home = {
        limits: gatewayLimits,
        watchdog: new Watchdog(gatewayLimits.unitMillis),
        budget: new ByteBudget(),
        onFault: () => undefined,
      };
      connection = new DicomConnection(socket, machine, remote, home);
      connection.attend((indication) => {
        seen.push(indication);
        answer(indication, machine);
        if (indication.kind === 'closed') resolve(seen);
      });
      socket.on('connect', () => {
        machine.transportConnected();
        connection?.run();
      });
    });
  } finally {
    clearTimeout(silence);
    connection?.destroy();
  }
}

/** A port that was free a moment ago, for programs that cannot choose one themselves. */
export async function freePort(): Promise<number> {
  const server = net.createServer();
  await new Promise<void>((resolve) => {
    server.listen(0, '127.0.0.1', resolve);
  });
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

/** Resolves once something listens on the loopback port; a program that has other things to do takes its time. */
export async function waitForPort(port: number, timeoutMs = 60_000): Promise<void> {
  for (let waited = 0; ; waited += 50) {
    const open = await new Promise<boolean>((resolve) => {
      const socket = net.connect(port, '127.0.0.1');
      socket.on('connect', () => {
        socket.destroy();
        resolve(true);
      });
      socket.on('error', () => {
        socket.destroy();
        resolve(false);
      });
    });
    if (open) return;
    if (waited > timeoutMs) throw new Error(`nothing listens on ${port}`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
