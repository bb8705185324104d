import { ByteBudget } from './byte-budget.ts';
import type { OnFault, Remote } from './fault.ts';
import { type GatewayLimits, gatewayLimits } from './limits.ts';
import { type ListenAddress, type ListenFailure, type Listener, listen } from './listener.ts';
import { MllpConnection } from './mllp-connection.ts';
import { Watchdog } from './watchdog.ts';

/** The answer to one message; undefined keeps silent. Messages of a connection are answered one after the other. */
export type MllpAnswer = (
  payload: Uint8Array,
  remote: Remote,
) => Uint8Array | undefined | Promise<Uint8Array | undefined>;

export interface MllpPort extends ListenAddress {
  readonly answer: MllpAnswer;
  readonly limits?: Partial<GatewayLimits>;
  readonly onFault?: OnFault;
}

/** Opens a port for HL7 over MLLP, on the loopback unless `anyAddress` says otherwise. */
export async function listenMllp(port: MllpPort): Promise<Listener | ListenFailure> {
  const limits = { ...gatewayLimits, ...port.limits };
  const onFault = port.onFault ?? ((): void => undefined);
  const { idleMillis, unitMillis, writeMillis } = limits;
  const watchdog = new Watchdog(Math.min(idleMillis, unitMillis, writeMillis));
  const home = { limits, watchdog, budget: new ByteBudget(), onFault };
  return await listen(
    port,
    { connections: limits.connections, highWaterMark: limits.writeHighWater, onFault },
    (socket, remote) => {
      const settle = (answer: Uint8Array | undefined): void => {
        if (answer !== undefined && !connection.over) connection.send(answer);
        connection.ready();
      };
      const defect = (error: unknown): void => {
        connection.fault({ kind: 'defect', error });
        connection.finish();
      };
      const connection: MllpConnection = new MllpConnection(socket, remote, home, {
        frame: (payload) => {
          try {
            const answer = port.answer(payload, remote);
            if (answer instanceof Promise) void answer.then(settle, defect);
            else settle(answer);
          } catch (error) {
            defect(error);
          }
        },
        closed: () => undefined,
      });
      return connection;
    },
  );
}
