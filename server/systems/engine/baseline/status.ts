import { channelComment } from './channel-comment.ts';

/** /opt/engine/channels/STATUS.yaml of the healthy hospital. */
export const status = `# STATUS: numbers and status of orders from the RIS back to the HIS; started and finished exams to the worklist.
channel: STATUS
description: Order status, RIS to HIS and worklist
listen: [6664]
accept:
  types: [ORM^O01, ORR^O02, OMI^O23]
  versions: [2.3.1, 2.5.1]
# SC status changed, SN send number, NA number assigned, OC and OD cancelled or discontinued (HL7 table 0119).
filter: ORC-1 in [SC, SN, NA, OC, OD]

destinations:
  - name: his
    host: his01
    port: 6660
    rules:
      - target: MSH-5
        function: constant
        value: HIS
      - target: MSH-6
        function: constant
        value: NGH
  - name: mwl
    host: mwl01
    port: 2575
    filter: ORC-1 = SC and ORC-5 in [SC, IP, CM]
    rules:
      - target: MSH-5
        function: constant
        value: MWL
      - target: MSH-6
        function: constant
        value: NGH
      - target: PID-3
        from: PID-3
        function: select-repetition
        authority: NGH
        type: MR
        default: hold
        note: patient ID
${channelComment}`;
