import { channelComment } from './channel-comment.ts';

/** /opt/engine/channels/RESULT.yaml of the healthy hospital. */
export const result = `# RESULT: reports of the radiologists to the medical record.
channel: RESULT
description: Reports, reporting system to EMR
listen: [6666]
accept:
  types: [ORU^R01]
  versions: [2.3.1, 2.5.1]
# P preliminary, F final, C corrected (HL7 table 0123).
filter: OBR-25 in [P, F, C]

destinations:
  - name: emr
    host: emr01
    port: 6680
    rules:
      - target: MSH-5
        function: constant
        value: EMR
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
