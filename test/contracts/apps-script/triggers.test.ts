import { expect, test } from 'vitest';
import { CLERK, OWNER, stage } from './stage.ts';

/** A script that keeps what its triggers were told, one line per execution. */
const RECORDER = `
  function note_(text) {
    const lock = LockService.getDocumentLock();
    lock.waitLock(10000);
    const properties = PropertiesService.getDocumentProperties();
    const seen = JSON.parse(properties.getProperty('seen') || '[]');
    properties.setProperty('seen', JSON.stringify(seen.concat([text])));
  }
  function install() {
    const ss = SpreadsheetApp.getActive();
    ScriptApp.newTrigger('onSheetEdit').forSpreadsheet(ss).onEdit().create();
    ScriptApp.newTrigger('onSheetChange').forSpreadsheet(ss).onChange().create();
  }
  function onSheetEdit(e) {
    note_(['edit', e.range.getSheet().getName(), e.range.getA1Notation(), e.value, e.oldValue, e.user.getEmail(),
      Session.getEffectiveUser().getEmail(), String(e.authMode), e.triggerUid ? 'uid' : ''].join(' '));
  }
  function onSheetChange(e) { note_('change ' + e.changeType + ' ' + e.source.getId().length); }
  function seen() { return JSON.parse(PropertiesService.getDocumentProperties().getProperty('seen') || '[]'); }
`;

test('an edit of one cell tells value and old value, and runs with the rights of who made the trigger', async () => {
  const { runtime, type, workbook } = await stage(RECORDER);
  await runtime.run('install');
  type(1, 1, [['前']]);
  type(1, 1, [['后']]);
  await runtime.idle();
  expect(await runtime.run('seen')).toEqual([
    `edit 客户 B2 前  ${CLERK} ${OWNER} FULL uid`,
    `change EDIT ${workbook.data.spreadsheetId.length}`,
    `edit 客户 B2 后 前 ${CLERK} ${OWNER} FULL uid`,
    `change EDIT ${workbook.data.spreadsheetId.length}`,
  ]);
});
