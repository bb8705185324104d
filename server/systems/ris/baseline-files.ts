/** Settings of ris01 as the healthy hospital has them (hospital.md 4.3, 4.5, 4.7). */
export const RIS_INTERFACES_PATH = '/etc/ris/interfaces.conf';
export const RIS_RESOURCES_PATH = '/etc/ris/resources.csv';
export const RIS_CATALOGUE_PATH = '/etc/ris/catalogue.csv';

export const risInterfacesText = `# ris01: HL7 interfaces and scheduling. key=value, # starts a comment.
application=RIS
facility=NGHRAD

# Orders from the engine and completed exams from the PACS come in here.
listen.port=6662

# Schedules leave for the engine; the port depends on the message version.
send.host=eng01
send.port.2.3.1=6664
send.port.2.5.1=6665
send.timeout.seconds=20
schedule.receiver=MWL|NGH
status.receiver=HIS|NGH

# ORM^O01 with ZDS (2.3.1) or OMI^O23 with IPC (2.5.1), by resource.
versions=CTROOM1:2.3.1 CTROOM2:2.5.1 MRROOM1:2.5.1 CRPORT1:2.3.1 DXROOM1:2.5.1 MGROOM1:2.5.1 NMROOM1:2.3.1

# Character set of what leaves by each version, and what MSH-18 says of it (HL7 table 0211, none: nothing)
charset.2.3.1=8859/1
charset.2.5.1=UNICODE UTF-8
declare.2.3.1=8859/1
declare.2.5.1=UNICODE UTF-8

# An accepted order gets the first free slot at least so many minutes ahead; STAT orders do not wait.
scheduling.automatic=true
scheduling.lead.minutes=20

# Finished exams go to the reporting system before each reading session, urgent ones first; what finds no place waits.
reading.host=rep01
reading.port=6670
reading.receiver=REPORT|NGHRAD
reading.times=07:50 09:35 14:30 17:00
reading.places=3
`;

/** `location` is the code of the department, `location_text` its name (IPC-8). */
export const risResourcesText = `resource,modality,location,location_text
CTROOM1,CT,RADCT,CT suite
CTROOM2,CT,RADCT,CT suite
MRROOM1,MR,RADMR,MR suite
CRPORT1,CR,ER,Emergency portable
DXROOM1,DX,RADDX,X-ray room
MGROOM1,MG,RADMG,Breast centre
NMROOM1,NM,RADNM,Nuclear medicine
`;

/** No modality: not an imaging procedure, known so that it is refused by name. */
export const risCatalogueText = `code,description,modality,protocol,protocol_text,body_part,minutes,resources
CTHWO,CT head without contrast,CT,CTHWO-P1,CT head routine,HEAD,10,CTROOM1 CTROOM2
CTHW,CT head with contrast,CT,CTHW-P1,CT head routine +C,HEAD,15,CTROOM1 CTROOM2
CTCHWO,CT chest without contrast,CT,CTCHWO-P1,CT chest routine,CHEST,10,CTROOM1 CTROOM2
CTCHW,CT chest with contrast,CT,CTCHW-P1,CT chest routine +C,CHEST,15,CTROOM1 CTROOM2
CTLDS,CT low-dose lung screening,CT,CTLDS-P1,CT lung low dose,CHEST,10,CTROOM1
CTABP,CT abdomen-pelvis with contrast,CT,CTABP-P1,CT abdomen-pelvis portal venous,ABDOMEN,20,CTROOM1 CTROOM2
CTPE,CT pulmonary angiography,CT,CTPE-P1,CTPA bolus tracking,CHEST,20,CTROOM1
CTSPC,CT cervical spine,CT,CTSPC-P1,CT C-spine trauma,CSPINE,10,CTROOM1 CTROOM2
MRBRN,MR brain,MR,MRBRN-P1,MR brain routine,BRAIN,25,MRROOM1
MRBRC,MR brain with contrast,MR,MRBRC-P1,MR brain +Gd,BRAIN,35,MRROOM1
MRLSP,MR lumbar spine,MR,MRLSP-P1,MR L-spine routine,LSPINE,25,MRROOM1
MRKNL,MR knee left,MR,MRKNL-P1,MR knee left routine,KNEE,25,MRROOM1
MRKNR,MR knee right,MR,MRKNR-P1,MR knee right routine,KNEE,25,MRROOM1
DXCH2,X-ray chest PA and lateral,DX,DXCH2-P1,Chest 2 views,CHEST,10,DXROOM1
DXCH1P,X-ray chest portable AP,CR,DXCH1P-P1,Chest portable AP,CHEST,10,CRPORT1
DXABD,X-ray abdomen,DX,DXABD-P1,Abdomen supine,ABDOMEN,10,DXROOM1
DXHAL,X-ray hand left,DX,DXHAL-P1,Hand left 2 views,HAND,10,DXROOM1
DXHAR,X-ray hand right,DX,DXHAR-P1,Hand right 2 views,HAND,10,DXROOM1
DXKNL,X-ray knee left,DX,DXKNL-P1,Knee left 2 views,KNEE,10,DXROOM1
DXHIP,X-ray hip/pelvis,DX,DXHIP-P1,Pelvis AP,HIP,10,DXROOM1
MGSCR,Mammography screening bilateral,MG,MGSCR-P1,Screening 4 views,BREAST,15,MGROOM1
MGDIA,Mammography diagnostic + tomo,MG,MGDIA-P1,Diagnostic 4 views,BREAST,20,MGROOM1
NMBON,NM bone scan whole body,NM,NMBON-P1,Bone scan late phase,WHOLEBODY,30,NMROOM1
NMTHY,NM thyroid uptake,NM,NMTHY-P1,Thyroid static,THYROID,20,NMROOM1
CTG,Cardiotocography,,,,,0,
`;

export const risBaselineFiles: readonly { readonly path: string; readonly text: string }[] = [
  { path: RIS_INTERFACES_PATH, text: risInterfacesText },
  { path: RIS_RESOURCES_PATH, text: risResourcesText },
  { path: RIS_CATALOGUE_PATH, text: risCatalogueText },
];
