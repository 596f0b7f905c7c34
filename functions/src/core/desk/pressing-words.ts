// What customers say where a matter is pressing (templates 002 and 004): the default list over trades. Each is a row of
// settings; a row of the same name takes the place of its words, one of another name is added.
//
// A way of saying something is written as it is said: `…` stands for a few signs of the same clause, `/` between words
// of which any will do.

import type { Cells } from '../schema/column.ts';
import { wordsIn } from './word-lists.ts';

/** Kinds of what is said, each with the ways of saying it. */
export type PressingWords = ReadonlyMap<string, readonly string[]>;

/** The categories of settings that list such kinds, and how pressing each makes a matter. */
export const PRESSING_CATEGORIES = { 紧急说法: '紧急', 重要说法: '重要' } as const;
export type PressingCategory = keyof typeof PRESSING_CATEGORIES;

/** The kind of 紧急说法 that is also read from what happened to a part of the body. */
export const HURT = '受伤';
/** The kind of 紧急说法 that lists phrases in which such words mean something else. */
export const HARMLESS = '不算紧急';

const SWALLOWED = '电池/磁珠/磁力珠/珠子/珠珠/零件/配件/螺丝/硬币/异物/碎片/干燥剂/瓶盖';

const FALLEN = '人/孩子/宝宝/小孩/老人/客人/顾客/骑手/师傅/员工/同事';

/** A matter of life and limb, or of the whole of what was bought. */
const URGENT: Readonly<Record<string, string>> = {
  漏电触电:
    '漏电、触电、电击、被电、电到/电得…人/手/麻、麻手、手麻、麻了一下、电了一下、过电、电伤、电死、短路、外壳/机身/金属/表面/水…带电、电线/线头/铜线/铜丝/铜芯…裸露/外露/露出来',
  起火冒烟:
    '起火、起了火、着火、着了火、失火、火星、火灾、冒烟、冒火、跳火、火花、窜…火苗、火苗…窜、电弧、电光、拉弧、自燃、浓烟、冒…黑烟/白烟/青烟、插头/插座/开关/适配器/电线/接头/电机…打火/熔/融化/烧化/烧了/发黑、烧起来、烧着、烧焦、烧糊、烧黑、烧穿、烧毁、烧坏、烧了个、一股/闻到/闻着/散发/冒出/有股/机/器/插/电/线/柜/厨房/满屋/屋里…焦味/焦糊/糊味/煳味/胶皮味/塑料味、焦糊味、电池/充电宝/手机/平板/轮胎/背面…鼓包/鼓起/鼓胀/膨胀/鼓了',
  爆炸: '爆炸、炸裂、炸开、炸了、炸碎、炸飞、自爆、爆裂、爆燃、爆鸣、爆开、爆管、玻璃/电池/内胆/高压锅/灯泡/瓶子…爆了/炸',
  燃气泄漏:
    '煤气/燃气/天然气/液化气…泄漏/泄露/漏气/味、阀门/灶/热水器/接口/管道…漏气、漏气…煤气/燃气/天然气/阀门/灶、燃气管/煤气管/气管…穿/破/断/裂、一氧化碳',
  [HURT]:
    '受伤、烫伤、烧伤、灼伤、割伤、砸伤、夹伤、压伤、摔伤、撞伤、扎伤、刺伤、咬伤、冻伤、扭伤、擦伤、炸伤、弄伤、电伤、伤人、骨折、骨裂、头破血流、流血、失血、缝针、缝了…针、脑震荡、失明、伤残、残疾、截肢、毁容、死亡、身亡、丧命、出人命、手/脚/脸…划伤、划伤…手/脚/脸/孩子/人、手指/胳膊/骨头…断、牙/牙齿…硌/崩、硌/崩…牙',
  送医: '送医、住院、急诊、急救、抢救、救护车、就医、就诊、输液、医院…治疗/看病/检查/缝/取/抢救/洗胃、进…医院、打了120、叫了120、拨打120、打120、昏迷、昏倒、晕倒、晕厥、休克',
  中毒不适:
    '中毒、刺鼻、头晕、头昏、呕吐、恶心想吐、上吐下泻、腹泻、拉肚子、吃坏肚子、吃/喝/服用…肚子疼/肚子痛/腹痛/胃疼/胃痛、吃错药/用错药/发错药/配错药、胸闷、呼吸困难、喘不上气、喘不过气、窒息、缺氧、甲醛味、甲醛超标、甲醛…超标、过敏、红肿、起疹、疹子、红疹、皮疹、荨麻疹、全身/浑身/身上…痒/起疹/起泡、呼吸急促、嗓子疼/喉咙痛/眼泪…味、味…嗓子疼/喉咙痛/流眼泪/流泪/睁不开眼、一直吐、吐个不停、嘴唇发紫、吃出/吃到/喝到/喝出…玻璃/铁丝/铁钉/钉子/刀片/金属/针头/碎片/石子',
  误吞卡喉: `误吞、误食、误服、误饮、${SWALLOWED}…吞/吃下/吃进/咽/放进嘴、吞/吃下/吃进/咽…${SWALLOWED}、噎住、噎到、噎着、呛到、卡…喉咙/嗓子/喉/食道/气管、鼻孔…塞、勒住…脖/孩子/宝宝、缠住…脖/孩子/宝宝、卡住…的头/脑袋/手指/脖/孩子/宝宝`,
  塌落摔跌: `塌下来、倒下来…砸/压、塌了、坍塌、倒塌、垮塌、掉下来…砸/险些/差点、坠落、坠楼、坠物、从…楼/高处/墙上/房顶/天花板…掉下来/掉落/砸、外机/广告牌/玻璃幕墙/吊灯/吊顶/吊扇…掉下来/掉落、砸中、滑倒、摔倒、绊倒、跌倒、${FALLEN}…摔下/摔了下/摔出/飞出/摔了/甩下/甩出/滚下/跌下/掉下去/掉下楼、摔下/摔出/甩下/甩出…${FALLEN}`,
  车辆失控:
    '刹不住、刹车/制动…失灵/失效/没反应/踩不动/断/没有了、方向/龙头…锁死/卡死/失灵/失控、油门…卡/失控、突然加速、自动加速、自己加速、突然自己、安全气囊…没/未、车轮/前轮/后轮…脱落/掉了/飞/断、爆胎、断轴、行驶/高速/骑行/路上…熄火/失控/断电/锁死/抱死、车祸、撞…护栏/墙/树/栏杆',
  被困: '被困、困在、困住、困…电梯、电梯…急坠/下坠/坠/冲顶/夹、被锁在',
  安全隐患:
    '安全隐患、安全事故、人身安全、生命危险、生命安全、危及、差点…命/出事、差一点…命/出事/砸、险些…命/出事/砸、很危险、太危险、非常危险、十分危险、极其危险、存在危险',
  轻生: '轻生、不想活、想不开、自杀、自残、寻死、跳楼、活不下去',
  财产损失:
    '重大财产、损失…万/惨重/巨大/很大/特别大/严重、万元/万块/万多/多万/几万…损失、重大/巨大/惨重…损失、血本无归',
  重大质量:
    '核心功能/主要功能…失效/不能/无法/用不、整机/完全/全部/彻底…无法使用/不能使/不能用/用不了/瘫痪/停机、无法使用、系统/全线/业务…瘫痪、停产、停工、停业、业务中断、生产中断、全公司/全厂/全店/全院/全校/整个公司/所有员工/所有门店…无法/不能/用不了/停摆、重大质量、大面积…故障/质量/不良/出问题/退货、整批…不良/不合格/报废/有问题',
  [HARMLESS]:
    '接触电/触电影/触电商/触电视、被电话/被电商/被电脑/被电信/被电梯/被电动/被电子/被电器/被电视/被电瓶/被电源、漏电保护/漏电开关/漏电断路、短路线/短路径/短路由、脑子短路/大脑短路、火花塞、擦出…火花、思想…火花、打不着火/点不着火/打着火/点着火、辣得/气得/急得/嗓子/眼睛…冒火/冒烟、火灾险、锅/饭/菜/面包/蛋糕/肉/粥…烧焦/烧糊/烤焦/焦味/糊味、咖啡/豆子/咖啡豆…焦味/糊味、爆炸性/爆炸式/爆炸头/爆炸盐/爆炸增长/爆炸鱿鱼/爆炸糖/爆炸酱/信息爆炸/知识爆炸/流量爆炸/订单爆炸、炸了锅/气炸了/肺炸了/心态炸了/炸了群/效果炸裂/口碑炸裂、服务器/系统/页面/网络/数据库…炸、炸机、心/感情/自尊…受伤、屏幕/表面/漆/车门/车身/地板/桌面/外壳/镜面/机身/面板…划伤/擦伤、急救箱/急救包/急诊科/住院部、送医用/送医疗/送医保、电脑/系统/文件/服务器…中毒、中毒软件、过敏原/过敏体质、烫伤膏/烫伤药、令人窒息、坐垫/床垫/沙发/海绵…塌、天塌/一塌糊涂、跳楼价/跳楼机/跳楼甩卖、券/积分/优惠…无法使用/用不了/不能用、无法使用…券/积分/优惠/红包、信号/会员/账户…被锁、项目经理/产品经理/采购经理/财务经理/行政经理/工程经理/生产经理/设备经理/品质经理/物业经理、采购主管/仓库主管/财务主管/行政主管/设备主管/生产主管/安全主管/项目主管、现场负责人/收货负责人/项目负责人/采购负责人/对接负责人/安装负责人/设备负责人/班级负责人、急救员/急救课/急救培训/急救手册/急救证/急救箱/急救药、中毒急救/触电急救、急诊医生/急诊科、住院医师/住院险/意外险/医疗险、防触电/防漏电/防烫伤/防摔倒/防滑倒/防中毒/防自燃/防起火/防爆炸/防坠落/防割伤',
};

/** What template 004 calls important, beside delays, which are counted and not read. */
const IMPORTANT: Readonly<Record<string, string>> = {
  态度恶劣:
    '态度…恶劣/差/冷漠/不好/蛮横/粗暴/傲慢、辱骂、骂人/骂客户/骂我/骂了、挂…电话、爱理不理、爱搭不理、爱答不理、推诿、踢皮球、说话…难听/很冲/阴阳怪气、翻白眼、摔门走/摔门就走/摔门而去/摔门离开、不搭理、甩脸/甩脸子/甩脸色、语气/口气/说话…不耐烦/凶/很硬、客服/店员/师傅/司机/前台/保安/销售/教练/老师…不理人/很凶/特别凶/太凶、让/叫…滚下/滚出/滚蛋、嘲笑/羞辱/讽刺/讥讽/呵斥/大吼/威胁/恐吓/推搡/推了/动手打…客户/顾客/客人/我/人',
  要求高层:
    '要求/请/找/联系/叫/让/见/喊/换/把你们/必须/升级到/升级给…领导/经理/负责人/高层/高管/老板/老总/主管/店长/总监/董事长/管事的/你们上级/做主的、要你们…上级/领导/老总、主管/经理/领导/负责人/老板/老总…电话给我/电话告诉我、向总部/向上级/向你们领导…反映/投诉/反馈',
};

const DEFAULTS: Readonly<Record<PressingCategory, PressingWords>> = {
  紧急说法: listed(URGENT),
  重要说法: listed(IMPORTANT),
};

function listed(kinds: Readonly<Record<string, string>>): PressingWords {
  return new Map(Object.entries(kinds).map(([name, ways]) => [name, wordsIn(ways)]));
}

/** The rows that a new desk has of them: category, name and value. */
export function pressingRows(): { category: PressingCategory; name: string; value: string }[] {
  return (Object.keys(DEFAULTS) as PressingCategory[]).flatMap(category =>
    [...DEFAULTS[category]].map(([name, ways]) => ({ category, name, value: ways.join('、') })),
  );
}

/** The words of a category as a desk has them: its rows, and of the default list what no row takes the place of. */
export function pressingWords(category: PressingCategory, rows: ReadonlyMap<string, Cells>): PressingWords {
  const own = [...rows].flatMap(([name, { value }]): [string, readonly string[]][] => {
    const ways = wordsIn(String(value ?? ''));
    // A row without words leaves a kind of the list as it is; one that is not on it says itself what it is called.
    return ways.length > 0 || !DEFAULTS[category].has(name) ? [[name, ways.length > 0 ? ways : [name]]] : [];
  });
  return new Map([...DEFAULTS[category], ...own]);
}
