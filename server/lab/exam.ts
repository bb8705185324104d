import type { ApiError } from '../contract/basics.ts';
import type { Journey } from '../contract/message.ts';

/** What an exam refuses, and why. A hospital has no hints, no way back but its own, and one report at the end. */
export const noHints = 'An exam has no hints.';
export const noPast: ApiError = {
  code: 'exam-no-past',
  message:
    "In an exam the past cannot be looked at as it was. Its traces are there: messages, logs, and the versions of the hospital's files.",
};
export const noUndo: ApiError = {
  code: 'exam-no-undo',
  message:
    "In an exam nothing is undone by the lab. Use what the hospital has: restore a file's version, undo at the PACS, resend.",
};
export const examOver: ApiError = {
  code: 'exam-over',
  message: 'This exam has its one verdict and is over. Read its debrief, or start the case again.',
};

/** Whether a view is asked for as it was at an instant. */
export function asksForPast(params: unknown): boolean {
  return typeof params === 'object' && params !== null && 'at' in params && params.at !== undefined;
}

/** What differs between two systems is not marked: to see it is part of the exam. */
export function withoutMarks(journey: Journey): Journey {
  const rows = journey.rows.map((row) => ({
    ...row,
    cells: row.cells.map((cell) => ({ ...cell, changed: false })),
  }));
  return { ...journey, rows };
}
