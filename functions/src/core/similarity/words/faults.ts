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
import { OF_APPLIANCES } from './sayings/appliances.ts';
import { WORN_AND_EATEN } from './sayings/daily.ts';
import { OF_DEVICES } from './sayings/digital.ts';
import { OF_GOODS } from './sayings/goods.ts';
import { TOLD_OF_THINGS, TOLD_PLAINLY } from './sayings/plainly.ts';
import { BESIDE_TOLD_PLAINLY, TOLD_BESIDE } from './sayings/plainly-beside.ts';
import { OF_PROGRAMS } from './sayings/programs.ts';
import { OF_SERVICES } from './sayings/services.ts';
import { AT_OTHERS_HANDS, OF_TRADES } from './sayings/trades.ts';
import { TOLD_WIDELY } from './sayings/widely.ts';
import { BESIDE_TOLD_WIDELY } from './sayings/widely-beside.ts';

/** What is wrong with a thing; what went wrong beside it; what nearly every complaint adds. The most telling first. */
export const RANKED_FAULTS: readonly (readonly FaultWords[])[] = merged([
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
    ...OF_APPLIANCES,
    ...OF_DEVICES,
    ...OF_PROGRAMS,
    ...OF_GOODS,
    ...WORN_AND_EATEN,
    ...OF_TRADES,
    ...TOLD_OF_THINGS,
  ],
  [...DELIVERY, ...MONEY, ...WORK, ...OF_SERVICES, ...AT_OTHERS_HANDS, ...TOLD_BESIDE],
  MANNERS,
  // Further ways of classes that those have.
  [...TOLD_PLAINLY, ...BESIDE_TOLD_PLAINLY, ...TOLD_WIDELY, ...BESIDE_TOLD_WIDELY],
]);

/** Classes once each, with all ways that any list has; of those that are listed twice the first rank counts. */
function merged(ranked: readonly (readonly FaultWords[])[]): FaultWords[][] {
  const ways = new Map<string, string[]>();
  for (const [name, ...more] of ranked.flat()) ways.set(name, [...(ways.get(name) ?? []), ...more]);
  const seen = new Set<string>();
  return ranked.map(all =>
    all.flatMap(([name]): FaultWords[] => {
      if (seen.has(name)) return [];
      seen.add(name);
      return [[name, ...(ways.get(name) ?? [])]];
    }),
  );
}

/** Faults that a part has: the chair whose leg broke is not the chair whose armrest broke. */
export const OF_PARTS: ReadonlySet<string> = new Set([
  '断裂',
  '开裂',
  '脱落',
  '松动',
  '变形',
  '失灵',
  '不转',
  '没反应',
  '坏了',
  '按键坏',
  '不亮',
  '门打不开',
  '漏水',
  '漏油',
  '识别不了',
  '按键坏',
  '扣不上',
  '卡滞',
  '故障码',
  '堵塞',
  '退款没到',
  '不给退',
  '乱收费',
  '乱扣费',
]);

/** Faults that any thing may have: who names none has to say something else that both say. */
export const OF_ANY_THING: ReadonlySet<string> = new Set(
  (
    '漏水 漏油 漏气 漏电 异响 杂音 没声音 破音 不热 不制冷 发烫 异味 不亮 太暗 灯闪 黑屏 花屏 显示坏 触摸坏 按键坏 失灵 没反应 不启动 没电 掉电快 ' +
    '充不进电 充电慢 冒烟起火 跳闸 自动停 死机 卡慢 自动重启 不转 抖动 没劲 卡滞 卡住 打滑 跑偏 松动 脱落 断裂 开裂 破损 磕碰 划痕 掉漆 掉皮 生锈 变形 ' +
    '鼓包 胀气 塌陷 尺寸不符 色差 变色 脏 污渍 发霉 堵塞 不出水 水小 起雾进水 识别不了 连不上 断线 没信号 数据不对 更新失败 设置不了 控制不了 ' +
    '门打不开 扣不上 关不紧 关不掉 拔不出 接触不良 误差 报错 报警 误报 无效 坏了 磨损 毛刺 孔位不对 生虫 掉毛 变质 过期 结冰 烘不干 不停机 耗电 看不清 ' +
    '扫不干净 遥控坏 装歪 漏洒 锁打不开 乱码 升降坏 不出料 过敏 异物 破洞 ' +
    '不喷水 发不出电 打气不上 掉色 脱线 尺码不合 起球 缩水 拉链坏 少件 错发 变速坏 顿挫 仪表黑 显示坏 停用太久'
  ).split(' '),
);

/** What may go wrong in any trade: who names nothing has to say where it did, or what else both say. */
export const OF_ANY_TRADE: ReadonlySet<string> = new Set(
  '乱收费 乱扣费 延误 不给退 迟到 弄坏 不专业 虚假宣传 不兑现 送修太久 缺货'.split(' '),
);

/** What says no more than that something is wrong: where texts share only this, a person says whether it is one. */
export const SAYS_ONLY_THAT: ReadonlySet<string> = new Set(['坏了', '无效', '报错']);
