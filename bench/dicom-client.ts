import { type DialledAssociation, dialDicom } from '../server/gateway/dicom-dial.ts';
import { proposeContexts } from '../server/protocols/dimse/negotiation.ts';
import { uids } from '../server/protocols/dimse/uids.ts';
import type { Measurement } from './measurement.ts';

/** The same client for every side: an association for one SOP class, in explicit VR little endian. */
export async function associate(port: number, sopClass: string, calledAeTitle = 'ANY'): Promise<DialledAssociation> {
  const syntax = sopClass === uids.verification ? uids.implicitVrLittleEndian : uids.explicitVrLittleEndian;
  const dialled = await dialDicom({
    port,
    request: {
      calledAeTitle,
      callingAeTitle: 'BENCH',
      contexts: proposeContexts([{ abstractSyntax: sopClass, transferSyntaxes: [syntax] }]),
    },
  });
  if (dialled.kind !== 'open') throw new Error(`no association: ${JSON.stringify(dialled)}`);
  return dialled.association;
}

/** Larger is better: `unit` per second. */
export function faster(
  name: string,
  own: number,
  peer: number,
  peerName: string,
  target: number,
  unit = '/s',
): Measurement {
  const ratio = own / peer;
  return {
    name,
    ours: `${own.toFixed(0)}${unit}`,
    peer: `${peer.toFixed(0)}${unit} ${peerName}`,
    ratio: `${ratio.toFixed(2)} ×`,
    target: `≥ ${target} ×`,
    ok: ratio >= target,
  };
}

/** A row that says why it holds no number: the peer is not on this machine. */
export function notInstalled(name: string, peer: string): Measurement {
  return { name, ours: 'not measured', peer: `${peer} not installed`, ratio: '', target: '', ok: true };
}
