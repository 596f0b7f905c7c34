// The add-on's menus in the top bar.
import type { MenuEntry, MenuView } from '../../../google/apps-script/views.ts';
import { sameJson } from '../grid/whole-cell.ts';
import { closeList, dropList, listEntry, openButtonIn } from './drop-list.ts';
import { byId, element } from './element.ts';

export class MenuBar {
  readonly #nav = byId('menus');
  #shown: MenuView[] = [];
  readonly #onRun: (functionName: string, title: string) => void;

  constructor(onRun: (functionName: string, title: string) => void) {
    this.#onRun = onRun;
  }

  /**
   * Every window that somebody opens has all others told of the menus, and they come some time after the page: a list
   * that is open stays, and one of theirs shows what it has now.
   */
  show(menus: MenuView[]): void {
    if (sameJson(menus, this.#shown)) return;
    this.#shown = menus;
    const open = openButtonIn(this.#nav)?.textContent;
    if (open !== undefined) closeList();
    this.#nav.replaceChildren(
      ...menus.map(menu => {
        const button = element('button', { type: 'button', 'aria-expanded': 'false' }, menu.title);
        button.addEventListener('click', () => dropList(button, this.#entries(menu.entries)));
        return button;
      }),
    );
    if (open !== undefined) [...this.#nav.children].find(isButtonOf(open))?.click();
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

const isButtonOf =
  (title: string) =>
  (each: Element): each is HTMLElement =>
    each instanceof HTMLElement && each.textContent === title;
