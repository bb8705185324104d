import { AcceptorMachine, type AssociationOptions, type Indication } from '../protocols/dimse/association.ts';
import { dimseLimits } from '../protocols/dimse/limits.ts';
import { rejections } from '../protocols/dimse/rejection.ts';
import { ByteBudget } from './byte-budget.ts';
import { DicomConnection } from './dicom-connection.ts';
import type { OnFault } from './fault.ts';
import { type GatewayLimits, gatewayLimits } from './limits.ts';
import { type ListenAddress, type ListenFailure, type Listener, listen } from './listener.ts';
import { Watchdog } from './watchdog.ts';

/** Hears the indications of one connection, one by one, and answers with primitives of `connection.machine`. */
export type Attend = (connection: DicomConnection<AcceptorMachine>) => (indication: Indication) => void;

export interface DicomPort extends ListenAddress {
  /** See `serving` for a provider of services. */
  readonly attend: Attend;
  readonly association?: AssociationOptions;
  readonly limits?: Partial<GatewayLimits>;
  readonly onFault?: OnFault;
}

/** Opens a port for DICOM associations, on the loopback unless `anyAddress` says otherwise. */
export async function listenDicom(port: DicomPort): Promise<Listener | ListenFailure> {
  const limits = { ...gatewayLimits, ...port.limits };
  const onFault = port.onFault ?? ((): void => undefined);
  const { idleMillis, unitMillis, messageMillis, writeMillis } = limits;
  const home = {
    limits,
    watchdog: new Watchdog(Math.min(idleMillis, unitMillis, messageMillis, writeMillis)),
    budget: new ByteBudget(),
    onFault,
  };
  const association: AssociationOptions = {
    artimMicros: limits.artimMillis * 1_000,
    maxDataSetLength: limits.bufferedBytes,
    // Large PDUs: what costs is their number.
    maxPduLength: dimseLimits.sendPduLength,
    ...port.association,
  };
  let associations = 0;
  return await listen(
    port,
    { connections: limits.connections, highWaterMark: limits.writeHighWater, onFault },
    (socket, remote) => {
      const connection = new DicomConnection(socket, new AcceptorMachine(association), remote, home);
      const hear = port.attend(connection);
      let counted = false;
      connection.onceClosed(() => {
        if (counted) associations--;
      });
      connection.attend((indication) => {
        if (indication.kind === 'associate-request') {
          if (associations >= limits.associations) {
            connection.fault({ kind: 'too-many-associations' });
            connection.machine.reject(rejections.localLimitExceeded);
            return;
          }
          associations++;
          counted = true;
        }
        hear(indication);
      });
      return connection;
    },
  );
}
