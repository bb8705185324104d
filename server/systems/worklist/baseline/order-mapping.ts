/** /etc/ngmwl/order-mapping.yaml of the healthy hospital (hl7-to-mwl.md). */
export const orderMapping = `# Order message (as eng01 sends it) to worklist item. 2.3.1 is ORM^O01, 2.5.1 is OMI^O23.
description: IHE RAD TF-2x Appendix B, with the site's choices
rules:
  - target: (0008,0005)
    from: MSH-18
    function: charset
    note: Specific Character Set

  # Patient
  - target: (0010,0010)
    from: PID-5
    function: person-name
    type: XPN
    required: true
    note: Patient's Name
  - target: (0010,0020)
    from: PID-3
    function: select-repetition
    authority: NGH
    type: MR
    part: 1
    required: true
    note: Patient ID
  - target: (0010,0021)
    from: PID-3
    function: select-repetition
    authority: NGH
    type: MR
    part: 4.1
    note: Issuer of Patient ID
  - target: (0010,0024)>(0040,0032)
    from: PID-3
    function: select-repetition
    authority: NGH
    type: MR
    part: 4.2
    when: PID-3.4.2 valued
    note: universal ID of the issuer
  - target: (0010,0024)>(0040,0033)
    from: PID-3
    function: select-repetition
    authority: NGH
    type: MR
    part: 4.3
    when: PID-3.4.2 valued
    note: type of that ID
  - target: (0010,0030)
    from: PID-7
    function: date
    note: Patient's Birth Date
  - target: (0010,0040)
    from: PID-8.1
    function: sex
    note: Patient's Sex
  - target: (0010,1020)
    from: OBX[*]-5
    function: height
    note: Patient's Size
  - target: (0010,1030)
    from: OBX[*]-5
    function: weight
    note: Patient's Weight
  - target: (0010,2000)
    from: OBR-13
    function: text
    note: Medical Alerts
  - target: (0010,2110)
    from: AL1[*]-3.2
    function: text
    note: Allergies
  - target: (0010,21C0)
    from: PV1-15
    function: pregnancy
    note: Pregnancy Status

  # Visit
  - target: (0008,0090)
    from: PV1-8
    function: person-name
    type: XCN
    note: Referring Physician's Name
  - target: (0038,0010)
    from: [PV1-19.1, PID-18.1]
    note: Admission ID
  - target: (0038,0050)
    from: PV1-15
    function: special-needs
    note: Special Needs
  - target: (0038,0300)
    from: PV1-3
    function: place
    note: Current Patient Location
  - target: (0038,0500)
    from: [OBR-12.2, OBR-12.1]
    function: text
    note: Patient State
  - target: (0040,3001)
    from: PV1-16
    function: text
    note: Confidentiality Constraint

  # Order
  - target: (0008,0050)
    from:
      2.3.1: OBR-18.1
      2.5.1: IPC-1.1
    required: true
    note: Accession Number
  - target: (0008,0051)>(0040,0031)
    from:
      2.5.1: IPC-1.2
    when: IPC-1.2 valued
    note: Issuer of Accession Number
  - target: (0020,000D)
    from:
      2.3.1: ZDS-1.1
      2.5.1: IPC-3.1
    required: true
    note: Study Instance UID
  - target: (0032,1032)
    from: [OBR-16, ORC-12]
    function: person-name
    type: XCN
    note: Requesting Physician
  - target: (0032,1033)
    from: [ORC-17.2, ORC-17.1]
    function: text
    note: Requesting Service
  - target: (0032,1060)
    from: [OBR-44.2, OBR-4.2]
    function: text
    note: Requested Procedure Description
  - target: (0032,1064)
    from: [OBR-44, OBR-4]
    function: triplet
    schemes:
      NGHPROC: 99NGHPROC
    note: Requested Procedure Code Sequence
  - target: (0040,1001)
    from:
      2.3.1: OBR-19.1
      2.5.1: IPC-2.1
    required: true
    note: Requested Procedure ID
  - target: (0040,1002)
    from: [OBR-31.2, OBR-31.1]
    function: text
    note: Reason for the Requested Procedure
  - target: (0040,1003)
    from:
      2.3.1: [OBR-27.6, ORC-7.6]
      2.5.1: TQ1-9.1
    function: priority
    note: Requested Procedure Priority
  - target: (0040,1004)
    from: OBR-30
    function: text
    note: Patient Transport Arrangements
  - target: (0040,2016)
    from: ORC-2.1
    note: Placer Order Number
  - target: (0040,2017)
    from: ORC-3.1
    note: Filler Order Number

  # Scheduled procedure step
  - target: (0040,0100)>(0008,0060)
    from:
      2.3.1: OBR-24
      2.5.1: IPC-5.1
    required: true
    note: Modality
  - target: (0040,0100)>(0040,0001)
    from:
      2.3.1: ORC-18.1
      2.5.1: IPC-9
    required: true
    note: Scheduled Station AE Title
  - target: (0040,0100)>(0040,0010)
    from:
      2.3.1: ORC-18.2
      2.5.1: IPC-7.1
    note: Scheduled Station Name
  - target: (0040,0100)>(0040,0011)
    from:
      2.3.1: OBR-21
      2.5.1: IPC-8.1
    note: Scheduled Procedure Step Location
  - target: (0040,0100)>(0040,0002)
    from:
      2.3.1: OBR-27.4
      2.5.1: TQ1-7
    function: date
    required: true
    note: Scheduled Procedure Step Start Date
  - target: (0040,0100)>(0040,0003)
    from:
      2.3.1: OBR-27.4
      2.5.1: TQ1-7
    function: time
    required: true
    note: Scheduled Procedure Step Start Time
  - target: (0040,0100)>(0040,0006)
    from: OBR-34.1
    function: person-name
    type: CNN
    note: Scheduled Performing Physician's Name
  - target: (0040,0100)>(0040,0007)
    from:
      2.3.1: OBR-4.5
      2.5.1: IPC-6.2
    function: text
    note: Scheduled Procedure Step Description
  - target: (0040,0100)>(0040,0008)
    from:
      2.3.1: OBR-4.4
      2.5.1: IPC-6.1
    function: triplet
    schemes:
      NGHPROT: 99NGHPROT
    note: Scheduled Protocol Code Sequence
  - target: (0040,0100)>(0040,0009)
    from:
      2.3.1: OBR-20.1
      2.5.1: IPC-4.1
    required: true
    note: Scheduled Procedure Step ID
  - target: (0040,0100)>(0040,0020)
    from: ORC-1
    function: order-status
    note: Scheduled Procedure Step Status
`;
