// Words by which descriptions of problems are compared: those that tell nothing, and those that name what is wrong.

/** Words that stand in any description and tell nothing of the problem. */
export const EMPTY_WORDS: readonly string[] = `
  没有得到解决 未得到解决 没有解决 未获解决 的时候 第二天 过程中 师傅 客户 用户
  顾客 先生 女士 反映 反馈 表示 投诉 来电 致电 您好 你好 请问 咨询 询问 我们
  你们 他们 我家 家里 家中 自己 购买 买的 新买 刚买 下单 收到 使用 用了 产品
  设备 机器 商品 东西 型号 之后 以后 之前 以前 然后 但是 而且 因为 所以 如果
  已经 一直 仍然 还是 经常 频繁 有时 再次 多次 几次 三次 两次 一次 今天 昨天
  前天 上午 下午 晚上 早上 中午 夜里 当天 本周 上周 这周 月份 小时 分钟 时候
  时间 希望 要求 想要 尽快 尽早 处理 解决 联系 售后 客服 没有 出现 发现 导致
  造成 情况 问题 故障 现在 目前 至今 突然 开始 非常 特别 比较 有点 一个 一台
  怎么 什么 为什么 无法 不能 不了 可以 必须 进行 正常 一下
  的 了 着 是 在 和 与 及 或 把 给 对 这 那 个 台 就 都 也 很 又 再 仍 还 太 请 你 我 他 她 它 们 吗 呢 吧 啊 月 日 天 年 号 时 点 后 前
`
  .trim()
  .split(/\s+/);

/** Words for what is wrong, in the trades of the templates; two characters each, as texts are compared. */
export const FAULT_WORDS: ReadonlySet<string> = new Set(
  `
    漏水 漏电 漏气 漏油 渗水 滴水 触电 跳闸 短路 断电 起火 着火 冒烟 爆炸 烧焦
    烫伤 发烫 过热 发热 黑屏 花屏 白屏 蓝屏 死机 卡顿 闪退 重启 异响 噪音 噪声
    异味 臭味 焦味 生锈 开裂 裂缝 断裂 破损 破碎 变形 脱落 掉漆 松动 磨损 褪色
    堵塞 失灵 失效 断开 断网 掉线 不亮 不转 不动 不响 不热 不冷 制冷 制热 加热
    开机 充电 出水 启动 联网 连接 延误 延迟 迟到 丢失 丢件 错发 漏发 少发 缺件
    送达 发货 接听 态度 冷漠 辱骂 恶劣 挂断 推诿 过敏 变质 发霉 假货
  `
    .trim()
    .split(/\s+/),
);
