import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, onTestFinished } from 'vitest';
import type { ActionOutcome, LearnerAction } from '../../server/contract/action.ts';
import type { EngineView, WorklistItem } from '../../server/contract/engine.ts';
import type { RisOrder } from '../../server/contract/hospital.ts';
import type { LabView } from '../../server/contract/lab.ts';
import { expandMessages } from '../../client/src/lib/expand-messages.ts';
import type { MessageList } from '../../server/contract/message-list.ts';
import type { MessageSummary } from '../../server/contract/message.ts';
import type { PacsView } from '../../server/contract/pacs.ts';
import type { Rung } from '../../server/contract/rung.ts';
import { benchOf, openContext, openLab, Product, type PageOptions } from './page.ts';

const rungs: Readonly<Record<Rung, string>> = { guided: 'Guided', practice: 'Practice', exam: 'Exam' };

/** A product for all tests of a file: labs are cheap, servers are not. */
export function oneProduct(isAvailable: boolean): () => Product {
  let product: Product | undefined;
  beforeAll(async () => {
    if (!isAvailable) return;
    product = await Product.make(mkdtempSync(join(tmpdir(), 'faultline-')));
    await product.run();
  });
  afterAll(async () => {
    if (!product) return;
    await product.kill();
    rmSync(product.folder, { recursive: true, force: true });
  });
  return () => {
    if (!product) throw new Error('the product runs only within a test');
    return product;
  };
}

/** A page of its own; a test that fails leaves a picture of it where E2E_SHOTS says. */
async function freshPage(options: PageOptions): Promise<{ page: Page; errors: string[] }> {
  const { context, errors } = await openContext(options);
  const page = await context.newPage();
  onTestFinished(async ({ task }) => {
    if (task.result?.state === 'fail') await shoot(page, task.name.replaceAll(/\W+/g, '-').slice(0, 60));
  });
  return { page, errors };
}

/** For people to look at. */
export async function shoot(page: Page, name: string): Promise<void> {
  const folder = process.env['E2E_SHOTS'];
  if (folder !== undefined) await page.screenshot({ path: `${folder}/${name}.png` });
}

/** One person before the bench of one lab: acts by the page, and asks the server what the hospital holds. */
export class Learner {
  readonly page: Page;
  readonly id: string;
  /** What scripts of the page threw. */
  readonly errors: readonly string[];

  private constructor(page: Page, id: string, errors: readonly string[]) {
    this.page = page;
    this.id = id;
    this.errors = errors;
  }

  static async at(product: Product, slug: string, options: PageOptions = {}): Promise<Learner> {
    const { page, errors } = await freshPage(options);
    return new Learner(page, await openLab(page, product.address, slug), errors);
  }

  /** Takes a ticket from the catalogue by what the caller says. The hospital is that of a seed, where people get one that is drawn. */
  static async taking(
    product: Product,
    ticket: { says: string; rung: Rung; seed: string },
    options: PageOptions = {},
  ): Promise<Learner> {
    const { page, errors } = await freshPage(options);
    await page.route('**/api/labs', async (route) => {
      const body = route.request().postDataJSON() as Record<string, unknown>;
      await route.continue({ postData: JSON.stringify({ ...body, seed: ticket.seed }) });
    });
    await page.goto(product.address);
    await page.getByRole('row').filter({ hasText: ticket.says }).click();
    await page.getByRole('radiogroup', { name: 'Rung' }).getByRole('radio', { name: rungs[ticket.rung] }).click();
    await page.getByRole('button', { name: 'Take this ticket' }).click();
    await benchOf(page);
    return new Learner(page, new URL(page.url()).pathname.split('/')[2] ?? '', errors);
  }

  /** Somebody whose page of this lab is open already. */
  static of(page: Page, id: string, errors: readonly string[]): Learner {
    return new Learner(page, id, errors);
  }

  /** The same person's second tab of the same lab. */
  async secondTab(): Promise<Learner> {
    const page = await this.page.context().newPage();
    await page.goto(this.page.url());
    await page.getByRole('tab', { name: 'Hospital' }).waitFor();
    return new Learner(page, this.id, this.errors);
  }

  /** Opens a tool by its tab, with the mouse. */
  async tool(name: string): Promise<void> {
    const tab = this.page.getByRole('tablist', { name: 'Tools' }).getByRole('tab', { name: new RegExp(`^${name}`) });
    if (await tab.isVisible()) await tab.click();
    else {
      await this.page.getByRole('button', { name: 'More tools' }).click();
      await this.page.getByRole('menuitem', { name }).click();
    }
  }

  get dialog(): Locator {
    return this.page.getByRole('dialog');
  }

  button(name: RegExp | string): Locator {
    return this.page.getByRole('button', { name });
  }

  /** The row of a table that has this text in it. */
  row(table: RegExp | string, text: RegExp | string): Locator {
    const { page } = this;
    return page
      .getByRole('grid', { name: table })
      .or(page.getByRole('treegrid', { name: table }))
      .getByRole('row')
      .filter({ hasText: text });
  }

  lab(): Promise<LabView> {
    return this.#get('') as Promise<LabView>;
  }
  worklist(): Promise<WorklistItem[]> {
    return this.#get('/worklist') as Promise<WorklistItem[]>;
  }
  engine(): Promise<EngineView> {
    return this.#get('/engine') as Promise<EngineView>;
  }
  pacs(): Promise<PacsView> {
    return this.#get('/pacs') as Promise<PacsView>;
  }
  orders(): Promise<RisOrder[]> {
    return this.#get('/ris/orders') as Promise<RisOrder[]>;
  }
  async messages(): Promise<MessageSummary[]> {
    return expandMessages((await this.#get('/messages')) as MessageList);
  }

  /** As another tab would: past the page. */
  act(action: LearnerAction, as?: string): Promise<ActionOutcome> {
    return this.#post('/actions', { action, ...(as === undefined ? {} : { as }) }) as Promise<ActionOutcome>;
  }

  async skip(minutes: number): Promise<void> {
    const { clock } = await this.lab();
    await this.#post('/clock', { kind: 'skip-to', at: clock.now + minutes * 60_000_000 });
  }

  #get(path: string): Promise<unknown> {
    return this.page.evaluate(
      async (url) => (await (await fetch(url)).json()) as unknown,
      `/api/labs/${this.id}${path}`,
    );
  }

  #post(path: string, body: unknown): Promise<unknown> {
    return this.page.evaluate(
      async ([url, body]) => {
        const headers = { 'content-type': 'application/json' };
        const response = await fetch(url, { method: 'POST', headers, body });
        return (await response.json()) as unknown;
      },
      [`/api/labs/${this.id}${path}`, JSON.stringify(body)] as const,
    );
  }
}
