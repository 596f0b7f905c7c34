// The filter views of the tab that is shown, to choose from: as Google's menu 数据 → 过滤视图, for this window alone.
import type { FilterView } from '../../../workbook/model.ts';
import { applyColumns, filterColumns, isFiltered } from '../grid/filter-view.ts';
import type { Grid } from '../grid/grid.ts';
import type { Mirror } from '../grid/mirror.ts';
import { dropList, listEntry } from './drop-list.ts';
import { byId, element } from './element.ts';

interface ViewMenuOptions {
  grid: Grid;
  mirror: () => Mirror;
  /** Desk time as a serial number in the workbook's zone. */
  now: () => number;
  onProblem: (message: string) => void;
}

export class ViewMenu {
  readonly #options: ViewMenuOptions;
  readonly #button = element('button', { type: 'button', 'aria-expanded': 'false' });
  /** What each tab is shown by, by tab. */
  readonly #chosen = new Map<number, string>();
  /** Whoever sits at the window. */
  #person = '';

  constructor(options: ViewMenuOptions) {
    this.#options = options;
    byId('views').replaceChildren(this.#button);
    this.#button.addEventListener('click', () => this.#drop());
    const { api } = options.grid;
    api.addEvent(api.Event.ActiveSheetChanged, () => this.refresh());
    // Its own menu of the header may have changed the filter.
    api.addEvent(api.Event.CommandExecuted, ({ id }) => {
      if (id.includes('filter')) this.refresh();
    });
    this.refresh();
  }

  /** Says by what the tab is filtered now. */
  refresh(): void {
    const { grid } = this.#options;
    const sheetId = grid.activeSheetId();
    const title = isFiltered(grid, sheetId) ? this.#chosen.get(sheetId) : undefined;
    this.#button.hidden = this.#views().length === 0;
    this.#button.textContent = title === undefined ? '筛选视图' : `筛选视图：${title}`;
  }

  /** The views of whoever sits at the window go first, as his own. */
  setPerson(name: string): void {
    this.#person = name;
  }

  /** Shows the tab in one of its views; without it, as it is. */
  show(filterViewId: number): void {
    const view = this.#views().find(each => each.filterViewId === filterViewId);
    if (view) this.#choose(view);
  }

  /** Whether the tab is shown by a filter view, and not by a filter of its header. */
  isView(): boolean {
    const sheetId = this.#options.grid.activeSheetId();
    return isFiltered(this.#options.grid, sheetId) && this.#chosen.has(sheetId);
  }

  #views(): readonly FilterView[] {
    const { grid, mirror } = this.#options;
    return mirror().sheet(grid.activeSheetId())?.filterViews ?? [];
  }

  #drop(): void {
    const views = this.#views();
    const entries = views.map(view => listEntry(view.title, () => this.#choose(view)));
    const own = views
      .filter(({ title }) => this.#person !== '' && title.endsWith(`：${this.#person}`))
      .map(view =>
        listEntry(`我的${view.title.slice(0, -1 - this.#person.length)}`, () => this.#choose(view)),
      );
    const all = listEntry('显示全部行', () => this.#choose(undefined));
    dropList(this.#button, [...own, all, element('hr'), ...entries]);
  }

  #choose(view: FilterView | undefined): void {
    const { grid, mirror, now, onProblem } = this.#options;
    const sheetId = grid.activeSheetId();
    const sheet = mirror().sheet(sheetId);
    const columns = view && sheet ? filterColumns(sheet, view, now()) : [];
    if (!columns) return onProblem(`“${view?.title}”用了这里没有的筛选条件，没有套用。`);
    applyColumns(grid, sheetId, view?.range ?? sheet?.basicFilter, columns);
    if (view) this.#chosen.set(sheetId, view.title);
    else this.#chosen.delete(sheetId);
    this.refresh();
  }
}
