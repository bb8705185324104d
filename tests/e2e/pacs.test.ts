import { describe, expect, it } from 'vitest';
import type { StudyRow } from '../../server/contract/pacs.ts';
import { needsTool } from '../support/tool.ts';
import { Learner, oneProduct } from './learner.ts';

const chromium = needsTool('chromium');

describe.skipIf(!chromium.available)(`studies reconciled through the page ${chromium.reason}`, () => {
  const product = oneProduct(chromium.available);

  async function atPacs(slug: string): Promise<Learner> {
    const learner = await Learner.at(product(), slug);
    await learner.tool('PACS');
    return learner;
  }
  async function view(learner: Learner, name: 'Studies' | 'Unverified' | 'Orders' | 'Audit'): Promise<void> {
    await learner.page
      .getByRole('tablist', { name: 'Views of the archive' })
      .getByRole('tab', { name: new RegExp(`^${name}`) })
      .click();
  }
  const study = async (learner: Learner, uid: string): Promise<StudyRow | undefined> =>
    (await learner.pacs()).studies.find(({ studyUid }) => studyUid === uid);

  /** Opens the dialog for a study, by keyboard. */
  async function reconcile(learner: Learner, { accession, studyUid }: StudyRow): Promise<void> {
    const { page } = learner;
    await page.getByLabel('Filter the list').fill(accession === '' ? studyUid : accession);
    const table = page.getByRole('grid', { name: /^Studies/ });
    await table.getByRole('row').nth(1).waitFor();
    await table.focus();
    for (const press of ['Home', 'Enter']) await page.keyboard.press(press);
    await learner.dialog.getByRole('radiogroup', { name: 'What to do' }).waitFor();
  }
  async function choose(learner: Learner, action: string): Promise<void> {
    await learner.dialog.getByRole('radio', { name: new RegExp(`^${action}`) }).click();
  }
  async function linkToFirst(learner: Learner): Promise<void> {
    await choose(learner, 'Link');
    await learner.dialog
      .getByRole('radio', { name: /^Order / })
      .first()
      .check();
  }
  /** Gives the reason and confirms; the dialog closes when the archive agrees. */
  async function confirm(learner: Learner, act: RegExp, reason = 'seen by a test'): Promise<void> {
    await learner.dialog.getByLabel('Reason').fill(reason);
    await learner.dialog.getByRole('button', { name: act }).click();
  }
  async function undoInAudit(learner: Learner, action: string): Promise<void> {
    await view(learner, 'Audit');
    await learner.page.getByLabel('Filter the list').fill('');
    await learner.row('What users did at the archive', action).first().click();
    await learner.button('Undo…').click();
    await learner.dialog.getByRole('button', { name: /^Undo/ }).click();
    await learner.dialog.waitFor({ state: 'detached' });
  }

  it('links a study to its order, keeps the reason, and undoes it in the audit', async () => {
    const learner = await atPacs('copper-lantern');
    const [waiting] = (await learner.pacs()).studies.filter(({ status }) => status === 'UNVERIFIED');
    if (!waiting) throw new Error('no study waits');
    await reconcile(learner, waiting);
    // What to do is the reader's to say: nothing is chosen beforehand.
    const { dialog } = learner;
    const acts = dialog.getByRole('radiogroup', { name: 'What to do' });
    expect(await acts.getByRole('radio', { checked: true }).count()).toBe(0);
    await dialog.getByRole('button', { name: 'Reconcile', exact: true }).hover();
    await learner.page.getByText('Choose what to do first.').first().waitFor();
    await choose(learner, 'Link');
    await dialog.getByRole('button', { name: /^Link \d+ image/ }).click();
    await learner.dialog.getByText('Say why').waitFor(); // nothing is done without a reason
    await confirm(learner, /^Link \d+ image/, 'wrong number was mapped');
    await learner.dialog.waitFor({ state: 'detached' });
    const linked = await study(learner, waiting.studyUid);
    expect(linked).toMatchObject({ status: 'VERIFIED' });
    expect(linked?.accession).not.toBe(waiting.accession);
    const [entry] = (await learner.pacs()).audit;
    expect(entry).toMatchObject({ user: 'pgreen', action: 'link', study: waiting.studyUid });
    expect(entry?.detail).toContain('wrong number was mapped');

    await undoInAudit(learner, 'link');
    expect(await study(learner, waiting.studyUid)).toMatchObject({
      status: 'UNVERIFIED',
      accession: waiting.accession,
      patientId: waiting.patientId,
    });
    expect((await learner.pacs()).audit.length).toBeGreaterThanOrEqual(1);
    await learner.row('What users did at the archive', 'undone by pgreen').waitFor();
    expect(learner.errors).toEqual([]);
  });

  it('holds a study with a note, releases it, and refuses what is based on an older state', async () => {
    const learner = await atPacs('copper-lantern');
    const { page } = learner;
    const [waiting] = (await learner.pacs()).studies.filter(({ status }) => status === 'UNVERIFIED');
    if (!waiting) throw new Error('no study waits');
    await reconcile(learner, waiting);
    await choose(learner, 'Hold');
    await confirm(learner, /^Hold/, 'asking the ward');
    await learner.dialog.waitFor({ state: 'detached' });
    expect(await study(learner, waiting.studyUid)).toMatchObject({ status: 'HELD', note: 'asking the ward' });
    await view(learner, 'Studies');
    await page.getByLabel('Filter the list').fill(waiting.accession);
    await learner.row(/^Studies/, 'on hold').click();
    await learner.button('Release').click();
    await expect.poll(async () => (await study(learner, waiting.studyUid))?.status).toBe('UNVERIFIED');

    // Somebody else acts while the dialog is open.
    await reconcile(learner, waiting);
    await linkToFirst(learner);
    await learner.act({ kind: 'pacs-hold', study: waiting.studyUid, reason: 'theirs' }, 'pgreen');
    await confirm(learner, /^Link/, 'mine');
    await learner.dialog.getByRole('button', { name: 'Look again' }).waitFor();
    expect(await learner.dialog.getByLabel('Reason').inputValue()).toBe('mine');
    expect(await study(learner, waiting.studyUid)).toMatchObject({ status: 'HELD', note: 'theirs' });
    await learner.dialog.getByRole('button', { name: 'Look again' }).click();
    await learner.dialog.getByText('on hold').first().waitFor();
    await page.keyboard.press('Escape');
    await learner.dialog.waitFor({ state: 'detached' });
    const { audit } = await learner.pacs();
    expect(audit.map(({ action }) => action).sort()).toEqual(['hold', 'hold', 'release']);
  });

  it('rejects a study with a title, hides it, and undoes that', async () => {
    const learner = await atPacs('copper-lantern');
    const [waiting] = (await learner.pacs()).studies.filter(({ status }) => status === 'UNVERIFIED');
    if (!waiting) throw new Error('no study waits');
    await reconcile(learner, waiting);
    await choose(learner, 'Reject');
    await confirm(learner, /^Reject/);
    await learner.dialog.getByText('Choose the title that readers of the note see.').waitFor();
    await learner.dialog.getByLabel('Title of the rejection').selectOption('113001');
    await confirm(learner, /^Reject/, 'motion');
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await study(learner, waiting.studyUid))?.status).toBe('REJECTED');
    await undoInAudit(learner, 'reject');
    expect((await study(learner, waiting.studyUid))?.status).toBe('UNVERIFIED');
    expect(learner.errors).toEqual([]);
  });

  it('moves a study to another patient and back', async () => {
    const learner = await atPacs('free-play');
    const row = (await learner.pacs()).studies.find(({ accession }) => accession === 'A260001159');
    if (!row) throw new Error('the study is not there');
    await view(learner, 'Studies');
    await reconcile(learner, row);
    // Among several orders none is chosen beforehand.
    const orders = learner.dialog.locator('input[type=radio]');
    expect(await orders.count()).toBeGreaterThan(1);
    expect(await learner.dialog.getByRole('radio', { checked: true }).count()).toBe(0);
    await choose(learner, 'Link');
    await learner.dialog.getByRole('button', { name: 'Link 1 image to an order' }).hover();
    await learner.page.getByText('Choose an order in the comparison first.').first().waitFor();
    await choose(learner, 'Move');
    // Somebody whom neither the study nor any order beside it names: found by name.
    const to = learner.dialog.getByLabel('To the patient');
    const offered = await to.locator('option').allTextContents();
    const stranger = (await learner.pacs()).orders.find(
      ({ patientId }) => patientId !== row.patientId && !offered.some((one) => one.includes(patientId)),
    );
    if (!stranger) throw new Error('every patient is offered');
    const { patientId: target, issuer } = stranger;
    await learner.dialog.getByLabel('Find a patient').fill(target);
    await learner.dialog.getByText('1 patient', { exact: true }).waitFor();
    await to.selectOption(`${target}^${issuer}`);
    await confirm(learner, /^Move/, 'scanned under the wrong name');
    await learner.dialog.waitFor({ state: 'detached' });
    const moved = (await learner.pacs()).studies.filter(({ patientId }) => patientId === target);
    expect(moved.some(({ description }) => description === row.description)).toBe(true);
    expect((await learner.pacs()).audit.map(({ action }) => action)).toEqual(['move-to-patient']);
    await undoInAudit(learner, 'move to patient');
    expect(await study(learner, row.studyUid)).toMatchObject({ patientId: row.patientId, accession: row.accession });
    expect(learner.errors).toEqual([]);
  });

  it('moves a series into the study where it belongs, and undoes it', async () => {
    const learner = await atPacs('free-play');
    const { studies } = await learner.pacs();
    const byPatient = Map.groupBy(
      studies.filter(({ status }) => status === 'VERIFIED'),
      ({ patientId }) => patientId,
    );
    const [row, into] = [...byPatient.values()].find((own) => own.length > 1) ?? [];
    if (!row || !into) throw new Error('no patient has two studies');
    await view(learner, 'Studies');
    await learner.page.getByLabel('Filter the list').fill(row.accession);
    await learner.row('Studies of the archive, oldest first', row.accession).click();
    await learner.page.getByText('Images', { exact: true }).last().click();
    await learner.button('Move series…').click();
    await learner.dialog.getByLabel('Find the study').fill(into.accession);
    await learner.dialog.getByLabel('Into the study').selectOption(into.studyUid);
    await learner.dialog.getByRole('button', { name: /^Move \d+ image/ }).click();
    await learner.dialog.getByText('Say why').waitFor();
    await learner.dialog.getByLabel('Reason').fill('second part of the same exam');
    await learner.dialog.getByRole('button', { name: /^Move \d+ image/ }).click();
    await learner.dialog.waitFor({ state: 'detached' });
    expect(await study(learner, into.studyUid)).toMatchObject({ series: into.series + 1 });
    await undoInAudit(learner, 'move series');
    expect(await study(learner, into.studyUid)).toMatchObject({ series: into.series, instances: into.instances });
    expect(learner.errors).toEqual([]);
  });

  it('merges a study into another of the same patient, and takes it apart again', async () => {
    const learner = await atPacs('free-play');
    const { studies } = await learner.pacs();
    const row = studies.find(({ accession }) => accession === 'A260001161');
    const into = studies.find(({ patientId, studyUid }) => patientId === row?.patientId && studyUid !== row.studyUid);
    if (!row || !into) throw new Error('the patient has not two studies');
    await view(learner, 'Studies');
    await reconcile(learner, row);
    await choose(learner, 'Merge');
    await confirm(learner, /^Merge/, 'one exam in two pieces');
    await learner.dialog.waitFor({ state: 'detached' });
    // The report names a UID by its ends and has it whole for copying; it lies over nothing.
    const report = learner.page.getByRole('log', { name: 'Reports' });
    const uid = report.getByTitle(into.studyUid);
    expect(await uid.textContent()).toBe(into.studyUid);
    expect((await uid.boundingBox())?.width).toBeLessThan(120);
    const covered = await report.evaluate((region) => {
      const { top } = region.getBoundingClientRect();
      const below = document.querySelector('main')?.getBoundingClientRect().bottom ?? Infinity;
      return { height: region.clientHeight > 0, apart: below <= top + 1, position: getComputedStyle(region).position };
    });
    expect(covered).toEqual({ height: true, apart: true, position: 'static' });
    expect(await study(learner, into.studyUid)).toMatchObject({
      instances: into.instances + row.instances,
      series: into.series + row.series,
    });
    await undoInAudit(learner, 'merge');
    expect(await study(learner, into.studyUid)).toMatchObject({ instances: into.instances });
    expect(await study(learner, row.studyUid)).toMatchObject({ instances: row.instances, accession: row.accession });
    expect(learner.errors).toEqual([]);
  });

  it('lets a super-technologist only ask for a rejection, in the archive’s own words, and the administrator approve', async () => {
    const learner = await atPacs('early-sparrow');
    const [waiting] = (await learner.pacs()).studies.filter(({ status }) => status === 'UNVERIFIED');
    if (!waiting) throw new Error('no study waits');
    const actingAs = learner.page.getByRole('combobox', { name: 'Acting as' });
    await actingAs.selectOption('kbauer');
    await reconcile(learner, { ...waiting, accession: waiting.patientId });
    await choose(learner, 'Reject');
    await learner.dialog.getByText('First a request, which the PACS administrator approves').waitFor();
    await learner.dialog.getByLabel('Title of the rejection').selectOption('113001');
    await confirm(learner, /^Reject/, 'motion');
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await study(learner, waiting.studyUid))?.status).toBe('UNVERIFIED');
    await learner.page.getByText(/kbauer asks to reject 1 image/).waitFor();

    const approve = async (): Promise<void> => {
      await learner.button('Approve…').click();
      await learner.dialog.getByRole('button', { name: 'Reject 1 image' }).click();
    };
    await approve();
    await learner.dialog.getByText('NGPACS: user kbauer is not authorised to reject studies.').waitFor();
    await learner.page.keyboard.press('Escape');
    await actingAs.selectOption('pgreen');
    await approve();
    await learner.dialog.waitFor({ state: 'detached' });
    expect((await study(learner, waiting.studyUid))?.status).toBe('REJECTED');
    expect((await learner.pacs()).audit.map(({ action, user }) => `${user} ${action}`)).toEqual([
      'kbauer request-rejection',
      'pgreen reject',
    ]);
  });
});
