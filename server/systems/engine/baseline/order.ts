import { channelComment } from './channel-comment.ts';

/** /opt/engine/channels/ORDER.yaml of the healthy hospital. */
export const order = `# ORDER: orders of the HIS (placer) to the RIS (filler).
channel: ORDER
description: Placer orders, HIS to RIS
listen: [6663]
accept:
  types: [ORM^O01]
  versions: [2.3.1, 2.5.1]
# Catalogue check: obstetrics orders its cardiotocography (CTG) in the same system; it is no imaging.
filter: ORC-1 in [NW, CA, XO, SN] and OBR-4.1 not in [CTG]

destinations:
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
${channelComment}`;
