// Ui, menus and HtmlService: how a script speaks to the person at the page.
import type * as Surface from '../surface/base.ts';
import type * as Html from '../surface/html.ts';
import type { DialogButtons, MenuEntry } from '../views.ts';
import { call, Exception } from './call.ts';
import { enumeration, guard, memberOf } from './guard.ts';

const Button = enumeration('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const ButtonSet = enumeration('ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

class MenuService implements Surface.Menu {
  readonly #title: string | null;
  readonly #entries: MenuEntry[] = [];

  /** Without a title it is the add-on's own menu. */
  constructor(title: string | null) {
    this.#title = title;
  }

  addItem(caption: string, functionName: string): Surface.Menu {
    this.#entries.push({ kind: 'item', title: caption, functionName });
    return this;
  }
  addSeparator(): Surface.Menu {
    this.#entries.push({ kind: 'separator' });
    return this;
  }
  addSubMenu(menu: Surface.Menu): Surface.Menu {
    const sub = menus.get(menu);
    if (!sub) throw new Exception('Invalid argument: menu');
    this.#entries.push({ kind: 'menu', title: sub.#title ?? '', entries: sub.#entries });
    return this;
  }
  addToUi(): void {
    if (this.#title === null) call('addMenu', null, this.#entries);
    else call('addMenu', { title: this.#title, entries: this.#entries }, null);
  }
}

const menus = new WeakMap<Surface.Menu, MenuService>();

function newMenu(title: string | null): Surface.Menu {
  const service = new MenuService(title);
  const menu = guard('Menu', service);
  menus.set(menu, service);
  return menu;
}

class UiService implements Surface.Ui {
  readonly Button = Button;
  readonly ButtonSet = ButtonSet;

  alert(...args: DialogArguments): Surface.Button {
    const { title, prompt, buttons } = dialogOf(args);
    return memberOf(Button, call('alert', title, prompt, buttons));
  }
  createAddonMenu(): Surface.Menu {
    return newMenu(null);
  }
  createMenu(caption: string): Surface.Menu {
    return newMenu(caption);
  }
  prompt(...args: DialogArguments): Surface.PromptResponse {
    const { title, prompt, buttons } = dialogOf(args);
    const { button, text } = call('prompt', title, prompt, buttons);
    return guard('PromptResponse', {
      getResponseText: () => text,
      getSelectedButton: () => memberOf(Button, button),
    });
  }
  showModalDialog(userInterface: Html.HtmlOutput, title: string): void {
    call(
      'showModalDialog',
      title,
      userInterface.getContent(),
      userInterface.getWidth(),
      userInterface.getHeight(),
    );
  }
  showSidebar(userInterface: Html.HtmlOutput): void {
    call(
      'showSidebar',
      userInterface.getTitle(),
      userInterface.getContent(),
      userInterface.getWidth() || SIDEBAR_WIDTH,
    );
  }
}

/** All sidebars of Google's editors are this wide, in pixels. */
const SIDEBAR_WIDTH = 300;

type DialogArguments =
  | [prompt: unknown]
  | [prompt: unknown, buttons: Surface.ButtonSet]
  | [title: unknown, prompt: unknown, buttons: Surface.ButtonSet];

function dialogOf(args: DialogArguments): { title: string; prompt: string; buttons: DialogButtons } {
  const [title, prompt, buttons] =
    args.length === 3 ? args : (['', args[0], args[1] ?? ButtonSet.OK] as const);
  const name = (['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL'] as const).find(
    it => ButtonSet[it] === buttons,
  );
  if (!name) throw new Exception('Invalid argument: buttons');
  return { title: String(title), prompt: String(prompt), buttons: name };
}

export function activeUi(): Surface.Ui {
  if (!call('hasUi')) throw new Exception('Cannot call SpreadsheetApp.getUi() from this context.');
  return guard('Ui', new UiService());
}

class HtmlOutputService implements Html.HtmlOutput {
  #content: string;
  #title = '';
  #width = 0;
  #height = 0;

  constructor(content: string) {
    this.#content = content;
  }

  append(addedContent: string): Html.HtmlOutput {
    this.#content += addedContent;
    return this;
  }
  getContent(): string {
    return this.#content;
  }
  getHeight(): number {
    return this.#height;
  }
  getTitle(): string {
    return this.#title;
  }
  getWidth(): number {
    return this.#width;
  }
  setContent(content: string): Html.HtmlOutput {
    this.#content = content;
    return this;
  }
  setHeight(height: number): Html.HtmlOutput {
    this.#height = height;
    return this;
  }
  setTitle(title: string): Html.HtmlOutput {
    this.#title = title;
    return this;
  }
  setWidth(width: number): Html.HtmlOutput {
    this.#width = width;
    return this;
  }
}

export function htmlService(): Html.HtmlService {
  return guard('HtmlService', {
    createHtmlOutput: (html: string = '') => guard('HtmlOutput', new HtmlOutputService(html)),
    createHtmlOutputFromFile: (filename: string) =>
      guard('HtmlOutput', new HtmlOutputService(call('readHtmlFile', filename))),
  });
}
