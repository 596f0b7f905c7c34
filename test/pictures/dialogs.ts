// Pictures of what opens over the sheet: a call, many rows at once, two rows of one matter, the export, the shift list,
// a hand-over, sample rows, last year's book on its way in.

import type { DeskPage } from '../fixtures/page/browser.ts';

const MENU = '扩展程序';
const CALLER = '13912345678';
/** Rows as a clerk pastes them below the first: the same customer again, and another one. */
const ROWS = [
  [
    '今天9:10',
    '王丽',
    CALLER,
    'ORD202611001',
    '售后支持',
    '净水器接口今天早上又漏水，还没有人上门',
    '今天上门',
    '中',
  ],
  [
    '今天9:20',
    '赵强',
    '13812340002',
    '',
    '售后支持',
    '净水器昨天安装后漏水，地板泡湿，关阀后停止',
    '上门维修',
    '高',
  ],
];

/** A book as another team keeps it: titles in two lines, dates in three ways, a word and a number that are none. */
const LAST_YEAR = [
  '2025 年热线记录汇总,,,,,,,,',
  '序号,时间,客户信息,,问题,,,处理,',
  ',,姓名,电话,类型,故障现象,紧急程度,处理结果,完成时间',
  '1,2025.3.4,刘敏,13800002001,售后,净水器装好后一直漏水，厨房地板泡湿，关上阀门仍在滴水,高优先级,上门换了接头,2025-3-9',
  '2,2025/3/5 14:20,陈建国,13800002002,售前咨询,打算装在三楼办公室，问 A3 滤芯多久换一次,低优先级,已电话答复,2025-3-5',
  '3,2025年3月6日下午2点半,周雪,,售后,空气净化器噪音大，夜里最低一档也听得见，影响睡觉,中优先级,寄修后恢复,2025-3-15',
  '4,2025.3.7,黄磊,13800002004,闲聊,来电说用得不错，没有别的事,低优先级,已记录,2025-3-7',
  '5,2025/3/8 10:05,吴倩,13800002005,售后,智能门锁换电池后指纹不识别，重启三次无效,高优先级,远程重新录入,2025-3-8',
  '合计,5,,,,,,,',
];

/** Takes them on a desk that has one call of this customer; `take` keeps what the page shows by a name. */
export async function takeDialogs(
  desk: DeskPage,
  take: (desk: DeskPage, name: string) => Promise<void>,
): Promise<void> {
  const { page } = desk;
  await desk.goto('热线记录');
  await desk.paste('D3', ROWS);
  for (const row of [3, 4]) await desk.waitForCell(`B${row}`, ({ text }) => text === '已保存', 120_000);

  await desk.menu(MENU, '接电话');
  const form = page.frameLocator('#sidebar iframe');
  await form.locator('[name=contact]').fill(CALLER);
  await form.locator('.record').first().waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-call');
  await page.locator('#sidebar header button').click();

  const dialog = page.frameLocator('dialog.framed iframe');
  const shut = () => page.locator('dialog.framed .close').click();
  await desk.select('A2:C4');
  await desk.menu(MENU, '批量修改选中的行');
  await dialog.locator('[name=action]').selectOption({ label: '改轻重缓急：紧急程度' });
  await dialog.locator('[name=value]').selectOption('高');
  await dialog.locator('button', { hasText: '看看会怎样' }).click();
  await dialog.locator('tbody tr').first().waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-many-rows');
  await shut();

  await desk.select('A2:C3');
  await desk.menu(MENU, '合并到另一行');
  await page.locator('dialog[open] p', { hasText: '保留：' }).waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-same-matter');
  await page.locator('dialog[open] button', { hasText: '取消' }).click();

  await desk.menu(MENU, '导出记录');
  await dialog.locator('[name=form]').waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-export');
  await shut();

  // 李伟 is away the next two days.
  await desk.goto('人员');
  await desk.paste('H3', [['明天', '后天', '王芳']]);
  await desk.waitForCell('H3', ({ text }) => /^20\d\d/.test(text), 120_000);
  await take(desk, 'leave');
  await page.locator('#person').click();
  await page.locator('.menu button', { hasText: '李伟' }).waitFor({ timeout: 60_000 });
  await take(desk, 'menu-person');
  await desk.press('Escape');
  await desk.menu(MENU, '打印值班表');
  await dialog.locator('article').waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-shifts');
  await shut();

  await desk.menu(MENU, '交接一位同事的全部工作');
  const whose = dialog.locator('[name=whose]');
  await whose.waitFor({ timeout: 60_000 });
  const names = await whose.locator('option').allInnerTexts();
  await whose.selectOption({ label: names.find(each => each.startsWith('李伟')) ?? '' });
  await dialog.locator('button', { hasText: '看看会怎样' }).click();
  await dialog.locator('tbody tr').first().waitFor({ timeout: 60_000 });
  await take(desk, 'dialog-hand-over');
  await shut();

  await desk.goto('热线记录');
  await desk.menu(MENU, '放入示例行');
  await desk.waitForCell('B5', ({ text }) => text === '示例', 120_000);
  await desk.select('A5');
  await take(desk, 'samples');
  await desk.menu(MENU, '移除全部示例行');
  await desk.waitForCell('B5', ({ text }) => text === '', 120_000);

  await page.locator('#file button').click();
  await take(desk, 'menu-file');
  const [chooser] = await Promise.all([
    page.waitForEvent('filechooser'),
    page.locator('.menu button', { hasText: '导入' }).click(),
  ]);
  const name = '去年的热线台账.csv';
  await chooser.setFiles({ name, mimeType: 'text/csv', buffer: Buffer.from(LAST_YEAR.join('\r\n')) });
  await page.waitForFunction(() => globalThis.sheetdesk?.activeTab() === '去年的热线台账');
  // Off the toolbar, which would tell what is under the pointer.
  await page.mouse.move(680, 600);
  await take(desk, 'import-1-file');
  await desk.menu(MENU, '导入记录');
  await dialog.locator('[name=target]').selectOption({ label: '热线记录' });
  await dialog.locator('button', { hasText: '下一步' }).click();
  await dialog.locator('[name=column-B]').waitFor({ timeout: 60_000 });
  await take(desk, 'import-2-columns');
  await dialog.locator('[name=fixed-request]').fill('（历史记录）');
  await dialog.locator('button', { hasText: '试一遍' }).click();
  await dialog.locator('button', { hasText: '再试一遍' }).waitFor({ timeout: 60_000 });
  await take(desk, 'import-3-try');
  await shut();
}
