import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { courseOf, FREE_PLAY_SLUG } from './course.ts';
import { loadScenario, loadScenarios, type Scenario, type ScenarioResult } from './load.ts';

export interface Shelf {
  readonly bySlug: ReadonlyMap<string, Scenario>;
  readonly mistakes: readonly string[];
}

/** Files of one case that are looked at: a folder with more is no case. */
const MOST_FILES = 400;
const MOST_FOLDERS = 500;
/** Cases as they were before their author changed them, for labs that still play them. */
const KEPT = 50;

/** The cases below a folder. Those that cannot be served are left out; their mistakes are told and the rest is served. */
export class ScenarioShelf {
  readonly #root: string;
  readonly #authoring: boolean;
  readonly #folders = new Map<string, { readonly stamp: string; readonly result: ScenarioResult }>();
  readonly #former = new Map<string, Scenario>();
  #stamp: string | undefined;
  #shelf: Shelf = { bySlug: new Map(), mistakes: [] };

  /**
   * `authoring`: drafts are served, and what has been saved since is seen. Whether anything was is looked up when
   * somebody asks: sizes and times of a hundred files cost some milliseconds, every thread sees the same without being
   * told, and no way in which an editor saves is missed, as it is by `fs.watch`.
   */
  constructor(root: string, { authoring }: { readonly authoring: boolean }) {
    this.#root = root;
    this.#authoring = authoring;
  }

  read(): Shelf {
    if (!this.#authoring) {
      if (this.#stamp === undefined) this.#shelf = shelve(loadAll(this.#root), false);
      this.#stamp = '';
      return this.#shelf;
    }
    const folders = this.#changed();
    if (folders) this.#shelf = shelve(folders, true);
    for (const scenario of this.#shelf.bySlug.values()) this.#former.set(scenario.hash, scenario);
    for (const hash of this.#former.keys()) {
      if (this.#former.size <= KEPT) break;
      this.#former.delete(hash);
    }
    return this.#shelf;
  }

  /** The case as it was when a lab began it. */
  former(slug: string, hash: string): Scenario | undefined {
    // An exam's hash has that of its noise behind it (course.ts).
    const scenario = this.#former.get(hash.split('-')[0] ?? '');
    return scenario?.file.slug === slug ? scenario : undefined;
  }

  /** All folders, those read anew in which something was saved; undefined: nothing was. */
  #changed(): ScenarioResult[] | undefined {
    const names = existsSync(this.#root) ? foldersOf(this.#root) : [];
    const stamps = names.map((name) => [name, stampOf(join(this.#root, name))] as const);
    const stamp = stamps.map((each) => each.join(' ')).join('\n');
    if (stamp === this.#stamp) return undefined;
    this.#stamp = stamp;
    for (const name of this.#folders.keys()) if (!names.includes(name)) this.#folders.delete(name);
    return stamps.map(([name, mine]) => {
      const known = this.#folders.get(name);
      const result = known?.stamp === mine ? known.result : loadScenario(join(this.#root, name));
      this.#folders.set(name, { stamp: mine, result });
      return result;
    });
  }
}

const loadAll = (root: string): ScenarioResult[] => (existsSync(root) ? loadScenarios(root) : []);

function foldersOf(root: string): string[] {
  return readdirSync(root, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => name)
    .sort()
    .slice(0, MOST_FOLDERS);
}

/** Names, sizes and times of a folder's files. One that goes while we look is as good as gone. */
function stampOf(folder: string): string {
  const names = readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().slice(0, MOST_FILES);
  return names
    .map((name) => {
      const found = statSync(join(folder, name), { throwIfNoEntry: false });
      return `${name} ${found?.size ?? 0} ${found?.mtimeMs ?? 0}`;
    })
    .join('; ');
}

/** Where a case was read from; two folders may bear one id. */
const fileOf = ({ place }: Scenario): string => place.replace(/:\d+$/, '');

/** Drafts are left out unless an author works. So is a broken folder, or one whose slug another has already. */
export function shelve(results: readonly ScenarioResult[], drafts: boolean): Shelf {
  const bySlug = new Map<string, Scenario>();
  const mistakes: string[] = [];
  for (const result of results) {
    if (!result.ok) {
      mistakes.push(...result.mistakes.map(({ file, line, message }) => `${file}:${line}: ${message}`));
      continue;
    }
    const { scenario } = result;
    const { draft, slug } = scenario.file;
    if (draft && !drafts) continue;
    const first = bySlug.get(slug);
    if (first || slug === FREE_PLAY_SLUG) {
      const owner = first ? fileOf(first) : 'free play';
      mistakes.push(
        `${fileOf(scenario)}:1: slug "${slug}" is taken already by ${owner}, so this case is left out; give one of them another slug`,
      );
      continue;
    }
    try {
      courseOf(scenario, 'check');
      bySlug.set(slug, scenario);
    } catch (error) {
      // A name in ${…} that the scenario does not declare.
      mistakes.push(`${fileOf(scenario)}:1: ${error instanceof Error ? error.message : String(error)}`);
    }
  }
  return { bySlug, mistakes };
}

/** The cases below a folder as they are now, as a server shows them. */
export const readShelf = (root: string): Shelf => shelve(loadAll(root), process.env['DRAFTS'] === '1');
