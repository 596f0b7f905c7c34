// The page by the keyboard alone, in a real browser: no test here touches the mouse.
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { MenuView } from '../../local/google/apps-script/views.ts';
import { BarePage, BOARD, FEEDBACK, soon } from '../fixtures/page/bare-page.ts';
import { closeWindows, DeskPage, sharedBrowser } from '../fixtures/page/browser.ts';

const MENUS: MenuView[] = [
  {
    title: '扩展程序',
    entries: ['提问', '对话框', '侧栏', '记下'].map(title => ({ kind: 'item', title, functionName: title })),
  },
];
const USER = 'clerk@example.com';
const FORM =
  '<input name="number"><button onclick="google.script.host.close()">好</button><script>' +
  'document.querySelector("input").focus()</script>';

let browser: Browser;
let server: BarePage;
let desk: DeskPage;
/** What was run, and what was answered. */
let heard: unknown[] = [];

const RUN: Record<string, () => unknown> = {
  提问: () => server.ui.prompt(USER, { title: '查找', prompt: '找什么？', buttons: 'OK_CANCEL' }),
  对话框: () => server.ui.showModalDialog(USER, { title: '导入', html: FORM, width: 300, height: 200 }),
  侧栏: () => server.ui.showSidebar(USER, { title: '接电话', html: FORM, width: 300 }),
  记下: () => '记下',
};

beforeAll(async () => {
  const run = async (name: string) => {
    heard.push((await RUN[name]?.()) ?? name);
    return null;
  };
  [browser, server] = await Promise.all([sharedBrowser(), BarePage.start({ menus: MENUS, run })]);
  server.write(FEEDBACK, 0, 0, [[{ value: '客户' }], [{ value: '李明' }]]);
  desk = await DeskPage.open(browser, server.url);
}, 120_000);
afterAll(async () => {
  await closeWindows(browser);
  await server.stop();
});

const press = async (...keys: string[]) => {
  for (const key of keys) await desk.press(key);
};
/** Caption and outline of what has the keyboard, in the page itself. */
const focused = () =>
  desk.page.evaluate<{ text: string; tag: string; outline: string }>(`(() => {
    const { textContent, tagName } = document.activeElement;
    const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
    return { text: textContent.trim(), tag: tagName, outline: outlineStyle + ' ' + outlineWidth };
  })()`);
const text = async () => (await focused()).text;
const run = async (entry: string) => {
  await press('F6', 'Tab', 'Enter');
  await expect.poll(text, soon).toBe('提问');
  for (let at = 0; at < MENUS[0]!.entries.length && (await text()) !== entry; at += 1)
    await press('ArrowDown');
  expect(await text()).toBe(entry);
  await press('Enter');
};
const inFrame = (where: string) => desk.page.frameLocator(`${where} iframe`).locator('input:focus').count();
/** The grid has the keyboard when what is typed stands in its cell. */
const typesInGrid = async (word: string) => {
  await press(...word, 'Enter');
  await expect.poll(() => server.value(4, 2), soon).toBe(word);
};

describe('with keys only', { timeout: 60_000 }, () => {
  beforeEach(async () => {
    heard = [];
    server.write(FEEDBACK, 4, 2, [[{ value: '' }]]);
    await desk.select('C5');
  });

  test('F6 leads to the menus, arrows through one, Escape back to its button and F6 to the grid', async () => {
    await press('F6');
    expect(await focused()).toEqual({ text: '文件', tag: 'BUTTON', outline: 'solid 2px' });
    await press('Tab', 'Enter');
    await expect.poll(focused, soon).toEqual({ text: '提问', tag: 'BUTTON', outline: 'solid 2px' });
    await press('ArrowUp');
    expect(await text()).toBe('记下');
    await press('Home', 'ArrowDown');
    expect(await text()).toBe('对话框');
    await press('Escape');
    expect([await text(), await desk.page.locator('.menu').count()]).toEqual(['扩展程序', 0]);
    await press('F6');
    await typesInGrid('a1');
  });

  test('Enter chooses an entry, and the grid has the keyboard again', async () => {
    await run('记下');
    await expect.poll(() => heard, soon).toEqual(['记下']);
    await typesInGrid('b2');
  });

  test('Enter answers a question, Escape closes it, and the grid has the keyboard again', async () => {
    await run('提问');
    await desk.page.locator('dialog[open] input').waitFor();
    await press(...'0138', 'Enter');
    await expect.poll(() => heard, soon).toEqual([{ button: 'OK', text: '0138' }]);
    await run('提问');
    await desk.page.locator('dialog[open] input').waitFor();
    await press('Escape');
    await expect.poll(() => heard, soon).toHaveLength(2);
    expect(heard[1]).toMatchObject({ button: 'CLOSE' });
    await typesInGrid('c3');
  });

  test('the grid has the keyboard in the moment in which a question is answered', async () => {
    await run('提问');
    await desk.page.locator('dialog[open] input').waitFor();
    const left = await desk.page.evaluate<unknown[]>(`(() => {
      document.querySelector('dialog button').click();
      return [document.querySelectorAll('dialog').length, document.querySelector('#grid').contains(document.activeElement)];
    })()`);
    expect(left).toEqual([0, true]);
    await typesInGrid('c4');
  });

  test('a dialog of the add-on has the keyboard as it opens; Escape closes it, and so does its own button', async () => {
    await run('对话框');
    await expect.poll(() => inFrame('dialog'), soon).toBe(1);
    await press('5', 'Escape');
    await expect.poll(() => desk.page.locator('dialog').count(), soon).toBe(0);
    await run('对话框');
    await expect.poll(() => inFrame('dialog'), soon).toBe(1);
    await press('Tab', 'Enter');
    await expect.poll(() => desk.page.locator('dialog').count(), soon).toBe(0);
    await typesInGrid('d4');
  });

  test('from the sidebar Escape leads to the grid and F6 on; what was typed in it stays', async () => {
    await run('侧栏');
    await expect.poll(() => inFrame('#sidebar'), soon).toBe(1);
    await press(...'139', 'Escape');
    // What the frame says reaches the page a moment later.
    await expect.poll(async () => (await focused()).tag, soon).toBe('DIV');
    await typesInGrid('e5');
    await press('F6');
    await expect.poll(() => inFrame('#sidebar'), soon).toBe(1);
    const number = desk.page.frameLocator('#sidebar iframe').locator('input');
    await press('1');
    await expect.poll(() => number.inputValue(), soon).toBe('1391');
    await press('F6');
    await expect.poll(text, soon).toBe('文件');
    await press('Shift+F6');
    await expect.poll(() => inFrame('#sidebar'), soon).toBe(1);
    await press('Tab', 'Enter');
    await expect.poll(() => desk.page.locator('#sidebar').isHidden(), soon).toBe(true);
    await desk.select('C5');
    await typesInGrid('f6');
  });

  test('who types in the sidebar keeps the keyboard where everything is drawn anew', async () => {
    await run('侧栏');
    await expect.poll(() => inFrame('#sidebar'), soon).toBe(1);
    await press('1', '3');
    const properties = server.workbook.data.sheets[BOARD]?.properties;
    if (!properties) throw new Error('看板 is not there');
    server.push({ type: 'addSheet', properties: { ...properties, sheetId: 77, title: '导出', index: 2 } });
    await expect.poll(() => desk.tabs(), soon).toContain('导出');
    await desk.settled();
    await press('9');
    const number = desk.page.frameLocator('#sidebar iframe').locator('input');
    await expect.poll(() => number.inputValue(), soon).toBe('139');
    await press('Tab', 'Enter');
    await expect.poll(() => desk.page.locator('#sidebar').isHidden(), soon).toBe(true);
    await typesInGrid('f7');
  });

  test('the notices open by Enter and close by Escape', async () => {
    await desk.page.locator('#outbox').focus();
    await press('Enter');
    await desk.page.locator('#messages header button').waitFor();
    await press('F6', 'F6');
    expect(await focused()).toMatchObject({ text: '×', outline: 'solid 2px' });
    await press('Escape');
    await expect.poll(() => desk.page.locator('#messages').isHidden(), soon).toBe(true);
    await typesInGrid('g7');
  });
});

test('keys that nothing would hear go to the grid, from the first one on', async () => {
  await desk.select('B3');
  await desk.page.evaluate('document.activeElement.blur()');
  await desk.page.keyboard.type('2026-11-30 06:07');
  await press('Enter');
  await desk.waitForCell('B3', cell => cell.text !== '', 10_000);
  expect((await desk.cell('B3')).text).toBe('2026-11-30 06:07');
});
