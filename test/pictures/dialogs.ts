// Pictures of what opens over the sheet: a call, many rows at once, two rows of one matter, the export.

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

/** Takes them on a desk that has one call of this customer; `take` keeps what the page shows by a name. */
export async function takeDialogs(
  desk: DeskPage,
  take: (desk: DeskPage, name: string) => Promise<void>,
): Promise<void> {
  const { page } = desk;
  await desk.goto('热线记录');
  await desk.paste('C3', ROWS);
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
}
