// Points of the templates tried as a clerk would, through the HTTP door: what is taken, what is asked for, what comes
// back.
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { CALL_TODAY, FEEDBACK } from '../../fixtures/core/desk-fixture.ts';
import { errorsOf, isSaved, type Sent, StaffDoors } from './staff-doors.ts';

let staff: StaffDoors;
beforeAll(async () => {
  staff = await StaffDoors.open('doors-spot-checks');
}, 60_000);
afterAll(() => staff.close());

const send = (table: string, cells: WireCells, row?: Sent) =>
  staff.send(table, cells, { as: 'limin', ...(row && { row }) });
const codesAt = ({ answer }: Sent, column: string) =>
  answer?.problems.filter(each => each.column === column).map(({ code }) => code);
const cellsOf = ({ answer }: Sent) => answer?.cells ?? {};

const CALLED: WireCells = CALL_TODAY;
const TOLD: WireCells = FEEDBACK;
const FOLLOW_UP: WireCells = {
  customerNumber: 'C202405001',
  customer: 'XX科技有限公司',
  person: '张先生',
  contact: '13812345678',
  product: '净水器',
  happenedAt: '2026-11-20 09:00',
  description: '今天早上净水器在前台突然不出水，重启后仍然没有水',
  priority: '重要',
  type: '售后支持',
  handler: '李伟',
};
const ORDER: WireCells = {
  customer: '王某某',
  contact: '13712345678',
  proof: '订单号:20240510001',
  product: '净水器',
  purchasedOn: '2026-05-10',
  fault: '开机无反应，指示灯不亮',
  request: '维修',
};
const COMPLAINT: WireCells = {
  customer: '王某某',
  contact: '13612345678',
  type: '服务态度',
  happenedAt: '2026-11-20 10:30',
  description: '上午到店咨询产品功能，员工态度冷漠，没有解答就挂断电话',
  request: '要求道歉',
};

// Template 0.6
test('a visit to a customer is a channel like any other, and one that nobody has is refused with those there are', async () => {
  expect(isSaved(await send('followUps', { ...FOLLOW_UP, intake: '客户拜访' }))).toBe(true);
  const odd = await send('followUps', { ...FOLLOW_UP, intake: '飞鸽传书' });
  expect(codesAt(odd, 'intake')).toEqual(['option_unknown']);
});

// Template 0.10
test('a matter that is given to somebody is told to them', async () => {
  const { key } = await send('followUps', { ...FOLLOW_UP, handler: '李伟' });
  const told = (await staff.notices()).filter(text => text.includes(key) && text.includes('李伟'));
  expect(told.length).toBeGreaterThan(0);
});

// Template 0.28, 0.29
test('a customer’s words without quotation marks are asked for again, and “近日” is no time', async () => {
  const row = await send('hotline', { ...CALLED, satisfaction: '不满意', comment: '换来的也是坏的' });
  expect(codesAt(row, 'comment')).toContain('quote_missing');
  expect(codesAt(await send('hotline', { ...CALLED, calledAt: '近日' }), 'calledAt')).toEqual(['time_vague']);
});

// Template 1.18
test.each([
  ['10', true],
  ['8分', true],
  ['七分', true],
  ['11', false],
  ['0', false],
  ['很好', false],
])('a score of ten written %s is taken: %s', async (score, isTaken) => {
  const cells = { customer: '王某某', contact: '13912345678', type: '常规回访', caller: '李敏', score };
  const row = await send('callbacks', { ...cells, plannedAt: '2026-11-23 10:00' });
  expect((errorsOf(row) ?? []).includes('score_out_of_range')).toBe(!isTaken);
});

// Template 2.2, 2.3
test('an old customer is found by the number of an order, and nobody sees who it is in full', async () => {
  const { key } = await send('hotline', { ...CALLED, order: 'ORD202611200077' });
  const found = await staff.call('limin', '/search', { text: 'ORD202611200077' });
  expect(found.status).toBe(200);
  expect(found.text).toContain(key);
  expect(found.text).not.toContain('13812345678');
  expect(found.text).not.toContain('李小明');
});

// Template 2.5
test('the answer to whoever typed them masks name and number', async () => {
  expect(cellsOf(await send('hotline', CALLED))).toMatchObject({ customer: '李*', contact: '138****5678' });
});

// Template 2.9
test('a fifth type is refused, and named with the four that there are', async () => {
  const row = await send('hotline', { ...CALLED, type: '闲聊' });
  expect(codesAt(row, 'type')).toEqual(['option_unknown']);
  expect(JSON.stringify(row.answer?.problems)).toContain('售前咨询、售后支持、投诉建议、其他');
});

// Template 2.11, 2.18
test('a call gets its number of the day, whom it is given to, when, and until when', async () => {
  const cells = cellsOf(await send('hotline', CALLED));
  expect(cells['number']).toMatch(/^20261120\d{3}$/);
  expect(cells['handler']).not.toBe('');
  expect([cells['assignedAt'], cells['dueAt']].every(time => /^2026-11-2\d/.test(String(time)))).toBe(true);
});

// Template 3.2
test('“其他” asks what it is, and is saved', async () => {
  const row = await send('serviceOrders', { ...ORDER, request: '其他' });
  expect([isSaved(row), codesAt(row, 'requestNote')]).toEqual([true, ['asked_for']]);
  const noted = await send('serviceOrders', { requestNote: '上门培训使用方法' }, row);
  expect(codesAt(noted, 'requestNote')).toEqual([]);
});

// Template 3.5, 3.13
test.each([
  ['2026-05-10', '保修期内'],
  ['2024-05-10', '已过保'],
])('an order of what was bought on %s says %s, and has its number', async (purchasedOn, warranty) => {
  const cells = cellsOf(await send('serviceOrders', { ...ORDER, purchasedOn }));
  expect(cells).toMatchObject({ warranty });
  expect(cells['number']).toMatch(/^SR-2026-\d{4}$/);
});

// Template 3.14
test('what a plan promises is a limit, however it is written', async () => {
  const row = await send('serviceOrders', { ...ORDER, solution: '免费更换电源模块，３～５个工作日之内完成' });
  expect(cellsOf(row)['promisedAt']).toMatch(/^2026-11-27/);
});

// Template 3.17, 3.27
test('a complaint of another kind asks of which, and has its number', async () => {
  const row = await send('complaints', { ...COMPLAINT, type: '其他' });
  expect(codesAt(row, 'typeNote')).toEqual(['asked_for']);
  expect(cellsOf(row)['number']).toMatch(/^CT-2026-\d{4}$/);
});

// Template 4.1, 4.3
test('a feedback from social media has a number of its day', async () => {
  const row = await send('feedback', { ...TOLD, channel: '社交媒体' });
  expect(isSaved(row)).toBe(true);
  expect(cellsOf(row)['number']).toMatch(/20261120\W?\d{3}$/);
});

// Template 4.7
test('a feedback by phone asks for its recording, and one by mail does not', async () => {
  expect(codesAt(await send('feedback', { ...TOLD, channel: '电话' }), 'recording')).toEqual(['asked_for']);
  expect(codesAt(await send('feedback', { ...TOLD, channel: '邮件' }), 'recording')).toEqual([]);
});

// Template 4.12
test.each([
  ['产品质量-滤芯发黄', '品控部'],
  ['服务态度', '运营部'],
])('a feedback tagged %s is for %s', async (tags, department) => {
  const row = await send('feedback', {
    ...TOLD,
    content: '11月15日在家里使用净水器时发现的，客户希望尽快有人联系',
    tags,
  });
  expect(cellsOf(row)).toMatchObject({ department });
});

// Template 4.14
test('a suggestion that is not taken asks why', async () => {
  const suggested = { ...TOLD, type: '建议', content: '11月15日在家用净水器时想到，希望增加滤芯到期提醒' };
  const row = await send('feedback', { ...suggested, adopted: '不采纳' });
  expect(codesAt(row, 'adoptedReason')).toEqual(['asked_for']);
});

// Template 4.16
test('praise goes where settings of this desk send it, and asks whom', async () => {
  const row = await send('feedback', {
    ...TOLD,
    type: '表扬',
    content: '11月18日安装师傅孙强在家里讲解耐心，客户很满意',
  });
  expect(cellsOf(row)).toMatchObject({ department: '运营部' });
  expect(codesAt(row, 'praised')).toEqual(['asked_for']);
});

// Template 0.27
test.each(['1', 'ok', '已处理', '好的'])(
  'a solution of %s is refused, and the row waits as it was',
  async solution => {
    const row = await send('followUps', FOLLOW_UP);
    const vague = await send('followUps', { analysis: '滤芯堵塞，超过一年没有更换', solution }, row);
    expect(errorsOf(vague)).toEqual(['work_vague']);
    const said = await send(
      'followUps',
      { analysis: '滤芯堵塞，超过一年没有更换', solution: '上门更换滤芯' },
      row,
    );
    expect(cellsOf(said)).toMatchObject({ state: '方案待确认' });
  },
);
