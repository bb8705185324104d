/** Starting a case over, and the list of keys. */
export const restart = {
  title: 'Start this case over',
  text: 'Opens a new lab from the beginning. This one stays as it is, at its own address.',
  how: 'With which patients',
  same: 'The same patients',
  sameText: (seed: string): string => `Seed ${seed}: same names, numbers and times, the same fault.`,
  fresh: 'New patients',
  freshText: 'A new seed: other names, numbers and details.',
  given: 'A seed of your choice',
  givenText: 'Everybody with this seed gets the same lab.',
  givenExam: 'Everybody with this seed gets the same exam. One that you had before is a repeat; your record says so.',
  seed: 'Seed',
  seedHint: 'Letters, digits and hyphens, 32 at most.',
  seedWrong: 'Write 1 to 32 letters, digits or hyphens.',
  startSame: 'Start over with the same patients',
  startFresh: 'Start over with new patients',
  startGiven: 'Start over with this seed',
};

export const keys = {
  title: 'Keyboard shortcuts',
  here: 'In this lab',
  lists: 'In lists and trees',
  key: 'Key',
  does: 'What it does',
  or: 'or',
  list: [
    ['Up', 'Down', 'Move through the rows'],
    ['Home', 'End', 'First and last row'],
    ['Left', 'Right', 'Fold and unfold in a tree'],
    ['Enter', '', 'Open the row'],
    ['Escape', '', 'Close what is open on top'],
  ] as readonly (readonly [string, string, string])[],
  single: 'Keys that are a single character',
  singleText: 'Switch them off if you dictate or press keys by accident. Ctrl / still opens this list.',
};
