import { describe, expect, it } from 'vitest';
import { build } from '../../../server/lab/prelude.ts';
import type { Fault } from '../../../server/lab/scenario/fault-schema.ts';
import { capturedMorning } from '../../../server/lab/views/capture-file.ts';
import { hashOfTraffic } from '../../support/courses.ts';
import { stagedCourse } from '../../support/staged-course.ts';
import { needsTool } from '../../support/tool.ts';
import { dissected } from '../../support/tshark.ts';

/** Byte-level faults as a scenario stages them: what tshark says of the whole morning's capture. */

const of = { at: '05:00', author: 'vendor1', note: 'staged' } as const;
const scanner = { ...of, host: 'ct01', path: '/etc/modality.conf' };
const archive = { ...of, host: 'pacs01', path: '/etc/ngpacs/server.properties' };
const toPacs = { from: 'ct01', to: 'pacs01', port: 11_112 };
const toEngine = { from: 'ris01', to: 'eng01', port: 6664 };

const retransmission = 'This frame is a (suspected) retransmission';
const reset = 'Connection reset (RST)';
const abort = 'Association aborted';
const rejected = 'Association rejected';

/** What is staged, and for it every remark of tshark. `field`: what it reads at the place, and which values occur. */
const staged: readonly [string, Fault, readonly string[], (readonly [filter: string, field: string, values: readonly string[]])?][] = [
  ['nothing', { at: '10:00', link: { to: 'adm01' }, flaw: { kind: 'drop' } }, []],
  // Settings: patches of the file that holds them.
  ['a wrong called AE title', { ...scanner, set: [{ pointer: ['pacs.ae'], value: 'NGH_PASC' }] }, [rejected], ['dicom.pdu.type == 3', 'dicom.assoc.reject.reason', ['7']]],
  ['an unknown calling AE title', { ...of, host: 'pacs01', path: '/etc/ngpacs/ae.conf', replace: [{ find: 'NGH_CT1 ', with: '#NGH_CT1 ' }] }, [rejected], ['dicom.pdu.type == 3', 'dicom.assoc.reject.reason', ['3']]],
  ['no common transfer syntax', { ...archive, set: [{ pointer: ['storage.syntaxes'], value: 'jpeg-lossless' }] }, [], ['dicom.pdu.type == 2 && tcp.port == 11112', 'dicom.pctx.result', ['4']]],
  ['a presentation context rejected', { ...archive, set: [{ pointer: ['storage.classes'], value: 'CR,DX,SC,KO' }] }, [], ['dicom.pdu.type == 2 && tcp.port == 11112', 'dicom.pctx.result', ['0', '3']]],
  ['a port that nobody listens on', { ...scanner, set: [{ pointer: ['pacs.port'], value: '11119' }] }, [reset]],
  // Flaws of a way.
  ['a lost SYN', { at: '05:00', link: toPacs, flaw: { kind: 'drop' } }, [retransmission]],
  ['an abort in mid-transfer', { at: '05:00', link: { ...toPacs, every: 2 }, flaw: { kind: 'abort', by: 'server', source: 'provider', afterBytes: 9000 } }, [abort]],
  ['a reset in mid-transfer', { at: '05:00', link: { ...toPacs, every: 2 }, flaw: { kind: 'reset', by: 'server', afterBytes: 9000 } }, [reset]],
  ['a truncated PDU', { at: '05:00', link: { ...toPacs, every: 2 }, flaw: { kind: 'truncate', of: 'client', keep: 9000, then: 'close' } }, []],
  ['a truncated frame', { at: '05:00', link: { ...toEngine, every: 5 }, flaw: { kind: 'truncate', of: 'client', keep: -1, then: 'wait' } }, [], ['tcp.dstport == 6664 && tcp.payload contains 1c && !(tcp.payload contains 1c:0d)', 'tcp.dstport', ['6664']]],
  ['line feeds', { at: '05:00', link: toEngine, flaw: { kind: 'line-feed' } }, [], ['tcp.dstport == 6664 && tcp.payload contains 0a:4f:52:43', 'tcp.dstport', ['6664']]],
  ['late answers', { at: '05:00', link: toEngine, flaw: { kind: 'ack-late', seconds: 6 } }, []],
  ['answers after the time-out', { at: '05:00', link: { ...toEngine, every: 7 }, flaw: { kind: 'ack-late', seconds: 45 } }, [reset]],
  ['wrong answers', { at: '05:00', link: { ...toEngine, every: 4 }, flaw: { kind: 'ack-wrong', saying: 'message-before' } }, []],
  ['missing answers', { at: '05:00', link: { ...toEngine, every: 4 }, flaw: { kind: 'ack-missing' } }, []],
  ['losses as of a duplex mismatch', { at: '05:00', link: toPacs, flaw: { kind: 'loss', share: 0.05 } }, [retransmission]],
]; // prettier-ignore

const tshark = needsTool('tshark');
describe.skipIf(!tshark.available)(`a morning with a staged fault ${tshark.reason}`, () => {
  const healthy = hashOfTraffic(capturedMorning(build(stagedCourse([]), '1')));
  it.each(staged)('%s: tshark sees just that in the whole capture', (name, fault, remarks, look) => {
    const morning = build(stagedCourse([fault]), '1');
    const sent = capturedMorning(morning);
    // A fault that changes nothing would have no remarks either.
    expect(hashOfTraffic(sent) === healthy).toBe(name === 'nothing');
    const says = dissected(sent);
    expect(Object.keys(says.remarks)).toEqual(remarks);
    if (!look) return;
    const [filter, field, values] = look;
    const found = says.ask('-Y', filter, '-T', 'fields', '-e', field).flatMap((line) => line.split(','));
    // Before five o'clock all was well.
    expect(
      [...new Set(found)]
        .map((value) => String(Number(value)))
        .filter((value) => value !== '0' || values.includes('0'))
        .sort(),
    ).toEqual(values);
  });
});
