import { channelComment } from './channel-comment.ts';

/** /opt/engine/channels/SCHED_TO_MWL.yaml of the healthy hospital. */
export const schedToMwl = `# SCHED_TO_MWL: scheduled steps from the RIS to the worklist server and the PACS.
# HL7 2.3.1 (ORM^O01) arrives on 6664, HL7 2.5.1 (OMI^O23) on 6665.
channel: SCHED_TO_MWL
description: Scheduled procedure steps, RIS to worklist and PACS
listen: [6664, 6665]
accept:
  types: [ORM^O01, OMI^O23]
  versions: [2.3.1, 2.5.1]
# NW new, XO change, CA cancel, DC discontinue (HL7 table 0119). Status messages go through STATUS.
filter: ORC-1 in [NW, XO, CA, DC]

destinations:
  - name: mwl
    host: mwl01
    port: 2575
    rules:
      - target: MSH-5
        function: constant
        value: MWL
        note: receiving application
      - target: MSH-6
        function: constant
        value: NGH
        note: receiving facility

      # Patient. The hospital's own medical record number, by authority and type, never by position.
      - target: PID-3
        from: PID-3
        function: select-repetition
        authority: NGH
        type: MR
        default: hold
        note: patient ID
      - target: PID-8
        from: PID-8.1
        function: lookup
        table: SEX
        column: code
        default: hold
        note: sex

      # The keys that all systems share.
      - target: OBR-18
        version: 2.3.1
        from: OBR-18.1
        required: true
        note: accession number
      - target: IPC-1
        version: 2.5.1
        from: IPC-1
        required: true
        note: accession number

      # Modality by procedure code; what the RIS says must agree. A code without a row is held, never guessed.
      - target: OBR-24
        version: 2.3.1
        from: OBR-4.1
        function: lookup
        table: PROC2MOD
        column: modality
        default: hold
        agree: OBR-24
        required: true
        note: modality
      - target: IPC-5.1
        version: 2.5.1
        from: OBR-4.1
        function: lookup
        table: PROC2MOD
        column: modality
        default: hold
        agree: IPC-5.1
        required: true
        note: modality

      # Station by the resource that the RIS booked.
      - target: ORC-18.1
        version: 2.3.1
        from: ORC-18.1
        function: lookup
        table: RES2STATION
        column: ae
        default: hold
        required: true
        note: scheduled station AE title
      - target: ORC-18.2
        version: 2.3.1
        from: ORC-18.1
        function: lookup
        table: RES2STATION
        column: station
        default: hold
        note: scheduled station name
      - target: OBR-21
        version: 2.3.1
        from: ORC-18.1
        function: lookup
        table: RES2STATION
        column: location
        default: hold
        note: place of the exam (filler field 2, site use)
      - target: IPC-9
        version: 2.5.1
        from: IPC-9
        function: lookup
        table: RES2STATION
        column: ae
        default: hold
        required: true
        note: scheduled station AE title
      - target: IPC-7
        version: 2.5.1
        from: IPC-9
        function: lookup
        table: RES2STATION
        column: station
        default: hold
        note: scheduled station name
      - target: IPC-8
        version: 2.5.1
        from: IPC-9
        function: lookup
        table: RES2STATION
        column: location
        default: hold
        note: place of the exam

      # Times: hospital wall clock. A time with an offset is converted, one without is copied.
      - target: OBR-27.4
        version: 2.3.1
        from: OBR-27.4
        function: datetime
        assume: site
        zone: site
        agree: ORC-7.4
        required: true
        note: scheduled start
      - target: TQ1-7
        version: 2.5.1
        from: TQ1-7
        function: datetime
        assume: site
        zone: site
        required: true
        note: scheduled start

      # Priority: local codes to HL7 table 0485.
      - target: OBR-27.6
        version: 2.3.1
        from: [OBR-27.6, ORC-7.6]
        function: lookup
        table: PRIO
        column: code
        default: hold
        note: priority
      - target: TQ1-9.1
        version: 2.5.1
        from: TQ1-9.1
        function: lookup
        table: PRIO
        column: code
        default: hold
        note: priority

  # The PACS gets the message of the RIS as it was sent, but for the choice of the patient ID.
  - name: pacs
    host: pacs01
    port: 2576
    rules:
      - target: MSH-5
        function: constant
        value: PACS
        note: receiving application
      - target: MSH-6
        function: constant
        value: NGH
        note: receiving facility
      - target: PID-3
        from: PID-3
        function: select-repetition
        authority: NGH
        type: MR
        default: hold
        note: patient ID
${channelComment}`;
