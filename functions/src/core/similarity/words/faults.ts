// What is wrong, and how people say it: the default list, over trades, and how its classes go with each other.

import type { FaultWords } from './fault-words.ts';
import { BODY } from './faults/body.ts';
import { CLOTH } from './faults/cloth.ts';
import { COMPUTING } from './faults/computing.ts';
import { DELIVERY } from './faults/delivery.ts';
import { FOOD } from './faults/food.ts';
import { MANNERS } from './faults/manners.ts';
import { MONEY } from './faults/money.ts';
import { MOTION } from './faults/motion.ts';
import { POWER } from './faults/power.ts';
import { SCREEN } from './faults/screen.ts';
import { SOUND } from './faults/sound.ts';
import { TEMPERATURE } from './faults/temperature.ts';
import { WATER } from './faults/water.ts';
import { WORK } from './faults/work.ts';

/** What is wrong with a thing; what went wrong beside it; what nearly every complaint adds. The most telling first. */
export const RANKED_FAULTS: readonly (readonly FaultWords[])[] = [
  [
    ...WATER,
    ...POWER,
    ...TEMPERATURE,
    ...SOUND,
    ...SCREEN,
    ...COMPUTING,
    ...MOTION,
    ...BODY,
    ...CLOTH,
    ...FOOD,
  ],
  [...DELIVERY, ...MONEY, ...WORK],
  MANNERS,
];

/** Faults that a part has: the chair whose leg broke is not the chair whose armrest broke. */
export const OF_PARTS: ReadonlySet<string> = new Set([
  '断裂',
  '开裂',
  '脱落',
  '松动',
  '变形',
  '失灵',
  '不亮',
  '门打不开',
]);

/** Faults that any thing may have: they are the same only where it is known of what. */
const OF_ANY_THING: ReadonlySet<string> = new Set(
  (
    '漏水 漏油 漏电 漏气 堵塞 冒烟起火 不启动 熄火 自动停 没电 掉电快 充不进电 充电慢 不热 发烫 异响 没声音 不转 没反应 失灵 ' +
    '没劲 抖动 卡滞 拔不出 扣不上 关不紧 门打不开 打滑 漏洒 不出料 接触不良 黑屏 花屏 不亮 关不掉 按键坏 触摸坏 看不清 死机 ' +
    '卡慢 识别不了 数据不对 误差 报错 报警 设置不了 控制不了 断裂 开裂 破损 划痕 变形 塌陷 脱落 松动 掉漆 生锈 掉皮 磨损 鼓包 ' +
    '异味 掉色 尺寸不符 毛刺 发霉 变色 变质 化冻 没效果 无效 脏 连不上 少件 色差 起雾进水 不出水 水小 坏点 升降坏 跑偏 炸裂 更新失败 尺码不合 破洞'
  ).split(' '),
);

/** Faults that say themselves of what they are: nobody logs in to a fridge. */
export const OF_ITSELF: ReadonlySet<string> = new Set(
  RANKED_FAULTS.flat().flatMap(([name]) => (OF_ANY_THING.has(name) ? [] : [name])),
);

/** Where both are told the second is what the first looks like, or how it came about. */
export const OUTRANKED: readonly (readonly [by: string, fault: string])[] = [
  ['不启动', '充不进电'],
  ['运输破损', '破损'],
  ['运输破损', '变形'],
  ['退款没到', '延误'],
  ['开胶', '脱落'],
  ['掉漆', '脱落'],
  ['掉皮', '脱落'],
  ['掉扣子', '脱落'],
  ['丢件', '延误'],
  ['提现没到', '退款没到'],
  ['拉链坏', '脱落'],
  ['炸裂', '冒烟起火'],
  ['炸裂', '破损'],
  ['炸裂', '开裂'],
  ['熄火', '冒烟起火'],
  ['忽冷忽热', '松动'],
  ['忽冷忽热', '不热'],
  ['太暗', '看不清'],
  ['没有权限', '软件打不开'],
  ['没发货', '延误'],
  ['送错地方', '地址'],
  ['送错地方', '错发'],
  ['送错地方', '延误'],
  ['孔位不对', '变形'],
  ['不保暖', '不热'],
  ['漏洒', '破损'],
  ['通话不清', '没声音'],
  ['充值没到', '退款没到'],
  ['充值没到', '付款失败'],
  ['充值没到', '提现没到'],
  ['不兑现', '少件'],
  ['不兑现', '延误'],
  ['送修太久', '没修好'],
  ['被退回', '没人处理'],
  ['刹不住', '失灵'],
  ['卡滞', '不转'],
  ['不出料', '死机'],
  ['夜视差', '看不清'],
  ['夜视差', '黑屏'],
  ['夜视差', '不亮'],
  ['走音', '误差'],
  ['软件打不开', '门打不开'],
  ['登录不上', '门打不开'],
  ['登录不上', '卡慢'],
  ['没有权限', '门打不开'],
  ['不启动', '门打不开'],
  ['重复扣款', '自动续费'],
  ['重复扣款', '乱扣费'],
  ['重复扣款', '少件'],
  ['自动续费', '乱扣费'],
  ['不兑现', '虚假宣传'],
  ['爽约', '不兑现'],
  ['爽约', '虚假宣传'],
  ['爽约', '延误'],
  ['缩水', '尺码不合'],
  ['度数不对', '看不清'],
  ['度数不对', '误差'],
  ['夜视差', '印得黑'],
  ['充值没到', '延误'],
  ['送修太久', '延误'],
  ['发票', '延误'],
  ['印得黑', '打印不清'],
  ['漏风', '漏洒'],
  ['漏风', '不热'],
  ['不启动', '不热'],
  ['断底', '开胶'],
  ['停水停电', '不出水'],
  ['开胶', '掉皮'],
  ['掉钻', '脱落'],
  ['印得黑', '看不清'],
  ['触摸坏', '不转'],
  ['更新失败', '软件打不开'],
  ['提现没到', '延误'],
  ['积分没到', '延误'],
];

/** Faults that one person calls so and another so, of one thing. */
export const KIN: readonly (readonly [fault: string, other: string])[] = [
  ['漏水', '漏洒'],
  ['漏油', '漏洒'],
  ['没反应', '不启动'],
  ['没反应', '失灵'],
  ['没反应', '按键坏'],
  ['没反应', '识别不了'],
  ['没反应', '唤不醒'],
  ['没反应', '不转'],
  ['没反应', '控制不了'],
  ['失灵', '按键坏'],
  ['失灵', '触摸坏'],
  ['失灵', '识别不了'],
  ['吸力小', '扫不干净'],
  ['隔音差', '异响'],
  ['没声音', '通话不清'],
  ['断裂', '脱落'],
  ['断裂', '开裂'],
  ['开裂', '破损'],
  ['异响', '杂音'],
  ['异响', '误报'],
  ['报警', '误报'],
  ['堵塞', '不排水'],
  ['不排水', '不脱水'],
  ['破损', '运输破损'],
  ['变质', '发霉'],
  ['变色', '掉色'],
  ['灯闪', '花屏'],
];
