// Whom the demo desk serves and what goes wrong there: customers, products, and faults with their causes and remedies.

export interface Fault {
  /** What the customer meets, as the middle of a sentence. */
  event: string;
  /** What it leads to. */
  result: string;
  cause: string;
  remedy: string;
  measure: string;
  /** Tags of template 004: broad-narrow. */
  tags: string;
}

export interface Product {
  name: string;
  model: string;
  /** Months of warranty, as the settings tab holds them. */
  months: number;
  faults: readonly Fault[];
}

export interface Customer {
  number: string;
  name: string;
  person: string;
  contact: string;
  level: '普通' | 'VIP' | '大客户';
  place: string;
}

export const PRODUCTS: readonly Product[] = [
  {
    name: '净水器 A2',
    model: 'A2-600G',
    months: 24,
    faults: [
      {
        event: '滤芯接口处持续渗水',
        result: '橱柜底板被泡湿',
        cause: '滤芯密封圈批次偏薄',
        remedy: '上门更换加厚密封圈并试压十分钟',
        measure: '密封圈改为加厚款，入库前抽检',
        tags: '产品质量-漏水',
      },
      {
        event: '出水量越来越小',
        result: '接满一壶水要六分钟',
        cause: '前置滤网被泥沙堵塞',
        remedy: '清洗前置滤网并更换第一级滤芯',
        measure: '在说明书中补充滤网清洗周期',
        tags: '产品质量-出水小',
      },
      {
        event: '开机后蜂鸣器不停报警',
        result: '全家晚上无法休息',
        cause: '漏水传感器误触发',
        remedy: '更换漏水传感器并升级主板程序',
        measure: '升级传感器判断程序',
        tags: '产品质量-误报警',
      },
    ],
  },
  {
    name: '智能办公设备 X1',
    model: 'X1-Pro',
    months: 12,
    faults: [
      {
        event: '扫描时频繁卡顿',
        result: '文件处理被迫中断，已重启 3 次无效',
        cause: '内存模块兼容性问题',
        remedy: '工程师上门更换内存模块',
        measure: '出厂前增加内存兼容性测试',
        tags: '产品质量-卡顿',
      },
      {
        event: '开机后黑屏，指示灯不亮',
        result: '整个财务部当天无法打印',
        cause: '电源模块损坏',
        remedy: '更换电源模块并检测供电线路',
        measure: '电源模块换用新供应商',
        tags: '产品质量-无法开机',
      },
      {
        event: '双面打印总是卡纸',
        result: '一天要取纸二十多次',
        cause: '搓纸轮磨损',
        remedy: '更换搓纸轮并校准纸盒',
        measure: '把搓纸轮列入半年保养清单',
        tags: '产品质量-卡纸',
      },
    ],
  },
  {
    name: '空气炸锅 K5',
    model: 'K5-4L',
    months: 12,
    faults: [
      {
        event: '加热十分钟后自动断电',
        result: '食物没有熟透',
        cause: '温控器标定偏低',
        remedy: '寄回更换温控器',
        measure: '温控器来料全检',
        tags: '产品质量-断电',
      },
      {
        event: '炸篮涂层起泡脱落',
        result: '担心吃进肚子里',
        cause: '涂层附着力不足',
        remedy: '更换新炸篮',
        measure: '要求供应商提高涂层附着力指标',
        tags: '产品质量-涂层脱落',
      },
    ],
  },
  {
    name: '扫地机器人 R3',
    model: 'R3-Max',
    months: 18,
    faults: [
      {
        event: '清扫到一半就找不到充电座',
        result: '每天要人工搬回去两次',
        cause: '激光测距镜头积灰',
        remedy: '指导清洁镜头并重建地图',
        measure: '在软件里增加镜头清洁提醒',
        tags: '产品质量-回充失败',
      },
      {
        event: '边刷转动时有刺耳异响',
        result: '家里老人被吵得睡不着',
        cause: '边刷电机轴承缺油',
        remedy: '寄送新边刷电机',
        measure: '边刷电机增加注油工序',
        tags: '产品质量-异响',
      },
    ],
  },
];

/** What goes wrong without any product at fault. */
export const SERVICE_FAULTS: readonly Fault[] = [
  {
    event: '下单九天仍没有送到',
    result: '客服电话打了三次都说再等等',
    cause: '承运商分拨中心爆仓',
    remedy: '改由顺丰加急补发并退还运费',
    measure: '大促期间启用备用承运商',
    tags: '物流-物流延误',
  },
  {
    event: '约好上午上门却到傍晚才来',
    result: '请了一天假白白等候',
    cause: '派单没有考虑路程',
    remedy: '致歉并补偿一次免费清洗',
    measure: '派单系统加入路程估算',
    tags: '服务态度-响应慢',
  },
  {
    event: '咨询保修政策时客服态度冷漠',
    result: '没说完就挂断电话',
    cause: '新员工没有经过投诉应对培训',
    remedy: '当事人致歉并由主管回电说明',
    measure: '每月做一次投诉应对演练',
    tags: '服务态度-态度冷漠',
  },
  {
    event: '退货二十天后仍没有收到退款',
    result: '信用卡账单已经逾期',
    cause: '退货入库与财务没有对账',
    remedy: '当天手工退款并补偿逾期费用',
    measure: '退货入库后自动通知财务',
    tags: '流程效率-退款慢',
  },
];

/** Every fault that a story tells of. */
export const FAULTS: readonly Fault[] = [...PRODUCTS.flatMap(product => product.faults), ...SERVICE_FAULTS];

/** What is said of a row that tells of no fault. */
export const OTHER_FAULT: Fault = {
  event: '咨询使用方法',
  result: '希望尽早得到答复',
  cause: '说明书没有写清楚',
  remedy: '发送图文操作说明并电话讲解',
  measure: '补充说明书的常见问题',
  tags: '咨询-使用方法',
};

const CITIES = ['杭州', '苏州', '成都', '武汉', '青岛', '西安', '长沙', '福州'];
const SURNAMES = '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦许何吕施张孔曹严华金魏陶姜';
const GIVEN = ['建国', '晓雨', '思远', '海燕', '子涵', '文博', '丽娟', '志强', '雅琴', '明轩'];
const COMPANIES = [
  '恒达科技有限公司',
  '云帆贸易有限公司',
  '新禾食品厂',
  '育才小学',
  '安康医院',
  '锦程物流集团',
];
const LEVELS = ['普通', '普通', 'VIP', '普通', '大客户', '普通'] as const;

/** The customers of the demo desk: people and organisations, each with a contact of its own that nobody has. */
export const CUSTOMERS: readonly Customer[] = [...SURNAMES].map((surname, index) => {
  const person = `${surname}${GIVEN[index % GIVEN.length]}`;
  const company = index % 5 === 4 ? COMPANIES[Math.floor(index / 5)] : undefined;
  const city = CITIES[index % CITIES.length] ?? '';
  return {
    number: `C2026${String(index + 1).padStart(5, '0')}`,
    name: company === undefined ? person : `${city}${company}`,
    person,
    contact: index % 7 === 6 ? `kehu${index}@mail.example` : `1390000${String(1000 + index * 37).slice(-4)}`,
    level: LEVELS[index % LEVELS.length] ?? '普通',
    place: city,
  };
});
