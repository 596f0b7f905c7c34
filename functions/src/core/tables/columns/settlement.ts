// Columns of how a matter was settled, which the templates have beside the main ones.

import type { StaffColumn } from '../../schema/column.ts';

/** By which way the customer was called back: each template names its own. */
export function calledBackBy(options: readonly string[]): StaffColumn {
  return {
    key: 'calledBackBy',
    label: '回访方式',
    owner: 'staff',
    kind: { type: 'option', options },
    perCycle: true,
    optional: true,
    width: 90,
    help: '用什么方式回访。',
    example: options[0] ?? '',
  };
}

/** Template 002: what is done so that it does not happen again. */
export const IMPROVEMENT: StaffColumn = {
  key: 'improvement',
  label: '改进措施',
  owner: 'staff',
  kind: { type: 'long', work: true },
  width: 220,
  help: '为避免再次发生要做的事。',
  example: '优化产品电路设计，加强出厂检测',
};

/** Template 003: what is out of warranty may be worth a new one. */
export const TRADE_IN: StaffColumn = {
  key: 'tradeIn',
  label: '折旧换新',
  owner: 'staff',
  kind: { type: 'option', options: ['建议', '不适用', '客户同意'] },
  propose: {
    rule: 'cost',
    warranty: 'warranty',
    cause: 'cause',
    cases: [{ warranty: '已过保', value: '建议' }],
    otherwise: '不适用',
  },
  perCycle: true,
  optional: true,
  width: 90,
  help: '过保的产品留空时自动建议，可改。',
  example: '建议',
};

/** Who signed for the customer. */
export const SIGNED_BY: StaffColumn = {
  key: 'signedBy',
  label: '客户签署人',
  owner: 'staff',
  kind: { type: 'customer' },
  perCycle: true,
  optional: true,
  width: 100,
  help: '在服务单上签字的客户；保存后只留姓。',
  example: '张*',
};

/** When the customer signed. */
export const SIGNED_ON: StaffColumn = {
  key: 'signedOn',
  label: '签署日期',
  owner: 'staff',
  kind: { type: 'date', happened: true },
  perCycle: true,
  optional: true,
  width: 110,
  help: '客户签字的日期。',
  example: '2024-05-13',
};

/** What the customer got in compensation. */
export const COMPENSATION_KIND: StaffColumn = {
  key: 'compensationKind',
  label: '补偿方式',
  owner: 'staff',
  kind: { type: 'option', options: ['优惠券', '赠品', '退款', '减免费用', '免费升级', '其他', '无'] },
  perCycle: true,
  optional: true,
  width: 90,
  help: '给客户的补偿，没有选“无”。',
  example: '优惠券',
};

/** What it was worth. */
export const COMPENSATION_AMOUNT: StaffColumn = {
  key: 'compensationAmount',
  label: '补偿金额',
  owner: 'staff',
  kind: { type: 'number' },
  perCycle: true,
  optional: true,
  width: 90,
  help: '补偿折合多少元。',
  example: '50',
};

/** Template 003: the company apologises in writing. */
export const APOLOGY: StaffColumn = {
  key: 'apology',
  label: '书面致歉',
  owner: 'staff',
  kind: { type: 'option', options: ['已寄出', '待寄出', '不需要'] },
  askedFor: { is: 'type', values: ['服务态度'] },
  perCycle: true,
  optional: true,
  width: 90,
  help: '服务态度类投诉要书面致歉。',
  example: '已寄出',
};

/** The colleague who was praised. */
export const PRAISED_PERSON: StaffColumn = {
  key: 'praisedPerson',
  label: '表扬员工',
  owner: 'staff',
  kind: { type: 'person' },
  optional: true,
  width: 90,
  help: '被表扬的同事在“人员”中的姓名。',
  example: '王*',
};

/** When a matter was talked about. */
export const MET_ON: StaffColumn = {
  key: 'metOn',
  label: '分析会日期',
  owner: 'staff',
  kind: { type: 'date', happened: true },
  optional: true,
  width: 110,
  help: '讨论这个问题的会议是哪一天开的。',
  example: '2024-05-31',
};

/** Who took part. */
export const ATTENDED: StaffColumn = {
  key: 'attended',
  label: '参加人员',
  owner: 'staff',
  kind: { type: 'text' },
  optional: true,
  width: 160,
  help: '参加会议的部门和人。',
  example: '客服部 王芳、品控部 吴昊',
};

/** What was decided. */
export const DECIDED: StaffColumn = {
  key: 'decided',
  label: '会议决定',
  owner: 'staff',
  kind: { type: 'long' },
  optional: true,
  width: 200,
  help: '会上定下的事，每件事各建一行改进措施。',
  example: '十二月起出厂前加做通电检测',
};

/** Whether the service standard follows. */
export const STANDARD: StaffColumn = {
  key: 'standard',
  label: '更新服务标准',
  owner: 'staff',
  kind: { type: 'option', options: ['已更新', '待更新', '不需要'] },
  optional: true,
  width: 110,
  help: '措施有效后，是否已写进服务标准。',
  example: '已更新',
};
