import { describe, expect, it } from 'vitest';
import { fromCivil, SECOND } from '../../server/core/clock.ts';
import { Kernel, type Task } from '../../server/core/kernel.ts';
import { emptyJournal, Journal } from '../../server/network/journal.ts';
import { hl7Keys } from '../../server/network/hl7-event.ts';
import { type Hl7Outcome, type Hl7Room, sendHl7, serveHl7 } from '../../server/network/mllp-link.ts';
import { emptyNetwork, type Endpoint, Network } from '../../server/network/network.ts';
import { Hl7Message } from '../../server/protocols/hl7/message.ts';
import { omi, orm } from '../systems/mapping/order-messages.ts';

const start = fromCivil({ year: 2026, month: 3, day: 16, hour: 8 }, -300);

function room(): Hl7Room {
  const kernel = new Kernel(start);
  const journal = new Journal(kernel, emptyJournal());
  const network = new Network(kernel, 'seed', emptyNetwork());
  network.addHost('ris01', '10.20.10.12');
  network.addHost('eng01', '10.20.10.20');
  return { kernel, network, journal };
}

const ack = (code: string, controlId: string): Uint8Array =>
  new TextEncoder().encode(
    `MSH|^~\\&|ENG|NGH|RIS|NGHRAD|20260316081503||ACK|ENG1|P|2.3.1\rMSA|${code}|${controlId}|done\r`,
  );

/** Sends and gives the outcome with the virtual seconds it took. */
function send(
  hospital: Hl7Room,
  payload: Uint8Array,
  port = 6664,
  timeout = 10 * SECOND,
  host = 'eng01',
): Hl7Outcome & { cause: number } {
  let result: (Hl7Outcome & { cause: number }) | undefined;
  function* talk(): Task<void> {
    const outcome = yield* sendHl7(hospital, 'ris01', { host, port }, payload, { timeout });
    result = { ...outcome, cause: hospital.kernel.cause };
  }
  hospital.kernel.spawn('talk', talk());
  hospital.kernel.runToQuiet(hospital.kernel.now + 600 * SECOND);
  if (!result) throw new Error('no outcome');
  return result;
}

describe('HL7 between hosts', () => {
  it('delivers the very bytes and brings the answer back, both in the journal, the answer as the cause of what follows', () => {
    const hospital = room();
    const received: unknown[] = [];
    serveHl7(hospital, 'eng01', 6664, (payload, meta) => {
      received.push([payload, meta.remoteHost, meta.eventId]);
      return ack('AA', 'RIS0004711');
    });
    const outcome = send(hospital, orm());
    expect(outcome).toMatchObject({
      kind: 'answered',
      ack: { code: 'AA', controlId: 'RIS0004711', text: 'done' },
      eventId: 1,
      cause: 2,
    });
    expect(received).toEqual([[orm(), 'ris01', 1]]);
    const events = hospital.journal.state.events.slice();
    expect(
      events.map((event) =>
        event.kind === 'hl7'
          ? [event.host, event.to, event.direction, event.title, event.inReplyTo, event.ackCode, event.cause]
          : event.kind,
      ),
    ).toEqual([
      ['ris01', 'eng01', 'request', 'ORM^O01 NW', undefined, undefined, 0],
      ['eng01', 'ris01', 'answer', 'ACK AA', 1, 'AA', 1],
    ]);
    expect(hospital.kernel.quiet).toBe(true);
    expect(hospital.network.openConnections).toBe(0);
  });

  it.each([
    ['nobody listens', 6699, 'eng01', true, 'refused', 'eng01:6699 refused the connection'],
    ['the host is unknown', 6664, 'eng09', true, 'unknown-host', 'no host eng09'],
    ['the host is down', 6664, 'eng01', false, 'timed-out', 'eng01:6664 does not respond'],
  ])('says so when %s', (_, port, host, up, kind, detail) => {
    const hospital = room();
    hospital.network.state.hosts.update('eng01', { up });
    expect(send(hospital, orm(), port, 10 * SECOND, host)).toMatchObject({ kind, detail, eventId: 1 });
    expect(
      hospital.journal.state.events.slice().map((event) => (event.kind === 'transport' ? event.outcome : event.kind)),
    ).toEqual([`${kind.replaceAll('-', ' ')}: ${detail}`]);
    expect(hospital.kernel.quiet).toBe(true);
  });

  it('waits for an answer no longer than told', () => {
    const hospital = room();
    serveHl7(hospital, 'eng01', 6664, () => undefined);
    expect(send(hospital, orm())).toMatchObject({ kind: 'no-answer', detail: 'no answer from eng01:6664 within 10 s' });
    expect(hospital.kernel.now - start).toBeLessThan(10.1 * SECOND);
    expect(hospital.kernel.quiet).toBe(true);
  });

  it.each([
    [
      'bytes that are no frame',
      (endpoint: Endpoint) => {
        endpoint.send([new TextEncoder().encode('HTTP/1.1 400\u001c\r')]);
      },
      'bad-frame',
    ],
    [
      'nothing and hangs up',
      (endpoint: Endpoint) => {
        endpoint.reset();
      },
      'reset',
    ],
  ])('tells the sender when the other side sends %s', (_, act, kind) => {
    const hospital = room();
    hospital.network.listen('eng01', 6664, (endpoint) => ({
      data: () => {
        act(endpoint);
      },
      closed: () => undefined,
    }));
    expect(send(hospital, orm()).kind).toBe(kind);
    expect(hospital.kernel.quiet).toBe(true);
  });

  it('answers two messages of one connection in order, and records a sender who kept no journal', () => {
    const hospital = room();
    const seen: string[] = [];
    serveHl7(hospital, 'eng01', 6664, (payload) => {
      seen.push(Hl7Message.read(payload).controlId);
      return ack('AA', Hl7Message.read(payload).controlId);
    });
    const frame = (payload: Uint8Array): Uint8Array => Uint8Array.of(0x0b, ...payload, 0x1c, 0x0d);
    function* raw(): Task<void> {
      const connected = yield* hospital.network.connect('ris01', 'eng01', 6664);
      if (connected.kind !== 'open') return;
      const both = Uint8Array.of(...frame(orm({ controlId: 'A1' })), ...frame(orm({ controlId: 'A2' })));
      for (let at = 0; at < both.length; at += 700) connected.connection.send([both.slice(at, at + 700)]);
      for (let answers = 0; answers < 2; answers++) yield* connected.connection.receive(hospital.kernel.now + SECOND);
      connected.connection.close();
    }
    hospital.kernel.spawn('raw', raw());
    hospital.kernel.runToQuiet(start + 60 * SECOND);
    expect(seen).toEqual(['A1', 'A2']);
    expect(
      hospital.journal.state.events
        .slice()
        .map((event) => (event.kind === 'hl7' ? [event.direction, event.host, event.inReplyTo] : event)),
    ).toEqual([
      ['request', 'ris01', undefined],
      ['request', 'ris01', undefined],
      ['answer', 'eng01', 1],
      ['answer', 'eng01', 2],
    ]);
  });
});

describe('business keys of a message', () => {
  const shared = {
    patientId: '10004521',
    issuer: 'NGH',
    patientName: 'DELGADO^ROSA',
    placer: 'P700123',
    filler: 'F500123',
    accession: 'A260001234',
    studyUid: '2.25.119731204387015960412785234019876543210',
    spsId: 'SPS500123',
  };
  const swapped = 'PID|||W20871^^^WFC&2.999.1.20.1&ISO^MR~10004521^^^NGH&2.999.1.10.1&ISO^MR||DELGADO^ROSA';
  it.each([
    ['ORM^O01 2.3.1', orm(), shared],
    ['OMI^O23 2.5.1', omi(), shared],
    ['the hospital number wherever it stands', orm({ pid: swapped }), shared],
    [
      'the first number where the hospital has none',
      orm({ pid: 'PID|||W1^^^WFC&2.999.1.20.1&ISO^MR' }),
      { ...shared, patientId: 'W1', issuer: 'WFC', patientName: undefined },
    ],
    ['an acknowledgement', ack('AA', 'X'), {}],
    ['bytes that are no message', new Uint8Array([1, 2, 3]), {}],
  ])('are those of %s', (_, bytes, keys) => {
    expect(hl7Keys(Hl7Message.read(bytes))).toEqual(
      Object.fromEntries(Object.entries(keys).filter(([, value]) => value !== undefined)),
    );
  });
});
