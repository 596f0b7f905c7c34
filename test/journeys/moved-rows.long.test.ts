// A clerk sorts, undoes, cuts and drags in 客户反馈 in a real browser: every record keeps its own cells and its full
// numbers.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { columnOf, staffColumns } from '../../functions/src/core/schema/table.ts';
import { feedback } from '../../functions/src/core/tables/feedback.ts';
import { columnLetters } from '../../local/workbook/a1.ts';
import { exampleOf } from '../fixtures/journeys/case-rows.ts';
import { DeskHere } from '../fixtures/journeys/desk-here.ts';
import { documentsOf, fullValuesOf } from '../fixtures/journeys/record-book.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const soon = { timeout: 45_000, interval: 100 };
const ROWS = 14;
const FIRST = 2;
const LAST = FIRST + ROWS - 1;
/** Customers whose order by name is not that of the rows. */
const SURNAMES = [...'赵钱孙李周吴郑王冯陈褚卫蒋沈'];

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;
let header: string[];
/** What was stored of each record once all were saved. */
let own: Awaited<ReturnType<typeof stored>>;
/** The tab as it was then. */
let shown: string[][];

const rowsShown = async () => (await desk.doors.grid(feedback.title)).slice(1);
const column = (label: string) => header.indexOf(label);
const letter = (label: string) => columnLetters(column(label));
const CUSTOMER = columnOf(feedback, 'customer').label;
const CONTACT = columnOf(feedback, 'contact').label;
const states = async () => (await rowsShown()).map(row => row[column('保存状态')]);
const namesShown = async () => (await rowsShown()).map(row => row[column(CUSTOMER)]);

/** Staff cells and full values of every record, by its number. */
async function stored(): Promise<Record<string, unknown>> {
  const [records, fullOf] = await Promise.all([documentsOf(desk.doors, 'records'), fullValuesOf(desk.doors)]);
  const entries = records
    .filter(each => each.get('table') === 'feedback')
    .map(each => {
      const cells = each.get('cells') as Record<string, unknown>;
      const staff = staffColumns(feedback).map(({ key }) => [key, cells[key] ?? null]);
      return [String(each.get('number')), [Object.fromEntries(staff), fullOf.get(each.id) ?? null]];
    });
  return Object.fromEntries(entries);
}

const allSaved = () =>
  vi.waitFor(async () => expect(await states()).toEqual(Array.from({ length: ROWS }, () => '已保存')), soon);

/**
 * Waits until the records, which all tell of one problem, have been compared after they were saved, and raised as a
 * batch.
 */
const allRaised = () =>
  vi.waitFor(async () => {
    const records = (await documentsOf(desk.doors, 'records')).filter(
      each => each.get('table') === 'feedback',
    );
    const priorities = records.map(each => each.get('cells.priority'));
    expect(priorities).toEqual(Array.from({ length: ROWS }, () => '紧急'));
  }, soon);

/** Undoes the last gesture, and waits until all is as it was, in the tab and in the records. */
async function undo(): Promise<void> {
  await page.press('Control+Z');
  await expect.poll(namesShown, soon).toEqual(shown.map(row => row[column(CUSTOMER)]));
  await allSaved();
  expect(await stored()).toEqual(own);
  const keys = ['行键', '记录编号', CONTACT].filter(label => column(label) >= 0);
  const now = await rowsShown();
  for (const label of keys)
    expect(now.map(row => row[column(label)])).toEqual(shown.map(row => row[column(label)]));
}

/** Chooses an entry of the menu of a header's cell. */
async function chooseInMenu(a1: string, entry: string): Promise<void> {
  const { x, y, width, height } = await page.aim(a1);
  await page.page.mouse.click(x + width - 10, y + height - 10);
  await page.page.getByText(entry, { exact: true }).first().click();
}

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  [header = []] = await desk.doors.grid(feedback.title);
  const lines = SURNAMES.map((surname, index) => {
    const typed: Record<string, string> = {
      [CUSTOMER]: `${surname}小明`,
      [CONTACT]: `138${String(index).padStart(4, '0')}${String(9876 - index)}`,
    };
    for (const key of ['channel', 'type', 'receivedAt', 'content'])
      typed[columnOf(feedback, key).label] = exampleOf(feedback, key);
    return header.map(label => typed[label] ?? null);
  });
  await desk.doors.paste(feedback.sheetId, FIRST - 1, 0, lines);
  await allSaved();
  await allRaised();
  own = await stored();
  shown = await rowsShown();
  await page.goto(feedback.title);
  await page.settled();
}, 180_000);
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

// Case A.2
test('sorting by the menu of a column moves rows whole, and so does its undo', async () => {
  expect(Object.keys(own)).toHaveLength(ROWS);
  await chooseInMenu(`${letter(CUSTOMER)}1`, '升序');
  const before = shown.map(row => row[column(CUSTOMER)]);
  await expect.poll(namesShown, soon).not.toEqual(before);
  await allSaved();
  const keyOf = new Map(shown.map(row => [row[column(CUSTOMER)], row[column('行键')]]));
  for (const row of await rowsShown()) expect(row[column('行键')]).toBe(keyOf.get(row[column(CUSTOMER)]));
  expect(await stored()).toEqual(own);
  await undo();
}, 120_000);

// Case A.2
test('sorting a part of the columns is held and said, and gone with its undo', async () => {
  await page.drag(`${letter(CUSTOMER)}${FIRST}`, `${letter(CONTACT)}${LAST}`);
  const { x, y } = await page.aim(`${letter(CUSTOMER)}${FIRST + 1}`);
  await page.page.mouse.click(x + 20, y + 10, { button: 'right' });
  await page.page.getByText('排序', { exact: true }).hover();
  await page.page.getByText('升序').first().click();
  const before = shown.map(row => row[column(CUSTOMER)]);
  await expect.poll(namesShown, soon).not.toEqual(before);
  const moved = (await namesShown()).map((name, index) => (name === before[index] ? '已保存' : '待核对'));
  await expect.poll(states, soon).toEqual(moved);
  await page.page.getByText('看起来只排序或移动了部分列').first().waitFor();
  expect(await stored()).toEqual(own);
  await undo();
}, 120_000);

test('a block that is cut and pasted over another row is held in both, and gone with its undo', async () => {
  const { text: cut } = await page.cell(`${letter(CUSTOMER)}${FIRST}`);
  await page.click(`${letter(CUSTOMER)}${FIRST}`);
  await page.select(`${letter(CUSTOMER)}${FIRST}:${letter(CONTACT)}${FIRST}`);
  await page.copy('Control+X');
  await page.click(`${letter(CUSTOMER)}${FIRST + 3}`);
  await page.press('Control+V');
  await page.waitForCell(`${letter(CUSTOMER)}${FIRST + 3}`, ({ text }) => text === cut);
  await expect.poll(async () => (await states()).filter(state => state === '待核对').length, soon).toBe(2);
  expect(await stored()).toEqual(own);
  await undo();
}, 120_000);

test('cells dragged onto another row are held, and gone with their undo', async () => {
  await page.click(`${letter(CUSTOMER)}${FIRST + 1}`);
  await page.select(`${letter(CUSTOMER)}${FIRST + 1}:${letter(CONTACT)}${FIRST + 1}`);
  const from = await page.aim(`${letter(CUSTOMER)}${FIRST + 1}`);
  const to = await page.box(`${letter(CUSTOMER)}${FIRST + 5}`);
  // By the border of the selection.
  await page.page.mouse.move(from.x + from.width / 3, from.y + from.height);
  await page.page.mouse.down();
  await page.page.mouse.move(to.x + to.width / 3, to.y + to.height / 2, { steps: 8 });
  await page.page.mouse.up();
  await expect.poll(async () => (await states()).filter(state => state === '待核对').length, soon).toBe(2);
  expect(await stored()).toEqual(own);
  await undo();
}, 120_000);
