// Whatever keeps the service from answering is said in words, and what was typed is kept and sent later, once.
import { describe, expect, onTestFinished, test } from 'vitest';
import type { RuntimeOptions } from '../../local/google/apps-script/runtime.ts';
import type { CaseService } from '../fixtures/addon/case-service.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

async function open(runtime: Partial<RuntimeOptions> = {}): Promise<StaffDesk> {
  const desk = await StaffDesk.open({ rows: 20, runtime });
  onTestFinished(() => desk.close());
  return desk;
}

/** The row is sent again when the service is back, under the same key, and is one record. */
async function isSentOnce(desk: StaffDesk): Promise<void> {
  const key = String(desk.value(2, '行键'));
  await desk.run('resend');
  expect([desk.value(2, '行键'), desk.value(2, '同步状态')]).toEqual([key, '已保存']);
  expect([...desk.service.book.records.keys()]).toEqual([key]);
  expect(desk.service.book.cells(key)).toMatchObject({ name: '李明' });
  expect(desk.cell(2, '同步状态').note).toBeUndefined();
}

const json = (status: number, code: string, message: string): CaseService['failure'] => ({
  status,
  error: { code, message },
});
const page = (status: number): CaseService['failure'] => ({
  status,
  html: '<!doctype html><title>Error</title><h1>Not here</h1>',
});

describe('a typed row waits, says why, and is sent once afterwards, when the service', () => {
  test.each<[string, CaseService['failure'], string]>([
    ['is away', 'away', '暂时连接不上'],
    ['is overrun', json(429, 'busy', 'busy'), '暂时连接不上（429'],
    ['has broken down', json(500, 'internal', 'broken'), '暂时连接不上（500'],
    ['is not up', json(503, 'busy', 'busy'), '暂时连接不上（503'],
    ['answers a page instead of an answer', page(200), '回答无法识别'],
    ['answers a page of somebody before it', page(502), '回答无法识别'],
    ['is not there, as while it is replaced', page(404), '回答无法识别'],
    ['is refused by somebody before it', page(400), '回答无法识别'],
    ['lets nobody in', page(403), '没有使用这个服务台的权限'],
    [
      'cannot tell who it is, as by a token without a mail address',
      json(401, 'token_invalid', ''),
      '登录信息',
    ],
    [
      'has an older program than its data',
      json(503, 'data_newer', '服务台的数据已由新版程序写过'),
      '服务台的数据已由新版程序写过',
    ],
  ])('%s', async (_, failure, sentence) => {
    const desk = await open();
    desk.service.failure = failure;
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect([desk.value(2, '客户姓名'), desk.value(2, '同步状态')]).toEqual(['李明', '待同步']);
    expect(desk.cell(2, '同步状态').note).toContain(sentence);
    expect(desk.toasts.at(-1)).toContain(sentence);
    // An exception of Google's is for the log; people read Chinese.
    const shown = `${desk.toasts.at(-1)}${desk.cell(2, '同步状态').note}`;
    expect(shown.replaceAll('clerk@example.test', '')).not.toMatch(/[A-Za-z]{4,}/);
    desk.service.failure = undefined;
    await isSentOnce(desk);
  });

  test('is slow: what it has saved all the same is not saved twice', async () => {
    const desk = await open({ limits: { simpleMs: 30_000, triggerMs: 360_000, fetchMs: 500 } });
    const { release } = desk.service.hold('rows');
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('待同步');
    expect(desk.cell(2, '同步状态').note).toContain('等了一分钟没有回答');
    release();
    expect(desk.service.book.records.size).toBe(1);
    await isSentOnce(desk);
  });
});

test('an account without an address of its own is named as unknown', async () => {
  const desk = await StaffDesk.open({ rows: 20, setUp: false });
  onTestFinished(() => desk.close());
  desk.service.failure = json(401, 'token_invalid', '');
  await desk.run('setUp', '');
  expect(desk.alerts.at(-1)).toContain('（未知帐号）');
});

test('a spreadsheet that is shared no more is asked for again when the desk is enabled anew', async () => {
  const desk = await open();
  const error = {
    code: 'workbook_unreachable',
    message: '服务台打不开这个表格',
    details: [{ path: 'account', message: 'desk@sheetdesk.iam.gserviceaccount.com' }],
  };
  desk.service.layoutFailures.push({ status: 502, error });
  desk.answer = 'YES';
  await desk.run('setUp');
  expect(desk.alerts.at(-1)).toContain('desk@sheetdesk.iam.gserviceaccount.com');
  expect(desk.toasts.at(-1)).toContain('服务台已启用');
});

test.each<[string, unknown]>([
  ['an older service, which does not say what it speaks', undefined],
  ['a newer service', 3],
])(
  'rows that %s does not understand wait for the upgrade, and are sent once after it',
  async (_, contract) => {
    const desk = await open();
    const same = desk.service.desk;
    desk.service.desk = { ...same, version: 'other', contract } as typeof same;
    await desk.run('refresh');
    desk.service.submitFailures.push({
      status: 400,
      error: { code: 'body_invalid', message: '请求的内容不符合约定。' },
    });
    desk.type(2, { 客户姓名: '李明' });
    await desk.idle();
    expect(desk.value(2, '同步状态')).toBe('待同步');
    expect(desk.cell(2, '同步状态').note).toContain('不是同一个版本');
    desk.service.desk = same;
    await desk.run('refresh');
    expect(desk.value(2, '同步状态')).toBe('已保存');
    expect(desk.service.book.records.size).toBe(1);
  },
);
