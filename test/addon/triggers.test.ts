// Triggers are one account's: somebody else can take over, and Google has room for twenty of an account's.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ScriptStore } from '../../local/google/apps-script/store.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const OWNER = 'clerk@example.test';
const OTHER = 'other@example.test';
const HOUR_MS = 3_600_000;

async function open(options: Parameters<typeof StaffDesk.open>[0] = {}): Promise<StaffDesk> {
  const desk = await StaffDesk.open({ rows: 20, ...options });
  onTestFinished(() => desk.close());
  return desk;
}

const tokens = (desk: StaffDesk, path: string) =>
  desk.service.calls.filter(call => call.path.endsWith(path)).map(({ token }) => token);

describe('taking over', () => {
  test('has the triggers of whoever took over send, and nobody else’s', async () => {
    const desk = await open();
    await desk.run('takeOver', OTHER);
    expect(desk.toasts.at(-1)).toContain('自动同步已由您的帐号负责');
    desk.service.calls.length = 0;
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(tokens(desk, '/rows')).toEqual([`Bearer token-of-${OTHER}`]);
  });

  test('sends what waits, once, under the keys that the rows have', async () => {
    const desk = await open();
    desk.service.failure = 'away';
    desk.paste(2, '客户姓名', [['李明'], ['王芳']]);
    await desk.idle();
    const keys = [desk.value(2, '行键'), desk.value(3, '行键')];
    desk.service.failure = undefined;
    await desk.run('takeOver', OTHER);
    expect(desk.toasts.at(-1)).toBe('自动同步已由您的帐号负责。补发了 2 行。');
    expect([...desk.service.book.records.keys()]).toEqual(keys);
    expect([desk.value(2, '同步状态'), desk.value(3, '同步状态')]).toEqual(['已保存', '已保存']);
  });

  test('says how many still wait where the service is away again', async () => {
    const desk = await open();
    desk.service.failure = 'away';
    desk.paste(2, '客户姓名', [['李明'], ['王芳']]);
    await desk.idle();
    desk.service.failure = undefined;
    desk.service.submitFailures.push({ status: 503, error: { code: 'down', message: '稍后再试。' } });
    await desk.run('takeOver', OTHER);
    expect(desk.toasts.at(-1)).toContain(
      '自动同步已由您的帐号负责。还有 2 行没有同步成功，稍后会自动重新发送。',
    );
  });

  test('leaves to the account before what that one is sending at this moment', async () => {
    const desk = await open();
    const { arrived, release } = desk.service.hold('rows');
    desk.type(2, { 客户姓名: '李明' });
    await arrived;
    const taken = desk.run('takeOver', OTHER);
    await desk.service.called.until(() => desk.service.calls.some(({ path }) => path.endsWith('/sender')));
    release();
    await taken;
    await desk.idle();
    expect(tokens(desk, '/rows')).toEqual([`Bearer token-of-${OWNER}`]);
    expect(desk.service.book.records.size).toBe(1);
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });

  test('is refused to somebody who may not send, and all stays as it is', async () => {
    const desk = await open();
    desk.service.senderFailures.push({
      status: 403,
      error: { code: 'not_supervisor', message: '只有主管可以这样做。' },
    });
    await desk.run('takeOver', OTHER);
    expect(desk.alerts.at(-1)).toContain('自动同步只能由主管的帐号负责');
    desk.service.calls.length = 0;
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(tokens(desk, '/rows')).toEqual([`Bearer token-of-${OWNER}`]);
  });

  test('by the owner himself makes his triggers anew', async () => {
    const desk = await open();
    await desk.run('takeOver', OWNER);
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
  });
});

describe('the sign of life', () => {
  test('is given when the desk is enabled, and each hour', async () => {
    const desk = await open();
    await desk.clock.advance(HOUR_MS + 1);
    await desk.service.called.until(() => tokens(desk, '/alive').length > 0);
    expect(tokens(desk, '/alive')).toEqual([`Bearer token-of-${OWNER}`]);
    await desk.idle();
  });

  test('is given by a clock that finds no spreadsheet, which fails in nothing', async () => {
    const desk = await open({ runtime: { blindClock: true } });
    await desk.clock.advance(HOUR_MS + 1);
    await desk.service.called.until(() => tokens(desk, '/alive').length > 0);
    expect(tokens(desk, '/alive')).toEqual([`Bearer token-of-${OWNER}`]);
    await desk.idle();
  });

  test('is given no more when others send for the desk', async () => {
    const desk = await open();
    desk.service.aliveFailures.push({
      status: 403,
      error: { code: 'not_sender', message: '自动同步已由别的帐号负责。' },
    });
    await desk.clock.advance(HOUR_MS + 1);
    await desk.service.called.until(() => tokens(desk, '/alive').length === 1);
    await desk.idle();
    await desk.run('about');
    await desk.clock.advance(HOUR_MS + 1);
    await desk.idle();
    const pulls = () => desk.service.calls.filter(({ path }) => path.endsWith('/changes'));
    await desk.service.called.until(() => pulls().length >= 2);
    expect(pulls()).toHaveLength(2);
  });
});

test('without a clock that works the first edit of an hour sends what waits and brings what changed', async () => {
  const desk = await open({ runtime: { blindClock: true } });
  desk.service.failure = 'away';
  desk.paste(2, '客户姓名', [['李明']]);
  await desk.idle();
  desk.service.failure = undefined;
  desk.writeUnheard(5, '客户姓名', '张三');
  await desk.clock.advance(2 * HOUR_MS);
  await desk.idle();
  desk.service.book.change('k'.repeat(8), { name: '旧客户' });
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  expect([2, 3, 5].map(row => desk.value(row, '同步状态'))).toEqual(['已保存', '已保存', '已保存']);
  expect(desk.values('客户姓名')).toContain('旧客户');
});

describe('where an account has many spreadsheets', () => {
  /** The triggers of an account that has enabled so many other spreadsheets, some of them without one for opening. */
  async function busy(books: number, handlers = ['onSheetEdit', 'onSheetChange', 'onSheetOpen']) {
    const folder = await mkdtemp(join(tmpdir(), 'sheetdesk-triggers-'));
    onTestFinished(() => rm(folder, { recursive: true, force: true }));
    const file = join(folder, 'scripts.sqlite');
    const store = new ScriptStore(file);
    const events = { onSheetEdit: 'ON_EDIT', onSheetChange: 'ON_CHANGE', onSheetOpen: 'ON_OPEN' } as const;
    for (let book = 0; book < books; book += 1)
      for (const handler of handlers) {
        const event = events[handler as keyof typeof events];
        const place = { documentId: `book-of-${book}`, email: OWNER, schedule: null, nextMs: null };
        store.saveTrigger({ uid: `${book}-${handler}`, functionName: handler, event, ...place });
      }
    const clock = { everyMs: HOUR_MS };
    store.saveTrigger({
      uid: 'clock',
      functionName: 'onHour',
      event: 'CLOCK',
      email: OWNER,
      schedule: clock,
      nextMs: Date.UTC(2100, 0, 1),
    });
    store.close();
    return file;
  }

  const handlersIn = (file: string, documentId: string) => {
    const store = new ScriptStore(file);
    const found = store.triggers().filter(each => each.documentId === documentId);
    store.close();
    return found.map(({ functionName }) => functionName).sort();
  };

  test('a seventh is heard: triggers for opening give way, and it is said', async () => {
    const file = await busy(6);
    const desk = await StaffDesk.open({ rows: 20, scripts: file, setUp: false });
    await desk.run('setUp');
    expect(desk.toasts.at(-1)).toContain('打开时不再自动刷新');
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    await desk.close();
    expect(handlersIn(file, 'book-1')).toEqual(['onSheetChange', 'onSheetEdit']);
    for (let book = 0; book < 6; book += 1)
      expect(handlersIn(file, `book-of-${book}`)).toContain('onSheetEdit');
  });

  test('a tenth and more are heard: then triggers for changes give way as well', async () => {
    const file = await busy(9, ['onSheetEdit', 'onSheetChange']);
    const desk = await StaffDesk.open({ rows: 20, scripts: file, setUp: false });
    await desk.run('setUp');
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    await desk.close();
    for (let book = 0; book < 9; book += 1)
      expect(handlersIn(file, `book-of-${book}`)).toContain('onSheetEdit');
  });

  test('a twentieth is refused with a sentence that says who can help, and nothing is taken over', async () => {
    const file = await busy(19, ['onSheetEdit']);
    const desk = await StaffDesk.open({ rows: 20, scripts: file, setUp: false });
    onTestFinished(() => desk.close());
    await desk.run('setUp');
    expect(desk.alerts.at(-1)).toContain('请另一位主管打开表格');
    expect(tokens(desk, '/sender')).toEqual([]);
    await desk.run('setUp', OTHER);
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
  });
});
