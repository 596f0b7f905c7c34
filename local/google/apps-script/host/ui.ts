// Menus, toasts and dialogs: keeps the menus that scripts built and passes the rest to the page.
import type { Answers, UiCalls } from '../calls.ts';
import type { Execution } from '../execution.ts';
import type { MenuEntry, MenuView, UiBridge } from '../views.ts';

/** Where Google shows the menus of add-ons, each under its name. */
const ADDON_MENU_TITLE = '扩展程序';
/** The name of a script that is bound to its spreadsheet and was never given one. */
const UNNAMED = '无标题项目';

export class Menus {
  readonly #addon: string | undefined;
  #menus: MenuView[] = [];

  /** @param addon the name of a published add-on */
  constructor(addon: string | undefined) {
    this.#addon = addon;
  }

  list(): MenuView[] {
    return [...this.#menus];
  }

  clear(): void {
    this.#menus = [];
  }

  /** The menu of the script under the editor's own heading. */
  addOwn(entries: MenuEntry[]): void {
    const own: MenuEntry = { kind: 'menu', title: this.#addon ?? UNNAMED, entries };
    this.#put({ title: ADDON_MENU_TITLE, entries: [own] });
  }

  /** A menu of the same title takes the place of the earlier one. */
  #put(menu: MenuView): void {
    const at = this.#menus.findIndex(it => it.title === menu.title);
    if (at === -1) this.#menus.push(menu);
    else this.#menus[at] = menu;
  }
}

export function uiAnswers(options: {
  menus: Menus;
  ui: UiBridge | undefined;
  log: (line: string) => void;
  blindClock: boolean;
}): Answers<UiCalls, Execution> {
  const { menus, ui, log, blindClock } = options;
  const page = (): UiBridge => {
    if (!ui) throw new Error('[local] no page is connected to show this to a person');
    return ui;
  };
  return {
    hasDocument: ({ input }) => !blindClock || input.event?.kind !== 'clock',
    hasUi: ({ input }) => input.event?.kind !== 'clock',
    addMenu: (_, entries: MenuEntry[]) => menus.addOwn(entries),
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
  };
}
