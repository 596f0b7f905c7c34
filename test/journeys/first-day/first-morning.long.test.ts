// What a newcomer meets on the first morning, in a window of 1280 by 720: 关于, 设置 in groups, a draft that shows what
// it lacks, 现在 as a word, and the views that the desk keeps in a tab.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { showTime } from '../../../functions/src/core/lib/parse-time.ts';
import { DAY, dayNumber, instantOfWall, localDate, MINUTE } from '../../../functions/src/core/lib/time.ts';
import { SETTING_GROUPS } from '../../../functions/src/core/schema/setting-category.ts';
import { columnOf } from '../../../functions/src/core/schema/table.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { settings } from '../../../functions/src/core/tables/settings.ts';
import { OWNER_NAME } from '../../../local/desk/sample-people.ts';
import { exampleOf, hotlineLine } from '../../fixtures/journeys/case-rows.ts';
import { Clerk } from '../../fixtures/journeys/clerk.ts';
import type { TabRow } from '../../fixtures/journeys/desk-doors.ts';
import { DeskHere } from '../../fixtures/journeys/desk-here.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../../fixtures/page/browser.ts';

const ZONE = 'Asia/Shanghai';
const WINDOW = { width: 1280, height: 720 };
const soon = { timeout: 30_000, interval: 100 };

let browser: Browser;
let desk: DeskHere;
let page: DeskPage;

beforeAll(async () => {
  [browser, desk] = await Promise.all([sharedBrowser(), DeskHere.start()]);
  page = await DeskPage.open(browser, desk.doors.endpoints.web);
  await page.page.setViewportSize(WINDOW);
});
afterAll(async () => {
  await closeWindows(browser);
  await desk?.dispose();
});

/** Chooses a view of the tab that is shown, by its whole name. */
async function choose(title: string): Promise<void> {
  await page.page.locator('#views button').click();
  await page.page.locator('.menu').getByRole('menuitem', { name: title, exact: true }).click();
}

/** Those of these rows that are drawn with a height. */
async function drawn(rows: readonly number[]): Promise<number[]> {
  const heights = await Promise.all(rows.map(async row => (await page.box(`A${row}`)).height));
  return rows.filter((_, index) => (heights[index] ?? 0) > 0);
}

/** Whether a cell lies in the window whole, above the tabs and right of the row numbers. */
async function isInWindow(a1: string): Promise<boolean> {
  const { x, y, width, height } = await page.box(a1);
  return x >= 0 && y >= 0 && x + width <= WINDOW.width && y + height <= WINDOW.height - 40;
}

test('关于 says what this is, its version, and where help is', async () => {
  await page.menu('扩展程序', '关于');
  const dialog = page.page.locator('dialog', { hasText: '售后服务台' });
  await dialog.waitFor();
  const text = await dialog.innerText();
  expect(text).toMatch(/服务台版本：\S+/);
  expect(text).toContain(desk.doors.endpoints.spreadsheetId);
  expect(text).toContain('请看第一页“开始”');
  await dialog.getByRole('button', { name: '确定' }).click();
  await dialog.waitFor({ state: 'detached' });
  const help = (await desk.doors.grid('开始')).map(line => line.join(' '));
  expect(help).toContainEqual(expect.stringContaining('需要帮助时'));
});

test('all menus, the desk’s time, who sits here and the tabs fit the window', async () => {
  const wanted = ['#menus button', '#state', '#clock', '#person', '#outbox', '#views button'];
  await page.goto(hotline.title);
  for (const selector of wanted) {
    const boxes = await Promise.all(
      (await page.page.locator(selector).all()).map(each => each.boundingBox()),
    );
    const outside = boxes.filter(
      box => !box || box.x < 0 || box.x + box.width > WINDOW.width || box.y + box.height > WINDOW.height,
    );
    expect([selector, boxes.length > 0, outside]).toEqual([selector, true, []]);
  }
  const root = 'document.documentElement';
  const size = await page.page.evaluate<number[]>(`[${root}.scrollWidth, ${root}.scrollHeight]`);
  expect(size).toEqual([WINDOW.width, WINDOW.height]);
});

test('设置 lies in groups that one chooses, each entry says what it is for, and units stand by examples', async () => {
  const clerk = await Clerk.at(page, desk.doors, settings.title);
  const entries = await desk.doors.rows(settings.title);
  expect(entries.filter(({ cells }) => cells['说明'] === '')).toEqual([]);
  const limits = entries.filter(({ cells }) => cells['类别'] === '时限');
  expect(limits.length).toBeGreaterThan(10);
  expect(limits.filter(({ cells }) => !/小时|分钟|天|工作日/.test(cells['说明'] ?? ''))).toEqual([]);
  const all = entries.map(({ row }) => row);
  for (const [title, categories] of Object.entries(SETTING_GROUPS)) {
    const within = entries.filter(({ cells }) => categories.some(each => each === cells['类别']));
    await choose(title);
    await expect.poll(() => drawn(all), soon).toEqual(within.map(({ row }) => row));
  }
  await choose('显示全部行');
  await expect.poll(() => drawn(all), soon).toEqual(all);
  await clerk.see('取值', 1, ({ note }) => note?.includes('时限写 2h、30m、3wd（工作日）') === true);
});

test.each([
  ['时限', '两小时左右', /写法例如 \d+[hmd]/],
  ['工作时间', '九点到六点多', /写法例如 09:00/],
  ['参数', '很多', /写法例如 [\d.]+/],
])(
  'a value of %s that is none is refused where it stands, with what is meant, and stays what it was',
  async (category, wrong, meant) => {
    const clerk = await Clerk.at(page, desk.doors, settings.title);
    const entry = (await desk.doors.rows(settings.title)).find(
      ({ cells }) => cells['类别'] === category && cells['取值'] !== '',
    );
    const { row = 0, cells = {} } = entry ?? {};
    await clerk.type(row, { 取值: wrong });
    const refused = await clerk.see('取值', row, ({ note }) => note !== undefined);
    expect(refused.note).toContain(wrong);
    expect(refused.note).toMatch(meant);
    expect(refused.background).toBeDefined();
    await clerk.reads('保存状态', row, '有误');
    await clerk.type(row, { 取值: cells['取值'] ?? '' });
    await clerk.reads('保存状态', row, '已保存');
  },
);

test('what a draft lacks is seen without hovering: blank cells under headers that are darker than others', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  await clerk.type(2, { 日期时间: '现在', 客户姓名: '王丽' });
  await clerk.reads('保存状态', 2, '草稿');
  const headerOf = async (label: string) => (await page.cell(clerk.place(label, 1))).background;
  const [required, optional] = [await headerOf('联系方式'), await headerOf('订单号/会员号')];
  expect(required).not.toBe(optional);
  // All that the row's note names, but for whom the system finds once it knows the type.
  const lackingIn = (note = '') =>
    (/还缺：(.*?)。/.exec(note)?.[1] ?? '').split('、').filter(label => label !== '处理人员');
  const { note } = await clerk.see(
    '保存状态',
    2,
    cell => cell.note !== undefined && !lackingIn(cell.note).includes('客户姓名'),
  );
  const lacking = lackingIn(note);
  expect(lacking).toEqual(['联系方式', '问题类型', '问题描述', '客户诉求', '紧急程度']);
  for (const label of lacking)
    expect([label, await headerOf(label), (await page.cell(clerk.place(label, 2))).text]).toEqual([
      label,
      required,
      '',
    ]);
  for (const label of ['记录编号', '保存状态', '状态', '日期时间', '客户姓名', '联系方式', '问题类型'])
    expect([label, await isInWindow(clerk.place(label, 1))]).toEqual([label, true]);
});

test('现在 is the minute at which it was typed, in the draft and for good', async () => {
  const clerk = await Clerk.at(page, desk.doors, hotline.title);
  const typed = await clerk.see('日期时间', 2, ({ text }) => /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}$/.test(text));
  await desk.doors.advance('PT3M');
  await clerk.type(2, {
    联系方式: '13912345670',
    问题类型: '售后支持',
    问题描述: '净水器今天早上在厨房突然不出水，重启后仍然没有水',
    客户诉求: '尽快上门检查',
    紧急程度: '高',
  });
  await clerk.reads('保存状态', 2, '已保存');
  expect((await page.cell(clerk.place('日期时间', 2))).text).toBe(typed.text);
});

/** Pastes rows below the last one of a tab, and answers all its rows once they are saved. */
async function pasted(
  { sheetId, title }: { sheetId: number; title: string },
  lines: (header: readonly string[]) => (string | null)[][],
): Promise<TabRow[]> {
  const [header = []] = await desk.doors.grid(title);
  const before = await desk.doors.rows(title);
  const texts = lines(header);
  await desk.doors.paste(sheetId, before.length + 1, 0, texts);
  const saved = (rows: readonly TabRow[]) => rowsWhere(rows, cells => cells['保存状态'] === '已保存').length;
  await expect.poll(async () => saved(await desk.doors.rows(title)), soon).toBe(saved(before) + texts.length);
  return desk.doors.rows(title);
}

const rowsWhere = (rows: readonly TabRow[], holds: (cells: TabRow['cells']) => boolean) =>
  rows.filter(({ cells }) => holds(cells)).map(({ row }) => row);

test('the desk’s own views of a tab show what they say: mine, due today, late, to be called back, urgent', async () => {
  const { now } = await desk.doors.clockNow();
  const called = showTime(now - 5 * MINUTE, ZONE);
  const rows = await pasted(hotline, header => {
    const line = (others: Record<string, string>) =>
      hotlineLine(header, 'ORD202611001', called).map((text, at) => others[header[at] ?? ''] ?? text);
    return [
      line({ 日期时间: '2023-10-01 14:30' }),
      line({ 紧急程度: '高', 处理人员: OWNER_NAME }),
      line({
        响应时间: called,
        '解决方案/处理结果': '上门更换滤芯和进水阀，试用半小时出水正常',
        解决时间: showTime(now, ZONE),
        问题原因分析: '进水阀被水垢堵住，滤芯半年没有更换',
      }),
    ];
  });
  const all = rows.map(({ row }) => row);
  const isBetween = (text: string | undefined, from: number, to: number) => {
    const at = text ? Date.parse(`${text.replace(' ', 'T')}:00+08:00`) : Number.NaN;
    return at >= from && at <= to;
  };
  const endOfDay = instantOfWall((dayNumber(localDate(now, ZONE)) + 1) * DAY, ZONE) - 1;
  const wanted: [title: string, rows: number[]][] = [
    ['我的待办', rowsWhere(rows, cells => cells['处理人员'] === OWNER_NAME)],
    ['今日到期', rowsWhere(rows, cells => isBetween(cells['下一时限'], now, endOfDay))],
    ['已超时', rowsWhere(rows, cells => isBetween(cells['最近时限'], 0, now))],
    ['待回访', rowsWhere(rows, cells => ['已解决', '待回访'].includes(cells['状态'] ?? ''))],
    ['紧急', rowsWhere(rows, cells => cells['紧急程度'] === '高' && cells['状态'] !== '待回访')],
  ];
  // Views of people come with the first summary after these are entered.
  const titles = () =>
    desk.local.workbook.data.sheets.flatMap(each => each.filterViews.map(({ title }) => title));
  await expect.poll(titles, soon).toContain(`待办：${OWNER_NAME}`);
  await page.goto(hotline.title);
  for (const [title, shown] of wanted) {
    // Late in the evening nothing is due today any more.
    expect([title, shown.length > 0 || title === '今日到期', shown.length < all.length]).toEqual([
      title,
      true,
      true,
    ]);
    await choose(title);
    await expect.poll(() => drawn(all), soon).toEqual(shown);
  }
});

test('and of a tab whose matters go to departments, those of each', async () => {
  const contents = [
    '网页宣传说能过滤重金属，收到的净水器与描述不符，误导购买',
    '净水器滤芯发错了型号，物流又拖了一周才送到',
  ];
  const rows = await pasted(feedback, header => {
    const labels = ['customer', 'contact', 'channel', 'type', 'content', 'receivedAt'].map(
      key => [columnOf(feedback, key).label, exampleOf(feedback, key)] as const,
    );
    return contents.map(content => {
      const texts = new Map([...labels, ['联系方式', '13912345678'], ['反馈内容', content]]);
      return header.map(label => texts.get(label) ?? null);
    });
  });
  const departments = [...new Set(rows.map(({ cells }) => cells['责任部门'] ?? ''))];
  expect(departments.length).toBe(2);
  await page.goto(feedback.title);
  for (const department of departments) {
    await choose(`部门：${department}`);
    const shown = rowsWhere(rows, cells => cells['责任部门'] === department);
    await expect.poll(() => drawn(rows.map(({ row }) => row)), soon).toEqual(shown);
  }
});
