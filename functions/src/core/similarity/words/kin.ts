// Faults that one person calls so and another so, of one thing. A line has the one, and after `=` each of the others.

const KIN = `
  故障码 = 报错
  延误 = 迟到
  排烟坏 = 冒烟起火
  硬盘坏 = 识别不了
  包裹湿 = 运输破损
  连不上 = 打印脱机
  堵塞 = 卡滞
  堵塞 = 卡纸
  报警 = 误报
  报错 = 误报
  报错 = 滤芯报警
  变色 = 色差
  不给退 = 退款没到
  没劲 = 刮不净
  没生成订单 = 付款失败
  打气不上 = 漏气
  黑屏 = 死机
  黑屏 = 仪表黑
  乱收费 = 乱扣费
  没电 = 掉电快
  退票难 = 退票费高
  页面报错 = 页面打不开
  启动困难 = 不启动
  溜车 = 刹不住
  故障灯 = 报错
  车窗升降坏 = 升降坏
  灯半亮 = 不亮
  微光 = 关不掉
  尺寸超差 = 误差
  看不了课 = 软件打不开 续播卡
  网速慢 = 续播卡
  封不牢 = 扣不上
  没人审核 = 没人处理
  换的也坏 = 没修好
  误触发 = 误报
  没人理 = 没人处理 电话没人接
  发票 = 没开票
  物流不动 = 延误
  没发货 = 延误
  临期 = 过期
  键盘坏 = 按键坏
  遥控坏 = 失灵 没反应
  蓝屏 = 死机
  长流水 = 漏水
  水有味 = 水质差
  页面打不开 = 软件打不开
  导入失败 = 上传失败
  运费 = 运费高
  改地址 = 地址
  锁打不开 = 门打不开
  卡纸 = 不进纸
  听筒坏 = 通话不清 没声音
  话筒坏 = 通话不清
  突然断电 = 自动停 没电
  仪表黑 = 黑屏
  喇叭坏 = 没声音
  碎屏 = 开裂
  数据不对 = 误差
  漏水 = 漏洒
  漏油 = 漏洒
  没反应 = 不启动 失灵 按键坏 识别不了 唤不醒 不转 控制不了
  失灵 = 按键坏 触摸坏 识别不了
  隔音差 = 异响
  没声音 = 通话不清
  断裂 = 脱落 开裂
  开裂 = 破损 炸裂
  异响 = 杂音 误报
  报警 = 误报
  堵塞 = 不排水
  破损 = 运输破损
  变质 = 发霉
  变色 = 掉色
  灯闪 = 花屏
  不启动 = 不转
  卡滞 = 不转
  不出水 = 停水停电
  停用太久 = 延误
  不热 = 没熟
  乱扣费 = 数据不对
  触摸坏 = 控制不了
  打气不上 = 没劲
  掉漆 = 掉皮
  掉色 = 染坏
  塌陷 = 变形
`;

/** The faults that each may be called as well. */
export const KIN_OF: ReadonlyMap<string, ReadonlySet<string>> = kinOf(
  KIN.trim()
    .split('\n')
    .flatMap(line => {
      const [one = '', others = ''] = line.trim().split(' = ');
      return others.split(' ').map((other): [string, string] => [one, other]);
    }),
);

function kinOf(pairs: readonly (readonly [string, string])[]): Map<string, Set<string>> {
  const all = new Map<string, Set<string>>();
  for (const [one, other] of pairs) {
    all.set(one, (all.get(one) ?? new Set()).add(other));
    all.set(other, (all.get(other) ?? new Set()).add(one));
  }
  return all;
}
