import { setImmediate } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open();
});
afterEach(() => desk.close());

const HOUR_MS = 3_600_000;
const AMBER = '#fff2cc';

/** Whether an execution that a person has started asks for the lock. */
const isWaiting = ({ functionName, byName }: { functionName: string; byName: Record<string, number> }) =>
  functionName === 'resend' && byName['tryLock'] === 1;

async function typeWhileAway(): Promise<void> {
  desk.service.failure = 'away';
  desk.paste(2, '客户姓名', [['李明', '1']]);
  await desk.idle();
}

describe('a row that could not be sent', () => {
  test('keeps what was typed, says 待同步 and why, and has its key', async () => {
    await typeWhileAway();
    expect(desk.value(2, '客户姓名')).toBe('李明');
    expect(desk.cell(2, '同步状态')).toMatchObject({ value: '待同步', format: { background: AMBER } });
    expect(desk.cell(2, '同步状态').note).toContain('服务台暂时连接不上');
    expect(desk.value(2, '行键')).toMatch(/^[0-9a-f-]{36}$/);
    expect(desk.toasts.at(-1)).toContain('服务台暂时连接不上');
  });

  test.each([
    [500, '500'],
    [503, '503'],
    [429, '429'],
  ])('waits as well when the service answers %i', async (status, reason) => {
    desk.service.failure = { status, error: { code: 'busy', message: 'busy' } };
    desk.paste(2, '客户姓名', [['李明']]);
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('待同步');
    expect(desk.cell(2, '同步状态').note).toContain(reason);
  });

  test('says what the service says when its program is older than its data', async () => {
    const message = '服务台的数据已由新版程序写过';
    desk.service.failure = { status: 503, error: { code: 'data_newer', message } };
    desk.paste(2, '客户姓名', [['李明']]);
    await desk.idle();
    expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['李明', '待同步']);
    expect(desk.cell(2, '同步状态').note).toContain(message);
  });

  test('is sent once by 重新发送 when the service is back, under the same key', async () => {
    await typeWhileAway();
    const key = desk.value(2, '行键');
    desk.service.failure = undefined;
    desk.service.calls.length = 0;
    await desk.run('resend');
    expect(desk.service.submitted.map(({ rows }) => rows.map(row => row.key))).toEqual([[key]]);
    expect([desk.value(2, '行键'), desk.value(2, '同步状态')]).toEqual([key, '已保存']);
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
    await desk.run('resend');
    expect(desk.service.submitted).toHaveLength(1);
    expect(desk.toasts.at(-1)).toBe('没有等待同步的行。');
  });

  test('is sent after the next edit that succeeds', async () => {
    await typeWhileAway();
    desk.service.failure = undefined;
    desk.type(5, { 客户姓名: '王芳' });
    await desk.idle();
    expect(desk.value(5, '同步状态')).toBe('已保存');
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.service.book.records.size).toBe(2);
    desk.service.calls.length = 0;
    desk.type(5, { 数量: 1 });
    await desk.idle();
    expect(desk.service.submitted).toHaveLength(1);
  });

  test('is sent after the next edit also where somebody looked for it and found the sheet in use', async () => {
    await typeWhileAway();
    desk.service.failure = undefined;
    const held = desk.service.hold();
    desk.type(5, { 客户姓名: '王芳' });
    await held.arrived;
    // The lock is waited for in real time.
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    onTestFinished(() => void vi.useRealTimers());
    const resent = desk.run('resend');
    while (!desk.runtime.running().some(isWaiting)) await setImmediate();
    vi.advanceTimersByTime(30_000);
    await resent;
    vi.useRealTimers();
    expect(desk.alerts.at(-1)).toContain('表格正忙');
    held.release();
    await desk.idle();
    expect(desk.values('同步状态').filter(state => state !== undefined)).toEqual(['已保存', '已保存']);
  });

  test('is sent within the hour', async () => {
    await typeWhileAway();
    desk.service.failure = undefined;
    await desk.clock.advance(HOUR_MS + 1);
    await desk.shows(() => desk.value(2, '同步状态') === '已保存');
    await desk.idle();
    expect(desk.service.book.records.size).toBe(1);
  });

  test('waits on while the service is still away, and says how many', async () => {
    await typeWhileAway();
    await desk.run('resend');
    expect(desk.toasts.at(-1)).toContain('已重新发送 0 行，还有 1 行没有同步成功。');
    expect(desk.value(2, '同步状态')).toBe('待同步');
  });

  test('waits with the others behind the request that failed', async () => {
    desk.service.submitFailures.push(
      { status: 413, error: { code: 'too_large', message: '' } },
      { status: 503, error: { code: 'busy', message: '' } },
    );
    desk.paste(
      2,
      '客户姓名',
      Array.from({ length: 450 }, (_, index) => [`客户${index}`]),
    );
    await desk.idle();
    expect(new Set(desk.values('同步状态'))).toEqual(new Set(['待同步']));
    await desk.run('resend');
    expect(new Set(desk.values('同步状态'))).toEqual(new Set(['已保存']));
    expect(desk.service.book.records.size).toBe(450);
  });
});

describe('what was typed while the service was away', () => {
  const OTHER = 'other@example.test';
  const THIRD = 'third@example.test';
  const typeOver = async (...texts: [string, string][]): Promise<void> => {
    for (const [text, by] of texts) {
      desk.type(2, { 客户姓名: text }, by);
      await desk.idle();
    }
  };
  const sent = () =>
    desk.service.submitted.flatMap(({ editor, rows }) =>
      rows.map(row => [row.cells['name'], row.overwritten?.['name'], row.edited, row.editor ?? editor]),
    );

  beforeEach(() => {
    desk.service.failure = 'away';
  });
  const back = async (): Promise<void> => {
    desk.service.failure = undefined;
    desk.service.calls.length = 0;
    await desk.run('resend');
  };

  test('goes with all texts that were typed over each other, in their order, as the last one’s', async () => {
    await typeOver(['王芳', 'clerk@example.test'], ['赵敏', OTHER], ['钱进', THIRD], ['孙莉', OTHER]);
    await back();
    expect(sent()).toEqual([['孙莉', ['王芳', '赵敏', '钱进'], ['name'], OTHER]]);
    expect(desk.value(2, '同步状态')).toBe('已保存');
    desk.type(2, { 客户姓名: '周平' });
    await desk.idle();
    expect(sent().at(-1)).toEqual(['周平', ['孙莉'], ['name'], 'clerk@example.test']);
  });

  test('goes with the next edit of the row, and is others’ where they edited other cells', async () => {
    await typeOver(['王芳', OTHER], ['赵敏', OTHER]);
    desk.service.failure = undefined;
    desk.service.calls.length = 0;
    desk.type(2, { 数量: 3 }, THIRD);
    await desk.idle();
    expect(sent()).toEqual([['赵敏', ['王芳'], ['name', 'count'], THIRD]]);
    expect(desk.service.submitted[0]?.rows[0]?.ofOthers).toEqual(['name']);
  });

  test('is nobody’s once something else has come into the row', async () => {
    await typeOver(['王芳', OTHER], ['赵敏', OTHER]);
    desk.writeUnheard(2, '数量', 7);
    await back();
    expect(sent()).toEqual([['赵敏', ['王芳'], ['name'], '']]);
    expect(desk.service.submitted[0]?.rows[0]?.ofOthers).toEqual(['name']);
  });

  test('is told also where one text of several was heard of on the way', async () => {
    desk.service.failure = undefined;
    const held = desk.service.hold();
    desk.type(2, { 客户姓名: '王芳' });
    await held.arrived;
    desk.type(2, { 客户姓名: '赵敏' }, OTHER);
    desk.type(2, { 客户姓名: '钱进' }, OTHER);
    desk.service.failure = 'away';
    held.release();
    await desk.idle();
    await back();
    const texts = sent().flatMap(([name, over]) => [name, ...((over as string[] | undefined) ?? [])]);
    expect(texts).toEqual(expect.arrayContaining(['王芳', '赵敏', '钱进']));
    expect(desk.value(2, '客户姓名')).toBe('钱进');
  });
});

describe('a row that nobody sent', () => {
  test('written by another program is found and sent by 重新发送', async () => {
    desk.workbook.apply(
      [{ type: 'cells', sheetId: 7, row: 3, column: desk.column('客户姓名'), cells: [[{ value: '张三' }]] }],
      { by: 'api' },
    );
    await desk.run('resend');
    expect(desk.value(4, '同步状态')).toBe('已保存');
  });
});

describe('a refused request', () => {
  test.each([
    [401, 'token_invalid'],
    [403, 'not_a_member'],
  ])('%i %s says whose account has no access, and the row waits', async (status, code) => {
    desk.service.failure = { status, error: { code, message: 'no' } };
    desk.paste(2, '客户姓名', [['李明']]);
    await desk.idle();
    expect(desk.toasts.at(-1)).toContain('clerk@example.test');
    expect(desk.value(2, '同步状态')).toBe('待同步');
  });

  test('400 shows what is wrong and where, and is not repeated by itself', async () => {
    const error = {
      code: 'malformed',
      message: '请求不完整',
      details: [{ path: 'rows.0', message: '缺少列' }],
    };
    desk.service.submitFailures.push({ status: 400, error });
    desk.paste(2, '客户姓名', [['李明']]);
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('有误');
    expect(desk.cell(2, '同步状态').note).toContain('请求不完整；rows.0：缺少列');
    await desk.run('resend');
    expect(desk.service.submitted).toHaveLength(1);
    desk.type(2, { 数量: 1 });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.cell(2, '同步状态').note).toBeUndefined();
  });

  test.each([
    [409, 'desk_changed'],
    [400, 'unknown_column'],
  ])('%i %s reads the description again and sends the row again', async (status, code) => {
    const [table] = desk.service.desk.tables;
    if (!table) throw new Error('the desk has a table');
    desk.service.desk = {
      ...desk.service.desk,
      version: '2',
      tables: [{ ...table, columns: table.columns.filter(({ key }) => key !== 'count') }],
    };
    desk.service.submitFailures.push({
      status,
      error: { code, message: '服务台已更新' },
    });
    desk.paste(2, '客户姓名', [['李明', '1']]);
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.service.submitted.map(({ rows }) => Object.keys(rows[0]?.cells ?? {}))).toEqual([
      ['name', 'phone', 'when', 'bought', 'count'],
      ['name', 'phone', 'when', 'bought'],
    ]);
  });
});
