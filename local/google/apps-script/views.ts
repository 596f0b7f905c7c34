// What the runtime takes and shows: manifest, menus, executions, the bridge to the person at the page. Types only.
import type { GridRange } from '../../workbook/model.ts';

/** The fields of appsscript.json that are honoured. https://developers.google.com/apps-script/manifest */
export interface Manifest {
  /** The script's zone, `Etc/UTC` unless given. */
  timeZone?: string;
  /** Scopes the script may use; absent means all, as Google finds them out by itself. */
  oauthScopes?: string[];
  /** URL prefixes that UrlFetchApp may call; absent means all. */
  urlFetchWhitelist?: string[];
}

export type MenuEntry =
  | { kind: 'item'; title: string; functionName: string }
  | { kind: 'separator' }
  | { kind: 'menu'; title: string; entries: MenuEntry[] };

export interface MenuView {
  title: string;
  entries: MenuEntry[];
}

export type ExecutionKind = 'simple' | 'trigger' | 'function';

export interface ExecutionView {
  functionName: string;
  kind: ExecutionKind;
  /** Whose rights it ran with. */
  email: string;
  /** Desk time in ms when it started. */
  startedAt: number;
  /** `Name: what went wrong`, as Google's list of executions shows it. */
  message: string;
  stack?: string;
}

export type DialogButtons = 'OK' | 'OK_CANCEL' | 'YES_NO' | 'YES_NO_CANCEL';
/** `CLOSE` is the dialog's own cross. */
export type DialogButton = 'OK' | 'CANCEL' | 'YES' | 'NO' | 'CLOSE';

/**
 * The person at the page, as scripts reach them; `email` says which one. Dialogs are modal: the script waits for the
 * answer. A sidebar's HTML calls back through `ScriptRuntime.run`.
 */
export interface UiBridge {
  toast(email: string, toast: { message: string; title: string; seconds: number }): void;
  alert(
    email: string,
    dialog: { title: string; prompt: string; buttons: DialogButtons },
  ): Promise<DialogButton>;
  prompt(
    email: string,
    dialog: { title: string; prompt: string; buttons: DialogButtons },
  ): Promise<{ button: DialogButton; text: string }>;
  showSidebar(email: string, sidebar: { title: string; html: string; width: number }): void;
  showModalDialog(
    email: string,
    dialog: { title: string; html: string; width: number; height: number },
  ): void;
  /** A script moved the person's selection. */
  select?(email: string, range: GridRange): void;
}
