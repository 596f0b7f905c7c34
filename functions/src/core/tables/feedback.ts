// 客户反馈, after template 004 (售后服务客户反馈处理与改进流程): how it runs. Its columns are beside this.

import { ladder } from '../schema/clock-rule.ts';
import type { Table } from '../schema/table.ts';
import { DISSATISFIED } from './call-back.ts';
import { ACKNOWLEDGING, withdrawable } from './columns.ts';
import { FEEDBACK_COLUMNS } from './feedback-columns.ts';

export const feedback: Table = withdrawable({
  key: 'feedback',
  role: 'work',
  title: '客户反馈',
  sheetId: 1006,
  colour: '#188038',
  numbering: { prefix: '', date: { form: 'yyyyMMdd', column: 'receivedAt' }, separator: '', digits: 3 },
  columns: FEEDBACK_COLUMNS,
  states: [
    { name: '待启动', category: 'open', needs: [] },
    { name: '处理中', category: 'open', needs: ['startedAt'] },
    {
      name: '待客户确认',
      category: 'open',
      needs: [{ linked: 'plans', states: ['已确认', '客户已接受', '执行完成'] }],
    },
    { name: '待回访', category: 'solved', needs: [{ linked: 'plans', states: ['执行完成'] }] },
    { name: '已关闭', category: 'closed', needs: [{ linked: 'surveys', states: ['已满意'] }] },
  ],
  reopenings: [
    { ...DISSATISFIED, to: '处理中' },
    { ...DISSATISFIED, when: { linked: 'surveys', states: ['未满意'] }, from: 'any', to: '处理中' },
  ],
  order: ['receivedAt', 'startedAt'],
  clocks: [
    {
      id: 'feedback.start',
      label: '反馈启动',
      starts: 'receivedAt',
      stops: 'startedAt',
      limit: { by: 'priority', lengths: { 紧急: '2h', 重要: '4h', 一般: '24h' } },
      steps: ladder({ headOf: 'department' }),
    },
    {
      id: 'feedback.resolve',
      label: '反馈处理',
      starts: 'receivedAt',
      stops: { state: '待回访' },
      limit: { by: 'priority', lengths: { 紧急: '24h', 重要: '48h', 一般: '72h' } },
      pausedBy: ['confirming'],
      steps: ladder([{ person: 'owner' }, { headOf: 'department' }]),
    },
    {
      id: 'feedback.consult',
      label: '咨询协同答复',
      starts: 'consultedAt',
      stops: 'answeredAt',
      limit: { by: 'type', lengths: { 咨询: '2h' } },
      steps: ladder({ author: true }),
    },
    {
      id: 'feedback.progress',
      label: '进展同步',
      starts: 'startedAt',
      stops: { state: '待回访' },
      limit: { by: 'priority', lengths: { 紧急: '4h', 重要: '24h', 一般: '24h' } },
      repeats: { restarts: 'syncedAt' },
      steps: ladder({ author: true }),
    },
    {
      id: 'feedback.callback',
      label: '反馈回访',
      starts: 'executedAt',
      stops: { state: '已关闭' },
      limit: '3wd',
      steps: ladder({ author: true }),
    },
  ],
  pauses: [{ id: 'confirming', label: '等客户确认方案', when: { linked: 'plans', states: ['已确认'] } }],
  acknowledging: ACKNOWLEDGING,
  dimensions: [
    { name: 'department', column: 'department' },
    { name: 'type', column: 'type' },
    { name: 'priority', column: 'priority' },
  ],
  measures: {
    received: 'receivedAt',
    customer: ['contact'],
    responded: 'startedAt',
    solved: {},
    problems: [{ column: 'tags', list: true }],
  },
  similarity: {
    texts: ['content'],
    type: 'type',
    tags: 'tags',
    reported: { at: 'receivedAt', contact: 'contact' },
    escalates: { column: 'priority', to: '紧急' },
  },
});
