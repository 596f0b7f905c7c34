// The served part of Google's `Base` namespace. A test holds every name and signature against
// @types/google-apps-script.
import type { HtmlOutput } from './html.ts';
import type { Untyped } from './untyped.ts';

/** Enumerations are objects that know their name; scripts compare them with `===`. */
export interface Button {
  toString(): string;
}
export interface ButtonSet {
  toString(): string;
}

export interface Logger {
  log(data: Untyped): Logger;
  log(format: string, ...values: Untyped[]): Logger;
}

export interface Menu {
  addItem(caption: string, functionName: string): Menu;
  addSeparator(): Menu;
  addToUi(): void;
}

export interface PromptResponse {
  getResponseText(): string;
  getSelectedButton(): Button;
}

export interface Session {
  getEffectiveUser(): User;
}

export interface Ui {
  Button: { CLOSE: Button; OK: Button; CANCEL: Button; YES: Button; NO: Button };
  ButtonSet: { OK: ButtonSet; OK_CANCEL: ButtonSet; YES_NO: ButtonSet; YES_NO_CANCEL: ButtonSet };
  alert(prompt: string): Button;
  alert(prompt: string, buttons: ButtonSet): Button;
  alert(title: string, prompt: string, buttons: ButtonSet): Button;
  createAddonMenu(): Menu;
  prompt(prompt: string): PromptResponse;
  prompt(prompt: string, buttons: ButtonSet): PromptResponse;
  prompt(title: string, prompt: string, buttons: ButtonSet): PromptResponse;
  showModalDialog(userInterface: HtmlOutput, title: string): void;
  showSidebar(userInterface: HtmlOutput): void;
}

export interface User {
  getEmail(): string;
}
