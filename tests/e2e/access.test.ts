import type { Locator, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';
import { settled, violations } from './page.ts';

const chromium = needsTool('chromium');
const tools = [
  'hospital',
  'messages',
  'engine',
  'worklist',
  'pacs',
  'ris',
  'emr',
  'logs',
  'files',
  'scanners',
  'composer',
  'packets',
];

describe.skipIf(!chromium.available)(`who works without a mouse, large or in other colours ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  const show = async (learner: Learner, query: string): Promise<void> => {
    await learner.page.goto(`${product().address}/lab/${learner.id}?${query}`);
    await learner.page.getByRole('group', { name: 'Hospital clock' }).waitFor();
  };
  const focused = (page: Page): Promise<string> =>
    page.evaluate(() => {
      const element = document.activeElement;
      if (!element || element === document.body) return 'body';
      return (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 60);
    });

  /** Each dialog of the bench with the way to it. */
  const dialogs: readonly { name: string; query: string; open: (learner: Learner) => Promise<void> }[] = [
    { name: 'verdict', query: 'tool=pacs', open: (learner) => learner.button(/^Ask for verdict/).click() },
    { name: 'restart', query: 'tool=pacs', open: (learner) => learner.button('Restart…').click() },
    { name: 'shortcuts', query: 'tool=pacs', open: (learner) => learner.page.locator('body').press('?') },
    {
      name: 'reconcile',
      query: 'tool=pacs',
      open: async ({ page }) => {
        const table = page.getByRole('grid').first();
        await table.getByRole('row').nth(1).waitFor();
        await table.focus();
        for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
      },
    },
    {
      name: 'save',
      query: 'tool=engine&part=lookups',
      open: async ({ page }) => {
        const table = page.getByRole('grid', { name: /^Lookup table/ });
        await table.waitFor();
        await table.focus();
        for (const press of ['Home', 'ArrowRight', 'Enter']) await page.keyboard.press(press);
        await page.keyboard.type('Z');
        for (const press of ['Enter', 'Control+s']) await page.keyboard.press(press);
      },
    },
    {
      name: 'skip',
      query: 'tool=ris',
      open: async (learner) => {
        await learner.button('Skip ahead…').click();
        await learner.page.getByRole('menuitem', { name: 'Skip to a time…' }).click();
      },
    },
    {
      name: 'resend',
      query: 'tool=scanners',
      open: async (learner) => {
        const disk = learner.page.getByRole('grid', { name: /^Studies on the disk/ });
        await disk.getByRole('row').nth(1).waitFor();
        await disk.focus();
        await learner.page.keyboard.press('Home');
        await learner.button('Send again with a worklist step…').click();
      },
    },
  ];

  it.each([
    ['light', 1280, 800],
    ['dark', 1024, 768],
  ] as const)(
    'axe has nothing against any dialog, %s at %d px',
    async (theme, width, height) => {
      const learner = await Learner.at(product(), 'copper-lantern', { theme, width, height });
      const found: string[] = [];
      for (const { name, query, open } of dialogs) {
        await show(learner, query);
        await open(learner);
        await learner.dialog.waitFor();
        await settled(learner.page);
        for (const violation of await violations(learner.page)) found.push(`${name} ${violation}`);
      }
      expect(found).toEqual([]);
      expect(learner.errors).toEqual([]);
    },
    600_000,
  );

  it('closes every dialog with Escape, gives the focus back and keeps it inside meanwhile', async () => {
    const learner = await Learner.at(product(), 'copper-lantern');
    const { page } = learner;
    for (const { name, query, open } of dialogs) {
      await show(learner, query);
      await open(learner);
      await learner.dialog.waitFor();
      const inside = (): Promise<boolean> =>
        page.evaluate(
          () => document.activeElement?.closest('dialog') !== null || document.activeElement === document.body,
        );
      for (let step = 0; step < 40; step++) {
        await page.keyboard.press('Tab');
        if (!(await inside())) expect.fail(`Tab leaves the dialog ${name} for ${await focused(page)}`);
      }
      await page.keyboard.press('Escape');
      await learner.dialog.waitFor({ state: 'detached' });
      expect(await focused(page), name).not.toBe(name === 'shortcuts' ? '' : 'body');
    }
    expect(learner.errors).toEqual([]);
  });

  it('reaches every control of every tool by Tab, and leaves each tool again', async () => {
    const learner = await Learner.at(product(), 'copper-lantern');
    const { page } = learner;
    for (const tool of tools) {
      await show(learner, `tool=${tool}`);
      await settled(page);
      await page.evaluate(() => {
        const reach = (element: Element): boolean =>
          element.matches('a[href], button, input, select, textarea, [tabindex]:not([tabindex="-1"])') &&
          !element.matches(':disabled, [tabindex="-1"], [type=hidden], [type=radio]:not(:checked)') &&
          (element as HTMLElement).checkVisibility({ visibilityProperty: true });
        for (const element of document.querySelectorAll('*')) {
          element.removeAttribute('data-e2e');
          if (reach(element)) element.setAttribute('data-e2e', 'missed');
        }
      });
      let previous = '';
      for (let step = 0; step < 160; step++) {
        await page.keyboard.press('Tab');
        const here = await page.evaluate(() => {
          document.activeElement?.setAttribute('data-e2e', 'reached');
          return document.activeElement === document.body ? 'end' : '';
        });
        if (here === 'end' && previous !== 'end' && step > 10) break;
        previous = here;
      }
      const missed = await page.evaluate(() =>
        [...document.querySelectorAll('[data-e2e=missed]')].map((element) => element.outerHTML.slice(0, 120)),
      );
      expect(missed, tool).toEqual([]);
    }
  });

  it('shows focus and selection in forced colours', async () => {
    const learner = await Learner.at(product(), 'copper-lantern', { forcedColors: true });
    const { page } = learner;
    await show(learner, 'tool=pacs');
    const table = page.getByRole('grid').first();
    await table.getByRole('row').nth(1).waitFor();
    await table.focus();
    await page.keyboard.press('Home');
    const outline = (target: Locator): Promise<{ style: string; width: number }> =>
      target.evaluate((element) => {
        const { outlineStyle, outlineWidth } = getComputedStyle(element);
        return { style: outlineStyle, width: parseFloat(outlineWidth) };
      });
    expect(await outline(table.locator('[aria-selected=true]'))).toEqual({ style: 'solid', width: 2 });
    expect((await outline(table)).style).toBe('solid');
    await show(learner, 'tool=engine');
    const rules = page.getByRole('grid', { name: 'Rules of the chain' });
    await rules.waitFor();
    await rules.focus();
    await page.keyboard.press('Home');
    expect((await outline(rules.locator('.here'))).style).toBe('solid');
    // What is chosen among tabs, in a segment and among cards is told by more than a background.
    const told = await page.evaluate(() =>
      [...document.querySelectorAll('[role=tab][aria-selected=true], [role=radio][aria-checked=true]')]
        .filter((element) => (element as HTMLElement).checkVisibility())
        .filter((element) => {
          const plain = [...(element.parentElement?.children ?? [])].find(
            (other) =>
              other.getAttribute('aria-selected') === 'false' || other.getAttribute('aria-checked') === 'false',
          );
          if (!plain) return false;
          const look = (one: Element): string => {
            const own = getComputedStyle(one);
            const after = getComputedStyle(one, '::after');
            return [
              own.outlineStyle,
              own.borderBottomColor,
              own.borderBottomStyle,
              own.backgroundColor,
              own.color,
              own.fontWeight,
              after.content,
              after.backgroundColor,
              after.borderBottomStyle,
            ].join();
          };
          return look(element) === look(plain);
        })
        .map((element) => element.textContent.trim()),
    );
    expect(told).toEqual([]);
  });

  it('loses nothing at 200 %: no sideways scrolling of the page, every tool and control in reach', async () => {
    const learner = await Learner.at(product(), 'copper-lantern', { width: 640, height: 400 });
    const { page } = learner;
    const faults: string[] = [];
    const look = async (where: string): Promise<void> => {
      const wide = await page.evaluate(() => document.documentElement.scrollWidth > innerWidth);
      if (wide) faults.push(`${where}: the page scrolls sideways`);
      const lost = await page.evaluate(() => {
        /** Whether scrolling some pane can bring it into the window. */
        const reachable = (element: Element): boolean => {
          let box = element.getBoundingClientRect();
          for (let up = element.parentElement; up; up = up.parentElement) {
            const style = getComputedStyle(up);
            const frame = up.getBoundingClientRect();
            const scrollsX = /auto|scroll/.test(style.overflowX);
            const scrollsY = /auto|scroll/.test(style.overflowY);
            if (style.overflowX === 'visible' && style.overflowY === 'visible') continue;
            if (frame.width < 8 || frame.height < 8) return false;
            if (!scrollsX && (box.left >= frame.right - 2 || box.right <= frame.left + 2)) return false;
            if (!scrollsY && (box.top >= frame.bottom - 2 || box.bottom <= frame.top + 2)) return false;
            if (scrollsX || scrollsY) box = frame;
          }
          return box.left < innerWidth && box.top < innerHeight && box.right > 0 && box.bottom > 0;
        };
        const root = document.querySelector('dialog[open]') ?? document;
        return [...root.querySelectorAll('button, a[href], input, select, textarea, [tabindex="0"]')]
          .filter((element) => (element as HTMLElement).checkVisibility() && element.getBoundingClientRect().width > 0)
          .filter((element) => !element.closest('.read-aloud') && !reachable(element))
          .map((element) => (element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 40));
      });
      if (lost.length > 0) faults.push(`${where}: out of reach: ${lost.join(' | ')}`);
    };
    for (const tool of tools) {
      await show(learner, `tool=${tool}`);
      await settled(page);
      await look(tool);
    }
    for (const { name, query, open } of dialogs.filter(({ name }) =>
      ['reconcile', 'skip', 'shortcuts'].includes(name),
    )) {
      await show(learner, query);
      await open(learner);
      await learner.dialog.waitFor();
      await look(name);
    }
    await show(learner, 'ask=verdict');
    await learner.dialog.waitFor();
    await look('verdict');
    await page.goto(product().address);
    await page.getByText('A healthy hospital').first().waitFor();
    await look('catalogue');
    expect(faults).toEqual([]);
  });

  it('at 200 % still goes through the rows by key, opens what is selected and acts on it', async () => {
    const learner = await Learner.at(product(), 'copper-lantern', { width: 640, height: 400 });
    const { page } = learner;
    await show(learner, 'tool=pacs');
    const table = page.getByRole('grid').first();
    await table.getByRole('row').nth(1).waitFor();
    await table.focus();
    for (const press of ['ArrowDown', 'ArrowDown', 'ArrowDown']) await page.keyboard.press(press);
    const [, , third] = (await learner.pacs()).studies.filter(({ status }) => status === 'UNVERIFIED');
    await table
      .locator('[aria-selected=true]')
      .filter({ hasText: third?.accession ?? '' })
      .waitFor();
    await learner.button('Selected in the PACS').click();
    await learner.dialog
      .getByText(third?.patientId ?? '')
      .first()
      .waitFor();
    await page.keyboard.press('Escape');
    await learner.dialog.waitFor({ state: 'detached' });
    await learner.button(/^Reconcile/).click();
    await learner.dialog.getByRole('radiogroup', { name: 'What to do' }).waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('keeps the chosen row in sight in a long list that follows its end', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await show(learner, 'tool=messages');
    const table = page.getByRole('grid').first();
    await table.getByRole('row').nth(5).waitFor();
    await table.focus();
    for (const press of ['Home', 'ArrowDown', 'PageDown', 'End', 'PageUp', 'Home']) {
      await page.keyboard.press(press);
      const row = table.locator('[aria-selected=true]');
      const isInSight = (): Promise<boolean> =>
        row.evaluate((element) => {
          const box = element.getBoundingClientRect();
          const frame = element.closest('[role=grid]')?.getBoundingClientRect();
          return frame !== undefined && box.top >= frame.top && box.bottom <= frame.bottom + 1;
        });
      await expect.poll(isInSight, { message: press }).toBe(true);
    }
    // While it is read, what comes new does not pull it away.
    const [first] = await learner.messages();
    await learner.skip(5);
    await settled(page);
    expect(await table.locator('[aria-selected=true]').textContent()).toContain(String(first?.id));
    expect(await table.evaluate((element) => element.scrollTop)).toBe(0);
    expect(learner.errors).toEqual([]);
  });

  it('moves nothing for who asked for that', async () => {
    const learner = await Learner.at(product(), 'free-play');
    const { page } = learner;
    await learner.button('Run').click();
    await learner.skip(1);
    await page.waitForTimeout(1500);
    const moving = await page.evaluate(() => [
      ...document
        .getAnimations()
        .map((one) => String((one.effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 80))),
      ...[...document.querySelectorAll('animate, animateMotion, animateTransform')].map((one) =>
        one.outerHTML.slice(0, 80),
      ),
    ]);
    expect(moving).toEqual([]);
  });
});
