// The add-on's menus in the top bar.
import type { MenuEntry, MenuView } from '../../../google/apps-script/views.ts';
import { byId, element } from './element.ts';

export class MenuBar {
  readonly #nav = byId('menus');
  readonly #onRun: (functionName: string, title: string) => void;
  #open: HTMLElement | undefined;

  constructor(onRun: (functionName: string, title: string) => void) {
    this.#onRun = onRun;
    document.addEventListener('pointerdown', event => {
      if (event.target instanceof Node && !this.#open?.contains(event.target)) this.#close();
    });
  }

  show(menus: MenuView[]): void {
    this.#close();
    this.#nav.replaceChildren(
      ...menus.map(menu => {
        const button = element('button', { type: 'button', 'aria-expanded': 'false' }, menu.title);
        button.addEventListener('click', () => this.#drop(button, menu));
        return button;
      }),
    );
  }

  #drop(button: HTMLElement, menu: MenuView): void {
    this.#close();
    const box = button.getBoundingClientRect();
    const list = element('div', { class: 'menu', role: 'menu' }, ...this.#entries(menu.entries));
    list.style.left = `${box.left}px`;
    list.style.top = `${box.bottom + 4}px`;
    button.setAttribute('aria-expanded', 'true');
    document.body.append(list);
    this.#open = list;
  }

  #entries(entries: MenuEntry[]): HTMLElement[] {
    return entries.flatMap(entry => {
      if (entry.kind === 'separator') return [element('hr')];
      if (entry.kind === 'menu')
        return [element('div', { class: 'group' }, entry.title), ...this.#entries(entry.entries)];
      const run = () => {
        this.#close();
        this.#onRun(entry.functionName, entry.title);
      };
      return [element('button', { type: 'button', role: 'menuitem', onclick: run }, entry.title)];
    });
  }

  #close(): void {
    this.#open?.remove();
    this.#open = undefined;
    for (const button of this.#nav.children) button.setAttribute('aria-expanded', 'false');
  }
}
