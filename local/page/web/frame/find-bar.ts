// Finding and replacing in the tab that is shown: Ctrl+F and Ctrl+H, as in Google Sheets.
import { type Place, placesOf, replaced } from '../find-places.ts';
import { filteredOut } from '../grid/filter-view.ts';
import type { Grid } from '../grid/grid.ts';
import type { Session } from '../session.ts';
import { writeTyped } from '../write-typed.ts';
import { element } from './element.ts';

export class FindBar {
  readonly #grid: Grid;
  readonly #session: Session;
  readonly #find = element('input', {
    type: 'text',
    name: 'find',
    placeholder: '查找',
    'aria-label': '查找',
  });
  readonly #by = element('input', {
    type: 'text',
    name: 'by',
    placeholder: '替换为',
    'aria-label': '替换为',
  });
  readonly #count = element('output', {});
  readonly #replacing: HTMLElement;
  readonly #bar: HTMLElement;
  /** The cell that was found last. */
  #at: Place | undefined;

  constructor(grid: Grid, session: Session) {
    this.#grid = grid;
    this.#session = session;
    const button = (text: string, name: string, onclick: () => void) =>
      element('button', { type: 'button', title: name, 'aria-label': name, onclick }, text);
    this.#replacing = element(
      'div',
      {},
      this.#by,
      button('替换', '替换这一处', () => this.#replace()),
      button('全部替换', '全部替换', () => this.#replaceAll()),
    );
    this.#bar = element(
      'div',
      { id: 'find', role: 'search', hidden: true, onkeydown: event => this.#press(event) },
      element(
        'div',
        {},
        this.#find,
        this.#count,
        button('↑', '上一处', () => this.#go(-1)),
        button('↓', '下一处', () => this.#go(1)),
        button('×', '关闭', () => this.#close()),
      ),
      this.#replacing,
    );
    this.#find.addEventListener('input', () => {
      this.#at = undefined;
      this.#go(1);
    });
  }

  /** Puts the bar into the page, and opens it by its keys. */
  listen(): void {
    document.body.append(this.#bar);
    document.addEventListener('keydown', event => this.#open(event), { capture: true });
  }

  #open(event: KeyboardEvent): void {
    const key = event.key.toLowerCase();
    if (!(event.ctrlKey || event.metaKey) || event.altKey || event.shiftKey) return;
    if (key !== 'f' && key !== 'h') return;
    event.preventDefault();
    event.stopPropagation();
    this.#bar.hidden = false;
    this.#replacing.hidden = key === 'f';
    this.#find.focus();
    this.#find.select();
    this.#tell();
  }

  #press(event: Event): void {
    if (!(event instanceof KeyboardEvent)) return;
    // No key that is meant for the bar may reach the grid.
    event.stopPropagation();
    if (event.key === 'Escape') this.#close();
    else if (event.key === 'Enter' && event.target === this.#find) this.#go(event.shiftKey ? -1 : 1);
    else if (event.key === 'Enter' && event.target === this.#by) this.#replace();
  }

  #close(): void {
    this.#bar.hidden = true;
    const { row, column } = this.#at ?? this.#selected();
    this.#grid.select(this.#grid.activeSheetId(), row, column);
  }

  #selected(): Place {
    const { row = 0, column = 0 } = this.#grid.where() ?? {};
    return { row, column };
  }

  #places(): Place[] {
    const sheetId = this.#grid.activeSheetId();
    const sheet = this.#session.mirror.sheet(sheetId);
    return sheet ? placesOf(sheet, this.#find.value, new Set(filteredOut(this.#grid, sheetId))) : [];
  }

  /** Goes to the next place in this direction, round and round; the first look begins where the cursor is. */
  #go(by: 1 | -1): void {
    const places = this.#places();
    const from = this.#at ?? this.#selected();
    const isAhead = (place: Place): boolean => {
      const far = place.row - from.row || place.column - from.column;
      return this.#at ? far * by > 0 : far >= 0;
    };
    const ordered = by > 0 ? places : places.toReversed();
    this.#at = ordered.find(isAhead) ?? ordered[0];
    if (this.#at) {
      this.#grid.select(this.#grid.activeSheetId(), this.#at.row, this.#at.column);
      // The grid takes the keyboard with the selection.
      this.#find.focus();
    }
    this.#tell();
  }

  #tell(): void {
    const places = this.#places();
    const at = places.findIndex(each => each.row === this.#at?.row && each.column === this.#at.column);
    this.#count.textContent = this.#find.value === '' ? '' : `${at + 1} / ${places.length}`;
  }

  #replace(): void {
    const at = this.#at;
    if (!at || !this.#places().some(each => each.row === at.row && each.column === at.column))
      return this.#go(1);
    this.#write([at]);
    this.#go(1);
    this.#by.focus();
  }

  #replaceAll(): void {
    const count = this.#grid.asOne(() => this.#write(this.#places()));
    this.#at = undefined;
    this.#tell();
    this.#count.textContent = `替换了 ${count} 处`;
  }

  #write(places: readonly Place[]): number {
    const sheetId = this.#grid.activeSheetId();
    let count = 0;
    for (const { row, column } of places) {
      const cell = this.#session.mirror.cell(sheetId, row, column);
      const text = replaced(cell, this.#find.value, this.#by.value);
      if (text === undefined) continue;
      writeTyped(this.#grid, this.#session, row, column, [[text]]);
      count += 1;
    }
    return count;
  }
}
