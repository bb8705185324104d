import { describe, expect, it } from 'vitest';
import { DataSet } from '../../server/protocols/dicom/data-set.ts';
import { AcceptorMachine } from '../../server/protocols/dimse/association.ts';
import { negotiate } from '../../server/protocols/dimse/negotiation.ts';
import { echoRequest } from '../../server/protocols/dimse/services/verification.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { MllpReader, frameMllp } from '../../server/protocols/mllp/codec.ts';
import { associateRequestBytes, establishedPair, sent, supported } from './dimse/pair.ts';

/** Legal bytes, changed at random of a seed: the same every time, and bounded. */
const ROUNDS = 1_500;

function dice(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 0x1_0000_0000) * below);
  };
}

/** Up to eight bytes overwritten, and now and then a piece cut out or doubled. */
function damaged(bytes: Uint8Array, roll: (below: number) => number): Uint8Array {
  const copy = bytes.slice();
  for (let changes = roll(8); changes >= 0; changes--) copy[roll(copy.length)] = roll(3) === 0 ? 0xff : roll(256);
  const [from, to] = [roll(copy.length), roll(copy.length)];
  if (roll(3) > 0) return copy;
  return new Uint8Array(Buffer.concat([copy.subarray(0, from), copy.subarray(to)]));
}

function echoBytes(): Uint8Array {
  const { requestor } = establishedPair();
  sent(requestor);
  requestor.sendMessage(1, echoRequest(1));
  return sent(requestor);
}

const association = new Uint8Array(Buffer.concat([associateRequestBytes(), echoBytes(), echoBytes()]));
const message = new TextEncoder().encode(
  'MSH|^~\\&|RIS|NGH|MWL|NGH|20260316||ORM^O01|1|P|2.3.1\rPID|||1^^^NGH&2.9&ISO\r',
);

describe('damaged bytes', () => {
  it('never make the association machine throw, and it always comes to rest', () => {
    const roll = dice(1);
    for (let round = 0; round < ROUNDS; round++) {
      const machine = new AcceptorMachine();
      const bytes = damaged(association, roll);
      const size = 1 + roll(bytes.length);
      let told = 0;
      for (let at = 0; at < bytes.length; at += size) {
        machine.feed(bytes.subarray(at, at + size));
        for (let said = machine.next(); said !== undefined; said = machine.next()) {
          told++;
          if (said.kind === 'associate-request')
            machine.accept({ contexts: negotiate(said.request.contexts, supported) });
        }
      }
      machine.transportClosed();
      while (machine.next() !== undefined) told++;
      expect(machine.state).toBe('Sta1');
      expect(told).toBeLessThan(20);
    }
  });

  it('never make the readers of MLLP, HL7 and data sets throw', () => {
    const roll = dice(2);
    const frames = new Uint8Array(Buffer.concat([frameMllp(message), frameMllp(message)]));
    for (let round = 0; round < ROUNDS; round++) {
      const reader = new MllpReader({ maxFrameBytes: 200 });
      reader.feed(damaged(frames, roll));
      for (let read = reader.next() ?? reader.finish(); read !== undefined; read = reader.next() ?? reader.finish()) {
        if (read.kind === 'frame') Hl7Message.read(read.payload).value('PID-3.4.2');
      }
      const syntax = ['1.2.840.10008.1.2', '1.2.840.10008.1.2.1', '1.2.840.10008.1.2.2'][roll(3)] ?? '';
      expect(DataSet.read(damaged(association, roll), syntax).elements.length).toBeLessThan(1_000);
    }
  });
});
