import { composer } from './en/composer.ts';
import { coverage } from './en/coverage.ts';
import { debrief } from './en/debrief.ts';
import { download } from './en/download.ts';
import { emr } from './en/emr.ts';
import { engine } from './en/engine.ts';
import { files } from './en/files.ts';
import { inspector } from './en/inspector.ts';
import { journey } from './en/journey.ts';
import { logs } from './en/logs.ts';
import { map } from './en/map.ts';
import { messages } from './en/messages.ts';
import { pacs } from './en/pacs.ts';
import { packets } from './en/packets.ts';
import { practice } from './en/practice.ts';
import { rail } from './en/rail.ts';
import { dispute, record } from './en/record.ts';
import { keys, restart } from './en/restart.ts';
import { ris } from './en/ris.ts';
import { rung } from './en/rung.ts';
import { scanners } from './en/scanners.ts';
import { system } from './en/system.ts';
import { verdict } from './en/verdict.ts';
import { viewer } from './en/viewer.ts';
import { worklist } from './en/worklist.ts';

/** All interface text in English, by area. A sentence with values is a function of them. */
export const en = {
  app: {
    name: 'Faultline',
    home: 'Faultline, all cases',
    skip: 'Skip to the content',
    loading: 'Loading…',
    shortcuts: 'Keyboard shortcuts',
  },
  theme: {
    label: (now: string): string => `Theme: ${now}`,
    auto: 'as the system',
    light: 'light',
    dark: 'dark',
  },
  dialog: { close: 'Close', cancel: 'Cancel', leave: 'Leave it as it is' },
  toast: { region: 'Reports', dismiss: 'Dismiss', undo: 'Undo' },
  table: {
    loading: 'Loading…',
    retry: 'Try again',
    clear: 'Clear the filters',
    stale: (why: string): string => `Not up to date. ${why}`,
  },
  hex: { empty: 'No bytes.' },
  score: {
    of: (value: number, max: number): string => `${value} of ${max}`,
    outOf: (max: number): string => `of ${max}`,
  },
  steps: { step: (at: number, count: number): string => `step ${at} of ${count}` },
  timeline: {
    label: 'Time',
    now: (time: string): string => `${time}, now`,
    lookingBack: (time: string): string => `${time}, looking back`,
    nowWord: 'now',
    returnToNow: 'Return to now',
    mark: 'Mark',
    markText: (time: string): string => `your mark ${time}`,
    unverifiedWord: 'unverified',
    firstUnverified: (time: string): string => `first unverified ${time}`,
  },
  connection: {
    lost: (time: string): string => `Lost the server at ${time}. Your hospital is paused. Reconnecting.`,
  },
  failure: {
    title: 'This part of the page failed.',
    text: 'Nothing in your hospital changed by it. You can load it again; the rest of the page still works.',
    again: 'Load again',
    details: 'What it said',
    network: 'The server does not answer. Check that it runs, then try again.',
    unreadable: 'The server answered something this page cannot read. Reload the page.',
    unexpected: (status: number): string => `The server answered with status ${status}.`,
  },
  notFound: {
    title: 'There is nothing at this address.',
    text: 'The lab may have been closed, or it belongs to someone else.',
    home: 'All cases',
  },
  lost: {
    title: 'This lab cannot be opened',
    begin: 'Start a new lab of this case',
  },
  catalogue: {
    title: 'Cases',
    filters: 'Filters',
    search: 'Search what the caller says',
    column: {
      headline: 'What the caller says',
      tracks: 'Tracks',
      difficulty: 'Difficulty',
      time: 'Time',
      best: 'Best',
      state: 'State',
    },
    state: { new: 'not started', 'in-progress': 'in progress', 'needs-review': 'needs review', solved: 'solved' },
    difficulty: (value: number): string => `difficulty ${value} of 5`,
    minutes: (value: number): string => `${value} min`,
    match: (shown: number, all: number): string => (shown === all ? `${all}` : `${shown} of ${all} match`),
    noMatch: 'No case matches these filters.',
    none: 'There are no cases. The folder scenarios/ of this server holds none.',
    clear: 'Clear the filters',
    goOn: 'Go on where you stopped',
    verdicts: (count: number, best: number | null): string =>
      count === 0
        ? 'No verdict asked yet.'
        : `${count} ${count === 1 ? 'verdict' : 'verdicts'}, best score ${best ?? 0}.`,
    continue: 'Continue',
    start: 'Take this ticket',
    startOver: 'Start over with new patients',
    freePlay: 'Free play',
    freePlayText: 'Nothing is broken. Write your own messages and follow them.',
    open: 'Open',
    mistakes: (count: number): string =>
      count === 0 ? 'Every case here can be played.' : `${count} to mend before the cases can be played`,
  },
  key: {
    accession: 'accession',
    patientId: 'patient',
    studyUid: 'study',
    placer: 'placer',
    filler: 'filler',
    spsId: 'step',
  },
  tool: {
    hospital: 'Hospital',
    messages: 'Messages',
    engine: 'Engine',
    worklist: 'Worklist',
    pacs: 'PACS',
    ris: 'RIS',
    emr: 'Charts',
    logs: 'Logs',
    files: 'Files',
    scanners: 'Scanners',
    composer: 'Composer',
    packets: 'Packets',
    unverified: (count: number): string => `${count} unverified`,
  },
  bench: {
    tools: 'Tools',
    rail: 'Case',
    inspector: 'Inspector',
    railSize: 'Width of the case rail',
    clock: 'Hospital clock',
    play: 'Run',
    pause: 'Pause',
    nextEvent: 'Next event',
    skip: 'Skip ahead…',
    skipTo: 'Skip to a time…',
    skipTitle: 'Skip to a time',
    skipField: 'Time of the hospital clock, for example 11:45',
    skipHint: 'An earlier time means tomorrow. Everything due until then happens.',
    skipNow: 'Skip',
    skipWrong: (typed: string): string => `“${typed}” is not a time. Write hours and minutes, for example 11:45.`,
    undo: 'Undo last action',
    restart: 'Restart…',
    verdict: 'Ask for verdict',
    following: 'Following',
    followedAction: 'Enter shows its journey, Delete stops following',
    more: 'More tools',
    nextPane: 'Next pane',
    previousPane: 'Previous pane',
    runOrPause: 'Run or pause the hospital',
    pace: (pace: number): string => `${pace}×`,
    standing: 'paused',
    stopped: {
      paused: 'The hospital waits for you.',
      'no-page': 'It stopped while no page was watching.',
      'no-action': 'It stopped after ten minutes without an act of yours.',
      end: 'It has reached the end of its 72 hours.',
    },
    ahead: (span: string): string => `Ahead ${span}`,
    minutes: (count: number): string => `${count} min`,
    hours: (count: number): string => `${count} h`,
    undoThis: (title: string): string => `Undo: ${title}`,
    undone: (title: string): string => `Undone: ${title}`,
    nothingToUndo: 'You have not done anything yet.',
    stopFollowing: 'Stop following',
    synthetic: 'Training hospital, synthetic data',
  },
  composer,
  coverage,
  debrief,
  engine,
  files,
  dispute,
  download,
  inspector,
  journey,
  keys,
  logs,
  map,
  messages,
  pacs,
  packets,
  practice,
  rail,
  record,
  restart,
  ris,
  rung,
  emr,
  scanners,
  system,
  verdict,
  viewer,
  worklist,
};
