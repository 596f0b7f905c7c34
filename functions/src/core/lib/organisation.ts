// Whether a name is one of an organisation. In doubt it is a person's: a name that is hidden for nothing does less harm
// than one that is not.

/** By how it ends: 王院长 and 李知行 are people. */
const ENDING =
  /(?:公司|工厂|学校|集团|银行|[分支商车洋]行|协会|学会|商会|大学|[中小]学|政府|工作室|合作社|幼儿园|事务所|研究所|设计所|委员会|居委会|村委会|业委会|派出所|俱乐部|电视台|报社|出版社|旅行社|杂志社|基金会|联合会|街道办|管理处|项目部|办事处|服务站|加油站|信用社|养老院|诊所|药房|超市|商场|机场|车站|火车站|港口|码头|红十字会|妇联|工会|残联|税务局|酒店|宾馆|饭店|餐厅|影城|[股有]限)$/;
/** Trades: at the end of a name of four signs and more, or of three that begin with no surname. */
const TRADE =
  /(?:速运|速递|物流|快递|快运|物业|科技|网络|软件|传媒|地产|置业|建筑|装饰|家居|家具|家电|电器|电子|汽车|证券|保险|基金|投资|通信|能源|化工|医药|制药|药业|食品|饮料|餐饮|服饰|服装|珠宝|航空|铁路|地铁|港务|商贸|贸易|实业|企业|产业|机械|设备|仪器|光电|半导体|生物|环保|水务|电力|燃气|热力|供电|移动|联通|电信|石化|石油|信托|租赁|租车|打车|外卖|咖啡|影视|教育|培训|医疗|健康|美容|股份|重工|建工|置地|控股|国际|百货|便利|优选|严选|直播|出行|邮政|社区|物资|农业|牧业|乳业|酒业|茶业|纺织|包装|印刷|广告|咨询|人力|家纺|照明|面馆|小吃|烧烤|火锅|烘焙|广场|大厦|花园|公园|小区|公寓|门诊|食堂|牧场|农场|书店|影院|驾校|车队|门业|卫浴|厨卫|五金|建材|石材|钢铁|有色|矿业|机电|模具|塑料|橡胶|玻璃|陶瓷|木业|造纸|零食|鸡排|鸭脖|包子|馒头|水饺|生鲜|鲜生|货运|客运|海运|空运|文具|瓷砖|地板|鞋业|剪刀|刀具|箱包|家私|床垫|卫浴|洁具|橱柜|管业|线缆|电缆|轮胎|汽配|汽修|蛋糕|糕点|坚果|蜂蜜|豆浆|凉茶|[牛羊]肉面|拉面|米线|米粉|米饭|烤鸭|烤肉|卤味|甜品|奶茶|炸鸡|面业|家政|美甲|美发|养生|推拿|足浴|按摩|摄影|婚庆|体育|大虾|大盘鸡|麻辣烫|冒菜|酸菜鱼|粮油|果蔬|生鲜)$/;
/** Well-known names that say nothing of a trade. */
const BRANDS =
  '华为 小米 荣耀 中兴 联想 大疆 星巴克 瑞幸 喜茶 奈雪 蜜雪冰城 海底捞 麦当劳 肯德基 必胜客 汉堡王 顺丰 中通 圆通 申通 韵达 德邦 极兔 京东 淘宝 天猫 拼多多 唯品会 美团 饿了么 滴滴 高德 腾讯 阿里 阿里巴巴 百度 字节 字节跳动 抖音 快手 网易 新浪 搜狐 携程 支付宝 微信 海尔 美的 格力 海信 创维 长虹 康佳 方太 老板电器 九阳 苏泊尔 小天鹅 科沃斯 石头 苏宁 国美 万科 恒大 碧桂园 保利 龙湖 绿地 融创 万达 华润 中粮 招商 中信 平安 人保 国寿 太保 泰康 中石化 中石油 中海油 国家电网 南方电网 中国移动 中国联通 中国电信 中国邮政 工行 建行 农行 中行 招行 交行 浦发 比亚迪 吉利 长安 奇瑞 长城 蔚来 理想 小鹏 问界 特斯拉 宝马 奔驰 奥迪 大众 丰田 本田 日产 福特 别克 苹果 三星 索尼 松下 西门子 飞利浦 博世 戴尔 惠普 微软 谷歌 亚马逊 英特尔 沃尔玛 家乐福 永辉 大润发 盒马 山姆 开市客 宜家 全家 罗森 优衣库 耐克 安踏 特步 茅台 伊利 蒙牛 娃哈哈 农夫山泉 如家 汉庭 锦江 希尔顿 万豪 洲际 香格里拉 东航 南航 国航 海航 新东方 学而思 好未来 链家 贝壳 自如 全聚德 东来顺 狗不理 老凤祥 谢馥春 胡庆余堂 陈李济 绝味 古茗 书亦烧仙草 沪上阿姨 老娘舅 丰巢 乐高 迪士尼 宁德时代 中芯国际 科大讯飞 哔哩哔哩 知乎 小红书 闲鱼 得物 菜鸟 货拉拉 哈啰 雷士照明 公牛 万家乐 志高 奥克斯 扬子 美菱 澳柯玛 追觅 云鲸 石头科技 顾家 全友 索菲亚 欧派 马可波罗 王老吉 加多宝 李锦记 屈臣氏 名创优品 三只松鼠 良品铺子 元气森林 盒马鲜生 世纪联华 永和大王 韩都衣舍 喜马拉雅 去哪儿 飞猪 同程 虎牙 斗鱼 雷士 立邦 九牧 恒洁 箭牌 东鹏 慕思 喜临门 芝华仕 林氏木业 罗莱 水星家纺 百丽 得力 晨光 齐心 蓝月亮 立白 云南白药 马应龙 同仁堂 大娘水饺 真功夫 正新鸡排 华莱士 呷哺呷哺 西贝 外婆家 绿茶 太二 周大福 周黑鸭 钱大妈 康师傅 统一 旺旺 可口可乐 百事 高露洁 宝洁 联合利华 金龙鱼 青岛啤酒 雪花 泸州老窖 五粮液 洋河 鸿星尔克 波司登 海澜之家 太平鸟 沙县小吃 兰州拉面 老乡鸡 德克士 塔斯汀 库迪 霸王茶姬 茶百道 一点点 零跑 极氪 岚图 阿维塔 广汽 上汽 一汽 东风 宇通 福田 中车 三一 中联重科 施耐德 霍尼韦尔 通用电气 甲骨文 思科 英伟达 佳能 夏普 东芝 大金 日立 巴斯夫 拜耳 辉瑞 雀巢 达能 欧莱雅'.split(
    ' ',
  );
/** Where people work and trade, by the last sign or two: 同仁堂, 红星社, 朝阳旗舰店, 康复中心. */
const PLACE =
  /(?:[铺店馆坊厂社所堂阁斋局部校庄吧站城宫坞栈摊档厅]|中心|[^一同随出]行|[^住出入]院|[茶酒]楼|[车洗厨药身衣]房|书屋|市场|祠|饭堂|乐园|队|剧团|歌舞团)$/;
/** Names of places of trade that are no more than two signs. */
const GENERIC =
  /^(?:[书花药茶酒米面布鞋饭网商门小本金分总]店|[茶酒]楼|[茶酒山]庄|小卖部|经营部|[茶饭面宾]馆|[法医学]院)$/;
/** What a factory or a society may make or be about, where its first sign is a surname as well. */
const THINGS =
  /^(?:水[泥果产]|石[油化灰材]|金属|花[炮卉]|毛[巾纺]|皮[革鞋]|方便|和平|平安|安全|时[代装]|文[化具]|明珠|广[告播]|成人|武[术警]|党校|高[级等]|车[管辆]|金[店库]|宫殿|应急|郊|康复|红[旗星]|体)/;
/** After the owner's name: 张记包子铺, 王氏正骨, 赵家小馆; 李记者 and 王氏兄弟 are people. */
const OWNED =
  /^.{1,3}(?:记(?![者得录不过着])|氏(?!兄弟|姐妹|姊妹|夫妇|夫妻|父子|母子|母女|父女|家属|家长|先生|女士)).{2,}$/;
const OF_FAMILY = /^(?:.家.{0,3}[铺店馆厂院社]|.{1,2}记[铺店馆坊厂])$/;
/** Who somebody is to those who write a row: what follows is a person's name. */
const CALLED = /^(?:客户|顾客|用户|业主|会员|租户|住户|学员|患者|司机|物业|保安|房东|[老小阿大])/;
const CITIES =
  /^(?:中国|北京|上海|天津|重庆|广州|深圳|杭州|南京|苏州|无锡|宁波|青岛|厦门|长沙|郑州|西安|沈阳|大连|哈尔滨|济南|合肥|福州|昆明|南宁|贵阳|兰州|太原|石家庄|南昌|海口|东莞|佛山|珠海|香港|澳门|台湾|浙江|广东|山东|四川|湖南|湖北|河南|河北|福建)/;
const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏水窦章云苏潘葛奚范彭郎鲁韦昌马苗凤花方俞任袁柳酆鲍史唐费廉岑薛雷贺倪汤滕殷罗毕郝邬安常乐于时傅皮卞齐康伍余元卜顾孟平黄和穆萧尹姚邵湛汪祁毛禹狄米贝明臧计伏成戴谈宋茅庞熊纪舒屈项祝董梁杜阮蓝闵席季麻强贾路娄危江童颜郭梅盛林刁钟徐邱骆高夏蔡田樊胡凌霍虞万支柯昝管卢莫经房裘缪干解应宗丁宣贲邓郁单杭洪包诸左石崔吉钮龚程嵇邢滑裴陆荣翁荀羊於惠甄曲家封芮羿储靳汲邴糜松井段富巫乌焦巴弓牧隗山谷车侯宓蓬全郗班仰秋仲伊宫宁仇栾暴甘斜厉戎祖武符刘景詹束龙叶幸司韶郜黎蓟薄印宿白怀蒲邰从鄂索咸籍赖卓蔺屠蒙池乔阴闻莘党翟谭贡劳逄姬申扶堵冉宰郦雍却璩桑桂濮牛寿通边扈燕冀郏浦尚农温别庄晏柴瞿阎充慕连茹习宦艾鱼容向古易慎戈廖庾终暨居衡步都耿满弘匡国文寇广禄阙东殳沃利蔚越夔隆师巩厍聂晁勾敖融冷訾辛阚那简饶空曾毋沙乜养鞠须丰巢关蒯相查后荆红游竺权逯盖益桓公肖覃涂佟代阎闫岳佘仝苟逯尧敬揭谌帅粟邸税但苑晋楚鄢钦归亓冼卿展弋恽战撒旷朴栗檀漆牟眭睢种秘笪綦芦苍茆菅萨衷谯赫辜达郇镡雒靖鲜鹿麦';
/** Surnames of two signs. */
export const COMPOUND_SURNAMES: readonly string[] =
  '欧阳 司马 上官 诸葛 东方 皇甫 尉迟 公孙 慕容 司徒 夏侯 令狐 长孙 宇文'.split(' ');

/** The surname that a name begins with, by its signs; `undefined` where it begins with none. */
export function surnameOf(name: string): string | undefined {
  const [first = ''] = name;
  return (
    COMPOUND_SURNAMES.find(each => name.startsWith(each)) ??
    (first !== '' && SURNAMES.includes(first) ? first : undefined)
  );
}

/** Names of companies in Latin letters: a legal form, or an acronym. */
const LATIN =
  /\b(?:inc|ltd|limited|llc|llp|corp|corporation|co|company|gmbh|group|plc|bank|hotel|university)\b\.?$/i;
/** Brands of one word in Latin letters, which might be somebody's first name by their form. */
const LATIN_BRANDS =
  /^(?:apple|starbucks|oppo|vivo|huawei|xiaomi|honor|lenovo|haier|midea|gree|hisense|samsung|sony|panasonic|siemens|bosch|philips|tesla|google|amazon|microsoft|oracle|cisco|intel|nvidia|nestle|ikea|walmart|costco|uniqlo|nike|adidas|mcdonald'?s|kfc|subway|disney|lego|dyson|tineco|roborock|ecovacs|anker)$/i;
const ACRONYM = /^[A-Z][A-Z0-9&-]{1,7}$/;

/** Whether a name is that of an organisation, going by its words. */
export function isOrganisation(name: string): boolean {
  if (ENDING.test(name) || LATIN.test(name) || ACRONYM.test(name) || LATIN_BRANDS.test(name)) return true;
  const { length } = [...name];
  const mayBePerson = SURNAMES.includes([...name][0] ?? '');
  if (OWNED.test(name) || (OF_FAMILY.test(name) && length >= 3) || GENERIC.test(name)) return true;
  if (PLACE.test(name) && length >= nameLength(name) + 1) return true;
  if (TRADE.test(name) && (length >= 4 || (length === 3 && !mayBePerson))) return true;
  if (CITIES.test(name) && length >= 4) return true;
  return BRANDS.some(
    brand => name === brand || (name.startsWith(brand) && isOfOrganisation(name.slice(brand.length))),
  );
}

/** Most signs that a person's name may have which begins like this one; what is longer is no name. */
function nameLength(name: string): number {
  if (COMPOUND_SURNAMES.some(each => name.startsWith(each))) return 4;
  const called = CALLED.exec(name)?.[0].length ?? 0;
  if (called > 0) return called + 3;
  return SURNAMES.includes([...name][0] ?? '') && !THINGS.test(name) ? 3 : 2;
}

/** What may follow a brand: 华为售后 is an organisation, 华为民 and 万科张三 are people. */
const isOfOrganisation = (rest: string) => [...rest].length >= 2 && !SURNAMES.includes([...rest][0] ?? '');
