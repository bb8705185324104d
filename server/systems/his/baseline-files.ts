/** Settings of his01 as the healthy hospital has them (hospital.md 4.3, 4.5). */
export const HIS_INTERFACES_PATH = '/etc/his/interfaces.conf';
export const HIS_ORDERABLES_PATH = '/etc/his/orderables.csv';

const interfaces = `# his01: HL7 interfaces. key=value, # starts a comment.
application=HIS
facility=NGH

# Registration (ADT) and orders (ORM) go to the interface engine.
adt.host=eng01
adt.port=6661
order.host=eng01
order.port=6663
send.timeout.seconds=20
# character set of what leaves: 8859/1 or UNICODE UTF-8
send.charset=8859/1

# Order status from the RIS comes in here.
listen.port=6660
`;

// What can be ordered here. CTG is cardiotocography, ordered by obstetrics; it is no imaging.
const orderables = `code,description
CTHWO,CT head without contrast
CTHW,CT head with contrast
CTCHWO,CT chest without contrast
CTCHW,CT chest with contrast
CTLDS,CT low-dose lung screening
CTABP,CT abdomen-pelvis with contrast
CTPE,CT pulmonary angiography
CTSPC,CT cervical spine
MRBRN,MR brain
MRBRC,MR brain with contrast
MRLSP,MR lumbar spine
MRKNL,MR knee left
MRKNR,MR knee right
DXCH2,X-ray chest PA and lateral
DXCH1P,X-ray chest portable AP
DXABD,X-ray abdomen
DXHAL,X-ray hand left
DXHAR,X-ray hand right
DXKNL,X-ray knee left
DXHIP,X-ray hip/pelvis
MGSCR,Mammography screening bilateral
MGDIA,Mammography diagnostic + tomo
NMBON,NM bone scan whole body
NMTHY,NM thyroid uptake
CTG,Cardiotocography
`;

export const hisBaselineFiles: readonly { readonly path: string; readonly text: string }[] = [
  { path: HIS_INTERFACES_PATH, text: interfaces },
  { path: HIS_ORDERABLES_PATH, text: orderables },
];
