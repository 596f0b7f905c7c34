// A real browser at the page, as a clerk uses it. Reads what the grid shows, never the server.
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { type Browser, chromium, type Page } from 'playwright-core';
import { withLock } from '../../local/page/lock.ts';
import type { ShownCell } from '../../local/page/web/shown.ts';
import { parseA1 } from '../../local/workbook/a1.ts';

const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--no-first-run',
];

const MACHINE_FONTS = '/etc/fonts';
const VIEWPORT = { width: 1600, height: 900 };

/** The browser that npm brings, or the one that SHEETDESK_CHROMIUM names. */
export async function launchBrowser(): Promise<Browser> {
  const given = process.env['SHEETDESK_CHROMIUM'];
  if (given) return chromium.launch({ executablePath: given, args: FLAGS });
  const executablePath = await unpackChromium();
  return chromium.launch({ executablePath, args: FLAGS, env: withFonts() });
}

/** The package points at its own fonts, which lack Chinese; where the machine has fonts, they are used. */
function withFonts(): Record<string, string> {
  const env = Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  );
  return existsSync(join(MACHINE_FONTS, 'fonts.conf')) ? { ...env, FONTCONFIG_PATH: MACHINE_FONTS } : env;
}

/** The package unpacks itself into the temporary folder; only one test process at a time may do so. */
async function unpackChromium(): Promise<string> {
  // Makes the package bring its own shared libraries, which a bare machine lacks. It reads this when it is loaded.
  process.env['AWS_LAMBDA_JS_RUNTIME'] ??= 'nodejs22.x';
  const { default: packed } = await import('@sparticuz/chromium');
  // Not with the flags it proposes: one process for everything dies with the first closed window.
  return withLock(join(tmpdir(), 'sheetdesk-chromium.lock'), () => packed.executablePath());
}

/** One window of the page. Cells are named as `B2`; rows and columns count as in the sheet. */
export class DeskPage {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  static async open(browser: Browser, url: string): Promise<DeskPage> {
    const context = await browser.newContext({ viewport: VIEWPORT, locale: 'zh-CN' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const page = await context.newPage();
    const desk = new DeskPage(page);
    await page.goto(url);
    await desk.ready();
    return desk;
  }

  /** Waits until the grid is there and the page is connected. */
  async ready(): Promise<void> {
    await this.page.waitForFunction(() => globalThis.sheetdesk !== undefined);
    await this.page.waitForSelector('#state:not([data-state="offline"])[data-state]');
  }

  async tabs(): Promise<string[]> {
    return this.page.evaluate(() => globalThis.sheetdesk?.tabs() ?? []);
  }

  /** Goes to a tab by its title. */
  async goto(title: string): Promise<void> {
    await this.page.evaluate(name => globalThis.sheetdesk?.goto(name), title);
    await this.page.waitForFunction(name => globalThis.sheetdesk?.activeTab() === name, title);
  }

  async activeTab(): Promise<string> {
    return this.page.evaluate(() => globalThis.sheetdesk?.activeTab() ?? '');
  }

  /** Selects a cell or a block such as `B2:D4`, and gives the grid the keyboard. */
  async select(a1: string): Promise<void> {
    const { row, column, rows, columns } = placeOf(a1);
    await this.page.evaluate(at => globalThis.sheetdesk?.select(at.row, at.column, at.rows, at.columns), {
      row,
      column,
      rows,
      columns,
    });
  }

  /** Clicks a cell with the mouse. */
  async click(a1: string, options: { button?: 'left' | 'right'; clickCount?: number } = {}): Promise<void> {
    await this.select(a1);
    const { x, y, width, height } = await this.box(a1);
    await this.page.mouse.click(x + width / 3, y + height / 2, options);
  }

  /** Selects a block by dragging the mouse from one cell to another. */
  async drag(from: string, to: string): Promise<void> {
    const [start, end] = [await this.box(from), await this.box(to)];
    await this.page.mouse.move(start.x + start.width / 3, start.y + start.height / 2);
    await this.page.mouse.down();
    await this.page.mouse.move(end.x + end.width / 3, end.y + end.height / 2, { steps: 5 });
    await this.page.mouse.up();
  }

  /** Types into a cell as a clerk does: select, keys, Enter. */
  async type(a1: string, text: string): Promise<void> {
    await this.begin(a1, text);
    await this.page.keyboard.press('Enter');
    await this.page.waitForFunction(() => globalThis.sheetdesk?.editing() === false);
  }

  /** Types without leaving the cell editor. */
  async begin(a1: string, text: string): Promise<void> {
    await this.select(a1);
    await this.page.keyboard.type(text);
    await this.page.waitForFunction(() => globalThis.sheetdesk?.editing() === true);
  }

  async press(keys: string): Promise<void> {
    await this.page.keyboard.press(keys);
  }

  /** Pastes tab-separated text from the clipboard at a cell. */
  async paste(a1: string, rows: string[][]): Promise<void> {
    await this.select(a1);
    const text = rows.map(row => row.map(quoted).join('\t')).join('\n');
    await this.page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
    await this.page.keyboard.press('Control+V');
  }

  /** What the grid shows in a cell of the active tab. */
  async cell(a1: string): Promise<ShownCell> {
    const { row, column } = placeOf(a1);
    return this.page.evaluate(at => globalThis.sheetdesk?.cell(at.row, at.column) ?? { text: '' }, {
      row,
      column,
    });
  }

  /** Polls a cell until it is as wanted; the error says what it was last. */
  async waitForCell(
    a1: string,
    wanted: (cell: ShownCell) => boolean,
    timeoutMs = 15_000,
  ): Promise<ShownCell> {
    const end = performance.now() + timeoutMs;
    for (;;) {
      const cell = await this.cell(a1);
      if (wanted(cell)) return cell;
      if (performance.now() > end) throw new Error(`Cell ${a1} stayed ${JSON.stringify(cell)}`);
      await delay(25);
    }
  }

  /** Waits until the server has every edit and the grid every change. */
  async settled(): Promise<void> {
    await this.page.waitForFunction(() => globalThis.sheetdesk?.settled() === true);
  }

  /** Chooses an entry of the add-on's menus by its text, e.g. `menu('售后工作台', '刷新')`. */
  async menu(...path: [menu: string, entry: string]): Promise<void> {
    await this.page.locator('#menus button', { hasText: path[0] }).click();
    await this.page.locator('.menu button', { hasText: path[1] }).click();
  }

  /** Moves the desk's clock by the box in the top bar: ISO 8601 or minutes. Resolves when the server has moved it. */
  async clock(duration: string): Promise<void> {
    const answer = this.page.waitForResponse(response => response.url().endsWith('/clock'));
    const input = this.page.locator('#clock input');
    await input.fill(duration);
    await input.press('Enter');
    await answer;
  }

  /** Subjects of the messages in the outbox panel, newest first. */
  async outbox(): Promise<string[]> {
    const panel = this.page.locator('#messages');
    if (await panel.isHidden()) await this.page.locator('#outbox').click();
    await panel.waitFor();
    return panel.locator('h3').allTextContents();
  }

  async screenshot(path: string): Promise<void> {
    await this.page.screenshot({ path });
  }

  /** Where a cell is drawn, in pixels of the window. */
  async box(a1: string): Promise<{ x: number; y: number; width: number; height: number }> {
    const { row, column } = placeOf(a1);
    const box = await this.page.evaluate(at => globalThis.sheetdesk?.box(at.row, at.column), { row, column });
    if (!box) throw new Error('The page is not there yet');
    return box;
  }

  async close(): Promise<void> {
    await this.page.context().close();
  }
}

function placeOf(a1: string): { row: number; column: number; rows: number; columns: number } {
  const range = parseA1(a1);
  const { startRow: row, startColumn: column, endRow, endColumn } = range ?? {};
  if (row === undefined || column === undefined) throw new Error(`Not a cell: ${a1}`);
  return { row, column, rows: (endRow ?? row + 1) - row, columns: (endColumn ?? column + 1) - column };
}

function quoted(text: string): string {
  return /[\t\n"]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
