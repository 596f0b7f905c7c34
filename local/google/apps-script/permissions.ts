// Which calls need an authorization, so that a simple trigger, or a manifest without the scope, is refused as by
// Google.
import type { AuthModeName, Calls, ExecutionInput } from './calls.ts';
import type { ExecutionKind, Manifest } from './views.ts';

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
/** What has to be on the screen of a person who has let the script do more than build a menu. */
const ui = (method: string): Requirement => ({ method, scopes: [`${AUTH}/script.container.ui`] });
const trigger = (method: string): Requirement => ({ method, scopes: [`${AUTH}/script.scriptapp`] });

const REQUIREMENTS: Partial<Record<keyof Calls, Requirement>> = {
  fetch: { method: 'UrlFetchApp.fetch', scopes: [`${AUTH}/script.external_request`] },
  identityToken: { method: 'ScriptApp.getIdentityToken', scopes: ['openid'] },
  createTrigger: trigger('ScriptApp.newTrigger'),
  deleteTrigger: trigger('ScriptApp.deleteTrigger'),
  listTriggers: trigger('ScriptApp.getProjectTriggers'),
  listDocumentTriggers: trigger('ScriptApp.getUserTriggers'),
  alert: ui('Ui.alert'),
  prompt: ui('Ui.prompt'),
  showSidebar: ui('Ui.showSidebar'),
  showModalDialog: ui('Ui.showModalDialog'),
  describeSpreadsheet: spreadsheet('SpreadsheetApp.getActiveSpreadsheet'),
  listSheets: spreadsheet('Spreadsheet.getSheets'),
  describeSheet: spreadsheet('Spreadsheet.getSheets'),
  spreadsheetId: spreadsheet('SpreadsheetApp.getActiveSpreadsheet'),
  listMetadata: spreadsheet('Spreadsheet.getDeveloperMetadata'),
  addMetadata: spreadsheet('Spreadsheet.addDeveloperMetadata'),
  removeMetadata: spreadsheet('DeveloperMetadata.remove'),
  readValues: spreadsheet('Range.getValues'),
  writeValues: spreadsheet('Range.setValues'),
  readTexts: spreadsheet('Range.getNotes'),
  writeTexts: spreadsheet('Range.setNotes'),
};

/**
 * All that a script may do in a document that its add-on was never used in: build a menu, and work by itself.
 * https://developers.google.com/workspace/add-ons/concepts/editor-auth-lifecycle
 */
const UNUSED: ReadonlySet<keyof Calls> = new Set([
  'hasDocument',
  'hasUi',
  'addMenu',
  'log',
  'now',
  'sleep',
  'uuid',
  'encodeText',
  'decodeText',
]);

/** Throws Google's message when this execution may not make this call. */
export function checkPermission(name: keyof Calls, input: ExecutionInput, manifest: Manifest): void {
  const required = REQUIREMENTS[name];
  if (input.authMode === 'NONE' && !UNUSED.has(name))
    throw new Error(`You do not have permission to call ${required?.method ?? name}.`);
  if (!required) return;
  const { oauthScopes } = manifest;
  const granted = !oauthScopes || required.scopes.some(scope => oauthScopes.includes(scope));
  if (granted && (required.simple || input.authMode === 'FULL')) return;
  throw new Error(
    `You do not have permission to call ${required.method}. Required permissions: ${required.scopes.join(' || ')}`,
  );
}

/** Domains of accounts that belong to nobody's Workspace. */
const CONSUMER = ['gmail.com', 'googlemail.com'];

interface Running {
  kind: ExecutionKind;
  authMode: AuthModeName;
  effectiveEmail: string;
  activeEmail: string;
}

/**
 * The addresses that a script may learn, blank where it may not: none without the scope; of who acted only what is
 * inside the Workspace domain of the account that it runs as, unless a person has started it himself.
 * https://developers.google.com/apps-script/reference/base/session#getactiveuser
 */
export function addressesShown(
  { kind, authMode, effectiveEmail, activeEmail }: Running,
  { oauthScopes }: Manifest,
): ExecutionInput['shown'] {
  const isGranted = !oauthScopes || oauthScopes.includes(`${AUTH}/userinfo.email`);
  if (!isGranted || authMode === 'NONE') return { effective: '', active: '' };
  const isKnown = kind === 'function' || isSameWorkspace(effectiveEmail, activeEmail);
  return {
    effective: authMode === 'FULL' || isKnown ? effectiveEmail : '',
    active: isKnown ? activeEmail : '',
  };
}

function isSameWorkspace(...emails: string[]): boolean {
  const [domain = '', ...others] = emails.map(email => email.split('@')[1]?.toLowerCase() ?? '');
  return domain !== '' && !CONSUMER.includes(domain) && others.every(other => other === domain);
}
