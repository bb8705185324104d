/** Short names of the hospital's systems, by host; a host that is not here is called by its own name. */
export const system: Readonly<Record<string, string | undefined>> = {
  his01: 'HIS',
  ris01: 'RIS',
  eng01: 'Engine',
  mwl01: 'Worklist',
  pacs01: 'PACS',
  vna01: 'VNA',
  rep01: 'Reporting',
  emr01: 'EMR',
  ct01: 'CT1',
  ct02: 'CT2',
  mr01: 'MR1',
  cr01: 'CR1',
  dx01: 'DX1',
  mg01: 'MG1',
  nm01: 'NM1',
};
