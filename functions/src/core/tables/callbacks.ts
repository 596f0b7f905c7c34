// 回访跟进, after template 001 (售后服务回访跟进工具): how it runs. Its columns are beside this.

import { type ClockRule, ladder } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { ERASED, SATISFIED_OF_TEN } from './call-back.ts';
import { CALLBACK_COLUMNS, CALLBACK_TYPES } from './callback-columns.ts';
import { CLASSES } from './callback-handling-columns.ts';
import { CALLBACK_SCRIPT } from './callback-script.ts';
import { limited } from './columns.ts';

/** Template 001, step 3: what a call brought, and how long whoever is responsible has for it. */
const HANDLED = [
  { id: 'callback.urgent', label: '立即处理', type: '需立即解决', limit: '24h', escalation: '客服主管' },
  { id: 'callback.suggestion', label: '建议答复', type: '建议', limit: '3wd', escalation: '客服主管' },
  { id: 'callback.complaint', label: '投诉答复', type: '投诉', limit: '1wd', escalation: '客服经理' },
  { id: 'callback.sales', label: '销售联系', type: '潜在销售机会', limit: '2wd', escalation: '客服主管' },
] as const;

/** There is nobody left to call a second time. */
const CALLED = '已回访，客户资料已删除';

const REGULAR = '常规回访';
const OTHER_TYPES = CALLBACK_TYPES.filter(type => type !== REGULAR);
/** Who hears of a call that was not made. */
const OVERDUE: ClockRule['steps'] = [{ id: 'due', to: [{ person: 'caller' }, { role: '客服主管' }] }];

export const callbacks: Table = limited({
  key: 'callbacks',
  role: 'work',
  counts: 'work',
  title: '回访跟进',
  purpose: '要打的回访电话，多由系统到时排好；打完填结果。',
  sheetId: 1010,
  colour: '#00897b',
  numbering: { prefix: 'CB', date: { form: 'yyyyMMdd', column: 'openedAt' }, separator: '-', digits: 3 },
  columns: CALLBACK_COLUMNS,
  states: [
    { name: '待回访', category: 'open', needs: [] },
    { name: '已回访', category: 'open', needs: ['calledAt', { is: 'reached', values: ['已接通'] }, 'score'] },
    { name: '处理中', category: 'open', needs: [{ is: 'class', values: CLASSES }] },
    {
      name: '待二次回访',
      category: 'solved',
      needs: [
        {
          any: [
            { is: 'resolution', values: ['已解决'] },
            { is: 'class', values: ['无'] },
          ],
        },
      ],
    },
    {
      name: '已关闭',
      category: 'closed',
      needs: [{ any: ['secondResult', { is: 'class', values: ['无'] }, { is: 'ended', values: [CALLED] }] }],
    },
    { name: '无法联系', category: 'closed', needs: [], aside: true, watched: true },
    { name: '无需回访', category: 'closed', needs: [], aside: true, moot: true },
  ],
  override: {
    is: 'ended',
    states: {
      客户拒访: '无法联系',
      同客户拒访: '无法联系',
      号码错误: '无法联系',
      多次未接通: '无法联系',
      客户免回访: '无需回访',
      原记录已有结果: '无需回访',
      [ERASED]: '无需回访',
    },
  },
  script: CALLBACK_SCRIPT,
  reportedFields: ['verdict', 'calledAt', 'score', 'ended'],
  attempts: {
    at: 'calledAt',
    outcome: 'reached',
    inVain: '未接通',
    appointed: { outcome: '改约', at: 'rescheduledAt' },
    misdirected: { outcome: '号码错误', corrects: 'contact' },
    next: 'plannedAt',
    concluded: 'resolution',
    refusal: { outcome: '拒访', others: '同客户拒访', days: '拒访停访天数', filed: '客户免回访' },
    ends: { 拒访: '客户拒访', 号码错误: '号码错误' },
    exhausted: '多次未接通',
    settled: '原记录已有结果',
    erased: { awaited: ERASED, called: CALLED },
  },
  reopenings: [
    {
      when: { all: ['secondResult', { is: 'resolution', values: ['未解决'] }] },
      from: 'any',
      to: '处理中',
      notifies: [{ role: '客服主管' }],
    },
  ],
  order: [],
  clocks: [
    {
      id: 'callback.call',
      label: '回访到时',
      starts: 'plannedAt',
      stops: { state: '已回访' },
      limit: '0h',
      steps: [{ id: 'due', to: [{ person: 'caller' }] }],
    },
    {
      id: 'callback.overdue',
      label: '回访逾期',
      starts: 'plannedAt',
      stops: { state: '已回访' },
      limit: {
        by: 'type',
        // Template 001: from the seventh to the fifteenth day; within a week of the third.
        lengths: { 常规回访: '8d', 重要客户回访: '1wd', 新产品推广回访: '4d', 流失客户挽回: '1wd' },
      },
      given: { any: [{ is: 'type', values: OTHER_TYPES }, { blank: 'purchasedOn' }] },
      steps: OVERDUE,
    },
    {
      // However late it was planned, as after a holiday: the days count from the purchase.
      id: 'callback.window',
      label: '常规回访期限',
      starts: 'purchasedOn',
      stops: { state: '已回访' },
      // The morning after the fifteenth day.
      limit: '16d',
      given: { is: 'type', values: [REGULAR] },
      steps: OVERDUE,
    },
    {
      id: 'callback.afterSolve',
      label: '解决后回访',
      starts: 'openedAt',
      stops: { state: '已回访' },
      limit: { by: 'type', lengths: { 问题解决后回访: '3d' } },
      // A call about a record has that record's own limit.
      given: { blank: 'record' },
      steps: ladder({ person: 'caller' }, { role: '客服主管' }),
    },
    ...HANDLED.map(
      ({ id, label, type, limit, escalation }): ClockRule => ({
        id,
        label,
        starts: 'classedAt',
        stops: { state: '待二次回访', at: 'solvedAt' },
        limit: { by: 'class', lengths: { [type]: limit } },
        steps: ladder({ person: 'responsible' }, { role: escalation }),
        // A promise of hours does not wait for the morning.
        ...(id === 'callback.urgent' && { urgent: true }),
      }),
    ),
    {
      id: 'callback.progress',
      label: '同步进度',
      starts: 'classedAt',
      stops: 'toldAt',
      limit: { until: 'dueAt', share: 0.75 },
      steps: ladder({ person: 'responsible' }, { role: '客服主管' }),
    },
    {
      id: 'callback.second',
      label: '二次回访',
      starts: 'solvedAt',
      stops: 'secondResult',
      limit: '24h',
      steps: ladder({ person: 'caller' }, { role: '客服主管' }),
    },
  ],
  views: { callBack: ['待回访', '待二次回访'] },
  onTheRoad: [
    'reached',
    'calledAt',
    'rescheduledAt',
    'score',
    'scoreReason',
    'unsolved',
    'wishes',
    'resolution',
  ],
  dimensions: [
    { name: 'person', column: 'caller' },
    { name: 'type', column: 'type' },
  ],
  measures: {
    customer: ['contact'],
    rated: { column: 'score', satisfied: SATISFIED_OF_TEN, at: 'calledAt' },
    called: {
      when: { is: 'reached', values: ['已接通'] },
      at: 'calledAt',
      intended: { is: 'intent', values: ['有明确意向'] },
    },
    problems: [{ column: 'class', values: ['需立即解决', '投诉'] }],
    product: 'product',
  },
  opens: [
    {
      table: 'leads',
      when: { is: 'intent', values: ['有明确意向', '有兴趣'] },
      once: 'record',
      copies: {
        callback: 'number',
        customer: 'customer',
        contact: 'contact',
        product: 'product',
        intent: 'intent',
        intendedAt: 'calledAt',
        wishes: 'wishes',
      },
    },
  ],
});
