// What a customer answers is one answer, wherever it is written: in the row of the call, in the record that it is
// about, in the survey of the feedback, or in several of them; and however many matters the call was about.
import { expect, test } from 'vitest';
import type { WireCells } from '../../../functions/src/contract/contract.ts';
import { figuresOf } from '../../../functions/src/core/figures/count.ts';
import { addFigures } from '../../../functions/src/core/figures/figures.ts';
import { documentsAt } from '../../../functions/src/core/figures/periods.ts';
import { MINUTE } from '../../../functions/src/core/lib/time.ts';
import { amountOf } from '../../../functions/src/core/reports/figure-ref.ts';
import { REPORT_LINES } from '../../../functions/src/core/reports/report-lines.ts';
import { TABLES, tableOf } from '../../../functions/src/core/tables/index.ts';
import { CallDesk } from '../../fixtures/actions/call-desk.ts';
import { ZONE } from '../../fixtures/core/desk-fixture.ts';

const desk = CallDesk.forEach('counted-once');
const NUMBER = '13812345678';
/** 客户满意度 of the month, as the reports show it: satisfied answers, of all answers. */
async function satisfaction(): Promise<string> {
  const line = REPORT_LINES.find(({ label }) => label === '客户满意度');
  if (!line || line.counted === 'customers') throw new Error('no such line');
  const month = documentsAt(desk.now, ZONE).find(document => document.startsWith('month')) ?? '';
  const page = { records: 500, bytes: 10_000_000 };
  const { records } = await desk.ports.store.changedSince(desk.deskId, '', page);
  const figures = records.map(record => {
    const table = tableOf(record.table);
    return table ? figuresOf(table, record, ZONE) : {};
  });
  const entries = addFigures(...figures)[month] ?? {};
  const [counted, of] = [line.counted, line.of ?? []].map(measures =>
    amountOf(entries, { measures, tables: TABLES }),
  );
  return `${counted} of ${of}`;
}

const call = async (score: number, rest: WireCells = {}) => {
  const open = (await desk.calls()).findLast(({ cells }) => cells['type'] === '问题解决后回访');
  desk.now += MINUTE;
  const cells = { calledAt: desk.clock(), reached: '已接通', score, class: '无', ...rest };
  return desk.type('callbacks', cells, open?.key);
};

/** A suggestion of which the customer was told: it waits for the call. */
const suggestion = (contact = NUMBER) =>
  desk.type('feedback', {
    customer: '张三',
    contact,
    channel: '在线表单',
    type: '建议',
    receivedAt: '2026-06-01 09:00',
    content: '6月1日在网上下单时发现不能自选送货时段，希望下单页增加送货时段的选项',
    priority: '一般',
    startedAt: '2026-06-01 09:30',
    adopted: '采纳',
    adoptedReason: '多位客户提到',
    informedAt: '2026-06-01 10:30',
  });

const survey = async (feedback: string, score: number) => {
  desk.now += MINUTE;
  const { number } = await desk.recordOf(feedback);
  const cells = {
    feedback: number,
    calledAt: desk.clock(),
    channel: '电话',
    solved: '是',
    score,
    caller: '李敏',
  };
  return desk.type('surveys', cells);
};

// Case D.8
test('in the row of the call, from which the record has it', async () => {
  const key = await desk.solvedCall(NUMBER);
  await call(9);
  expect((await desk.recordOf(key)).cells['satisfaction']).toBe('满意');
  expect(await satisfaction()).toBe('1 of 1');
});

test('in the record alone, which leaves nobody to be called', async () => {
  const key = await desk.solvedCall(NUMBER);
  await desk.type('hotline', { satisfaction: '满意' }, key);
  expect(await satisfaction()).toBe('1 of 1');
});

test('in the record first and then in the row: as the row has it', async () => {
  const key = await desk.solvedCall(NUMBER);
  await desk.type('hotline', { satisfaction: '满意' }, key);
  await call(7);
  expect(await satisfaction()).toBe('0 of 1');
});

test('in the row and corrected in the record', async () => {
  const key = await desk.solvedCall(NUMBER);
  await call(9);
  await desk.type('hotline', { satisfaction: '一般' }, key);
  expect(await satisfaction()).toBe('1 of 1');
});

// Case D.12
test('of a complaint, by its scale and by that of the call', async () => {
  const key = await desk.solvedComplaint(NUMBER);
  await call(8);
  expect((await desk.recordOf(key)).cells['score']).toBe(4);
  expect(await satisfaction()).toBe('1 of 1');
});

test('to a call about three matters', async () => {
  await desk.solvedCall(NUMBER);
  await desk.solvedComplaint(NUMBER);
  await desk.solvedCall(NUMBER, { type: '其他' });
  await call(10);
  expect(await satisfaction()).toBe('1 of 1');
});

test('of a feedback in 满意度回访 and in the row of the call', async () => {
  const key = await suggestion();
  expect((await desk.recordOf(key)).state).toBe('待回访');
  await survey(key, 5);
  expect(await satisfaction()).toBe('1 of 1');
  await call(10);
  expect(await satisfaction()).toBe('1 of 1');
});

test('of two feedbacks that were surveyed and called about in one call', async () => {
  const [one, other] = [await suggestion(), await suggestion()];
  await call(9);
  await survey(one, 3);
  await survey(other, 3);
  expect(await satisfaction()).toBe('1 of 1');
});

test('that was none, since the customer wanted no call', async () => {
  await desk.solvedCall(NUMBER);
  const [row] = await desk.calls();
  await desk.type('callbacks', { calledAt: desk.clock(), reached: '拒访' }, row?.key);
  expect(await satisfaction()).toBe('0 of 0');
});

test('that was taken back counts no more, and what the record says does', async () => {
  const key = await desk.solvedCall(NUMBER);
  await desk.type('hotline', { satisfaction: '满意' }, key);
  const row = await call(5);
  expect(await satisfaction()).toBe('0 of 1');
  await desk.type('callbacks', { withdrawn: '作废' }, row);
  expect(await satisfaction()).toBe('1 of 1');
});

test('and another one to what was done since', async () => {
  const key = await desk.solvedCall(NUMBER);
  await call(3, { class: '需立即解决' });
  expect((await desk.recordOf(key)).cycle).toBe(2);
  desk.now += MINUTE;
  await desk.type(
    'hotline',
    { respondedAt: desk.clock(), resolution: '再次换新', resolvedAt: desk.clock(), cause: '电路设计缺陷' },
    key,
  );
  await call(9);
  expect(await satisfaction()).toBe('1 of 2');
});

test('that opened the record anew, with the row of the call filled in later', async () => {
  const key = await desk.solvedCall(NUMBER);
  desk.now += 2 * MINUTE;
  const calledAt = desk.clock();
  await desk.type('hotline', { satisfaction: '不满意' }, key);
  expect((await desk.recordOf(key)).cycle).toBe(2);
  await call(2, { calledAt, class: '需立即解决' });
  expect(await satisfaction()).toBe('0 of 1');
});

test('to a call that no matter asked for', async () => {
  await desk.type('callbacks', {
    customer: '张三',
    contact: NUMBER,
    type: '常规回访',
    plannedAt: '2026-06-01 09:00',
    caller: '李敏',
    calledAt: '2026-06-01 09:10',
    reached: '已接通',
    score: 8,
    class: '无',
  });
  expect(await satisfaction()).toBe('1 of 1');
});
