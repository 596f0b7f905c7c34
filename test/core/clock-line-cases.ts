// The limits of SPEC §3 as cases: what begins them, what is done in time, and what is said when it is not.

import type { DeskRecord } from '../../functions/src/core/record.ts';
import type { Cells } from '../../functions/src/core/table.ts';
import { CALL, FEEDBACK, type PersonRow } from './desk-fixture.ts';

export const LEADER: PersonRow = ['钱总', 'qianzong', '运营部', '分管领导', '是'];

/** What somebody writes, or what a record of another table has come to, and when. */
export type Event = [when: string, cells: Cells, links?: DeskRecord['links']];

export interface Line {
  id: string;
  of: string;
  /** Up to the start of the limit. */
  begins: Event[];
  done: Event;
  /** Everything that is said of it, until it has been said. */
  late: string[];
}

/** A plan that somebody else than the head of the department carries out. */
const carriedOut = (state: string): DeskRecord['links'] => ({
  plans: [{ key: 'plan', number: 'FA-1', state, person: '吴昊', cycle: 1, told: {}, toldIn: null }],
});

export const plan = (state: string): DeskRecord['links'] => ({
  plans: [{ key: 'plan', number: 'FA-1', state, cycle: 1, told: {}, toldIn: null }],
});
const survey: DeskRecord['links'] = {
  ...plan('执行完成'),
  surveys: [{ key: 'survey', number: 'HF-1', state: '已满意', cycle: 1, told: {}, toldIn: null }],
};

const call: Event = ['2026-11-20 15:00', { ...CALL, calledAt: '2026-11-20 14:58', handler: '李伟' }];
const followed: Cells = {
  customerNumber: 'C202405001',
  customer: 'XX科技有限公司',
  contact: '13812345678',
  product: 'A型智能办公设备',
  happenedAt: '2026-09-28 14:30',
  description: '设备从9月28日起频繁卡顿，影响文件处理，重启三次无效',
  priority: '重要',
  type: '售后支持',
  handler: '李伟',
  analysis: '内存模块不兼容',
  solution: '更换内存模块',
  opinion: '同意',
};
const ordered: Cells = {
  customer: '张三',
  contact: '13812345678',
  product: '智能音箱',
  fault: '11月18日起开机无反应，指示灯不亮',
  request: '维修',
  technician: '李伟',
  inspection: '电源模块损坏',
  solution: '更换电源模块',
};
const complained: Cells = {
  customer: '张三',
  contact: '13812345678',
  type: '服务态度',
  happenedAt: '2026-11-18 10:00',
  description: '11月18日上午在门店被店员大声呵斥，要求道歉',
  request: '道歉',
  verification: '调取录像',
  finding: '情况属实',
  cause: '培训不足',
  liability: '企业内部',
  department: '客服部',
  plan: '店员当面道歉',
  accepted: '接受',
};
/** Goes to 运营部, whose head is 孙丽. */
export const told = (receivedAt: string, priority: string, rest: Cells = {}): Event => [
  receivedAt,
  { ...FEEDBACK, receivedAt, priority, department: '运营部', ...rest },
];

export const up = (...times: string[]) => [
  `${times[0]} escalation → 王芳`,
  `${times[0]} escalation → 赵强`,
  ...(times[1] ? [`${times[1]} escalation2 → 孙丽`] : []),
  ...(times[2] ? [`${times[2]} escalation3 → 钱总`] : []),
];

export const lines: Line[] = [
  {
    id: 'hotline.respond',
    of: 'hotline',
    begins: [call],
    done: ['2026-11-20 16:30', { respondedAt: '2026-11-20 16:29' }],
    late: [
      '2026-11-20 16:36 warning → 李伟',
      '2026-11-20 17:00 due → 李伟',
      ...up('2026-11-20 17:30', '2026-11-20 18:00', '2026-11-20 19:00'),
    ],
  },
  {
    id: 'hotline.resolve',
    of: 'hotline',
    begins: [call],
    done: ['2026-11-21 20:00', { respondedAt: '2026-11-20 16:29', resolvedAt: '2026-11-21 19:00' }],
    late: [
      '2026-11-22 05:24 warning → 李伟',
      '2026-11-22 15:00 due → 李伟',
      ...up('2026-11-23 03:00', '2026-11-23 15:00', '2026-11-24 15:00'),
    ],
  },
  {
    id: 'hotline.resolve',
    of: 'hotline',
    // A type that settings give 24 h.
    begins: [[call[0], { ...call[1], type: '售前咨询' }]],
    done: ['2026-11-21 10:00', { respondedAt: '2026-11-20 16:29', resolvedAt: '2026-11-21 09:00' }],
    late: [
      '2026-11-21 10:12 warning → 李伟',
      '2026-11-21 15:00 due → 李伟',
      ...up('2026-11-21 21:00', '2026-11-22 03:00', '2026-11-22 15:00'),
    ],
  },
  {
    id: 'hotline.callback',
    of: 'hotline',
    begins: [
      call,
      [
        '2026-11-20 18:05',
        { respondedAt: '2026-11-20 16:29', resolution: '已更换', resolvedAt: '2026-11-20 18:00' },
      ],
    ],
    done: ['2026-11-21 10:00', { cause: '电路缺陷', satisfaction: '满意' }],
    late: [
      '2026-11-21 13:12 warning → 李敏',
      '2026-11-21 18:00 due → 李敏',
      ...up('2026-11-22 00:00', '2026-11-22 06:00', '2026-11-22 18:00'),
    ],
  },
  {
    id: 'followUp.callback',
    of: 'followUps',
    // National Day: 1 to 7 October are free, Saturday the 10th is worked.
    begins: [
      ['2026-09-29 09:00', followed],
      ['2026-09-29 10:00', { execution: '9月29日10:00更换完成' }],
    ],
    done: ['2026-10-08 10:00', { calledBackAt: '2026-10-08 09:30', score: '5', closing: '已关闭' }],
    late: [
      '2026-10-08 13:36 warning → 李伟',
      '2026-10-09 10:00 due → 李伟',
      ...up('2026-10-09 16:45', '2026-10-10 14:30', '2026-10-13 10:00'),
    ],
  },
  {
    id: 'serviceOrder.callback',
    of: 'serviceOrders',
    begins: [
      ['2026-11-19 09:00', ordered],
      ['2026-11-19 17:00', { finishedAt: '2026-11-19 16:00', solved: '是' }],
    ],
    done: ['2026-11-21 10:00', { calledBackAt: '2026-11-21 09:30', score: '5' }],
    late: [
      '2026-11-22 01:36 warning → 李伟',
      '2026-11-22 16:00 due → 李伟',
      ...up('2026-11-23 10:00', '2026-11-24 04:00', '2026-11-25 16:00'),
    ],
  },
  {
    id: 'complaint.callback',
    of: 'complaints',
    begins: [
      ['2026-11-19 09:00', complained],
      ['2026-11-19 17:00', { result: '已道歉', finishedAt: '2026-11-19 16:00' }],
    ],
    done: ['2026-11-20 10:00', { calledBackAt: '2026-11-20 09:30', score: '5' }],
    late: [
      '2026-11-21 06:24 warning → 李敏',
      '2026-11-21 16:00 due → 李敏',
      ...up('2026-11-22 04:00', '2026-11-22 16:00', '2026-11-23 16:00'),
    ],
  },
  {
    id: 'feedback.start',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', '紧急')],
    done: ['2026-11-20 15:30', { startedAt: '2026-11-20 15:30' }],
    late: [
      '2026-11-20 15:36 warning → 孙丽',
      '2026-11-20 16:00 due → 孙丽',
      ...up('2026-11-20 16:30', '2026-11-20 17:00', '2026-11-20 18:00'),
    ],
  },
  {
    id: 'feedback.start',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', '重要')],
    done: ['2026-11-20 16:00', { startedAt: '2026-11-20 15:30' }],
    late: [
      '2026-11-20 17:12 warning → 孙丽',
      '2026-11-20 18:00 due → 孙丽',
      ...up('2026-11-20 19:00', '2026-11-20 20:00', '2026-11-20 22:00'),
    ],
  },
  {
    id: 'feedback.start',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', '一般')],
    done: ['2026-11-21 09:00', { startedAt: '2026-11-21 09:00' }],
    late: [
      '2026-11-21 09:12 warning → 孙丽',
      '2026-11-21 14:00 due → 孙丽',
      ...up('2026-11-21 20:00', '2026-11-22 02:00', '2026-11-22 14:00'),
    ],
  },
  {
    id: 'feedback.resolve',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', '紧急', { startedAt: '2026-11-20 14:00' })],
    done: ['2026-11-21 09:00', {}, plan('执行完成')],
    late: [
      '2026-11-21 09:12 warning → 孙丽',
      '2026-11-21 14:00 due → 孙丽',
      ...up('2026-11-21 20:00', '2026-11-22 02:00', '2026-11-22 14:00'),
    ],
  },
  {
    id: 'feedback.resolve',
    of: 'feedback',
    // A day goes by until the customer has agreed to the plan.
    begins: [
      told('2026-11-20 14:00', '重要', { startedAt: '2026-11-20 14:00' }),
      ['2026-11-21 10:00', {}, carriedOut('已确认')],
      ['2026-11-22 10:00', {}, carriedOut('客户已接受')],
    ],
    done: ['2026-11-23 03:00', {}, plan('执行完成')],
    late: [
      '2026-11-23 04:24 warning → 吴昊',
      '2026-11-23 04:24 warning → 孙丽',
      '2026-11-23 14:00 due → 吴昊',
      '2026-11-23 14:00 due → 孙丽',
      ...up('2026-11-24 02:00', '2026-11-24 14:00', '2026-11-25 14:00'),
    ],
  },
  {
    id: 'feedback.resolve',
    of: 'feedback',
    begins: [told('2026-11-20 14:00', '一般', { startedAt: '2026-11-20 14:00' })],
    done: ['2026-11-22 09:00', {}, plan('执行完成')],
    late: [
      '2026-11-22 23:36 warning → 孙丽',
      '2026-11-23 14:00 due → 孙丽',
      ...up('2026-11-24 08:00', '2026-11-25 02:00', '2026-11-26 14:00'),
    ],
  },
  {
    id: 'feedback.consult',
    of: 'feedback',
    begins: [
      told('2026-11-20 14:00', '一般', { type: '咨询' }),
      ['2026-11-20 14:30', { startedAt: '2026-11-20 14:30', consulted: '品控部' }],
    ],
    done: ['2026-11-20 16:00', { answeredAt: '2026-11-20 15:50' }],
    late: [
      '2026-11-20 16:06 warning → 李敏',
      '2026-11-20 16:30 due → 李敏',
      ...up('2026-11-20 17:00', '2026-11-20 17:30', '2026-11-20 18:30'),
    ],
  },
  {
    id: 'feedback.callback',
    of: 'feedback',
    // Spring Festival: 15 to 23 February are free, Saturdays 14 and 28 are worked.
    begins: [
      told('2026-02-13 09:00', '一般', { startedAt: '2026-02-13 09:00' }),
      ['2026-02-13 15:00', {}, plan('执行完成')],
    ],
    done: ['2026-02-24 16:00', {}, survey],
    late: [
      '2026-02-25 09:36 warning → 李敏',
      '2026-02-25 15:00 due → 李敏',
      ...up('2026-02-26 12:45', '2026-02-27 10:30', '2026-02-28 15:00'),
    ],
  },
];
