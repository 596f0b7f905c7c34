// A fortnight of 19 customer matters, counted by hand: what each tab says of it. Some matters wander from a call to an
// order to a complaint, and beside them stands the work that they made: none of it is a matter.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { summariseDesk } from '../../../functions/src/actions/reports/summarise-desk.ts';
import { submitRows } from '../../../functions/src/actions/submit/submit-rows.ts';
import { SUMMARY_TABS } from '../../../functions/src/core/reports/summary-tabs.ts';
import { staffColumns, type Table } from '../../../functions/src/core/schema/table.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { knowledge } from '../../../functions/src/core/tables/knowledge.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { type FirestoreServer, startFirestore } from '../../../local/google/firestore/server.ts';
import { displayText } from '../../../local/workbook/display.ts';
import { account } from '../../fixtures/actions/action-place.ts';
import { SummaryStage } from '../../fixtures/actions/summary-stage.ts';
import { at, CALL, CLOSING, exampleRow } from '../../fixtures/core/desk-fixture.ts';

let firestore: FirestoreServer;
let stage: SummaryStage;
let rows = 0;
/** Customers who come more than once. */
const [ONE, TWO] = ['13900000001', '13900000002'];
/** The second one's other number, by which his call went on as a complaint. */
const AWAY = '13900000003';
beforeAll(async () => {
  firestore = await startFirestore({ file: ':memory:' });
  stage = await SummaryStage.open(firestore);
  await liveThroughIt();
  stage.now = at('2026-11-29 18:00');
  await summariseDesk(stage.ports, stage.desk);
});
afterAll(async () => {
  await stage?.close();
  await firestore?.close();
});

/** Saves a row at a moment, and answers its record's number. */
async function save(table: Table, time: string, cells: Record<string, string>): Promise<string> {
  stage.now = at(time);
  rows += 1;
  const key = `fortnight-${String(rows).padStart(3, '0')}`;
  const example = exampleRow(table);
  const required: Record<string, string> = Object.fromEntries(
    staffColumns(table).flatMap(column =>
      column.required ? [[column.key, String(example[column.key])] as const] : [],
    ),
  );
  // Somebody else each time, unless it is said who.
  const contact = 'contact' in example && { contact: `1380000${1000 + rows}` };
  const row = { key, base: '', edited: [], cells: { ...required, ...contact, ...cells } };
  const answer = await submitRows(stage.ports, account('zhaoqiang'), stage.desk, table, { rows: [row] });
  const [saved] = answer.rows;
  if (saved?.outcome !== 'saved') throw new Error(`${table.title}: ${JSON.stringify(saved?.problems)}`);
  return String(saved.cells['number']);
}

/** A call, saved when it was solved, or at once. */
const call = (time: string, type: string, cells: Record<string, string> = {}) => {
  const { contact: _, ...told } = CALL as Record<string, string>;
  return save(hotline, cells['resolvedAt'] ?? time, { ...told, calledAt: time, type, ...cells });
};

async function liveThroughIt(): Promise<void> {
  const solved = (respondedAt: string, resolvedAt: string) => ({
    ...(CLOSING as Record<string, string>),
    respondedAt,
    resolvedAt,
  });
  await save(customers, '2026-11-16 08:50', { customerNumber: 'C1' });
  await save(customers, '2026-11-16 08:52', { customerNumber: 'C2', customer: 'YY商贸有限公司' });
  // One that wanders: a call becomes an order.
  const leak = await call('2026-11-16 09:05', '售后支持', { contact: ONE });
  await save(serviceOrders, '2026-11-16 11:00', { source: leak, contact: ONE });
  await call('2026-11-16 10:10', '售前咨询', solved('2026-11-16 10:15', '2026-11-16 10:30'));
  await call('2026-11-17 09:30', '售后支持', solved('2026-11-17 10:00', '2026-11-18 17:00'));
  await call('2026-11-18 13:40', '售后支持', solved('2026-11-18 14:00', '2026-11-19 09:00'));
  await call('2026-11-19 16:20', '售前咨询', solved('2026-11-19 16:25', '2026-11-19 16:40'));
  const rude = await call('2026-11-20 10:00', '投诉建议', { contact: TWO });
  await save(complaints, '2026-11-20 11:00', { source: rude, contact: AWAY, happenedAt: '2026-11-19 14:00' });
  await call('2026-11-23 11:00', '其他');
  // The first customer has another matter.
  await call('2026-11-26 15:00', '售后支持', { contact: ONE });

  const late = await save(feedback, '2026-11-17 14:00', {
    type: '投诉',
    receivedAt: '2026-11-17 13:30',
    startedAt: '2026-11-17 14:00',
  });
  await save(plans, '2026-11-17 16:00', {
    feedback: late,
    promisedAt: '2026-11-19 18:00',
    confirmed: '已确认',
    owner: '赵强',
    opinion: '接受',
  });
  await save(surveys, '2026-11-20 10:20', { feedback: late, calledAt: '2026-11-20 10:20', caller: '李敏' });
  await save(feedback, '2026-11-24 09:10', { type: '投诉', receivedAt: '2026-11-24 09:00' });
  await save(feedback, '2026-11-18 09:10', { type: '建议', receivedAt: '2026-11-18 09:00' });
  await save(feedback, '2026-11-19 09:10', { type: '咨询', receivedAt: '2026-11-19 09:00' });
  await save(feedback, '2026-11-25 09:10', { type: '表扬', receivedAt: '2026-11-25 09:00' });

  await save(followUps, '2026-11-16 14:00', {
    happenedAt: '2026-11-16 13:00',
    customerNumber: 'C1',
    handler: '李伟',
    closing: '',
  });
  await save(followUps, '2026-11-19 14:00', {
    happenedAt: '2026-11-19 10:00',
    customerNumber: 'C2',
    handler: '李伟',
    closing: '',
  });
  await save(followUps, '2026-11-27 14:00', {
    happenedAt: '2026-11-27 10:00',
    customerNumber: 'C3',
    handler: '李伟',
    closing: '',
  });
  await save(serviceOrders, '2026-11-17 10:00', {});
  await save(serviceOrders, '2026-11-24 10:00', { request: '退换货' });
  await save(complaints, '2026-11-26 10:00', { happenedAt: '2026-11-25 14:00', type: '产品质量' });

  // Work and master data.
  for (const day of ['18', '24', '27'])
    await save(callbacks, `2026-11-${day} 09:00`, { plannedAt: `2026-11-${day} 16:00`, caller: '李敏' });
  await save(knowledge, '2026-11-20 17:00', {});
}

/** A tab as it stands in the spreadsheet. */
function shown(title: string): string[][] {
  const sheetId = SUMMARY_TABS.find(each => each.title === title)?.sheetId;
  const sheet = stage.workbook.data.sheets.find(each => each.properties.sheetId === sheetId);
  return Object.values(sheet?.cells ?? {}).map(row => Object.values(row).map(displayText));
}

/** The lines of a tab from one headline to another, by their first cell: the columns that are asked for. */
function linesOf(title: string, [from, to]: readonly [string, string?], columns: readonly number[]): Lines {
  const all = shown(title);
  const placeOf = (headline: string) => all.findIndex(([first]) => first === headline);
  const lines = all.slice(placeOf(from) + 1, to === undefined ? undefined : placeOf(to));
  return Object.fromEntries(
    lines.map(line => [line[0] ?? '', columns.map(column => line[column] ?? '').join(' ')] as const),
  );
}
type Lines = Record<string, string>;

describe('月报 of a fortnight of 19 matters', () => {
  // Case E.1
  test('counts each matter once, in the table where it came in', () => {
    expect(linesOf('月报', ['各表', '各类型'], [1, 5, 6])).toMatchObject({
      热线记录: '8 4 4',
      客户反馈: '5 0 0',
      售后跟进: '3 0 0',
      售后服务单: '2 0 0',
      投诉记录: '1 0 0',
      合计: '19 4 4',
    });
  });

  test('says who came, what they complained of and what was solved', () => {
    expect(linesOf('月报', ['主要数据', '用时'], [1, 2, 3])).toMatchObject({
      新增: '19 0 ↑ 19',
      // One customer has two matters.
      客户数: '18 0 ↑ 18',
      // Of 反馈 two, of 投诉记录 one, and the call that went on as another one.
      投诉: '4 0 ↑ 4',
      解决: '4 0 ↑ 4',
      // Without 售前咨询 (2), 建议, 咨询 and 表扬: 14 problems, of which two calls are solved.
      问题解决率: '14.3% 2 14',
      一次解决率: '100.0% 2 2',
      // Four calls and the survey.
      客户满意度: '100.0% 5 5',
    });
  });

  test('breaks them down by type, without a matter too many or too few', () => {
    const types = linesOf('月报', ['各类型', '高频问题'], [1]);
    expect(types).toMatchObject({
      '热线记录 · 售后支持': '4',
      '热线记录 · 售前咨询': '2',
      '热线记录 · 投诉建议': '1',
      '热线记录 · 其他': '1',
      '客户反馈 · 投诉': '2',
      '客户反馈 · 建议': '1',
      '客户反馈 · 咨询': '1',
      '客户反馈 · 表扬': '1',
      '售后跟进 · 未填': '3',
      '售后服务单 · 维修': '1',
      '售后服务单 · 退换货': '1',
      '投诉记录 · 产品质量': '1',
      '全部 · 合计': '19',
    });
  });

  // Case E.1
  test('counts work apart, and what went on elsewhere beside it', () => {
    expect(linesOf('月报', ['工作', '人员工作量'], [1, 3])).toMatchObject({
      处理方案: '1 ↑ 1',
      满意度回访: '1 ↑ 1',
      回访跟进: '3 ↑ 3',
      // One from a call, one that the complaint about a product opened.
      '另：转来的售后服务单': '2 ↑ 2',
      '另：转来的投诉记录': '1 ↑ 1',
    });
  });

  // Case E.5
  test('ranks problems: no question, no praise, and nobody first among equals', () => {
    expect(linesOf('月报', ['高频问题', '各时限'], [1, 4])).toMatchObject({
      售后支持: '4 第 1',
      其他: '1 并列第 2',
      投诉建议: '1 并列第 2',
      产品质量: '1 并列第 1',
      服务态度: '1 并列第 1',
    });
  });
});

// Case E.2
test('投诉分析 tells of the four complaints, the one that went on once', () => {
  expect(linesOf('投诉分析', ['投诉来源与处理', '高频问题'], [1, 2])).toMatchObject({
    投诉记录: '2 50.0%',
    热线记录: '0 0.0%',
    客户反馈: '2 50.0%',
    合计: '4 100.0%',
  });
  expect(linesOf('投诉分析', ['按月'], [1])).toMatchObject({ '2026年10月': '0', '2026年11月': '4' });
});

test('看板 has the week beside the week before: 7 matters and 12', () => {
  expect(linesOf('看板', ['本周与上周'], [1, 2, 3, 4])).toMatchObject({
    热线记录: '2 6 0 4',
    客户反馈: '2 3 0 0',
    售后跟进: '1 2 0 0',
    售后服务单: '1 1 0 0',
    投诉记录: '1 0 0 0',
    客户事项合计: '7 12 0 4',
  });
});
