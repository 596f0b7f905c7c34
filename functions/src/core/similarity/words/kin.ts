// Faults that one person calls so and another so, of one thing. A line has the one, and after `=` each of the others.

const KIN = `
  故障码 = 报错
  延误 = 迟到
  排烟坏 = 冒烟起火
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
  听筒坏 = 通话不清 没声音
  话筒坏 = 通话不清
  突然断电 = 自动停 没电
  仪表黑 = 黑屏
  喇叭坏 = 没声音
  碎屏 = 开裂
  数据不对 = 误差
  漏水 = 漏洒
  漏油 = 漏洒
  没反应 = 失灵 唤不醒 不转 控制不了
  失灵 = 按键坏 触摸坏 识别不了
  隔音差 = 异响
  没声音 = 通话不清
  断裂 = 脱落 开裂
  开裂 = 破损 炸裂
  异响 = 误报
  报警 = 误报
  堵塞 = 不排水
  破损 = 运输破损
  变质 = 发霉
  变色 = 掉色
  灯闪 = 花屏
  不出水 = 停水停电
  停用太久 = 延误
  不热 = 没熟
  乱扣费 = 数据不对
  触摸坏 = 控制不了
  打气不上 = 没劲
  掉漆 = 掉皮
  掉色 = 染坏
  塌陷 = 变形
  受潮 = 漏水 不防水
  不防水 = 漏水
  启动困难 = 不启动
  炸裂 = 破损 运输破损
  破洞 = 破损
  水小 = 没劲
  不出雾 = 不喷水
  出票慢 = 没开票
  缺色 = 色差
  死苗 = 蔫了
  扫不干净 = 脏 污渍
  不喷水 = 不出水 不冲水
  不热 = 不保暖
  变质 = 异味 结块
  水有味 = 异味
  遥控坏 = 按键坏
  漏气 = 漏煤气
  乱扣费 = 自动续费
  掉电快 = 耗电
  延误 = 送餐超时
  杂音 = 破音
  卡慢 = 续播卡
  破损 = 碎屏
  删不掉 = 注销不了
  不出料 = 不喷水
  数据丢失 = 没录像
  不出水 = 不进水
  皱纸 = 卡纸
  没人审核 = 退款没到
  异物 = 生虫
  尺寸不符 = 尺码不合
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
