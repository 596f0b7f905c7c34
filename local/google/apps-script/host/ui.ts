// Menus, toasts and dialogs: keeps the menus that scripts built and passes the rest to the page.
import type { Answers, UiCalls } from '../calls.ts';
import type { Execution } from '../execution.ts';
import type { MenuEntry, MenuView, UiBridge } from '../views.ts';

/** Where the page shows an add-on's own menu. */
const ADDON_MENU_TITLE = '扩展程序';

export class Menus {
  #menus: MenuView[] = [];

  list(): MenuView[] {
    return [...this.#menus];
  }

  clear(): void {
    this.#menus = [];
  }

  /** A menu of the same title takes the place of the earlier one. */
  add(menu: MenuView): void {
    const at = this.#menus.findIndex(it => it.title === menu.title);
    if (at === -1) this.#menus.push(menu);
    else this.#menus[at] = menu;
  }
}

export function uiAnswers(options: {
  menus: Menus;
  ui: UiBridge | undefined;
  htmlFiles: Record<string, string>;
  log: (line: string) => void;
}): Answers<UiCalls, Execution> {
  const { menus, ui, htmlFiles, log } = options;
  const page = (): UiBridge => {
    if (!ui) throw new Error('[local] no page is connected to show this to a person');
    return ui;
  };
  return {
    hasUi: ({ input }) => input.event?.kind !== 'clock',
    addMenu: (_, menu, addonEntries: MenuEntry[] | null) => {
      if (menu) menus.add(menu);
      if (addonEntries) menus.add({ title: ADDON_MENU_TITLE, entries: addonEntries });
    },
    toast: ({ input }, message, title, seconds) => {
      if (ui) ui.toast(input.activeEmail, { message, title, seconds });
      else log(`toast: ${title === '' ? '' : `${title}: `}${message}`);
    },
    alert: (execution, title, prompt, buttons) =>
      execution.waitForPerson(page().alert(execution.input.activeEmail, { title, prompt, buttons })),
    prompt: (execution, title, prompt, buttons) =>
      execution.waitForPerson(page().prompt(execution.input.activeEmail, { title, prompt, buttons })),
    showSidebar: ({ input }, title, html, width) =>
      page().showSidebar(input.activeEmail, { title, html, width }),
    showModalDialog: ({ input }, title, html, width, height) =>
      page().showModalDialog(input.activeEmail, { title, html, width, height }),
    readHtmlFile: (_, name) => {
      const html = htmlFiles[name] ?? htmlFiles[`${name}.html`];
      if (html === undefined) throw new Error(`No HTML file named ${name} was found.`);
      return html;
    },
  };
}
