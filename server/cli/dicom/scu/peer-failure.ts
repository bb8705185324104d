import type { AssociationEnd } from '../../../gateway/dicom-dial.ts';
import type { GatewayFault } from '../../../gateway/fault.ts';
import { explainAbort } from '../../../protocols/dimse/abort.ts';
import { type Rejection, explainRejection } from '../../../protocols/dimse/rejection.ts';
import type { Target } from './target.ts';

/** Why an association did not come about or ended too early, and what to look at: one line. */
export function peerFailure(target: Target, end: AssociationEnd): string {
  return `${target.host}:${target.port}: ${reasonOf(target, end)}`;
}

function reasonOf(target: Target, end: AssociationEnd): string {
  switch (end.kind) {
    case 'rejected': {
      const { result, source, reason, clause } = explainRejection(end.rejection);
      return `association rejected: ${reason} (${result} by ${source}, ${clause}); ${rejectionAdvice(target, end.rejection)}`;
    }
    case 'aborted': {
      if (end.by === 'transport') return socketText('ECONNRESET');
      const { source, reason, clause } = explainAbort(end.abort);
      return `association aborted by ${source}, reason ${reason} (${clause}); look into the log of the peer`;
    }
    case 'released':
      return 'association released by the peer before it had answered; look into the log of the peer';
    case 'failed':
      return faultText(target, end.fault);
    default:
      return end satisfies never;
  }
}

function rejectionAdvice({ calling, called }: Target, { result, source, reason }: Rejection): string {
  if (source === 1 && reason === 3) return `register '${calling}' at the peer, or give a name it knows with --calling`;
  if (source === 1 && reason === 7) return `give its own AE title with --called, which was '${called}'`;
  if (result === 2) return 'try again later';
  return 'look into the log of the peer';
}

function faultText({ timeoutMillis }: Target, fault: GatewayFault): string {
  switch (fault.kind) {
    case 'socket':
      return socketText(fault.code);
    case 'no-answer':
      return `no answer within ${timeoutMillis / 1_000} s; look for a firewall or a peer that hangs or speaks no DICOM, or wait longer with --timeout`;
    case 'slow-unit':
    case 'slow-message':
    case 'slow-reader':
    case 'idle':
      return 'the peer is too slow; look for a network that loses packets, or wait longer with --timeout';
    case 'aborted': {
      const what = fault.diagnostic?.code ?? explainAbort(fault.abort).reason;
      return `the peer breaks the protocol (${what}) and the association was aborted; check that it speaks DICOM`;
    }
    case 'defect':
      return `this program fails: ${fault.error instanceof Error ? fault.error.message : String(fault.error)}`;
    case 'address-refused':
    case 'too-many-connections':
    case 'too-many-associations':
    case 'artim':
    case 'framing':
    case 'write-queue-full':
    case 'buffer-full':
      return `given up (${fault.kind})`;
    default:
      return fault satisfies never;
  }
}

function socketText(code: string): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'connection refused; check host and port, and that the server runs';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'no host of this name; check its spelling, or give an IP address';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'this host cannot be reached; check its address and the network';
    case 'ECONNRESET':
    case 'EPIPE':
      return 'connection closed without a word; check that the peer speaks DICOM without TLS on this port';
    default:
      return `connection failed (${code})`;
  }
}
