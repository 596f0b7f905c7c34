// Of which thing a fault is where a text names none: nobody logs in to a fridge, and what jams paper prints.

/**
 * First the things, or words for a kind of them, parted by commas; then the faults that one of them has. Of those
 * after `*` it makes no difference which it is. */
const IMPLIED = `
  软件,系统,小程序,网站,游戏,账号,会员 软件打不开 登录不上 改不了密码 验证码 注销不了 收不到通知 上传失败 导出不了 数据丢失 不同步 重复单 没有权限 更新失败 数据不对
  打印机,标签机,硒鼓 打印不出 打印脱机 打印不清 印得黑 卡纸 断墨
  宽带,路由器 网速慢 续播卡
  手机,手机卡 通话不清 没信号 碎屏
  热水器,花洒,淋浴房 忽冷忽热
  净水器 水质差 滤芯报警
  马桶 不冲水
  洗衣机 不脱水 烘不干
  扫地机器人 不回充 吸力小 扫不干净 不清扫
  摄像头 没录像 夜视差
  报警器 误报
  音箱 唤不醒 破音 杂音
  酒店房间 隔音差 到店无房
  电梯 困人 不平层
  汽车 油耗高 刹不住 顿挫
  自行车 掉链 变速坏
  轮胎 漏气
  无人机 炸机
  眼镜 度数不对
  戒指 掉钻
  衣服 脱线 起球 缩水 变大 掉毛 掉扣子 勾丝 不保暖 静电
  鞋子 断底 磨脚 开胶
  物业,水龙头 停水停电 停车乱
  插座,电箱 跳闸
  饭,菜,餐,外卖 异物 凉了 没熟 味道差 分量不足
  猫粮 吃坏
  面霜 过敏
  快递,箱子 运输破损 延误 送餐超时 丢件 不送上门 错发 少件 缺货 地址 没发货 被退回 送错地方 运费
  会员,银行卡,余额,优惠券,积分,账号 退款没到 付款失败 重复扣款 自动续费 乱扣费 积分没到 优惠不能用 充值没到 取消不了 发票 乱收费 不给退 不兑现 价格变动
  银行卡,余额 盗刷 提现没到 卡被锁 利息高
  手机卡 流量异常
  保险 理赔慢 拒赔 退保难
  跟团游 强制购物 行程缩水
  机票,火车票,门票 退票费高 取消航班 出票慢 座位不对
  程 换人 教得差
  * 态度差 电话没人接 没人处理 爽约 迟到 没修好 弄坏 泄露信息 骚扰 客服机器人 送修太久 约不上 不专业 工期拖延
`;

/** The things that go with each of these faults. */
export const IMPLIED_THINGS: ReadonlyMap<string, readonly string[]> = new Map(
  IMPLIED.trim()
    .split('\n')
    .map(line => line.trim().split(/\s+/))
    .flatMap(([things = '', ...faults]) =>
      faults.map((fault): [string, readonly string[]] => [fault, things.split(',')]),
    ),
);
