import { orderMapping } from './order-mapping.ts';

const aeConf = `# Application entities that may ask mwl01. AE title, address, port. AE titles are compared exactly.
NGH_CT1 10.20.20.11 104
NGH_CT2 10.20.20.12 104
NGH_MR1 10.20.20.21 104
NGH_CR1 10.20.20.31 104
NGH_DX1 10.20.20.32 104
NGH_MG1 10.20.20.51 104
NGH_NM1 10.20.20.61 104
NGH_PACS 10.20.10.30 11112
NGH_ADMIN 10.20.50.21 104
`;

const mwlConf = `# Worklist server
ae.title=NGH_MWL
dicom.port=11113
hl7.port=2575
# Scanners report here what they perform; the step follows: SCHEDULED, IN PROGRESS, COMPLETED or DISCONTINUED
mpps.ae.title=NGH_MPPS
mpps.port=11114
# Steps with one of these statuses are shown to scanners; finished and cancelled ones are not.
query.statuses=SCHEDULED,ARRIVED,READY
# How the AE title of a query is compared with that of a step: exact, ignore-case or ignore
query.station.ae=exact
# Items that one query may return
query.limit=500
# Callers that take one Specific Character Set only (their conformance statements say so), with commas between them.
# Letters which that set lacks are written as: transliterate (nearest letters, ? where there are none) or question-mark
query.charsets=NGH_NM1:ISO_IR 100
query.charset.lacking=transliterate
`;

/** What is installed on mwl01 in the healthy hospital. */
export const worklistFiles: readonly { readonly path: string; readonly text: string }[] = [
  { path: '/etc/ngmwl/order-mapping.yaml', text: orderMapping },
  { path: '/etc/ngmwl/ae.conf', text: aeConf },
  { path: '/etc/ngmwl/mwl.conf', text: mwlConf },
];
