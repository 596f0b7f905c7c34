import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  productsIn,
  similarityOf,
  similarityReason,
  type Traits,
} from '../../../functions/src/core/similarity/similarity.ts';

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
    expect(like).toMatchObject({ product: '净水器', kind: '质量' });
    expect(similarityReason(like)).toBe('产品同为“净水器”，同为“质量”，描述相似 67%');
    expect(similarityReason(similarityOf(traits('门铃不响'), traits('门铃不响了')))).toBe('描述相似 100%');
  });

  it('grows with a shared product and a shared type, and never of these alone', () => {
    const [bare, typed] = [
      similarityOf(traits('漏水'), traits('漏水')),
      similarityOf(traits('漏水', '投诉'), traits('漏水', '投诉')),
    ];
    expect(typed.score).toBeGreaterThan(bare.score);
    expect(similarityOf(traits('净水器不出水', '投诉'), traits('净水器有异味', '投诉')).score).toBe(0);
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
