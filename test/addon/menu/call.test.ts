// 接电话: the page that the menu opens, and the row that it writes.
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { SavedCall } from '../../../sheets-addon/src/ui/call-page-data.ts';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { openEditor } from '../../fixtures/addon/open-editor.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';
import { beforeScriptWrites } from '../../fixtures/addon/while-painted.ts';

const RANG = '2026-11-20T07:00:00.000Z';
const PHONE = '13812345678';
/** So many of its writes go first. */
const MOMENTS = [0, 1, 2, 3, 4, 5, 6];
let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
});
afterEach(() => desk.close());

async function save(cells: Record<string, string>, key = ''): Promise<SavedCall> {
  const call = { table: 'cases', key, cells: { when: RANG, ...cells } };
  return (await desk.runtime.run('saveCall', [call])) as SavedCall;
}

test('the page holds the form as data, and what is written in it ends no script', async () => {
  await desk.run('openCallForm');
  const [{ title, html } = { title: '', html: '' }] = desk.sidebars;
  expect(title).toBe('接电话');
  expect(html).toContain('"您好\\u003c/script>"');
  expect(html.match(/<\/script>/g)).toHaveLength(2);
});

test('a call is a row below the last one, saved in the name of whoever has the page open', async () => {
  desk.type(3, { 客户姓名: '李明' });
  await desk.idle();
  const saved = await save({ name: '王芳', phone: PHONE });
  expect(saved).toMatchObject({ row: 4, outcome: 'saved', number: desk.value(4, '编号'), remarks: [] });
  expect([desk.value(4, '客户姓名'), desk.value(4, '联系方式')]).toEqual(['王芳', '138****5678']);
  expect(desk.value(4, '行键')).toBe(saved.key);
  expect(desk.service.submitted.at(-1)).not.toHaveProperty('editor');
  const { token } = desk.service.calls.filter(({ path }) => path.endsWith('/rows')).at(-1) ?? {};
  expect(token).toContain('clerk@example.test');
  expect(desk.service.submitted.at(-1)?.rows[0]?.cells).toMatchObject({ when: RANG });
});

test('a call that lacks something stays a row, and the same one when it is mended', async () => {
  const draft = await save({ name: '', phone: PHONE });
  expect(draft.outcome).toBe('lacking');
  expect(draft.remarks).toEqual(['同步状态：说明：还缺少客户姓名']);
  const saved = await save({ name: '王芳', phone: PHONE }, draft.key);
  expect(saved).toMatchObject({ key: draft.key, row: draft.row, outcome: 'saved' });
  expect(desk.values('客户姓名').filter(name => name !== undefined)).toEqual(['王芳']);
});

test('while the service is away a call waits in the sheet, and goes with the rest', async () => {
  desk.service.failure = 'away';
  const kept = await save({ name: '王芳', phone: PHONE });
  expect(kept).toMatchObject({ row: 2, outcome: 'waiting' });
  expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['王芳', '待同步']);
  desk.service.failure = undefined;
  await desk.run('resend');
  expect(desk.value(2, '同步状态')).toBe('已保存');
  expect(desk.value(2, '行键')).toBe(kept.key);
});

test('a text that looks like a formula stays text', async () => {
  await save({ name: '=1+1', phone: PHONE });
  expect(desk.value(2, '客户姓名')).toBe('=1+1');
});

test('what is known of a caller is asked of the service, and a refusal comes as its sentence', async () => {
  expect(await desk.runtime.run('findCaller', ['5678'])).toEqual({ records: [], more: false });
  desk.service.failure = { status: 403, error: { code: 'not_yours', message: '不能查看。' } };
  await expect(desk.runtime.run('findCaller', ['5678'])).rejects.toThrow('不能查看。');
});

test.each(MOMENTS)('a row that is begun there, after %d of its writes, is another', async writes => {
  const commit = openEditor(desk, 2, '客户姓名');
  const watch = beforeScriptWrites(desk, () => commit([[['李明']], [['13900000009']]]), writes);
  const saved = await save({ name: '王芳', phone: PHONE });
  await desk.idle();
  watch.end();
  const held = [...desk.service.book.records.values()].map(({ versions }) => {
    const { name, phone } = versions.at(-1) ?? {};
    return [name, phone].join(' ');
  });
  expect(new Set(held)).toEqual(new Set([`王芳 ${PHONE}`, '李明 13900000009']));
  expect(new Set(desk.values('客户姓名').filter(Boolean))).toEqual(new Set(['王芳', '李明']));
  expect([saved.outcome, desk.service.book.cells(saved.key)?.['name']]).toEqual(['saved', '王芳']);
});

const takeOut = (row: number) =>
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', index: row - 1, count: 1 });
const GESTURES: readonly (readonly [string, () => void])[] = [
  ['put in', () => desk.insertRows(2, 1)],
  ['taken out', () => takeOut(2)],
];

test.each(GESTURES.flatMap(([how, act]) => MOMENTS.map(writes => ({ how, act, writes }))))(
  'a row above is $how after $writes of its writes: the call stays in its own',
  async ({ act, writes }) => {
    desk.paste(2, '客户姓名', [
      ['甲', '13800000001'],
      ['乙', '13800000002'],
    ]);
    await desk.idle();
    const keyOf = (name: string) => desk.value(desk.values('客户姓名').indexOf(name) + 2, '行键');
    const key = keyOf('乙');
    const watch = beforeScriptWrites(desk, act, writes);
    const saved = await save({ name: '王芳', phone: PHONE });
    await desk.idle();
    watch.end();
    expect([keyOf('乙'), desk.service.book.cells(String(key))?.['name']]).toEqual([key, '乙']);
    expect([keyOf('王芳'), desk.service.book.cells(saved.key)?.['name']]).toEqual([saved.key, '王芳']);
    expect(desk.values('行键').filter(each => each === saved.key)).toHaveLength(1);
    expect(saved.outcome).toBe('saved');
  },
);

// Before that its row is not there yet, and a blank one is taken out.
test.each([4, 5])(
  'a call whose row is taken out after %d of its writes is told of as gone, and no other row is sent',
  async writes => {
    desk.paste(2, '客户姓名', [['甲', '13800000001']]);
    await desk.idle();
    const sent = desk.service.submitted.length;
    const watch = beforeScriptWrites(desk, () => takeOut(3), writes);
    const saved = await save({ name: '王芳', phone: PHONE });
    await desk.idle();
    watch.end();
    expect(saved).toMatchObject({ row: 0, outcome: 'lacking' });
    expect([desk.service.submitted.length - sent, desk.values('客户姓名').filter(Boolean)]).toEqual([
      0,
      ['甲'],
    ]);
  },
);
