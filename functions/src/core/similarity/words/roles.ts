// Who did, or did not do, what a text complains of, and where: 骑手迟到 is not 安装师傅迟到. One kind of person or place
// a line.

const ROLES = `
  师傅 安装 装机 装空调 打孔 安装工 维修工 工人 技师 工程师 维修人员 安装人员 上门 上门费
  装修队 施工队 装修 工期 增项
  司机 行程 车费 打车 网约车 绕路 导航 乘客
  订单 下单 发货 包裹 物流 收货 签收 拆箱 退货 仓库 卖家 商家 店铺 付款 货款 快递 单号
  骑手 快递员 配送员 外卖员 送货员 快递小哥 外卖小哥 派送员 送餐员
  店员 导购 柜员 前台 收银员 服务员 营业员
  老师 教师 讲师 助教 培训 课程 学费 上课 网课
  教练 学员 驾校 练车 科目 私教
  医生 护士 大夫 药师
  保安 物业 管家
  摄影师 化妆师 跟拍 主持人 司仪
  销售 顾问 中介 业务员
  阿姨 保洁 月嫂 保姆 钟点工 护工
  导游 领队
  房东 室友 租客 退租 公寓 出租屋 合租
  理发师 发型师 美容师
`;

const KIND_OF: ReadonlyMap<string, string> = new Map(
  ROLES.trim()
    .split('\n')
    .flatMap(line => {
      const [first = '', ...others] = line.trim().split(/\s+/);
      return [first, ...others].map((name): [string, string] => [name, first]);
    }),
);
const NAMES = new RegExp([...KIND_OF.keys()].toSorted((a, b) => b.length - a.length).join('|'), 'gu');

/** The kinds of people that a plain text speaks of. */
export const rolesIn = (text: string): ReadonlySet<string> =>
  new Set([...text.matchAll(NAMES)].flatMap(([name]) => KIND_OF.get(name) ?? []));
