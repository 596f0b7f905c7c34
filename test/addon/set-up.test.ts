import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { ScriptStore } from '../../local/google/apps-script/store.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ setUp: false });
});
afterEach(() => desk.close());

const paths = () => desk.service.calls.map(({ method, path }) => `${method} ${path}`);

describe('启用服务台', () => {
  test('proves access by the service’s word, has the tabs laid out, and pulls', async () => {
    desk.service.book.change('k'.repeat(8), { name: '旧客户' });
    await desk.run('setUp');
    expect(paths()).toEqual([
      'POST /v1/desks',
      'POST /v1/desks/book-1/members',
      'POST /v1/desks/book-1/layout',
      'GET /v1/desks/book-1',
      'POST /v1/desks/book-1/sender',
      'POST /v1/desks/book-1/sender/alive',
      'GET /v1/desks/book-1/changes',
    ]);
    expect(desk.service.calls[1]?.body).toEqual({ nonce: 'n-1' });
    expect(desk.values('客户姓名')).toEqual(['旧客户']);
    expect(desk.toasts.at(-1)).toContain('服务台已启用');
  });

  test('asks whoever the desk knows by the mail alone for a name, and sends that in his own name', async () => {
    const key = 'k'.repeat(8);
    desk.service.book.change(key, { name: 'clerk' });
    desk.service.desk.unnamed = { table: 'cases', key, column: 'name' };
    desk.answers = ['李敏'];
    await desk.run('setUp');
    expect(desk.values('客户姓名')).toEqual(['李敏']);
    const [sent] = desk.service.submitted;
    expect(sent?.rows).toMatchObject([{ key, cells: { name: '李敏' } }]);
    expect(sent).not.toHaveProperty('editor');
    expect(desk.toasts.at(-1)).toContain('服务台已启用');
  });

  test('goes on where nobody answers that', async () => {
    const key = 'k'.repeat(8);
    desk.service.book.change(key, { name: 'clerk' });
    desk.service.desk.unnamed = { table: 'cases', key, column: 'name' };
    await desk.run('setUp');
    expect([desk.values('客户姓名'), desk.service.submitted, desk.alerts]).toEqual([['clerk'], [], []]);
    expect(desk.toasts.at(-1)).toContain('服务台已启用');
  });

  test('twice installs no trigger twice: an edit is sent once', async () => {
    await desk.run('setUp');
    await desk.run('setUp');
    expect(desk.alerts).toEqual([]);
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
  });

  test('by a second person leaves the first one’s triggers in charge', async () => {
    await desk.run('setUp');
    await desk.run('setUp', 'other@example.test');
    expect(desk.alerts.at(-1)).toContain('clerk@example.test');
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.service.calls.at(-1)?.token).toBe('Bearer token-of-clerk@example.test');
  });

  test('writes the word of the service into the sheet before it joins, and takes that one out again', async () => {
    const other = { metadataId: 7, key: 'another-add-on', value: 'kept' };
    desk.workbook.apply([{ type: 'workbook', properties: { metadata: [other] } }], { by: 'api' });
    await desk.run('setUp');
    expect([desk.service.member, desk.workbook.data.metadata]).toEqual([true, [other]]);
  });

  test('of a sheet that is not shared says with whom and how, and goes on when it is', async () => {
    const account = 'desk@sheetdesk.iam.gserviceaccount.com';
    const error = {
      code: 'workbook_unreachable',
      message: '服务台打不开这个表格',
      details: [{ path: 'account', message: account }],
    };
    desk.service.openFailures.push({ status: 502, error }, { status: 502, error });
    desk.answer = 'YES';
    await desk.run('setUp');
    expect(desk.alerts).toHaveLength(2);
    expect(desk.alerts[0]).toContain(account);
    expect(desk.alerts[0]).toContain('网域');
    expect(desk.alerts[0]).toContain('点“确定”继续');
    expect(desk.toasts.at(-1)).toContain('服务台已启用');
  });

  test('of a sheet that is not shared ends when the person does not go on', async () => {
    const error = { code: 'workbook_unreachable', message: '服务台打不开这个表格' };
    desk.service.openFailures.push({ status: 502, error });
    await desk.run('setUp');
    expect(paths()).toEqual(['POST /v1/desks']);
    expect(desk.toasts).toEqual([]);
  });

  test('where tabs are protected from the service goes on, and says so', async () => {
    desk.service.layoutTold = '“看板”受保护';
    await desk.run('setUp');
    expect(desk.toasts.at(-1)).toMatch(/服务台已启用[\s\S]*“看板”受保护/);
    expect(paths().join()).toContain('/sender');
  });

  test('says so when the service cannot be reached', async () => {
    desk.service.failure = 'away';
    await desk.run('setUp');
    expect(desk.alerts[0]).toContain('服务台暂时连接不上');
  });
});

describe('the menu', () => {
  const titles = () =>
    desk.runtime
      .menus()
      .map(({ title, entries }) => [title, ...entries.map(entry => 'title' in entry && entry.title)]);

  test('is there for whoever opens the file before the add-on was ever used in it', async () => {
    await desk.runtime.open('clerk@example.test');
    await desk.idle();
    expect(titles()).toEqual([['扩展程序', '售后服务台']]);
  });

  test('is there for whoever has just installed the add-on', async () => {
    await desk.runtime.install('clerk@example.test');
    expect(titles()).toEqual([['扩展程序', '售后服务台']]);
  });
});

describe('the other menu entries', () => {
  test('重算汇总 asks the service', async () => {
    await desk.run('setUp');
    await desk.run('rebuildSummaries');
    expect(paths().at(-1)).toBe('POST /v1/desks/book-1/summaries/rebuild');
    expect(desk.toasts.at(-1)).toContain('汇总已开始重算');
  });

  test('关于 tells whether the desk is set up', async () => {
    await desk.run('about');
    await desk.run('setUp');
    await desk.run('about');
    expect(desk.alerts).toEqual([
      '这份表格还没有启用服务台，请先点菜单“扩展程序 → 售后服务台 → 启用服务台”。',
      expect.stringContaining('表格编号：book-1'),
    ]);
  });
});

test('a second spreadsheet of the same person is heard as well', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'sheetdesk-scripts-'));
  onTestFinished(() => rm(folder, { recursive: true, force: true }));
  const file = join(folder, 'scripts.sqlite');
  const store = new ScriptStore(file);
  for (const [event, functionName] of [
    ['ON_EDIT', 'onSheetEdit'],
    ['ON_CHANGE', 'onSheetChange'],
    ['ON_OPEN', 'onSheetOpen'],
  ] as const) {
    const first = { documentId: 'another-book', email: 'clerk@example.test', schedule: null, nextMs: null };
    store.saveTrigger({ uid: functionName, functionName, event, ...first });
  }
  store.close();
  const second = await StaffDesk.open({ scripts: file });
  onTestFinished(() => second.close());
  second.type(2, { 客户姓名: '李明' });
  await second.idle();
  expect(second.value(2, '同步状态')).toBe('已保存');
});
