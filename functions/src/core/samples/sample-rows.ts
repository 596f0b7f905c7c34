// Rows that show a newcomer what saved ones look like. They are no records: nothing is kept of them, so that they count
// nowhere, have no limit that runs and tell nobody anything.

import type { Decision } from '../decide/decide.ts';
import type { DeskContext } from '../desk/desk.ts';
import { showTime } from '../lib/parse-time.ts';
import { HOUR, type Instant } from '../lib/time.ts';
import type { DeskRecord } from '../record/record.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { OUTCOME_WORDS } from '../schema/tab-columns.ts';
import { staffColumns, systemColumn, type Table } from '../schema/table.ts';
import { choicesOf } from '../workbook/choices.ts';

/** A cell as it is typed, or so many hours ago. */
type SampleCell = string | { hoursAgo: number };

interface SampleRow {
  table: string;
  cells: Readonly<Record<string, SampleCell>>;
}

/** The base of a sample row as it was put into its tab. */
export const SAMPLE = 'sample';
/** The base of one that somebody has changed. */
export const SAMPLE_CHANGED = 'sample-changed';

const isSampleBase = (base: string): boolean => base === SAMPLE || base === SAMPLE_CHANGED;

/** A number that nobody has, and as it is masked. */
const CONTACT = '13800000000';
const MASKED = '138****0000';
/** Somebody of the desk. */
const ANYBODY = '';
const WHO = { customer: '示例客户', contact: CONTACT };

/** From the first look at a matter to its end, in the tables that customers' matters come to. */
const ROWS: readonly SampleRow[] = [
  {
    table: 'hotline',
    cells: {
      ...WHO,
      calledAt: { hoursAgo: 1 },
      type: '售后支持',
      description: '昨天晚上在家里用净水器时发现出水口一直滴水，关掉水阀后仍然漏，现在用盆接着',
      request: '希望今天上门检查',
      urgency: '中',
      remark: '示例：刚登记，还没有联系客户',
    },
  },
  {
    table: 'hotline',
    cells: {
      ...WHO,
      calledAt: { hoursAgo: 6 },
      type: '售前咨询',
      description: '上周在门店看了净水器，今天来电问滤芯多久换一次、一年要花多少钱，还没有决定买哪一款',
      request: '想知道两款的耗材费用',
      urgency: '低',
      respondedAt: { hoursAgo: 5 },
      remark: '示例：已经联系过客户，还没有解决',
    },
  },
  {
    table: 'hotline',
    cells: {
      ...WHO,
      calledAt: { hoursAgo: 50 },
      type: '售后支持',
      description: '上个月在网上买的空气净化器，前天开机后指示灯不亮，换了插座也一样，现在无法使用',
      request: '要求更换',
      urgency: '中',
      respondedAt: { hoursAgo: 49 },
      resolution: '远程检查后判定电源模块损坏，已换新机寄出，客户确认收到并能正常使用',
      resolvedAt: { hoursAgo: 3 },
      satisfaction: '满意',
      remark: '示例：已解决，客户满意',
    },
  },
  {
    table: 'feedback',
    cells: {
      ...WHO,
      channel: '电话',
      type: '建议',
      receivedAt: { hoursAgo: 2 },
      content: '客户用了三个月，每次都记不住滤芯的更换日期，建议到期前发短信提醒，并在短信里附上购买方式',
      priority: '一般',
    },
  },
  {
    table: 'followUps',
    cells: {
      ...WHO,
      customerNumber: '示例-001',
      product: '净水器 A2',
      happenedAt: { hoursAgo: 30 },
      description: '昨天起设备出水变小，客户自己清洗过前置滤网，清洗后只好了半天，现在又几乎不出水',
      priority: '重要',
      handler: ANYBODY,
      receivedAt: { hoursAgo: 4 },
    },
  },
  {
    table: 'serviceOrders',
    cells: {
      ...WHO,
      product: '智能音箱',
      model: 'X2',
      fault: '客户今天早上开机后没有反应，指示灯不亮，换过插座和电源线，仍然不能启动',
      request: '维修',
      inspection: '电源模块损坏，非人为因素',
      cause: '质量问题',
      remark: '示例：已检测，还没有给出方案',
    },
  },
  {
    table: 'complaints',
    cells: {
      ...WHO,
      type: '服务态度',
      happenedAt: { hoursAgo: 26 },
      description: '客户昨天到门店咨询产品功能，店员态度冷淡，问题没有解答就去接待别人，客户等了半小时离开',
      request: '要求道歉',
      receivedAt: { hoursAgo: 3 },
    },
  },
];

/** Whether a row that is sent is a sample still: it was put there as one, and its customer is nobody. */
export const isSample = (
  table: Table,
  base: string,
  cells: Readonly<Record<string, string | number | boolean | null>>,
): boolean =>
  isSampleBase(base) &&
  contactColumns(table).some(key => [CONTACT, MASKED].includes(String(cells[key] ?? '').trim()));

const contactColumns = (table: Table): string[] =>
  staffColumns(table).flatMap(({ key, kind }) => (kind.type === 'contact' ? [key] : []));

/** What is shown of a sample row: nothing is kept of it. */
export interface Shown {
  outcome: 'sample';
  after: DeskRecord;
  problems: Problem[];
}

/** What a sample row would be, had it a customer; what is said of his name and number is of nobody. */
export function sampleShown(table: Table, decision: Decision): Decision | Shown {
  const problems = [problem(null, 'sample_row'), ...withoutNobodys(table, decision.problems)];
  if (decision.outcome !== 'saved') return { ...decision, problems };
  const { after } = decision;
  const number = systemColumn(table, 'number')?.key;
  const cells = number === undefined ? after.cells : { ...after.cells, [number]: OUTCOME_WORDS.sample };
  return { outcome: 'sample', after: { ...after, number: OUTCOME_WORDS.sample, cells }, problems };
}

function withoutNobodys(table: Table, problems: readonly Problem[]): Problem[] {
  const kinds = new Map(staffColumns(table).map(({ key, kind }) => [key, kind.type]));
  const isNobodys = (column: string): boolean => ['contact', 'customer'].includes(kinds.get(column) ?? '');
  return problems.filter(({ column }) => column === null || !isNobodys(column));
}

/** A sample row as it would be sent. */
export interface SampleInput {
  table: string;
  cells: Record<string, string>;
}

/** The sample rows of a desk, with times before `now` and in its own words. */
export function sampleInputs(desk: DeskContext, now: Instant): SampleInput[] {
  return ROWS.flatMap(({ table: key, cells }) => {
    const table = desk.tableOf(key);
    return table ? [{ table: key, cells: cellsOf(table, cells, desk, now) }] : [];
  });
}

function cellsOf(
  table: Table,
  cells: SampleRow['cells'],
  desk: DeskContext,
  now: Instant,
): SampleInput['cells'] {
  const offered = new Map(staffColumns(table).map(column => [column.key, choicesOf(column, desk)]));
  const typed = Object.entries(cells).map(([key, cell]): [string, string] => {
    if (typeof cell !== 'string') return [key, showTime(now - cell.hoursAgo * HOUR, desk.zone)];
    const choices = offered.get(key) ?? [];
    // A desk that calls its types otherwise gets one of its own, and whoever comes first of its people.
    return [key, choices.includes(cell) ? cell : (choices[0] ?? cell)];
  });
  return Object.fromEntries(typed);
}
