// Faults that only some kinds of things have: a coat shrinks, and an air conditioner does not. What a text seems to say
// of a thing that cannot have it is left out.

import { EATEN, USED, WORN } from './things/daily.ts';
import { DEVICES, PROGRAMS } from './things/digital.ts';
import { APPLIANCES, BUILT_IN, FURNITURE } from './things/home.ts';
import { SERVICES } from './things/services.ts';
import { MACHINES, MEDICAL, VEHICLES } from './things/vehicles.ts';

const GROUPS: Readonly<Record<string, string>> = {
  电器: APPLIANCES,
  安装: BUILT_IN,
  家具: FURNITURE,
  数码: DEVICES,
  程序: PROGRAMS,
  车辆: VEHICLES,
  机械: MACHINES,
  医疗: MEDICAL,
  穿戴: WORN,
  日用: USED,
  食品: EATEN,
  服务: SERVICES,
};

/** First the kinds of things, then the faults that no other things have. */
const DOMAINS = `
  穿戴,日用,家具,服务,安装 起球 缩水 脱线 掉毛 拉链坏 静电 起静电
  穿戴,日用,家具,服务 变大 磨脚 断底 掉扣子 勾丝 不保暖 扎人 尺码不合 染坏 开胶 不透气
  食品,日用,服务 变质 临期 吃坏 味道差 分量不足 化冻 凉了 水果坏 死的 异物
  食品,日用,服务,医疗,家具 过期 胀气
  电器,安装,机械,医疗,日用,食品,服务 水有味 水质差 滤芯报警 制水不停
  数码,程序,机械,服务 打印不出 打印脱机 打印不清 打印有线 打印错位 印得黑 卡纸 不进纸 断墨 漏粉 双面坏 扫描不了
  程序,数码,服务,电器,车辆,安装 软件打不开 页面打不开 登录不上 验证码 导出不了 导入失败 上传失败 闪退 没有权限 保存不了 数据丢失 注销不了 收不到通知 更新失败 不同步 重复单
  数码,车辆,电器,安装,程序,医疗,机械 触摸坏 花屏 碎屏 蓝屏 死机 没信号 通话不清 听筒坏 话筒坏
  车辆,机械,日用,医疗,电器 刹不住 刹车响 掉链 变速坏 顿挫 油耗高
  家具,日用,安装,车辆 塌陷 抽屉卡
  车辆,机械,电器,数码,日用,医疗 没劲
  服务,程序,食品,穿戴,数码,家具,电器,日用 丢件 物流不动 送错地方 改地址 没人取件
  安装,家具 空鼓 起拱
  安装,家具,服务 隔音差
  安装,服务 困人 不平层 夹人
`;

const GROUP_OF: ReadonlyMap<string, string> = new Map(
  Object.entries(GROUPS)
    .toReversed()
    .flatMap(([group, list]) =>
      list
        .trim()
        .toLowerCase()
        .split('\n')
        .flatMap(line => {
          const [first = '', ...names] = line.trim().split(/\s+/);
          return (first === '+' ? names : [first]).map((name): [string, string] => [name, group]);
        }),
    ),
);

const GROUPS_WITH: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  DOMAINS.trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .flatMap(([groups = '', ...faults]) =>
      faults.map((fault): [string, ReadonlySet<string>] => [fault, new Set(groups.split(','))]),
    ),
);

/** Whether one of these things can have a fault. A thing of which nothing is known can have any. */
export function mayHave(things: readonly string[], fault: string): boolean {
  const groups = GROUPS_WITH.get(fault);
  return (
    groups === undefined ||
    things.length === 0 ||
    things.some(thing => {
      const group = GROUP_OF.get(thing);
      return group === undefined || groups.has(group);
    })
  );
}
