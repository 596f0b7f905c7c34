// What a script may do in each of Google's modes of authorisation, and whom it may know.
import { expect, test } from 'vitest';
import type { ExecutionView } from '../../../local/google/apps-script/runtime.ts';
import { CLERK, stage } from './stage.ts';

const refused = (failures: readonly ExecutionView[]) =>
  failures.map(({ message }) => message.includes('You do not have permission'));

const MENU = `
  function menu() { SpreadsheetApp.getUi().createAddonMenu().addItem('启用', 'setUp').addToUi(); }
  function setUp() {}
`;
const OWN_MENU = (title: string) => [
  {
    title: '扩展程序',
    entries: [{ kind: 'menu', title, entries: [{ kind: 'item', title: '启用', functionName: 'setUp' }] }],
  },
];

test('an add-on has its menu under the heading of extensions, and a bound script so by the name of its project', async () => {
  const code = `${MENU} function onOpen() { menu(); }`;
  const addon = await stage(code, { addon: '服务台' });
  await addon.runtime.open(CLERK);
  expect(addon.runtime.menus()).toEqual(OWN_MENU('服务台'));
  const bound = await stage(code);
  await bound.runtime.open(CLERK);
  expect(bound.runtime.menus()).toEqual(OWN_MENU('无标题项目'));
});

test('installing an add-on runs onInstall with all rights, and no onOpen', async () => {
  const { runtime, lines } = await stage(
    `${MENU} function onInstall(e) { console.log(String(e.authMode)); menu(); } function onOpen() { console.log('opened'); }`,
    { addon: '服务台' },
  );
  await runtime.install(CLERK);
  expect(lines).toEqual(['onInstall log: FULL']);
  expect(runtime.menus()).toEqual(OWN_MENU('服务台'));
});

const OPENS = (work: string) =>
  `function onOpen(e) { console.log(String(e.authMode)); ${work} console.log('went'); } function use() {}`;

test.each<[string, string, boolean]>([
  ['build a menu', 'SpreadsheetApp.getUi().createAddonMenu().addToUi();', true],
  ['write to its log', "Logger.log('x'); Utilities.getUuid();", true],
  ['read cells', "SpreadsheetApp.getActiveSpreadsheet().getRange('A1').getValues();", false],
  ['look for a tab', 'SpreadsheetApp.getActiveSpreadsheet().getSheets();', false],
  ['read properties', "PropertiesService.getDocumentProperties().getProperty('k');", false],
  ['ask the cache', "CacheService.getDocumentCache().get('k');", false],
  ['take a lock', 'LockService.getDocumentLock().tryLock(1);', false],
  ['show a toast', "SpreadsheetApp.getActiveSpreadsheet().toast('x');", false],
])(
  'an add-on that was never used in the document, when it is opened, may %s: %s %s',
  async (_, work, may) => {
    const { runtime, lines } = await stage(OPENS(work), { addon: '服务台' });
    await runtime.open(CLERK);
    expect(lines.slice(0, 1)).toEqual(['onOpen log: NONE']);
    expect(lines.includes('onOpen log: went')).toBe(may);
    expect(refused(runtime.failures())).toEqual(may ? [] : [true]);
    await runtime.run('use', [], CLERK);
    await runtime.open(CLERK);
    expect(lines.filter(line => line.startsWith('onOpen log')).slice(-2)).toEqual([
      'onOpen log: LIMITED',
      'onOpen log: went',
    ]);
  },
);

test.each([
  ['call out', "UrlFetchApp.fetch('http://127.0.0.1:1/');"],
  ['ask for a token', 'ScriptApp.getIdentityToken();'],
  ['list triggers', 'ScriptApp.getProjectTriggers();'],
  ['ask a question', "SpreadsheetApp.getUi().alert('x');"],
  ['show a sidebar', "SpreadsheetApp.getUi().showSidebar(HtmlService.createHtmlOutput('x'));"],
])('a simple trigger may not %s', async (_, work) => {
  const { runtime, lines } = await stage(OPENS(work));
  await runtime.open(CLERK);
  expect(lines.slice(0, 1)).toEqual(['onOpen log: LIMITED']);
  expect(refused(runtime.failures())).toEqual([true]);
});

test.each([
  ['of another domain', 'owner@example.com', 'clerk@elsewhere.example'],
  ['of a consumer account', 'owner@example.com', 'clerk@gmail.com'],
  ['beside a consumer account', 'owner@gmail.com', 'clerk@gmail.com'],
  ['who owns the triggers, in a consumer account', 'owner@gmail.com', 'owner@gmail.com'],
])('an event does not tell the editor %s', async (_, owner, editor) => {
  const { runtime, type, lines } = await stage(`
    function install() { ScriptApp.newTrigger('edited').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
    function edited(e) {
      console.log('[' + [e.user.getEmail(), Session.getEffectiveUser().getEmail()] + ']');
    }`);
  await runtime.run('install', [], owner);
  type(0, 0, [['x']], editor);
  await runtime.idle();
  expect(lines).toEqual([`edited log: [,${owner}]`]);
});
