import { channelComment } from './channel-comment.ts';

const selected = (name: string, host: string, port: number, application: string): string => `
  - name: ${name}
    host: ${host}
    port: ${port}
    rules:
      - target: MSH-5
        function: constant
        value: ${application}
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
`;

/** /opt/engine/channels/ADT_FAN.yaml of the healthy hospital. */
export const adtFan = `# ADT_FAN: registration and demographics from the HIS to everybody who keeps patients.
channel: ADT_FAN
description: Patient demographics, HIS to RIS, PACS and worklist
listen: [6661]
accept:
  types: [ADT^A01, ADT^A03, ADT^A04, ADT^A05, ADT^A08, ADT^A11, ADT^A13, ADT^A31, ADT^A40, ADT^A47]
  versions: [2.3.1, 2.5.1]

destinations:
  # The RIS keeps all identifiers of a patient.
  - name: ris
    host: ris01
    port: 6662
    rules:
      - target: MSH-5
        function: constant
        value: RIS
      - target: MSH-6
        function: constant
        value: NGHRAD
${selected('pacs', 'pacs01', 2576, 'PACS')}${selected('mwl', 'mwl01', 2575, 'MWL')}${channelComment}`;
