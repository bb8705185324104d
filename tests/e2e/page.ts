import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { AxeBuilder } from '@axe-core/playwright';
import { type Browser, type BrowserContext, chromium, type Page, type Request } from 'playwright-core';
import { onTestFinished } from 'vitest';
import { freePort } from '../support/tcp-shell.ts';
import { temporaryFolder } from '../support/temporary-folder.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
const flags = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The product as a person starts it: its own process, its own data folder, the built page. */
export class Product {
  readonly folder: string;
  readonly port: number;
  #process: ChildProcess | undefined;

  private constructor(folder: string, port: number) {
    this.folder = folder;
    this.port = port;
  }

  static async start(): Promise<Product> {
    const product = await Product.make(temporaryFolder());
    onTestFinished(() => product.kill());
    await product.run();
    return product;
  }

  /** Neither started nor ended by itself: for one product that serves all tests of a file. */
  static async make(folder: string): Promise<Product> {
    return new Product(folder, await freePort());
  }

  get address(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  async run(): Promise<void> {
    const child = spawn(process.execPath, ['server/main.ts'], {
      cwd: root,
      env: { ...process.env, PORT: String(this.port), DATA_DIR: this.folder },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    this.#process = child;
    let output = '';
    await new Promise<void>((resolve, reject) => {
      const hear = (chunk: Buffer): void => {
        output += chunk.toString();
        if (output.includes(this.address)) resolve();
      };
      child.stdout.on('data', hear);
      child.stderr.on('data', hear);
      child.once('exit', () => {
        reject(new Error(`the server ended: ${output}`));
      });
    });
  }

  /** As a power cut would. */
  async kill(): Promise<void> {
    const child = this.#process;
    if (child?.exitCode !== null || child.signalCode !== null) return;
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
}

export interface PageOptions {
  readonly theme?: 'light' | 'dark';
  readonly width?: number;
  readonly height?: number;
  readonly forcedColors?: boolean;
}

let shared: Promise<Browser> | undefined;
/** What the pages of a context have asked for and not yet got. */
const underWay = new WeakMap<BrowserContext, Set<Request>>();

/** A browser of its own profile; errors of the page fail the test that asks for them. */
export async function openContext(options: PageOptions = {}): Promise<{ context: BrowserContext; errors: string[] }> {
  shared ??= chromium.launch({ executablePath: process.env['CHROMIUM'] ?? '/usr/bin/chromium', args: flags });
  const browser = await shared;
  const context = await browser.newContext({
    viewport: { width: options.width ?? 1440, height: options.height ?? 900 },
    colorScheme: options.theme ?? 'light',
    reducedMotion: 'reduce',
    forcedColors: options.forcedColors === true ? 'active' : 'none',
  });
  // A net, not a measure: the machine that runs the tests does other things, too.
  context.setDefaultTimeout(120_000);
  const asked = new Set<Request>();
  underWay.set(context, asked);
  context.on('request', (request) => asked.add(request));
  context.on('requestfinished', (request) => asked.delete(request));
  context.on('requestfailed', (request) => asked.delete(request));
  onTestFinished(() => context.close());
  const errors: string[] = [];
  context.on('weberror', (error) => errors.push(error.error().message));
  return { context, errors };
}

/** Waits for the bench: a server that has just started warms up beside the first hospital. */
export async function benchOf(page: Page): Promise<void> {
  await page.getByRole('group', { name: 'Hospital clock' }).waitFor();
}

/** Opens a fresh lab of a case through the page's own catalogue API and shows its bench. */
export async function openLab(page: Page, address: string, slug: string, seed = '1'): Promise<string> {
  await page.goto(address);
  const id = await page.evaluate(
    async ([slug, seed]) => {
      const body = JSON.stringify({ slug, seed });
      let said = '';
      // On a machine busy with other things the server may stop what takes it too long; a person tries again.
      for (let attempt = 0; attempt < 3; attempt++) {
        const response = await fetch('/api/labs', {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body,
        });
        if (response.ok) return ((await response.json()) as { id: string }).id;
        said = await response.text();
      }
      throw new Error(`no lab was opened: ${said}`);
    },
    [slug, seed],
  );
  await page.goto(`${address}/lab/${id}`);
  await benchOf(page);
  return id;
}

/** Waits until the page has got what it asked for and has stood still since; not for ever, where a clock runs in it. */
export async function settled(page: Page): Promise<void> {
  for (let [looks, still] = [0, 0]; still < 3 && looks < 40; looks++) {
    const hasChanged = await page.evaluate(
      () =>
        new Promise<boolean>((resolve) => {
          let hasChanged = false;
          const watch = new MutationObserver(() => (hasChanged = true));
          watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
          setTimeout(() => {
            requestAnimationFrame(() => {
              watch.disconnect();
              resolve(hasChanged);
            });
          }, 100);
        }),
    );
    const isWaiting = (underWay.get(page.context())?.size ?? 0) > 0;
    still = hasChanged || isWaiting ? 0 : still + 1;
  }
}

/** What axe-core has against the page (WCAG 2.0–2.2 A and AA), as rule and element. */
export async function violations(page: Page): Promise<string[]> {
  const result = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
    .analyze();
  return result.violations.flatMap((violation) =>
    violation.nodes.map((node) => `${violation.id}: ${node.target.join(' ')}`),
  );
}
