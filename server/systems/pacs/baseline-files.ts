import { ROUTER_RULES } from './router-rules.ts';

/** The healthy settings of pacs01 (hospital.md 4.3, 4.5, 4.11), as text: what the baseline installs and faults patch. */
export const SERVER_PROPERTIES = '/etc/ngpacs/server.properties';
export const AE_CONF = '/etc/ngpacs/ae.conf';
export const MATCH_CONF = '/etc/ngpacs/match.conf';

const serverProperties = `# NGPACS image manager, pacs01
ae.title=NGH_PACS
dicom.port=11112
# on: only calling AE titles registered in ae.conf may open an association
ae.check=on

hl7.port=2576
hl7.application=PACS
hl7.facility=NGH

# authorities of the identifiers the archive is indexed by
patient.issuer=NGH
accession.issuer=RIS

# seconds of silence after the last association before a study is judged
study.complete.seconds=10
# an already stored SOP Instance UID that arrives with other pixels: refuse | overwrite
duplicate.instance=refuse
# objects for which presentation contexts are accepted, and in which transfer syntaxes
storage.classes=CR,DX,CT,MR,MG,NM,SC,KO
storage.syntaxes=explicit-le,implicit-le

# who asked for storage commitment is told on an association of its own (new) or on that of the request (same)
commitment.report=new

# verified studies are reported to the RIS
ris.report=on
ris.host=ris01
ris.port=6662
`;

const aeConf = `# AE title        host      port
# titles are case-sensitive
NGH_CT1           ct01      104
NGH_CT2           ct02      104
NGH_MR1           mr01      104
NGH_CR1           cr01      104
NGH_DX1           dx01      104
NGH_MG1           mg01      104
NGH_NM1           nm01      104
NGH_MWL           mwl01     11113
NGH_ADMIN         adm01     104
NGH_VNA           vna01     11112
NGH_WS1           ws01      4006
NGH_WS2           ws02      4006
NGH_WSMG          ws03      4006
`;

const matchConf = `# How a received study finds its order. All rules must hold, else the study goes to the unverified queue
# with the first reason that failed.

# remove insignificant padding before comparing
trim=true

# 1. exactly one open order with this accession number
accession=required
match.by=accession
accession.issuer=strict
order.status=open

# 2. the same patient
patient.id=strict
patient.issuer=strict
name=strict
birth.date=strict
sex=strict

# 3. the Study Instance UID of the order
study.uid=strict

# what happens to unverified studies when an order arrives: none | accession | single-candidate
late.orders=accession
late.window.minutes=120
`;

const routerRules = `# What is copied where. One rule a line: AE title of the destination (ae.conf), then
#   modality=CR,DX        studies of these modalities, * for all
#   after=30m             together, so many minutes after the first of them was verified, or
#   at=02:00              once a day at this local time
#   retry=5m retries=12   when it fails
# Only verified studies leave; the note of a later rejection follows them.
NGH_VNA  modality=CR,DX        after=30m  retry=5m  retries=12
NGH_VNA  modality=CT,MR,MG,NM  at=02:00   retry=5m  retries=12
`;

export const pacsFiles: readonly { readonly path: string; readonly text: string }[] = [
  { path: SERVER_PROPERTIES, text: serverProperties },
  { path: AE_CONF, text: aeConf },
  { path: MATCH_CONF, text: matchConf },
  { path: ROUTER_RULES, text: routerRules },
];
