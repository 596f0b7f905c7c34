// Ui, menus and HtmlService: how a script speaks to the person at the page.
import type * as Surface from '../surface/base.ts';
import type * as Html from '../surface/html.ts';
import type { DialogButtons, MenuEntry } from '../views.ts';
import { call, Exception } from './call.ts';
import { enumeration, guard, memberOf } from './guard.ts';

const Button = enumeration('Button', ['CLOSE', 'OK', 'CANCEL', 'YES', 'NO']);
const ButtonSet = enumeration('ButtonSet', ['OK', 'OK_CANCEL', 'YES_NO', 'YES_NO_CANCEL']);

class MenuService implements Surface.Menu {
  readonly #entries: MenuEntry[] = [];

  addItem(caption: string, functionName: string): Surface.Menu {
    this.#entries.push({ kind: 'item', title: caption, functionName });
    return this;
  }
  addSeparator(): Surface.Menu {
    this.#entries.push({ kind: 'separator' });
    return this;
  }
  addToUi(): void {
    call('addMenu', this.#entries);
  }
}

class UiService implements Surface.Ui {
  readonly Button = Button;
  readonly ButtonSet = ButtonSet;

  alert(...args: DialogArguments): Surface.Button {
    const { title, prompt, buttons } = dialogOf(args);
    return memberOf(Button, call('alert', title, prompt, buttons));
  }
  createAddonMenu(): Surface.Menu {
    return guard('Menu', new MenuService());
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
    const { content, width, height } = partsOf(userInterface);
    call('showModalDialog', title, content, width, height);
  }
  showSidebar(userInterface: Html.HtmlOutput): void {
    const { title, content, width } = partsOf(userInterface);
    call('showSidebar', title, content, width || SIDEBAR_WIDTH);
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

interface Parts {
  content: string;
  title: string;
  width: number;
  height: number;
}

/** What scripts have made of their outputs. */
const outputs = new WeakMap<Html.HtmlOutput, Parts>();

function partsOf(output: Html.HtmlOutput): Parts {
  const parts = outputs.get(output);
  if (!parts) throw new Exception('Invalid argument: userInterface');
  return parts;
}

class HtmlOutputService implements Html.HtmlOutput {
  readonly #parts: Parts;

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  setHeight(height: number): Html.HtmlOutput {
    this.#parts.height = height;
    return this;
  }
  setTitle(title: string): Html.HtmlOutput {
    this.#parts.title = title;
    return this;
  }
  setWidth(width: number): Html.HtmlOutput {
    this.#parts.width = width;
    return this;
  }
}

function htmlOutput(content: string): Html.HtmlOutput {
  const parts: Parts = { content, title: '', width: 0, height: 0 };
  const output: Html.HtmlOutput = guard('HtmlOutput', new HtmlOutputService(parts));
  outputs.set(output, parts);
  return output;
}

export function htmlService(): Html.HtmlService {
  return guard('HtmlService', { createHtmlOutput: (html: string = '') => htmlOutput(html) });
}
