// A service that asks to be left alone for a time is: a moment is waited for, a longer time is kept by all edits, and
// nothing is lost of what they leave.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { waitAsked } from '../../sheets-addon/src/platform/retry-after.ts';
import { saveAsMe } from '../fixtures/addon/save-as-me.ts';
import { StaffDesk } from '../fixtures/addon/staff-desk.ts';

const MINUTE = 60_000;

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 20 });
});
afterEach(() => desk.close());

const busy = (status: number, retryAfter?: string) => ({
  status,
  error: { code: 'too_many_requests', message: '请求太频繁。' },
  ...(retryAfter !== undefined && { retryAfter }),
});
const sent = () => desk.service.submitted.length;
const states = () => desk.values('同步状态');

test.each([429, 503])('a moment that a %d asks for is waited for, once', async status => {
  desk.service.submitFailures.push(busy(status, '0'));
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  expect([states(), sent()]).toEqual([['已保存'], 2]);
  desk.service.submitFailures.push(busy(status, '0'), busy(status, '0'));
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  expect([states(), sent()]).toEqual([['已保存', '待同步'], 4]);
});

test('a longer time is kept by everybody, and what was left is sent once it is over', async () => {
  desk.service.submitFailures.push(busy(429, '120'));
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  desk.type(3, { 客户姓名: '王芳' }, 'second@example.test');
  await desk.idle();
  await desk.run('resend');
  expect([states(), sent()]).toEqual([['待同步', '待同步'], 1]);
  expect(desk.toasts.join()).toContain('请求太多');
  await desk.clock.advance(2 * MINUTE + 1_000);
  desk.type(4, { 客户姓名: '赵敏' });
  await desk.idle();
  expect(states()).toEqual(['已保存', '已保存', '已保存']);
  expect(desk.service.book.records.size).toBe(3);
});

test('a shorter time that is heard of later ends a longer one no sooner', async () => {
  const held = desk.service.hold();
  desk.service.submitFailures.push(busy(429, '60'), busy(429, '300'));
  const saving = saveAsMe(desk, 2, '客户姓名', '李明');
  await held.arrived;
  desk.type(3, { 客户姓名: '王芳' }, 'second@example.test');
  await desk.shows(() => desk.cell(3, '同步状态').note?.includes('暂时连接不上') === true);
  held.release();
  await saving;
  await desk.idle();
  await desk.clock.advance(2 * MINUTE);
  desk.type(4, { 客户姓名: '赵敏' });
  await desk.idle();
  expect([states(), sent()]).toEqual([['待同步', '待同步', '待同步'], 2]);
  await desk.clock.advance(3 * MINUTE);
  desk.type(5, { 客户姓名: '周丽' });
  await desk.idle();
  expect(states()).toEqual(['已保存', '已保存', '已保存', '已保存']);
});

test('the clock of the hour sends what was left where nobody types any more', async () => {
  desk.service.submitFailures.push(busy(503, '300'));
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  await desk.clock.advance(61 * MINUTE);
  await desk.idle();
  expect([states(), sent()]).toEqual([['已保存'], 2]);
});

test('an error without a time to wait keeps nobody from trying', async () => {
  desk.service.submitFailures.push(busy(503));
  desk.type(2, { 客户姓名: '李明' });
  await desk.idle();
  desk.type(3, { 客户姓名: '王芳' });
  await desk.idle();
  expect(states()).toEqual(['已保存', '已保存']);
});

const NOW = Date.UTC(2026, 10, 20, 7);
test.each([
  [429, { 'Retry-After': '7' }, 7_000],
  [503, { 'retry-after': ' 7 ' }, 7_000],
  [503, { 'Retry-After': 'Fri, 20 Nov 2026 07:02:00 GMT' }, 120_000],
  [503, { 'Retry-After': 'Fri, 20 Nov 2026 06:00:00 GMT' }, 0],
  [429, { 'Retry-After': '999999999' }, 3_600_000],
  [429, { 'Retry-After': 'soon' }, undefined],
  [429, {}, undefined],
  [500, { 'Retry-After': '7' }, undefined],
])('%d with %j asks to wait for %s ms', (status, headers, ms) => {
  expect(waitAsked(status, headers, NOW)).toBe(ms);
});
