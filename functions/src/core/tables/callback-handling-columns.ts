// The columns of 回访跟进 after the call: what it brought, who handles it and by when, and the second call.

import type { Column } from '../schema/column.ts';
import { SOLVED_AT } from './columns/happened.ts';
import { relatedColumn, STATE } from './columns.ts';

/** What a call may bring; one that brought nothing says so. */
export const CLASSES = ['需立即解决', '建议', '投诉', '潜在销售机会', '无'];

/** Template 001, step 3: the departments whose heads see to it, where settings name no others. */
export const DEPARTMENTS_OF_CLASSES: Readonly<Record<string, string>> = {
  需立即解决: '技术支持部',
  建议: '产品部',
};

export const HANDLING_COLUMNS: readonly Column[] = [
  {
    key: 'class',
    label: '反馈分类',
    owner: 'staff',
    kind: { type: 'option', options: CLASSES },
    width: 110,
    help: '决定由谁处理、多久处理完；选“无”时本条结束。',
    example: '建议',
  },
  {
    key: 'classedAt',
    label: '分类时间',
    owner: 'system',
    source: { from: 'firstSetAt', column: 'class', happened: 'calledAt' },
    width: 140,
    help: '客户在回访中提出的时间，补录时取实际回访时间，处理时限从此刻算起。',
  },
  {
    key: 'responsible',
    label: '责任人',
    owner: 'staff',
    kind: { type: 'person' },
    propose: {
      rule: 'headFor',
      by: 'class',
      departments: DEPARTMENTS_OF_CLASSES,
      roles: { 需立即解决: '技术', 建议: '客服经理', 投诉: '客服主管', 潜在销售机会: '销售' },
    },
    width: 90,
    help: '处理反馈的同事；留空时按分类指定：需立即解决归技术部门负责人，建议归产品部门负责人，“设置”中的“回访责任”可改。',
    example: '周丽',
  },
  {
    key: 'dueAt',
    label: '处理时限',
    owner: 'system',
    source: {
      from: 'due',
      clock: ['callback.urgent', 'callback.complaint', 'callback.sales', 'callback.suggestion'],
    },
    width: 140,
    help: '最迟处理完的时间，按反馈分类自动计算。',
  },
  {
    key: 'progress',
    label: '处理进展',
    owner: 'staff',
    kind: { type: 'long' },
    perCycle: true,
    width: 220,
    help: '做了什么、做到哪一步。',
    example: '已安排师傅 11 月 24 日上门检查水压',
  },
  {
    key: 'syncedAt',
    label: '同步进度时间',
    owner: 'staff',
    kind: { type: 'time', happened: true },
    perCycle: true,
    width: 140,
    help: '处理中把进度告诉客户的时间，写到分钟；要在处理时限之前。',
    example: '2026-11-22 15:00',
  },
  {
    key: 'resolution',
    label: '解决状态',
    owner: 'staff',
    kind: { type: 'option', options: ['已解决', '处理中', '未解决'] },
    perCycle: true,
    width: 90,
    help: '处理完选“已解决”；二次回访时客户仍不满意，改选“未解决”。',
    example: '已解决',
  },
  ...SOLVED_AT,
  {
    key: 'toldAt',
    label: '告知客户时间',
    owner: 'system',
    source: { from: 'first', columns: ['syncedAt', 'solvedAt'] },
    width: 140,
    help: '同步进度的时间，没有同步而已解决时为解决时间；自动填写。',
  },
  {
    key: 'secondAt',
    label: '二次回访时间',
    owner: 'system',
    source: { from: 'due', clock: 'callback.second' },
    width: 140,
    help: '最迟再次回访的时间，自动计算。',
  },
  {
    key: 'secondResult',
    label: '二次回访结果',
    owner: 'staff',
    kind: { type: 'long' },
    perCycle: true,
    width: 200,
    help: '再次回访时客户怎么说。',
    example: '水压正常，客户满意',
  },
  {
    key: 'verdict',
    label: '回访结论',
    owner: 'system',
    source: {
      from: 'outcome',
      given: { is: 'reached', values: ['已接通'] },
      cases: [
        { when: { is: 'resolution', values: ['未解决'] }, says: '未解决' },
        { when: { is: 'resolution', values: ['已解决'] }, says: '已解决' },
        { when: { is: 'resolution', values: ['处理中'] }, says: '处理中' },
        { score: 'score', atMost: '回访低分线', says: '不满意' },
        { score: 'score', atLeast: 8, says: '满意' },
        { score: 'score', atLeast: 1, says: '一般' },
      ],
    },
    width: 90,
    help: '由打分和解决状态得出；不满意或未解决时，关联记录会重新打开。',
  },
  relatedColumn(['leads'], '由本次回访产生的潜在客户的编号。', '潜在客户'),
  STATE,
];
