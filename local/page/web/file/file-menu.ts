// Files of Excel in and out, as Google's menu 文件: what comes in is a tab of its own, what goes out are tabs as they
// are.
import type { Op } from '../../../workbook/model.ts';
import { toast } from '../frame/dialogs.ts';
import { dropList, listEntry } from '../frame/drop-list.ts';
import { byId, element } from '../frame/element.ts';
import { reasonOf } from '../frame/failure.ts';
import { postEdit } from '../server.ts';
import type { Session } from '../session.ts';
import type { ReadTab } from './read-book.ts';

/** What a person may choose; what a file is, is read in it. */
const ACCEPTED = '.xlsx,.xlsm,.xls,.csv,.tsv,.txt';
/** Google's longest name of a tab. */
const MAX_TITLE = 100;

/** By then a browser has taken what it downloads. */
const SAVED_MS = 60_000;

export class FileMenu {
  readonly #session: Session;
  readonly #onProblem: (message: string) => void;
  /** The tab to go to as soon as it is there. */
  #awaited: number | undefined;

  constructor(session: Session, onProblem: (message: string) => void) {
    this.#session = session;
    this.#onProblem = onProblem;
    const button = element('button', { type: 'button', 'aria-expanded': 'false' }, '文件');
    button.addEventListener('click', () =>
      dropList(button, [
        listEntry('导入…（Excel、CSV）', () => this.#choose()),
        element('hr'),
        listEntry('下载这一页（.xlsx）', () => void this.#download(true)),
        listEntry('下载整份表格（.xlsx）', () => void this.#download(false)),
      ]),
    );
    byId('file').replaceChildren(button);
  }

  /** What is shown may have changed: what was read in may be there now. */
  refresh(): void {
    const { grid, mirror } = this.#session;
    if (this.#awaited === undefined || !mirror.sheet(this.#awaited)) return;
    grid.activate(this.#awaited);
    this.#awaited = undefined;
  }

  #choose(): void {
    const input = element('input', { type: 'file', accept: ACCEPTED, 'aria-label': '要导入的文件' });
    input.hidden = true;
    input.addEventListener('cancel', () => input.remove());
    input.addEventListener('change', () => {
      const [file] = input.files ?? [];
      input.remove();
      if (file) void this.#import(file);
    });
    document.body.append(input);
    input.click();
  }

  async #import(file: File): Promise<void> {
    const said = toast(`正在读入“${file.name}”……`, { seconds: -1 });
    try {
      const { readBook, refuseLargeFile } = await import('./read-book.ts');
      refuseLargeFile(file.size);
      const { tabs, remarks } = await readBook(file.name, new Uint8Array(await file.arrayBuffer()));
      const named = this.#named(tabs);
      const { seq } = this.#session.mirror;
      // In one edit: all of it comes in, or nothing. For this window it is somebody else's.
      await postEdit({ window: crypto.randomUUID(), edit: 0, base: seq, edits: named.flatMap(opsOf) });
      this.#awaited = named[0]?.sheetId;
      this.refresh();
      const told = [`已读入：${named.map(({ title }) => title).join('、')}`, ...remarks];
      toast(`${told.join('。')}。`, { seconds: 15 });
    } catch (error) {
      this.#onProblem(`“${file.name}”：${reasonOf(error)}。`);
    } finally {
      said.remove();
    }
  }

  /** Tabs with names and ids that nobody has yet. */
  #named(tabs: readonly ReadTab[]): NewTab[] {
    const sheets = this.#session.mirror.data.sheets.map(({ properties }) => properties);
    const taken = new Set(sheets.map(({ title }) => title.toLowerCase()));
    let sheetId = Math.max(0, ...sheets.map(each => each.sheetId));
    return tabs.map((tab, at) => {
      const wanted = tab.title.trim().slice(0, MAX_TITLE - 4) || '导入';
      let title = wanted;
      for (let count = 2; taken.has(title.toLowerCase()); count += 1) title = `${wanted} ${count}`;
      taken.add(title.toLowerCase());
      sheetId += 1;
      return { ...tab, title, sheetId, index: sheets.length + at };
    });
  }

  async #download(isOnlyThis: boolean): Promise<void> {
    const { grid, mirror } = this.#session;
    const shown = mirror.sheet(grid.activeSheetId());
    try {
      const { writeBook } = await import('./write-book.ts');
      const { title, sheets } = mirror.data;
      const address = URL.createObjectURL(writeBook(isOnlyThis && shown ? [shown] : sheets));
      const name = `${isOnlyThis && shown ? shown.properties.title : title}.xlsx`;
      element('a', { href: address, download: name }).click();
      setTimeout(() => URL.revokeObjectURL(address), SAVED_MS);
    } catch (error) {
      this.#onProblem(`没有下载：${reasonOf(error)}。`);
    }
  }
}

interface NewTab extends ReadTab {
  sheetId: number;
  index: number;
}

function opsOf({ sheetId, title, index, rows }: NewTab): Op[] {
  const columnCount = Math.max(...rows.map(cells => cells.length));
  const properties = {
    hidden: false,
    rowCount: rows.length,
    columnCount,
    frozenRowCount: 0,
    frozenColumnCount: 0,
  };
  return [
    { type: 'addSheet', properties: { sheetId, title, index, ...properties } },
    { type: 'cells', sheetId, row: 0, column: 0, cells: rows },
  ];
}
