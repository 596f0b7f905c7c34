import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { FaultSetting } from '../../../functions/src/core/desk/word-lists.ts';
import { likenessOf, weightsBy, wordsOf } from '../../../functions/src/core/similarity/likeness.ts';
import {
  productsIn,
  similarityOf,
  similarityReason,
  type Traits,
} from '../../../functions/src/core/similarity/similarity.ts';
import { vocabularyOf } from '../../../functions/src/core/similarity/vocabulary.ts';

const PRODUCTS = ['净水器', '净水器 X2', '洗衣机', '空调', '音箱', '办公设备', '扫地机器人', '热水器'];
const traits = (text: string, ...kinds: string[]): Traits => ({
  products: productsIn(PRODUCTS, [text]),
  kinds,
  text,
});
/** What the settings start with. */
const THRESHOLD = 0.5;
const score = (a: string, b: string) => similarityOf(traits(a), traits(b)).score;

describe('the same problem in other words', () => {
  it.each([
    ['净水器安装后第二天接口漏水，厨房地板被泡', '家里的净水器接头处一直漏水，换过一次还是漏'],
    ['净水器漏水', '净水器接口漏水，地板被泡，要求上门'],
    ['11月12日下单的净水器至今未送达，客服电话三次无人接听', '净水器11月10日下单，到现在还没送达'],
    ['2023年9月28日购买的产品B，使用10天后无法开机', '产品B用了一周就开不了机，售后没人管'],
    ['音箱开机无反应，指示灯不亮', '音箱插上电没反应，灯不亮，换插座也一样'],
    ['空调制冷效果差，开了两小时房间还是28度', '空调不制冷，吹出来的是热风'],
    ['到店咨询产品功能，员工态度冷漠，未解答疑问且挂断电话', '门店员工态度很冷漠，问问题不回答'],
    ['办公设备频繁卡顿，影响文件处理', '办公设备使用中经常卡顿，打开文件要等一分钟'],
    ['扫地机器人充电时冒烟，有焦味', '扫地机器人充电座冒烟，差点着火'],
    ['热水器加热慢，洗澡水不热', '热水器不加热，水一直是凉的'],
    ['物流延误超过7天，快递一直没更新', '物流延误，下单十天还没到'],
    ['洗衣机脱水时噪音很大，像要散架', '洗衣机甩干声音大，噪音吵得邻居投诉'],
    ['客服电话打了五次都无人接听', '客服热线打不通，一直无人接听'],
    ['音箱连不上ＷｉＦｉ，换了路由器也不行', '音箱联网失败，WiFi搜索不到，换了路由器'],
  ])('%s | %s', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(THRESHOLD);
    expect(score(b, a)).toBe(score(a, b));
  });
});

describe('another problem in like words', () => {
  it.each([
    ['净水器接口漏水，厨房地板被泡', '净水器滤芯更换提示灯不灭'],
    ['净水器滤芯更换后水流变小', '净水器滤芯发黄，担心水质'],
    ['洗衣机脱水时噪音很大', '洗衣机门锁打不开，衣服取不出来'],
    ['空调不制冷', '空调遥控器失灵，按键没反应'],
    ['音箱开机无反应，指示灯不亮', '音箱连不上WiFi，语音识别不准'],
    ['咨询净水器滤芯多久换一次', '咨询净水器保修期多长'],
    ['门店员工态度冷漠', '物流延误超过7天'],
    // Another product is another problem, whatever else is said.
    ['净水器漏水，地板被泡', '洗衣机漏水，地板被泡'],
    ['净水器漏水，地板被泡', '净水器 X2 漏水，地板被泡'],
    ['要求退款，七天无理由退货怎么办理', '退款到账时间太长，已经等了十天'],
    ['询问安装费用多少', '询问发票怎么开具'],
    ['安装师傅迟到两小时，没有提前通知', '安装师傅很负责，提前联系并讲解'],
    ['2023年9月28日购买的产品B，使用10天后无法开机', '2023年9月28日购买的产品B，使用10天后花屏'],
    ['办公设备打印卡纸，每天要处理十几次', '办公设备无法联网，检查网络正常'],
    ['热水器安装位置不合适，希望移位', '热水器加热慢，洗澡水不热'],
    ['空调外机噪音大，邻居有意见', '空调外机支架生锈，担心掉落'],
    ['扫地机器人不回充，每次都停在客厅', '扫地机器人边刷脱落，客服让自己买'],
    ['净水器水有异味，像塑料味', '净水器水龙头松动，出水时晃'],
    ['2026年11月20日 14:30', '2026年11月20日 14:30'],
    ['您好，请问', '您好，请问'],
    ['', ''],
  ])('%s | %s', (a, b) => {
    expect(score(a, b)).toBeLessThan(THRESHOLD);
  });
});

describe('a score', () => {
  it('says what went into it', () => {
    const like = similarityOf(traits('净水器漏水', '投诉', '质量'), traits('净水器接口漏水', '咨询', '质量'));
    expect(like).toMatchObject({ fault: '漏水', product: '净水器', kind: '质量', isSaid: false });
    expect(similarityReason(like)).toMatch(/^产品同为“净水器”，故障同为“漏水”，同为“质量”，描述相似 \d+%$/);
    expect(similarityReason(similarityOf(traits('门铃不响'), traits('门铃不响了')))).toMatch(
      /^产品同为“门铃”，故障同为“没声音”，描述相似/,
    );
  });

  it.each([
    ['the same fault', '净水器接口漏水', '净水器漏水'],
    ['a fault that is another word for it', '行李箱轮子断了', '行李箱轮子松了'],
    ['one of several models', '净水器a3和净水器b2漏水', '净水器b2漏水'],
  ])('of %s is six tenths, and more by how alike the words are', (_, a, b) => {
    const like = similarityOf(traits(a), traits(b));
    expect(like.text).toBeGreaterThan(0);
    expect(like.text).toBeLessThan(1);
    expect(like.score).toBeCloseTo(0.6 + 0.4 * like.text, 9);
  });

  it('never comes of a shared product and type alone', () => {
    expect(similarityOf(traits('净水器不出水', '投诉'), traits('净水器有异味', '投诉')).score).toBe(0);
    expect(score('净水器的事，尽快处理', '净水器的事，请尽快安排')).toBeLessThan(THRESHOLD);
  });

  it('is below the threshold where it is not said of what: a person is asked', () => {
    const asked = score('接口漏水', '净水器漏水');
    expect(asked).toBeGreaterThanOrEqual(0.3);
    expect(asked).toBeLessThan(THRESHOLD);
  });

  it('lies between 0 and 1, is the same both ways, and is 1 at most of a text with itself', () => {
    const texts = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.string({ unit: fc.constantFrom(...'净水器漏不开了机的0７aA\ud83d ，\n') }),
    );
    fc.assert(
      fc.property(texts, texts, (a, b) => {
        const [one, other] = [traits(a), traits(b)];
        const { score: found } = similarityOf(one, other);
        expect(found).toBeGreaterThanOrEqual(0);
        expect(found).toBeLessThanOrEqual(1);
        expect(similarityOf(other, one).score).toBe(found);
        expect(similarityOf(one, one).score).toBeGreaterThanOrEqual(found - 0.2);
      }),
    );
  });
});

describe('a thing that is called by the last sign of its name', () => {
  it.each([
    ['充电桩插枪没反应，车不充电', '刷卡以后桩不出电'],
    ['点读笔点书没声音', '笔点上去是哑的，没有声音'],
  ])('is known: %s | %s', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(THRESHOLD);
  });

  it('is not where many names end so: a person is asked', () => {
    expect(score('光伏板被冰雹砸裂', '客户反映屋顶有一块板裂了')).toBeLessThan(THRESHOLD);
  });
});

describe('what went wrong at the hands of somebody', () => {
  it('is another matter with somebody else', () => {
    expect(score('安装师傅没按时来', '说好八点，骑手迟到一小时')).toBe(0);
    expect(score('安装师傅没按时来', '装机师傅迟到了')).toBeGreaterThanOrEqual(THRESHOLD);
  });
});

// The rows of the issue, and kin of each.
// Case D.3
describe('a fault is read, not its letters', () => {
  it.each([
    ['净水器A3漏水', '净水器B2没有水出来'],
    ['净水器A3漏水', '净水器A3一直响'],
    ['净水器B2没有水出来', '净水器A3一直响'],
    ['净水器A3漏水', '净水器B2漏水'],
    ['洗衣机一直响', '洗衣机不响了'],
    ['音箱一直响', '音箱不响'],
    ['热水器漏水', '热水器没有热水出来'],
    ['冰箱门打不开', '冰箱门关不上'],
    ['门锁打不开', 'App打不开'],
    ['净水器没有漏水，就是不出水', '净水器漏水'],
    ['客户来电反映净水器漏水，请尽快安排师傅上门处理', '客户来电反映净水器不出水，请尽快安排师傅上门处理'],
    ['客户反映空调不制冷，麻烦安排维修', '客户反映空调遥控器失灵，麻烦安排维修'],
    ['手机充电发烫', '手机充不进电'],
    ['刹车漏油', '发动机漏油'],
    ['冰箱下面一摊水', '冰箱冷冻层的肉都软了'],
    ['衣服拉链卡住', '行李箱拉链卡住'],
    ['飘窗漏雨', '窗户关上还呼呼进风'],
    ['客户反映后台无法登录', '客户反映发来的型号不对'],
    // Another part of the same thing.
    ['洗衣机门封条漏水', '洗衣机排水管漏水'],
    ['电梯里八楼按键按不动', '电梯排风扇没反应'],
    ['门禁刷脸识别失败', '门禁卡读不出来，识别不了'],
    // A part that no list has, or that is told behind what happened to it.
    ['眼镜鼻托掉了', '眼镜夹片掉了'],
    ['书桌断了一条腿', '书桌断了抽屉'],
    // Said of a part by the one, of none by the other.
    ['椅子断裂', '椅子靠背松动'],
    // Said of a thing by the one, of none by the other.
    ['逆变器采集棒掉线', '图传老是掉线'],
    ['快递一个星期还没到', '电梯报修两周还没好，配件没到'],
    // What only came of it, or stands beside it.
    ['加热棒关不掉，水太烫，鱼都死了', '收到的鱼到家就死了'],
    ['电梯到站不平，有个台阶', '电梯运行晃动，声音很大'],
    // No more than that something is wrong.
    ['净水器坏了', '净水器不能用了'],
    ['空调有问题', '空调出毛病了'],
    ['水壶箱子烂了', '面包烂了发臭'],
  ])('apart: %s | %s', (a, b) => {
    expect(score(a, b)).toBeLessThan(THRESHOLD);
  });

  it.each([
    ['净水器漏水', '净水器滴水'],
    ['净水器渗水', '厨房净水机地上一滩水'],
    ['净水器露水', '净水器接口往外冒水'],
    ['手机开不了机', '手机按了没反应'],
    ['手机无法开机', '手机不通电'],
    ['客户来电反映空调不制冷，请尽快处理', '空调吹出来是热风'],
    ['蒸箱不出蒸汽', '蒸箱没有蒸汽出来'],
    ['系统无法导出报表', '系统报表导不出来'],
    ['割草机打不着火', '客户称割草机发动不了'],
    ['门锁按了十几次指纹都不认', '智能锁指纹识别老是失败，只能输密码'],
    ['跑步机跑着跑着带子打滑', '跑步机皮带一踩就空转'],
    ['眼镜腿断了', '客户说镜架的腿折了'],
    ['喂食器到点不出粮', '自动喂食机卡粮了，猫饿了一天'],
    ['隔壁说话听得一清二楚，隔音太差', '走廊的声音全传进来，房间不隔音'],
    // Each way of saying that it does not do this, also with the verb apart from its object.
    ['马桶冲不了水', '智能马桶按冲水键没反应'],
    ['投影仪对不了焦', '投影机画面模糊'],
    // A word for a kind of things may mean each of them, and what is worn under another name is one.
    ['衣服拉链卡住', '外套拉链头掉了'],
    ['行李箱轮子掉了', '拉杆箱万向轮脱落'],
    // A way of saying it that begins with the name of a thing or of a part.
    ['走步机显示屏黑的', '跑步机屏不亮'],
    ['满减券不生效', '优惠券用不了'],
    // What was tried tells of no fault where another clause does.
    ['读卡器不读卡', '门禁卡刷了没反应，换卡也一样'],
    // Who does it: 快递员 is no 快递.
    ['快递员态度很差', '配送员态度很差，骂人'],
    // A fault that says by itself of what it is.
    ['打印机总卡纸', '纸进去一半就夹住了'],
    ['洗澡水一会烫一会凉', '热水器忽冷忽热'],
    ['约好的空调师傅没来', '师傅放鸽子'],
  ])('one: %s | %s', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(THRESHOLD);
  });

  it.each<[string, string]>([
    ['如何修改登录密码', '登录密码修改不了'],
    ['请问发票怎么开票', '发票一直没开'],
    ['怎么取消自动续费', '没同意就自动续费'],
    ['安装师傅态度很好，很耐心', '安装师傅态度很差，骂人'],
    ['空调室内机嗡嗡响', '空调室外机嗡嗡响'],
    ['冰箱冷藏室结冰', '冰箱冷冻室结冰'],
    ['手机听筒没声音', '手机打电话对方听不见'],
    ['衣柜门板有划痕', '餐桌桌面有划痕'],
    ['退租两个月押金没退', '培训班学费没退'],
    ['司机骂人', '教练骂学员'],
  ])('is never one with what only sounds like it: %s | %s', (a, b) => {
    expect(score(a, b)).toBeLessThan(THRESHOLD);
  });

  it('is asked about by all who ask the same, and is no fault of a thing then', () => {
    expect(score('请问怎么取消自动续费', '自动续费怎么取消')).toBeGreaterThanOrEqual(THRESHOLD);
  });

  it.each([
    ['卧室挂机往床头滴答滴答掉水珠', '空调室内机漏水，墙纸都泡起来了'],
    ['车上空调开最大也不凉', '汽车空调出的是热风'],
    ['物流信息一周不动', '包裹几天没更新轨迹'],
    ['电动车捏死刹车还往前溜', '电瓶车后刹软绵绵刹不住'],
    ['毛衣水洗之后缩成童装了', '羊毛衫下水短一截'],
    ['点获取验证码等了五分钟都没来', '手机号收不到验证短信'],
  ])('is one however it is told: %s | %s', (a, b) => {
    expect(score(a, b)).toBeGreaterThanOrEqual(THRESHOLD);
  });

  it('takes words for what they are worth at this desk', () => {
    const told = [...Array(29).keys()].map(each => wordsOf(`苏州售后中心受理，第${each}号事由，单号已登记`));
    const weigh = weightsBy(told);
    const [a, b] = [wordsOf('苏州售后中心受理，背带发黏'), wordsOf('苏州售后中心受理，镜架刮手')];
    expect(likenessOf(a, b, () => 1)).toBeGreaterThan(likenessOf(a, b, weigh));
    expect(likenessOf(a, b, weigh)).toBeLessThan(0.1);
  });

  it('learns ways of saying it from settings, of a class that there is and of a new one', () => {
    const reader = (...faults: FaultSetting[]) => ({ vocabulary: vocabularyOf(faults), weigh: () => 1 });
    const by = (a: string, b: string, ...faults: FaultSetting[]) =>
      similarityOf(traits(a), traits(b), reader(...faults)).score;
    expect(by('净水器底下汪着', '净水器漏水')).toBeLessThan(THRESHOLD);
    expect(by('净水器底下汪着', '净水器漏水', { name: '漏水', ways: ['汪着'] })).toBeGreaterThan(THRESHOLD);
    const beeps = { name: '误鸣', ways: ['嘀嘀叫', '自己…叫'] };
    expect(by('净水器嘀嘀叫', '净水器自己半夜叫', beeps)).toBeGreaterThan(THRESHOLD);
    expect(by('净水器(嘀', '净水器[嘀', { name: '怪', ways: ['(嘀', '[嘀'] })).toBeGreaterThan(THRESHOLD);
  });
});

describe('products', () => {
  it.each<[string, string[]]>([
    ['家里的净水器漏水', ['净水器']],
    ['净水器 X2 漏水', ['净水器 X2']],
    ['净水器 Ｘ２ 和净水器都漏水', ['净水器 X2', '净水器']],
    ['不知道是哪一种', []],
  ])('in %s: %j', (text, products) => {
    expect(productsIn(PRODUCTS, [text])).toEqual(products);
    expect(productsIn(['', ...PRODUCTS], [text])).toEqual(products);
  });
});
