/** Lookup tables of the healthy engine (hospital.md 4.4, 4.7). The first column is the key. */
export const proc2mod = `# Procedure code of the RIS catalogue to modality, protocol and stations. Without a row: held.
code,modality,protocol,description,stations
CTHWO,CT,CTHWO-P1,CT head without contrast,CT1 CT2
CTHW,CT,CTHW-P1,CT head with contrast,CT1 CT2
CTCHWO,CT,CTCHWO-P1,CT chest without contrast,CT1 CT2
CTCHW,CT,CTCHW-P1,CT chest with contrast,CT1 CT2
CTLDS,CT,CTLDS-P1,CT low-dose lung screening,CT1
CTABP,CT,CTABP-P1,CT abdomen-pelvis with contrast,CT1 CT2
CTPE,CT,CTPE-P1,CT pulmonary angiography,CT1
CTSPC,CT,CTSPC-P1,CT cervical spine,CT1 CT2
MRBRN,MR,MRBRN-P1,MR brain,MR1
MRBRC,MR,MRBRC-P1,MR brain with contrast,MR1
MRLSP,MR,MRLSP-P1,MR lumbar spine,MR1
MRKNL,MR,MRKNL-P1,MR knee left,MR1
MRKNR,MR,MRKNR-P1,MR knee right,MR1
DXCH2,DX,DXCH2-P1,X-ray chest PA and lateral,DX1
DXCH1P,CR,DXCH1P-P1,X-ray chest portable AP,CR1
DXABD,DX,DXABD-P1,X-ray abdomen,DX1
DXHAL,DX,DXHAL-P1,X-ray hand left,DX1
DXHAR,DX,DXHAR-P1,X-ray hand right,DX1
DXKNL,DX,DXKNL-P1,X-ray knee left,DX1
DXHIP,DX,DXHIP-P1,X-ray hip/pelvis,DX1
DXANK,DX,DXANK-P1,X-ray ankle,WFC_DX1
USABD,US,USABD-P1,US abdomen,US1
USPEL,US,USPEL-P1,US pelvis,US1
USTHY,US,USTHY-P1,US thyroid,US1
USNHD,US,USNHD-P1,US neonatal head,US1
USCAR,US,USCAR-P1,US carotid duplex,US1
MGSCR,MG,MGSCR-P1,Mammography screening bilateral,MG1
MGDIA,MG,MGDIA-P1,Mammography diagnostic + tomo,MG1
NMBON,NM,NMBON-P1,NM bone scan whole body,NM1
NMTHY,NM,NMTHY-P1,NM thyroid uptake,NM1
`;

export const res2station = `# Resource as the RIS books it to the scanner: AE title exactly as the scanner is configured (PS3.5: case matters).
resource,ae,station,location
CTROOM1,NGH_CT1,CT1,RADCT ROOM 1
CTROOM2,NGH_CT2,CT2,RADCT ROOM 2
MRROOM1,NGH_MR1,MR1,RADMR ROOM 1
CRPORT1,NGH_CR1,CR1,PORTABLE
DXROOM1,NGH_DX1,DX1,RADXR ROOM 1
MGROOM1,NGH_MG1,MG1,RADMG ROOM 1
NMROOM1,NGH_NM1,NM1,RADNM ROOM 1
`;

export const sex = `# Sex codes of the senders to HL7 table 0001.
received,code
F,F
M,M
O,O
U,U
A,A
N,N
`;

export const prio = `# Priority codes of the senders to HL7 table 0485.
received,code
S,S
STAT,S
A,A
URG,A
R,R
ROUT,R
P,P
C,C
T,T
`;
