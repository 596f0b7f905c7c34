import { expect, test } from 'vitest';
import type { DialogButton, UiBridge } from '../../../local/google/apps-script/views.ts';
import { Signal } from '../../fixtures/signal.ts';
import { CLERK, OWNER, stage } from './stage.ts';

test('no global outlives an execution', async () => {
  const { runtime } = await stage(
    'let count = 0; function next() { count += 1; globalThis.left = 1; return count + typeof left; }',
  );
  expect(await runtime.run('next')).toBe('1number');
  expect(await runtime.run('next')).toBe('1number');
});

test('functions whose names end in _ are private, and unknown ones are not found', async () => {
  const { runtime } = await stage('function secret_() { return 1; }');
  await expect(runtime.run('secret_')).rejects.toThrow('Script function not found: secret_');
  await expect(runtime.run('missing')).rejects.toThrow('Script function not found: missing');
  await expect(runtime.run('eval')).rejects.toThrow('Script function not found: eval');
});

test('arguments and results are what JSON carries', async () => {
  const { runtime } = await stage(
    'function echo(value) { return value; } function date() { return { at: new Date() }; }',
  );
  const value = { list: [1, '二', true, null], deep: { a: 1 } };
  expect(await runtime.run('echo', [value])).toEqual(value);
  await expect(runtime.run('echo', ['a', new Date(0)])).rejects.toThrow(
    'Failed due to illegal value in property: 1',
  );
  await expect(runtime.run('echo', [() => 1])).rejects.toThrow('Failed due to illegal value in property: 0');
  expect(await runtime.run('date')).toBeNull();
});

test('an error of the script reaches its caller with name, message and place, and stands among the failures', async () => {
  const { runtime, lines } = await stage('function go() {\n  null.x;\n}');
  await expect(runtime.run('go')).rejects.toThrow("TypeError: Cannot read properties of null (reading 'x')");
  expect(runtime.failures()).toMatchObject([{ functionName: 'go', kind: 'function', email: OWNER }]);
  expect(runtime.failures()[0]?.stack).toContain('Code.js:2');
  expect(lines).toEqual(["go failed: TypeError: Cannot read properties of null (reading 'x')"]);
});

test('a script that does not load is refused at the start', async () => {
  await expect(stage('function go() {')).rejects.toThrow('SyntaxError');
  await expect(stage("throw new Error('at load')")).rejects.toThrow('Error: at load');
});

test('an endless loop is ended at the limit', async () => {
  const limits = { simpleMs: 600_000, triggerMs: 50 };
  const { runtime } = await stage('function loop() { for (;;); }', { limits });
  await expect(runtime.run('loop')).rejects.toThrow('Exception: Exceeded maximum execution time');
});

test('a simple trigger has the shorter limit, and the worker that it held is there again', async () => {
  const limits = { simpleMs: 50, triggerMs: 600_000 };
  const { runtime, type } = await stage('function onEdit() { for (;;); } function go() { return 1; }', {
    limits,
    workers: 1,
  });
  type(0, 0, [['x']]);
  expect(await runtime.run('go')).toBe(1);
  await runtime.idle();
  expect(runtime.failures()).toMatchObject([
    { functionName: 'onEdit', message: 'Exception: Exceeded maximum execution time' },
  ]);
});

test.each([
  ['SpreadsheetApp.getActiveSpreadsheet().rename("x")', 'Spreadsheet.rename'],
  ['SpreadsheetApp.openById("x")', 'SpreadsheetApp.openById'],
  ['SpreadsheetApp.getActiveSheet().getRange("A1").setNote("x").merge()', 'Range.merge'],
  ['SpreadsheetApp.getUi().showModelessDialog()', 'Ui.showModelessDialog'],
  ['SpreadsheetApp.getUi().createMenu("x")', 'Ui.createMenu'],
  ['ScriptApp.getOAuthToken()', 'ScriptApp.getOAuthToken'],
  ['ScriptApp.EventType.ON_FORM_SUBMIT', 'EventType.ON_FORM_SUBMIT'],
  ['ScriptApp.newTrigger("go").timeBased().everyMinutes(5)', 'ClockTriggerBuilder.everyMinutes'],
  ['UrlFetchApp.getRequest("x")', 'UrlFetchApp.getRequest'],
  ['UrlFetchApp.fetch("http://127.0.0.1/", { useIntranet: true })', 'UrlFetchApp parameter useIntranet'],
  ['UrlFetchApp.fetch("http://127.0.0.1/", { payload: { a: 1 } })', 'a payload that is no text'],
  ['Utilities.formatDate(new Date(0), "UTC", "w")', 'Utilities.formatDate: pattern letter w'],
  ['DriveApp.getFiles()', 'DriveApp'],
])('%s fails by name', async (expression, name) => {
  const { runtime } = await stage(`function go() { ${expression}; }`);
  await expect(runtime.run('go')).rejects.toThrow(`Exception: [local] ${name} is not implemented`);
});

test('an asynchronous function fails by name', async () => {
  const { runtime } = await stage('async function go() {}');
  await expect(runtime.run('go')).rejects.toThrow('[local] the asynchronous function go is not implemented');
});

test('opening the file runs the simple onOpen, which builds the menus', async () => {
  const { runtime, lines } = await stage(`
    function onOpen(e) {
      const ui = SpreadsheetApp.getUi();
      console.log(String(e.authMode), e.user.getEmail(), e.source.getName());
      ui.createAddonMenu().addItem('启用', 'setUp').addSeparator().addItem('关于', 'about').addToUi();
    }
    function setUp() {} function about() {}`);
  expect(runtime.menus()).toEqual([]);
  await runtime.open(CLERK);
  await runtime.open(CLERK);
  expect(lines[0]).toBe(`onOpen log: LIMITED ${CLERK} 试验`);
  const entries = [
    { kind: 'item', title: '启用', functionName: 'setUp' },
    { kind: 'separator' },
    { kind: 'item', title: '关于', functionName: 'about' },
  ];
  expect(runtime.menus()).toEqual([
    { title: '扩展程序', entries: [{ kind: 'menu', title: '无标题项目', entries }] },
  ]);
});

test('installable open triggers run after the simple one, with the rights of who created them', async () => {
  const { runtime, lines } = await stage(`
    function install() { ScriptApp.newTrigger('opened').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onOpen().create(); }
    function onOpen() { console.log('simple'); }
    function opened() { console.log(Session.getEffectiveUser().getEmail()); }`);
  await runtime.run('install');
  await runtime.open(CLERK);
  expect(lines).toEqual(['onOpen log: simple', `opened log: ${OWNER}`]);
});

interface Page extends UiBridge {
  shown: string[];
  /** Told when the person is asked. */
  asked: Signal;
  press(button: DialogButton): void;
}

/** A page whose person answers a dialog when the test says so. */
function newPage(): Page {
  const shown: string[] = [];
  const asked = new Signal();
  let answer: (button: DialogButton) => void = () => {};
  return {
    shown,
    asked,
    press: button => answer(button),
    toast: (email, { message, title, seconds }) =>
      shown.push(`toast ${email} ${title} ${message} ${seconds}`),
    alert: (email, { title, prompt, buttons }) =>
      new Promise(resolve => {
        answer = resolve;
        shown.push(`alert ${email} ${title} ${prompt} ${buttons}`);
        asked.tell();
      }),
    prompt: (_, { prompt }) => Promise.resolve({ button: 'OK', text: `${prompt}!` }),
    showSidebar: (_, { title, html, width }) => shown.push(`sidebar ${title} ${html} ${width}`),
    showModalDialog: (_, { title, html, width, height }) =>
      shown.push(`dialog ${title} ${html} ${width}x${height}`),
  };
}

test('an alert waits for the person beyond the limit, and only its own execution waits', async () => {
  const ui = newPage();
  const { runtime } = await stage(
    `function ask() {
       const ui = SpreadsheetApp.getUi();
       return ui.alert('标题', '继续？', ui.ButtonSet.YES_NO) === ui.Button.YES;
     }
     function loop() { for (;;); }`,
    { ui, workers: 1, limits: { simpleMs: 3_000, triggerMs: 3_000 } },
  );
  const asked = runtime.run('ask', [], CLERK);
  await ui.asked.until(() => ui.shown.length > 0);
  expect(ui.shown).toEqual([`alert ${CLERK} 标题 继续？ YES_NO`]);
  // Begun later and ended at its limit: the alert stood longer than that.
  await expect(runtime.run('loop')).rejects.toThrow('Exceeded maximum execution time');
  ui.press('YES');
  expect(await asked).toBe(true);
});

test('toasts, prompts, sidebars and dialogs reach the page', async () => {
  const ui = newPage();
  const { runtime } = await stage(
    `function go() {
       const ui = SpreadsheetApp.getUi();
       SpreadsheetApp.getActiveSpreadsheet().toast('好了', '服务台');
       ui.showSidebar(HtmlService.createHtmlOutput('<b>边</b>').setTitle('侧栏'));
       ui.showModalDialog(HtmlService.createHtmlOutput('<i>关于</i>').setWidth(400).setHeight(300), '关于');
       const answer = ui.prompt('几个');
       return [answer.getResponseText(), String(answer.getSelectedButton())];
     }`,
    { ui },
  );
  expect(await runtime.run('go', [], CLERK)).toEqual(['几个!', 'OK']);
  expect(ui.shown).toEqual([
    `toast ${CLERK} 服务台 好了 5`,
    'sidebar 侧栏 <b>边</b> 300',
    'dialog 关于 <i>关于</i> 400x300',
  ]);
});

test('a clock trigger reaches nobody with a dialog', async () => {
  const { runtime, clock } = await stage(
    `function install() { ScriptApp.newTrigger('go').timeBased().everyHours(1).create(); }
     function go() { SpreadsheetApp.getUi(); }`,
    { ui: newPage() },
  );
  await runtime.run('install');
  await clock.advance(3_600_000);
  await runtime.idle();
  expect(runtime.failures().map(it => it.message)).toEqual([
    'Exception: Cannot call SpreadsheetApp.getUi() from this context.',
  ]);
});

test("a script's time is the desk's, in the manifest's zone whatever the machine's", async () => {
  const { runtime, clock } = await stage(
    `function go() { return [Date.now(), new Date().getTime(), new Date() instanceof Date]; }
     function parts() {
       const date = new Date(Date.UTC(2023, 9, 1, 16, 30));
       const local = new Date(2023, 9, 2, 0, 30);
       date.setDate(5);
       return [local.toISOString(), date.toISOString(), local.getDate(), local.getHours(), local.getDay(), local.getTimezoneOffset(),
         String(local), new Date('2023-10-02T00:30').toISOString(), new Date('2023-10-02').toISOString(),
         new Date('2023-10-02T00:30:00Z').toISOString(), new Date('no').getHours(), new Date(local).toISOString()];
     }`,
    { manifest: { timeZone: 'America/New_York' } },
  );
  await clock.advance(400 * 24 * 3_600_000);
  const before = clock.now();
  const [now, constructed, isDate] = (await runtime.run('go')) as [number, number, boolean];
  expect(now).toBeGreaterThanOrEqual(before);
  expect(constructed).toBeGreaterThanOrEqual(now);
  expect(constructed).toBeLessThanOrEqual(clock.now());
  expect(isDate).toBe(true);
  expect(await runtime.run('parts')).toEqual([
    '2023-10-02T04:30:00.000Z',
    '2023-10-05T16:30:00.000Z',
    2,
    0,
    1,
    240,
    'Mon Oct 02 2023 00:30:00 GMT-0400 (America/New_York)',
    '2023-10-02T04:30:00.000Z',
    '2023-10-02T00:00:00.000Z',
    '2023-10-02T00:30:00.000Z',
    null,
    '2023-10-02T04:30:00.000Z',
  ]);
});

test('console and Logger write lines', async () => {
  const { runtime, lines } = await stage(`function go() {
    console.log('%s 有 %d 行', '表', 3, { a: 1 }); console.warn('小心'); console.error('坏了'); Logger.log('记 %s', [1]);
  }`);
  await runtime.run('go');
  expect(lines).toEqual(['go log: 表 有 3 行 {"a":1}', 'go warn: 小心', 'go error: 坏了', 'go info: 记 [1]']);
});

test('the active sheet and range are what the person selected, and a script may move them', async () => {
  const { runtime } = await stage(`
    function where() { const range = SpreadsheetApp.getActiveSpreadsheet().getActiveRangeList().getRanges()[0]; return SpreadsheetApp.getActiveSheet().getName() + '!' + range.getA1Notation(); }
    function move() { SpreadsheetApp.getActiveSheet().getRange('D4').activate(); return where(); }`);
  expect(await runtime.run('where')).toBe('客户!A1');
  runtime.select(OWNER, { sheetId: 7, row: 2, column: 1, rows: 2, columns: 2 });
  expect(await runtime.run('where')).toBe('客户!B3:C4');
  expect(await runtime.run('where', [], CLERK)).toBe('客户!A1');
  expect(await runtime.run('move')).toBe('客户!D4');
});

test('closing ends what runs, and triggers that wait for it end without having run', async () => {
  const { runtime, type, lines, says } = await stage(
    'function onEdit(e) { console.log(e.range.getA1Notation()); Utilities.sleep(600000); }',
  );
  for (const row of [0, 1, 2]) type(row, 0, [['x']]);
  await says('onEdit log: A1');
  await runtime.close();
  await runtime.idle();
  expect(lines).toEqual(['onEdit log: A1']);
});

test('what is written takes its time when a lock is given back, and at the end', async () => {
  const { runtime } = await stage(`
    function write() { SpreadsheetApp.getActiveSpreadsheet().getSheetByName('客户').getRange(1, 1).setValues([[1]]); }
    function writeLocked() {
      const lock = LockService.getDocumentLock();
      lock.tryLock(0);
      write();
      lock.releaseLock();
      SpreadsheetApp.flush();
    }
  `);
  await runtime.run('write');
  await runtime.run('writeLocked');
  const [plain, locked] = runtime.spendings();
  expect(plain?.byName.writeValues).toBe(1);
  // A start, a write and the commit of it; and with the lock the commit twice over.
  expect((locked?.countedMs ?? 0) - (plain?.countedMs ?? 0)).toBe(50 + 50 + 200);
  expect(plain?.callsToWritten).toBe(plain?.calls);
});
