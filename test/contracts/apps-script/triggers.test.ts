import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import type { ScriptRuntime } from '../../../local/google/apps-script/runtime.ts';
import type { Op } from '../../../local/workbook/model.ts';
import { CLERK, newWorkbook, OWNER, stage } from './stage.ts';

const HOUR = 3_600_000;

/** A script that keeps what its triggers were told, one text per execution. */
const RECORDER = `
  function note_(text) {
    const lock = LockService.getDocumentLock();
    lock.tryLock(10000);
    const properties = PropertiesService.getDocumentProperties();
    const seen = JSON.parse(properties.getProperty('seen') || '[]');
    properties.setProperty('seen', JSON.stringify(seen.concat([text])));
  }
  function seen() { return JSON.parse(PropertiesService.getDocumentProperties().getProperty('seen') || '[]'); }
  function installEdit() { ScriptApp.newTrigger('onSheetEdit').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
  function installChange() { ScriptApp.newTrigger('onSheetChange').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onChange().create(); }
  function installHourly(n) { ScriptApp.newTrigger('onTime').timeBased().everyHours(n).create(); }
  function uninstall() { ScriptApp.getProjectTriggers().forEach(t => ScriptApp.deleteTrigger(t)); }
  function listTriggers() {
    return ScriptApp.getProjectTriggers().map(t => t.getHandlerFunction() + ' ' + t.getEventType() + ' ' +
      (t.getEventType() === ScriptApp.EventType.ON_EDIT));
  }
  function onSheetEdit(e) {
    note_([e.range.getSheet().getName() + '!' + e.range.getA1Notation(), JSON.stringify(e.value), JSON.stringify(e.oldValue)].join(' '));
  }
  function onSheetChange(e) { note_(e.changeType); }
  function onTime(e) { note_('time ' + e.timezone + ' ' + (e.triggerUid.length > 0)); }
`;

const seen = (runtime: ScriptRuntime): Promise<unknown> => runtime.run('seen');

test('an edit of one cell tells value and old value as text, and neither where there is none', async () => {
  const { runtime, type } = await stage(RECORDER);
  await runtime.run('installEdit');
  type(1, 1, [['前']]);
  type(1, 1, [[12.5]]);
  type(1, 1, [[true]]);
  type(1, 1, [[null]]);
  await runtime.idle();
  expect(await seen(runtime)).toEqual([
    '客户!B2 "前" ',
    '客户!B2 "12.5" "前"',
    '客户!B2 "TRUE" "12.5"',
    '客户!B2  "TRUE"',
  ]);
});

test('the old value is found after rows were inserted above the cell', async () => {
  const { runtime, type, workbook } = await stage(RECORDER);
  await runtime.run('installEdit');
  type(1, 0, [['甲']]);
  workbook.apply([{ type: 'insert', sheetId: 7, dimension: 'ROWS', index: 0, count: 2 }], { by: 'api' });
  type(3, 0, [['乙']]);
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['客户!A2 "甲" ', '客户!A4 "乙" "甲"']);
});

test('a paste of many cells is one edit without value and old value', async () => {
  const { runtime, type } = await stage(RECORDER);
  await runtime.run('installEdit');
  type(
    1,
    0,
    Array.from({ length: 500 }, (_, row) => [row, '客户']),
  );
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['客户!A2:B501  ']);
});

test('blocks of one paste that stand one under the other are one edit, others are edits of their own', async () => {
  const { runtime, workbook } = await stage(RECORDER);
  await runtime.run('installEdit');
  const block = (row: number): Op => ({ type: 'cells', sheetId: 7, row, column: 0, cells: [[{ value: 1 }]] });
  workbook.apply([block(1), block(2), block(9)], { by: 'user', email: CLERK, window: 'w' });
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['客户!A2:A3  ', '客户!A10 "1" ']);
});

test('what scripts and the API write fires no trigger', async () => {
  const code = `${RECORDER} function write() { SpreadsheetApp.getActiveSheet().getRange('A1').setValues([['x']]); }`;
  const { runtime, workbook } = await stage(code);
  await runtime.run('installEdit');
  await runtime.run('installChange');
  await runtime.run('write');
  workbook.apply([{ type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[{ value: 'y' }]] }], {
    by: 'api',
  });
  await runtime.idle();
  expect(await seen(runtime)).toEqual([]);
});

test('a tab that is duplicated is one new tab: nobody has edited what it comes with', async () => {
  const { runtime, workbook } = await stage(RECORDER);
  await runtime.run('installEdit');
  await runtime.run('installChange');
  const [first] = workbook.data.sheets;
  if (!first) throw new Error('there is no tab');
  const properties = { ...first.properties, sheetId: 8, title: '客户的副本', index: 1 };
  workbook.apply(
    [
      { type: 'addSheet', properties },
      { type: 'cells', sheetId: 8, row: 0, column: 0, cells: [[{ value: '客户' }]] },
    ],
    { by: 'user', email: CLERK, window: 'w' },
  );
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['INSERT_GRID']);
});

test('each kind of change is told by its type, and only an edit fires an edit trigger', async () => {
  const { runtime, workbook } = await stage(RECORDER);
  await runtime.run('installChange');
  await runtime.run('installEdit');
  const changes: Op[] = [
    { type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[{ value: 1 }]] },
    { type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[{ format: { bold: true } }]] },
    { type: 'cells', sheetId: 7, row: 0, column: 0, cells: [[{ note: '注' }]] },
    { type: 'insert', sheetId: 7, dimension: 'ROWS', index: 1, count: 1 },
    { type: 'delete', sheetId: 7, dimension: 'ROWS', index: 1, count: 1 },
    { type: 'insert', sheetId: 7, dimension: 'COLUMNS', index: 1, count: 1 },
    { type: 'delete', sheetId: 7, dimension: 'COLUMNS', index: 1, count: 1 },
    { type: 'sheet', sheetId: 7, properties: { title: '顾客' } },
  ];
  for (const op of changes) {
    workbook.apply([op], { by: 'user', email: CLERK, window: 'w' });
    await runtime.idle();
  }
  expect(await seen(runtime)).toEqual([
    '客户!A1 "1" ',
    'EDIT',
    'FORMAT',
    'OTHER',
    'INSERT_ROW',
    'REMOVE_ROW',
    'INSERT_COLUMN',
    'REMOVE_COLUMN',
    'OTHER',
  ]);
});

test('an installable trigger has the rights of who created it and tells who edited', async () => {
  const { runtime, type, lines } = await stage(`
    function install() { ScriptApp.newTrigger('edited').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
    function edited(e) {
      console.log([e.user.getEmail(), Session.getEffectiveUser().getEmail(),
        ScriptApp.getIdentityToken(), e.authMode === ScriptApp.AuthMode.FULL, typeof e.triggerUid].join(' '));
    }`);
  await runtime.run('install', [], OWNER);
  type(0, 0, [['x']], CLERK);
  await runtime.idle();
  expect(lines).toEqual([`edited log: ${CLERK} ${OWNER} token of ${OWNER} true string`]);
});

test('a simple onEdit runs as the editor, may write cells and may not call out', async () => {
  const { runtime, type, cell } = await stage(`
    function onEdit(e) {
      e.range.getSheet().getRange('B1').setValues([[e.authMode + ' ' + Session.getEffectiveUser().getEmail()]]);
      UrlFetchApp.fetch('http://127.0.0.1:1/');
    }`);
  type(0, 0, [['x']]);
  await runtime.idle();
  expect(cell(0, 1)).toBe(`LIMITED ${CLERK}`);
  expect(runtime.failures()).toMatchObject([
    {
      functionName: 'onEdit',
      kind: 'simple',
      email: CLERK,
      message:
        'Exception: You do not have permission to call UrlFetchApp.fetch. Required permissions: ' +
        'https://www.googleapis.com/auth/script.external_request',
    },
  ]);
});

test("one person's edits are handled one after the other, in order", async () => {
  const { runtime, type } = await stage(`${RECORDER}
    function installSlow() { ScriptApp.newTrigger('slow').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
    function slow(e) { Utilities.sleep(e.value === '1' ? 40 : 0); note_('done ' + e.value); }`);
  await runtime.run('installSlow');
  for (const value of [1, 2, 3]) type(0, 0, [[value]]);
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['done 1', 'done 2', 'done 3']);
});

test('an hourly trigger fires by the desk clock, and a leap over many hours fires once', async () => {
  const { runtime, clock } = await stage(RECORDER);
  await runtime.run('installHourly', [1]);
  await clock.advance(HOUR / 2);
  await runtime.idle();
  expect(await seen(runtime)).toEqual([]);
  await clock.advance(HOUR / 2);
  await clock.advance(100 * HOUR);
  await runtime.idle();
  expect(await seen(runtime)).toEqual(['time UTC true', 'time UTC true']);
  await clock.advance(HOUR);
  await runtime.idle();
  expect(await seen(runtime)).toHaveLength(3);
});

test('a second trigger of one type by one user is refused as in an add-on; another user may have his own', async () => {
  const { runtime } = await stage(RECORDER);
  await runtime.run('installEdit');
  await expect(runtime.run('installEdit')).rejects.toThrow(
    'This add-on has created too many edit triggers in this document for this Google user account.',
  );
  await runtime.run('installEdit', [], CLERK);
  await runtime.run('installHourly', [1]);
  expect(await runtime.run('listTriggers')).toEqual(['onSheetEdit ON_EDIT true', 'onTime CLOCK false']);
  expect(await runtime.run('listTriggers', [], CLERK)).toEqual(['onSheetEdit ON_EDIT true']);
});

test('a deleted trigger no longer fires', async () => {
  const { runtime, type, clock } = await stage(RECORDER);
  await runtime.run('installEdit');
  await runtime.run('installHourly', [1]);
  await runtime.run('uninstall');
  type(0, 0, [['x']]);
  await clock.advance(2 * HOUR);
  await runtime.idle();
  expect(await seen(runtime)).toEqual([]);
});

function scriptFile(): string {
  const folder = mkdtempSync(join(tmpdir(), 'apps-script-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  return join(folder, 'script.sqlite');
}

test('triggers outlive a restart, those of the clock with the time that is left', async () => {
  const file = scriptFile();
  const workbook = newWorkbook();
  const first = await stage(RECORDER, { workbook, file });
  await first.runtime.run('installEdit');
  await first.runtime.run('installHourly', [2]);
  await first.runtime.close();
  const second = await stage(RECORDER, { workbook, file });
  second.type(0, 0, [['x']]);
  await second.clock.advance(HOUR);
  await second.runtime.idle();
  expect(await seen(second.runtime)).toEqual(['客户!A1 "x" ']);
  await second.clock.advance(HOUR);
  await second.runtime.idle();
  expect(await seen(second.runtime)).toEqual(['客户!A1 "x" ', 'time UTC true']);
});

test('edits that came while no runtime ran are dropped, as by Google, unless they are to be replayed', async () => {
  const file = scriptFile();
  const workbook = newWorkbook();
  const first = await stage(RECORDER, { workbook, file, replayMissed: true });
  await first.runtime.run('installEdit');
  first.type(0, 0, [['handled']]);
  await first.runtime.idle();
  await first.runtime.close();
  first.type(1, 0, [['missed']]);
  const dropping = await stage(RECORDER, { workbook, file });
  await dropping.runtime.idle();
  expect(await seen(dropping.runtime)).toEqual(['客户!A1 "handled" ']);
  await dropping.runtime.close();
  const replaying = await stage(RECORDER, { workbook, file, replayMissed: true });
  await replaying.runtime.idle();
  expect(await seen(replaying.runtime)).toEqual(['客户!A1 "handled" ', '客户!A2 "missed" ']);
});

test('an edit whose trigger did not finish fires again when missed edits are replayed', async () => {
  const file = scriptFile();
  const workbook = newWorkbook();
  const hanging = `${RECORDER} function hang() { ScriptApp.newTrigger('wait').forSpreadsheet(SpreadsheetApp.getActiveSpreadsheet()).onEdit().create(); }
    function wait(e) { if (PropertiesService.getUserProperties().getProperty('free')) note_('again ' + e.range.getA1Notation());
      else { console.log('waiting'); Utilities.sleep(600000); } }
    function free() { PropertiesService.getUserProperties().setProperty('free', 'yes'); }`;
  const first = await stage(hanging, { workbook, file, replayMissed: true });
  await first.runtime.run('hang');
  first.type(4, 0, [['x']]);
  await first.says('wait log: waiting');
  await first.runtime.run('free');
  await first.runtime.close();
  const second = await stage(hanging, { workbook, file, replayMissed: true });
  await second.runtime.idle();
  expect(await seen(second.runtime)).toEqual(['again A5']);
});
