// Words by which a text that names no thing says of which it is: nobody takes the valve cover off a phone, and what has
// a SIM is one. First the thing, then words of which any one will do.

const HINTS = `
  软件 报表 导出 导下来 导不出 excel 凭证 后台 页面 登录 登陆 登不 草稿 历史记录 客户资料 客户档案 菜单 安卓版本 移动端 出库单 送货单 发货单 电商 弹窗 字段 单据 表单
  快递 签收 派送 派件 单号 中转 妥投 物流 收件人 发件人 驿站 揽收 外箱 纸箱 外包装 快件 代收点 转运
  冰箱 冷藏 冷冻 保鲜 急冻
  手机 听筒 免提 sim 接电话 打电话听 通话 满格 搜不到信号 一格信号 无服务 微信语音 来电显示 自拍 前摄 后摄 锁屏
  汽车 发动机 变速箱 四轮定位 机油 冷媒 一键启动 倒车影像 跑高速 防冻液 刹车油 车机 行车记录 底盘
  宽带 光猫 网速 测速 装维 上不了网 wifi 网络 断网 路由
  打印机 打印机 打印 打出来 硒鼓 墨盒 墨粉 碳粉 复印 彩打 搓纸 纸盒 双面 卡纸 进纸
  净水器 滤芯 纯水 净化出来 直饮 换芯 换完芯 ro膜
  热水器 洗澡水 洗澡
  燃气灶 炒菜 开火 灶
  空调 出风口 扫风 内机 外机 加氟 冷媒 挂机
  马桶 座圈 座温 翻盖 便盖 马桶圈 水箱浮球
  衣服 袖口 袖子 腋下 裤裆 领口 缝线 面料 下水 穿 布料 起球 衣领 裤腿 裆部
  耳机 左耳 右耳 降噪 耳塞
  电脑 电脑 笔记本 开机画面 键盘 鼠标 驱动 硬盘 显卡 u盘 c盘
  洗衣机 甩干 脱水 内筒 波轮
  电动车 捏刹 前刹 后刹 转把 上牌 拧到底 脚蹬
`;

const THING_OF: ReadonlyMap<string, string> = new Map(
  HINTS.trim()
    .split('\n')
    .flatMap(line => {
      const [thing = '', ...words] = line.trim().split(/\s+/);
      return words.map((word): [string, string] => [word, thing]);
    }),
);
const WORDS = new RegExp([...THING_OF.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'u');

/** The thing of which a plain text speaks by the first such word in it; `undefined` where there is none. */
export const hintedThing = (text: string): string | undefined => THING_OF.get(WORDS.exec(text)?.[0] ?? '');
