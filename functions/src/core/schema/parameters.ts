// Numbers that tune a desk: their bounds, and what they are where nobody has set them.

import type { CountedUnit } from './duration.ts';

/** Numbers that tune the desk, editable in settings under 参数. */
export const PARAMETERS = {
  预警比例: { value: 0.8, least: 0.01, most: 1, note: '用掉时限的多少时预警，0.01 到 1。' },
  升级比例: { value: 1.25, least: 1, most: 100, note: '用掉时限的多少时升级给主管，1 到 100。' },
  二级升级比例: { value: 1.5, least: 1, most: 100, note: '用掉时限的多少时升级给经理，1 到 100。' },
  三级升级比例: { value: 2, least: 1, most: 100, note: '用掉时限的多少时升级给分管领导，1 到 100。' },
  补录宽限分钟: {
    value: 10,
    least: 1,
    most: 1440,
    unit: 'minutes',
    note: '录入后多少分钟内不提醒，1 到 1440；录入前就已超时的不再提醒，只计入统计。',
  },
  回访尝试次数: { value: 3, least: 1, most: 20, note: '连续几次未接通后不再回访，1 到 20。' },
  回访低分线: { value: 4, least: 1, most: 9, note: '回访打分（1 到 10）不高于几分算不满意，1 到 9。' },
  高价值订单金额: {
    value: 10000,
    least: 1,
    most: 1_000_000,
    note: '订单金额不少于多少元算大客户，1 到 1000000。',
  },
  拒访停访天数: {
    value: 90,
    least: 1,
    most: 3650,
    unit: 'days',
    note: '客户拒访后多少天内不再安排回访，1 到 3650。',
  },
  流失订单降幅: { value: 50, least: 1, most: 100, note: '订单量减少百分之几时安排挽回，1 到 100。' },
  回访尝试间隔: {
    value: 4,
    least: 0.5,
    most: 90,
    unit: 'workingHours',
    note: '未接通后隔几个工作小时再试，0.5 到 90。',
  },
  相似阈值: { value: 0.5, least: 0.2, most: 1, note: '两条记录相似到多少算同一问题，0.2 到 1。' },
  批量天数: { value: 7, least: 1, most: 31, unit: 'days', note: '多少天内的同一问题算一批，1 到 31。' },
  效果天数: {
    value: 30,
    least: 1,
    most: 90,
    unit: 'days',
    note: '改进措施前后各看多少天的同类问题，1 到 90。',
  },
  关闭后留表天数: {
    value: 180,
    least: 0,
    most: 3650,
    unit: 'days',
    note: '已关闭的行多少天没有改动后移出表格（记录和统计都在，随时可以找回），0 到 3650；0 是一直留在表中。',
  },
  批量客户数: { value: 3, least: 2, most: 50, note: '多少位客户反映同一问题算批量，2 到 50。' },
} as const;

export type Parameter = keyof typeof PARAMETERS;

/** Those that count minutes, days, times, people or points: half of one is none. */
export const WHOLE: ReadonlySet<Parameter> = new Set<Parameter>([
  '补录宽限分钟',
  '回访尝试次数',
  '回访低分线',
  '拒访停访天数',
  '批量天数',
  '效果天数',
  '关闭后留表天数',
  '批量客户数',
]);

/** Whether a text is what a parameter is called. */
export const isParameter = (name: string): name is Parameter => Object.hasOwn(PARAMETERS, name);

/** The unit that a parameter counts, where it counts time. */
export const unitOf = (name: Parameter): CountedUnit | undefined => {
  const parameter = PARAMETERS[name];
  return 'unit' in parameter ? parameter.unit : undefined;
};

/** Which numbers a parameter may be, in words. */
export const rangeOf = (name: Parameter): string =>
  `${PARAMETERS[name].least} 到 ${PARAMETERS[name].most} 的${WHOLE.has(name) ? '整数' : '数'}`;
