import type { CheckTask } from './check-task.ts';

/** Labs per case: another hospital now and then, and each is built for several learners. */
const LABS = 2;

/** So many learners, at least, spread over the cases and their seeds. */
export function randomTasks(folders: readonly string[], learners: number, actions: number): CheckTask[] {
  const each = Math.ceil(learners / (folders.length * LABS));
  return folders.flatMap((folder) =>
    Array.from({ length: LABS }, (_, lab) => ({
      folder,
      seed: String(lab + 1),
      thorough: false,
      random: { first: lab * each, learners: each, actions },
    })),
  );
}
