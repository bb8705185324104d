/** The three rungs of a case, and what each asks and refuses. */
export const rung = {
  label: 'Rung',
  name: { guided: 'Guided', practice: 'Practice', exam: 'Exam' },
  /** As a mark beside a title. */
  mark: { guided: 'guided', practice: 'practice', exam: 'exam', 'free-play': 'free play' } as Readonly<
    Record<string, string | undefined>
  >,
  means: {
    guided: 'Step by step: a hypothesis with evidence before the first change, a look whether it helped, hints.',
    practice: 'On your own, with hints on request and a way back. As many verdicts as you like.',
    exam: 'A busier hospital with decoys. No hints, no way back but the hospital’s own, one verdict.',
  },
  started: (count: number): string => (count === 1 ? 'Begun once at this rung.' : `Begun ${count} times at this rung.`),
  column: 'Rungs',
  done: (rung: string): string => `${rung} ✓`,
  steps: { look: 'Look', hypothesis: 'Hypothesis', fix: 'Fix', confirm: 'Confirm', verdict: 'Verdict' },
  stepText: {
    look: 'Start where the caller stands: open one patient or study of the ticket and follow it. Then write down what you think is wrong.',
    hypothesis: 'Attach what you have seen, for or against: open it and choose Evidence, or press E.',
    fix: 'Change as little as mends it. Then see to what still carries the old value.',
    deploy:
      'Saved, not deployed yet: the service still runs with the version before. Deploy it, then see whether it helped.',
    confirm: 'The change has taken effect. Did it help? Ask a worklist again, have something sent again, or call back.',
    verdict: 'Something has been confirmed. Ask for the verdict when nothing is left to repair.',
    over: 'The verdict is there. Read what it says, and the debrief.',
  },
  askTitle: 'What do you think is wrong?',
  askHypothesis: 'Hypothesis',
  askNew: 'A new one',
  askText: 'In one sentence',
  askNeeded: 'Write what you think is wrong.',
  askEvent: 'What have you seen that speaks for it?',
  askLooked: 'You have looked at',
  askNewest: 'Newest messages',
  askNote: 'What it shows',
  askGo: 'Write it down and make the change',
  askBack: 'Look around first',
  examNoPast: 'In an exam nobody looks back: messages, logs and versions of files are what there is.',
  examOne: 'This is an exam: it has one verdict, and ends with it. Its debrief opens at once.',
  examOver: 'This exam is over.',
  examOverText: 'It has had its one verdict. Its debrief tells everything; start the case again for another try.',
  examJudged: 'exam, judged',
};
