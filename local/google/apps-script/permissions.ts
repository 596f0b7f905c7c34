// Which calls need an authorization, so that a simple trigger, or a manifest without the scope, is refused as by
// Google.
import type { Calls, ExecutionInput } from './calls.ts';
import type { Manifest } from './views.ts';

const AUTH = 'https://www.googleapis.com/auth';

interface Requirement {
  /** The method as Google's message names it. */
  method: string;
  /** Any one of them is enough. */
  scopes: string[];
  /** Whether a simple trigger may do it, which runs without authorization. */
  simple?: boolean;
}

const spreadsheet = (method: string): Requirement => ({
  method,
  scopes: [`${AUTH}/spreadsheets.currentonly`, `${AUTH}/spreadsheets`],
  simple: true,
});
const ui = (method: string): Requirement => ({ method, scopes: [`${AUTH}/script.container.ui`] });
const trigger = (method: string): Requirement => ({ method, scopes: [`${AUTH}/script.scriptapp`] });

const REQUIREMENTS: Partial<Record<keyof Calls, Requirement>> = {
  fetch: { method: 'UrlFetchApp.fetch', scopes: [`${AUTH}/script.external_request`] },
  identityToken: { method: 'ScriptApp.getIdentityToken', scopes: ['openid'] },
  createTrigger: trigger('ScriptApp.newTrigger'),
  deleteTrigger: trigger('ScriptApp.deleteTrigger'),
  listTriggers: trigger('ScriptApp.getProjectTriggers'),
  listDocumentTriggers: trigger('ScriptApp.getUserTriggers'),
  showSidebar: ui('Ui.showSidebar'),
  showModalDialog: ui('Ui.showModalDialog'),
  describeSpreadsheet: spreadsheet('SpreadsheetApp.getActiveSpreadsheet'),
  listSheets: spreadsheet('Spreadsheet.getSheets'),
  describeSheet: spreadsheet('Spreadsheet.getSheets'),
  spreadsheetId: spreadsheet('SpreadsheetApp.getActiveSpreadsheet'),
  readValues: spreadsheet('Range.getValues'),
  writeValues: spreadsheet('Range.setValues'),
  readTexts: spreadsheet('Range.getNotes'),
  writeTexts: spreadsheet('Range.setNotes'),
};

/** Throws Google's message when this execution may not make this call. */
export function checkPermission(name: keyof Calls, input: ExecutionInput, manifest: Manifest): void {
  const required = REQUIREMENTS[name];
  if (!required) return;
  const { oauthScopes } = manifest;
  const granted = !oauthScopes || required.scopes.some(scope => oauthScopes.includes(scope));
  if (granted && (required.simple || !input.limited)) return;
  throw new Error(
    `You do not have permission to call ${required.method}. Required permissions: ${required.scopes.join(' || ')}`,
  );
}

/** Whether the script may learn who is at the keyboard; without, Google gives a blank address. */
export function mayReadEmail({ oauthScopes }: Manifest): boolean {
  return !oauthScopes || oauthScopes.includes(`${AUTH}/userinfo.email`);
}
