/** The coverage of the certificates by cases and drills. */
export const coverage = {
  title: 'Coverage',
  lead: 'What the certificates ask for, and what you can practise of it here.',
  toCases: 'Cases',
  track: {
    CPAS: 'CPAS, PACS associate',
    CPSA: 'CPSA, PACS system analyst',
    CPIA: 'CPIA, PACS interface analyst',
    CIIP: 'CIIP, imaging informatics professional',
    HL7: 'HL7 version 2',
    INF: 'Informatician, beyond one hospital',
  } as Readonly<Record<string, string>>,
  covered: 'Covered',
  column: { number: 'Number', text: 'What is asked for', by: 'Covered by' },
  onlyMissing: 'Only what is not covered yet',
  allCovered: 'Everything here is covered.',
  more: (count: number, known: number): string =>
    `${count} ${known > 0 ? 'more ' : ''}${count === 1 ? 'case' : 'cases'}`,
  moreWhy:
    'A case is named here once you have solved it or read its debrief: until then its topics would say too much.',
  untold: (count: number): string =>
    `${count === 1 ? 'One case is' : `${count} cases are`} not counted here yet: with so few left, a count would give ${count === 1 ? 'it' : 'them'} away.`,
  solvedDrill: 'solved',
  notYet: 'not yet',
};
