// Columns that every table has in the same way.

import type { ClockRule } from '../schema/clock-rule.ts';
import type { StaffColumn, SystemColumn } from '../schema/column.ts';
import type { Measures, Mention } from '../schema/measures.ts';
import { type State, systemColumn, type Table } from '../schema/table.ts';
import { CALLED_AT, VOID } from './call-back.ts';

/** The state, which nobody types. */
export const STATE: SystemColumn = {
  key: 'state',
  label: '状态',
  owner: 'system',
  source: { from: 'state' },
  width: 100,
  help: '由已填内容得出，不用手填。',
};

/** The number, under the name that the table's template gives it. */
export function numberColumn(label = '编号'): SystemColumn {
  return {
    key: 'number',
    label,
    owner: 'system',
    source: { from: 'number' },
    width: 130,
    help: '保存后自动编号。',
  };
}

const WITHDRAWN: StaffColumn = {
  key: 'withdrawn',
  label: '作废',
  owner: 'staff',
  kind: { type: 'option', options: ['作废'] },
  right: { of: 'withdraw' },
  width: 70,
  help: '登记错了或重复了才选“作废”：不再提醒，也不计入汇总；清空后恢复原样。',
  example: '作废',
};

/** A complaint that goes on with a matter has taken it over, unless it was taken back. */
export const TAKEN_OVER: NonNullable<NonNullable<Measures['complaint']>['takenOver']> = {
  by: 'complaints',
  unless: [VOID],
};

/** Problem types that ask for nothing to be solved: workspaces name their own. */
export const QUESTION: Mention = { column: 'type', words: ['咨询'] };

/**
 * A table whose rows can be taken back: typed twice, or by mistake. Nothing is deleted, and what is withdrawn counts
 * for nothing.
 */
export function withdrawable(table: Table): Table {
  const state: State = { name: VOID, category: 'closed', needs: [], aside: true, void: true };
  return {
    ...table,
    columns: [...table.columns, WITHDRAWN],
    states: [...table.states, state],
    withdrawal: { is: WITHDRAWN.key, states: { 作废: state.name } },
  };
}

/** The limits that are to be kept next: what is late, and what is due today, is found by them. */
const NEAREST_LIMITS: readonly SystemColumn[] = [
  {
    key: 'nearestDueAt',
    label: '最近时限',
    owner: 'system',
    source: { from: 'nearestDue' },
    width: 140,
    help: '还没做到的时限中最早的一个（响应、处理、回访等），已经过去的也算；“已超时”视图按它列。',
  },
  {
    key: 'nextDueAt',
    label: '下一时限',
    owner: 'system',
    source: { from: 'nearestDue', ahead: true },
    width: 140,
    help: '还没到的时限中最早的一个；“今日到期”视图按它列。',
  },
];

/** When a record came to its end, and to its next beginning: what a week or a month closed is found by them. */
const ENDS: readonly SystemColumn[] = [
  {
    key: 'closedAt',
    label: '关闭时间',
    owner: 'system',
    source: { from: 'closed' },
    width: 140,
    help: '记录关闭的时间，自动填写；重新打开后清空。',
  },
  {
    key: 'reopenedAt',
    label: '重开时间',
    owner: 'system',
    source: { from: 'reopened' },
    width: 140,
    help: '最近一次重新打开的时间，自动填写。',
  },
];

/** A table with limits, whose rows can be taken back. */
export function limited(table: Table): Table {
  const ends = ENDS.filter(({ source }) => !systemColumn(table, source.from));
  return withdrawable({ ...table, columns: [...table.columns, ...NEAREST_LIMITS, ...ends] });
}

/** The record in which a matter began that goes on in this one. */
export const BEGAN_IN: StaffColumn = {
  key: 'source',
  label: '来源编号',
  owner: 'staff',
  kind: { type: 'reference', to: ['hotline', 'feedback', 'followUps'] },
  width: 210,
  help: '由哪条热线、反馈或跟进转来；填写后与它是同一件事，汇总时不另计一件。',
  example: '热线记录 20240512001',
};

/** The customer's number or mail, masked on the sheet. */
export const CONTACT: StaffColumn = {
  key: 'contact',
  label: '联系方式',
  owner: 'staff',
  kind: { type: 'contact' },
  required: true,
  width: 170,
  help: '电话或邮箱；保存后表中隐去中间部分。',
  example: '138****5678',
};

/** A customer that may be a company. */
export const CUSTOMER: StaffColumn = {
  key: 'customer',
  label: '客户名称',
  owner: 'staff',
  kind: { type: 'customer' },
  required: true,
  width: 165,
  help: '公司或个人名称；个人姓名保存后只留姓。',
  example: 'XX科技有限公司',
};

/** When the customer was asked what they thought of it. */
export const CALLED_BACK: StaffColumn = {
  key: 'calledBackAt',
  label: '回访时间',
  owner: 'staff',
  kind: { type: 'time', happened: true },
  propose: CALLED_AT,
  perCycle: true,
  width: 140,
  help: '回访客户的时间，写到分钟。',
  example: '2024-05-15 10:00',
};

/** When the desk took a matter in: its limits count from then, whenever it was typed. */
export const RECEIVED: StaffColumn = {
  key: 'receivedAt',
  label: '受理时间',
  owner: 'staff',
  kind: { type: 'time', happened: true },
  propose: { rule: 'created' },
  optional: true,
  width: 140,
  help: '受理的时间，写到分钟；留空时取登记时间。补录时写实际受理的时间，各时限从此刻算起。',
  example: '2024-05-12 15:00',
};

/** The limits of template 004 by priority, for every matter that somebody has to solve. */
export const SOLVED_BY_PRIORITY: Exclude<ClockRule['limit'], string> = {
  by: 'priority',
  lengths: { 紧急: '24h', 重要: '48h', 一般: '72h' },
};

/** Whatever has no column of its own. */
export const REMARK: StaffColumn = {
  key: 'remark',
  label: '备注',
  owner: 'staff',
  kind: { type: 'long' },
  width: 160,
  help: '其他需要说明的事。',
  example: '客户希望上午联系',
};

/** Who above takes note of a limit that has passed, and since when: it settles the rest of its ladder. */
export const ESCALATION_COLUMNS: readonly [StaffColumn, SystemColumn] = [
  {
    key: 'acknowledgedBy',
    label: '升级知悉',
    owner: 'staff',
    kind: { type: 'person', supervises: true },
    perCycle: true,
    right: { of: 'acknowledge', self: true },
    width: 90,
    help: '主管、经理或分管领导知道已超时后选上自己，不再继续升级；以后又有升级时，先清空再选。',
    example: '王芳',
  },
  {
    key: 'acknowledgedAt',
    label: '知悉时间',
    owner: 'system',
    source: { from: 'changed', column: 'acknowledgedBy' },
    width: 140,
    help: '选上知悉人的时间，自动填写。',
  },
];

export const ACKNOWLEDGING: NonNullable<Table['acknowledging']> = {
  by: 'acknowledgedBy',
  at: 'acknowledgedAt',
};

/** When the row was saved first: the date of its number where the template has no time of its own. */
export const REGISTERED: SystemColumn = {
  key: 'openedAt',
  label: '登记时间',
  owner: 'system',
  source: { from: 'created' },
  width: 140,
  help: '首次保存的时间，自动填写。',
};

/** Numbers of the records that refer to this one. */
export function relatedColumn(tables: readonly string[], help: string, label = '关联记录'): SystemColumn {
  return {
    key: 'related',
    label,
    owner: 'system',
    source: { from: 'linked', tables },
    width: 150,
    help,
  };
}
