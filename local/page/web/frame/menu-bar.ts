// The add-on's menus in the top bar.
import type { MenuEntry, MenuView } from '../../../google/apps-script/views.ts';
import { sameJson } from '../grid/whole-cell.ts';
import { closeList, dropList, listEntry } from './drop-list.ts';
import { byId, element } from './element.ts';

export class MenuBar {
  readonly #nav = byId('menus');
  #shown: MenuView[] = [];
  readonly #onRun: (functionName: string, title: string) => void;

  constructor(onRun: (functionName: string, title: string) => void) {
    this.#onRun = onRun;
  }

  /** Every window that somebody opens has all others told of the menus: a list that is open stays. */
  show(menus: MenuView[]): void {
    if (sameJson(menus, this.#shown)) return;
    this.#shown = menus;
    closeList();
    this.#nav.replaceChildren(
      ...menus.map(menu => {
        const button = element('button', { type: 'button', 'aria-expanded': 'false' }, menu.title);
        button.addEventListener('click', () => dropList(button, this.#entries(menu.entries)));
        return button;
      }),
    );
  }

  #entries(entries: MenuEntry[]): HTMLElement[] {
    return entries.flatMap(entry => {
      if (entry.kind === 'separator') return [element('hr')];
      if (entry.kind === 'menu')
        return [element('div', { class: 'group' }, entry.title), ...this.#entries(entry.entries)];
      return [listEntry(entry.title, () => this.#onRun(entry.functionName, entry.title))];
    });
  }
}
