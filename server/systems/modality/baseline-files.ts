/** The healthy `/etc/modality.conf` of the scanners (hospital.md 4.3), as text: what faults patch. */
export const MODALITY_CONF = '/etc/modality.conf';

interface Scanner {
  readonly host: string;
  readonly title: string;
  readonly ae: string;
  readonly modality: string;
  readonly model: string;
  readonly station: string;
  readonly location: string;
  /** Specific Character Sets that the console can show, where it is not all of them. */
  readonly takes?: string;
  /** Newer consoles report what they perform, and ask for storage commitment. */
  readonly isNewer: boolean;
}

const scanners: readonly Scanner[] = [
  {
    host: 'ct01',
    title: 'CT room 1',
    ae: 'NGH_CT1',
    modality: 'CT',
    model: 'Axion 64',
    station: 'CT1',
    location: 'RADCT',
    isNewer: true,
  },
  {
    host: 'ct02',
    title: 'CT room 2',
    ae: 'NGH_CT2',
    modality: 'CT',
    model: 'Axion 64',
    station: 'CT2',
    location: 'RADCT',
    isNewer: true,
  },
  {
    host: 'mr01',
    title: 'MR room 1',
    ae: 'NGH_MR1',
    modality: 'MR',
    model: 'Tesla 15',
    station: 'MR1',
    location: 'RADMR',
    isNewer: true,
  },
  {
    host: 'cr01',
    title: 'CR portable',
    ae: 'NGH_CR1',
    modality: 'CR',
    model: 'Plate One',
    station: 'CR1',
    location: 'RADER',
    isNewer: false,
  },
  {
    host: 'dx01',
    title: 'DX room 1',
    ae: 'NGH_DX1',
    modality: 'DX',
    model: 'Bucky Flat',
    station: 'DX1',
    location: 'RADDX',
    isNewer: false,
  },
  {
    host: 'mg01',
    title: 'MG room 1',
    ae: 'NGH_MG1',
    modality: 'MG',
    model: 'Selen Dim',
    station: 'MG1',
    location: 'RADMG',
    isNewer: false,
  },
  {
    host: 'nm01',
    title: 'NM room 1',
    ae: 'NGH_NM1',
    modality: 'NM',
    model: 'Gamma Twin',
    station: 'NM1',
    location: 'RADNM',
    takes: 'ISO_IR 100',
    isNewer: false,
  },
];

const mpps = `# performed procedure steps are reported here
mpps.host=mwl01
mpps.port=11114
mpps.ae=NGH_MPPS

`;

const commitment = `
# storage commitment: who is asked, so many minutes after an exam; the report comes on a new | the same association
commit.host=pacs01
commit.port=11112
commit.ae=NGH_PACS
commit.minutes=60
commit.report=new
`;

const conf = (scanner: Scanner): string => `# ${scanner.title}
ae.title=${scanner.ae}
dicom.port=104
modality=${scanner.modality}
station.name=${scanner.station}
location=${scanner.location}
institution=Northgate General Hospital
model=${scanner.model}
# used for names typed at the console
character.set=ISO_IR 100
${scanner.takes === undefined ? '' : `# all that this console can show; entries in another set are left out\ncharacter.sets=${scanner.takes}\n`}
# worklist: what the console asks for. own | any, today | any
worklist.host=mwl01
worklist.port=11113
worklist.ae=NGH_MWL
worklist.station=own
worklist.modality=own
worklist.date=today

${scanner.isNewer ? mpps : ''}# where images go
pacs.host=pacs01
pacs.port=11112
pacs.ae=NGH_PACS
pacs.retry.seconds=30
pacs.retries=3
${scanner.isNewer ? commitment : ''}`;

export const modalityFiles: readonly { readonly host: string; readonly path: string; readonly text: string }[] =
  scanners.map((scanner) => ({ host: scanner.host, path: MODALITY_CONF, text: conf(scanner) }));

/** Hosts of the baseline's scanners, in the order of the map. */
export const scannerHosts: readonly string[] = scanners.map(({ host }) => host);
