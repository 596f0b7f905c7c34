// Things that people speak of, by the names that they have for each, and the parts that they have.

import { EATEN, USED, WORN } from './things/daily.ts';
import { DEVICES, PROGRAMS } from './things/digital.ts';
import { APPLIANCES, BUILT_IN, FURNITURE } from './things/home.ts';
import { KINDS, SERVICES } from './things/services.ts';
import { MACHINES, MEDICAL, VEHICLES } from './things/vehicles.ts';

const namesIn = (words: string) => words.trim().toLowerCase().split(/\s+/);
const linesOf = (list: string) => list.trim().split('\n').map(namesIn);

/** What each name of some lists means. Of a name that is listed twice the first is meant. */
const meaningsIn = (...lists: string[]): ReadonlyMap<string, string> =>
  new Map(
    lists
      .flatMap(linesOf)
      .toReversed()
      .flatMap(([first = '', ...names]) =>
        first === '+'
          ? names.map((name): [string, string] => [name, name])
          : [first, ...names].map((name): [string, string] => [name, first]),
      ),
  );

/** What each name means: `净水机` is 净水器. */
export const THINGS = meaningsIn(
  APPLIANCES,
  BUILT_IN,
  FURNITURE,
  DEVICES,
  PROGRAMS,
  VEHICLES,
  MACHINES,
  MEDICAL,
  WORN,
  USED,
  EATEN,
  SERVICES,
);

/** Words for any of a kind, and the things that each may mean; `*` stands for any thing. */
export const KINDS_OF_THINGS: ReadonlyMap<string, ReadonlySet<string>> = new Map(
  linesOf(KINDS).map(([kind = '', ...things]): [string, ReadonlySet<string>] => [kind, new Set(things)]),
);

/** What only carries the thing that is spoken of: of 手机上的软件 it is the software; and of 下雨天窗台 the window. */
export const CARRIED =
  /(?<=[雨雪冬夏阴])天(?=[窗车])|电脑(?:上)?(?=[找搜连][^，]{0,4}打印机|显示打印机|打不了印)|程序(?=跑|走|结束|洗|完|中)|(?<=衣服|裤子|衫|面料|布料|严重，)下水(?=后|一|两|就|了)|(?:手机|电脑|平板)(?:上|里|端)?(?:的|你们的|我们的|贵司的)*(?=软件|app|应用|客户端|程序|小程序)/g;

/** The last sign of a word that names a thing which is not listed: 割草机, 呼吸灯, 压面器. */
export const HEADS = /[机器仪锅炉灶壶煲泵阀床柜桌椅凳鞋裤衫裙帽灯锁车琴秤瓶盆棒毯垫梯舱刀]/u;
export const ENDS_LIKE_THING = new RegExp(`^\\p{Script=Han}{1,5}${HEADS.source}$`, 'u');
/** What stands before such a sign and is no part of its word. */
export const NO_BEGINNING =
  /^(?:[的了个台把这那只件款买用新在就去能按过和跟与一两三几我他她你说称有是]|\P{Script=Han}+)$/u;

/** Words that end like a thing and are none. */
export const NO_THINGS =
  /(?:机器|司机|开机|关机|死机|停机|待机|主机|漏机|时机|危机|当机|卡机|打包|漏包|红包|表|乘车|停车|开车|上车|下车|拖车|打车|堵车|起床|上床|拆箱|开箱|邮箱|信箱|外箱|开锁|上锁|解锁|上架|下架|打架|吵架|开灯|关灯|上门|出门|开门|关门|武器|容器|面包|钱包|充电器|代表|外表|填表|发表|报表|仪表|半盆|红灯|绿灯|黄灯|转机|芯瓶|箱锁|枪锁|被锁|饭粒|蒸汽棒|开灯)$/;

/** What is named beside the thing that is spoken of: it is that thing only where nothing else is named. */
export const CIRCUMSTANCES: ReadonlySet<string> = new Set(
  namesIn('墙面 地板 台面 床 物业 银行卡 会员 账号 余额 插座 充电器 充电线 电池 纸巾 花 碗 美容 防水'),
);

/** Things that are parts of others as well: who names only one of these has not said of which it is. */
export const PARTS_OF_OTHERS: ReadonlySet<string> = new Set(
  namesIn(
    '电池 电瓶 蓄电池 电机 马达 表 锁 门 抽屉 键盘 镜头 充电器 充电线 轮胎 刹车 车灯 灯 触摸屏 压缩机 水泵 摄像头 显示器 控制器 温控器 阀门 车门 机芯 喇叭 浏览器 软件 系统 座垫 遥控器 传感器 开关 包',
  ),
);

/** Where money and rights are kept: what goes wrong with them is the same in whichever of them. */
export const HOLDERS: ReadonlySet<string> = new Set(namesIn('会员 账号 银行卡 余额 物业'));

/** Parts of things, told apart where the fault is one of a part: one a line, by all its names. */
const PARTS = `
  轮子 轮 万向轮 滚轮 脚轮 车轮
  镜腿 眼镜腿 镜脚 眼镜脚 铰链 镜架铰链
  门 柜门 门板 门锁 门把 门扇
  拉杆 杆子 杆 伸缩杆
  屏幕 屏 内屏 外屏 触摸屏 显示屏 大屏
  按键 按钮 键 按键区
  把手 执手 拉手 手柄 提手 手把 车把
  盖子 盖 后盖 瓶盖 壶盖
  滑轨 导轨 轨道
  合页 门轴 门铰链
  鞋底 大底
  弦 琴弦
  链条 链子 链 车链
  肩带 背带 带子 表带 手表带
  扶手
  靠背 背板 椅背
  腿 脚 桌腿 椅腿 支脚
  桌面 面板 台面
  抽屉
  层板 搁板 隔板
  袖子 袖口
  领口 领子
  扣子 纽扣 扣
  刷头 边刷 滚刷
  电池 电瓶
  插头
  电源线
  指示灯 灯
  风扇 扇叶
  镜片
  滤芯
  底座 支架 架子
  外壳 机壳 边框 外框
  遥控器 遥控
  键盘
  充电线 充电口
  封条 门封条 门封 门缝 胶圈 密封圈
  排水管 排水口 出水口
  进水管 进水口
  风机 排风扇 通风扇
  加热管 加热棒 发热管
  指纹
  人脸 刷脸 认脸 认不出人
  押金
  学费 课费 培训费 补考费 模拟费
  定金 订金 预付款
  运费 邮费 快递费 首重
  水电费 水费 电费 水电
  车费 高速费 取消费 打车费
  安装费 辅料费 高空费 支架钱 支架费 材料费 打孔费
  维修费 上门费 检测费 工时费
  物业费
  停车费
  会员费 年费 续费 月费
  话费
  利息 月供
  门禁卡 刷卡 读卡 插卡 认卡
  车牌
  二维码 扫码 条码
  + 鞋面 拉链 螺丝 弹簧 刀头 喷头 水箱 内胆 阀门 龙头 转轴 气杆 胶条 摇杆 推杆 轿门 栏杆 齿轮 皮带 履带 轮毂 后视镜 保险杠 座椅 音量键 电源键 油门 方向盘 耳钩 笔尖 笔帽 锅柄 锅盖 伞骨 伞柄
`;

/** What each name of a part means. */
export const PART_NAMES = meaningsIn(PARTS);
