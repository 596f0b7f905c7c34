// Words by which descriptions of problems are compared: those that name what is wrong.

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
