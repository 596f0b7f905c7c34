import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { at, deskOf, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');

/** What the desk says of a description: the codes' sentences, or nothing. */
function saidOf(table: Table, column: string, text: string): string {
  const { problems } = check(table, { [column]: text }, NOW, desk);
  return problems.map(sentenceOf).join('');
}
const ofCall = (text: string) => saidOf(hotline, 'description', text);
const ofFeedback = (text: string) => saidOf(feedback, 'content', text);
const ofComplaint = (text: string) => saidOf(complaints, 'description', text);

describe('a call that tells what happened', () => {
  it.each([
    '2023年9月28日购买的产品B，使用10天后无法开机，联系售后未获解决',
    '2023年10月1日购买的产品A，使用3天后出现故障，联系售后未得到解决',
    '11月3日上午在厨房使用热水器时突然冒烟，已关闭电源',
    '昨晚十点家里的净水器接口漏水，地板被泡',
    '上周在人民路门店买的音箱，回家后一直连不上WiFi',
    '快递显示11月8日已签收，客户在公司并没有收到包裹',
    '今早登录官网会员页面提示系统错误，重试五次都失败',
    '安装师傅约好周三上午到家，等到下午也没有来',
    '空调在客厅使用两年，本月制冷效果变差，开两小时仍有28度',
    '双十一在旗舰店下单的扫地机，到货时外壳破裂',
    '净水器安装后第二天厨房下水处渗水，橱柜底板发胀',
    '每次在车间启动设备都跳闸，停产半天，影响交货',
    '刚更换的滤芯用了不到一周出水就变小，楼上邻居也一样',
    '从上个月开始，办公室打印机经常卡纸，每天要处理十几次',
    // Where it happened is not asked after when it is all that is missing.
    '昨天起冰箱不制冷，冷藏室的菜都坏了',
    '9月30日付款的订单至今没有发货，页面一直显示待揽收',
    '儿童手表充电时发烫，孩子手腕被烫红',
    '设备频繁卡顿，影响文件处理，客户已重启3次无效',
    '三天前退回的电饭煲，退款还没有到账',
    '微信公众号预约了维修，两天过去没人联系',
    '洗衣机脱水时抖动厉害，机身移位撞到墙面',
  ])('%s', text => {
    expect(ofCall(text)).toBe('');
  });
});

describe('a question, a wish or thanks tells of no event, and is not asked for one', () => {
  it.each([
    '咨询净水器滤芯多久更换一次，大概需要多少钱',
    '想了解企业客户批量采购有没有优惠价格',
    '请问以旧换新活动是否支持其他品牌的旧机',
    '建议在小程序里增加维修进度查询的功能',
    '感谢安装师傅耐心讲解，服务态度非常好，提出表扬',
    '询问发票抬头怎么修改，需要提供哪些资料',
  ])('%s', text => {
    expect(ofCall(text)).toBe('');
    expect(ofFeedback(text)).toBe('');
  });
});

// Template 0.8, 2.6
describe('a call that leaves something out', () => {
  it.each([
    ['时间、地点', '客户说机器屏幕上出现很多条纹，文字看不清楚'],
    ['时间、地点', '音箱外壳破裂，内部零件散落出来，要求更换新机'],
    ['时间', '客厅空调不制冷，遥控器按键没有反应，要求上门'],
    ['时间', '快递把包裹丢失，商家和物流互相推诿，要求赔偿'],
    ['时间', '门店员工态度冷漠，拒绝办理退货，客户情绪激动'],
    ['地点、结果', '11月3日上午九点半使用打印机打印合同文件两份'],
    ['结果', '11月12日在人民路门店购买净水器一台，型号为A二'],
  ])('%s: %s', (missing, text) => {
    expect(ofCall(text)).toBe(`没有看到${missing}，补上后便于判断和追查。`);
  });

  it.each([
    ['时间、地点', '机器黑屏指示灯不亮'],
    ['时间、地点', '净水滤芯发黄异味重'],
    ['时间、地点', '打印机卡纸严重'],
  ])('and is short besides: %s, %s', (missing, text) => {
    expect(ofCall(text)).toBe(`描述偏短，最好写明${missing}。`);
  });

  it('of fewer than six signs it is refused, unless they say what is wrong', () => {
    expect(ofCall('碗边粘着胶')).not.toContain('描述偏短');
    expect(ofCall('碗边粘着胶')).not.toBe('');
    expect(ofCall('碗边上粘着胶')).toContain('描述偏短');
    expect(ofCall('碗边漏胶水')).toContain('描述偏短');
  });

  it('a short one that tells all is still told to be short', () => {
    expect(ofCall('昨晚家里净水器漏水')).toBe('描述偏短，最好写明现象和影响。');
  });
});

describe('where the table has its own cells for time and place, only event and result are asked for', () => {
  it.each([
    '到店咨询产品功能，员工态度冷漠，未解答疑问且挂断电话',
    '新买的净水器当天夜里漏水，厨房地板被泡',
    '维修人员态度恶劣，收费与报价不符，拒绝开发票',
    '机器外壳破裂，内部零件散落出来，要求更换新机',
    '送货司机把包装摔坏，拒绝上楼，客户只好自己搬',
  ])('%s', text => {
    expect(ofComplaint(text)).toBe('');
    expect(ofFeedback(text)).toBe('');
  });

  it.each([
    ['经过、结果', '净水器型号为甲二零二六，颜色是白色，位于地下'],
    ['结果', '客户于十一月十二日在人民路门店购买净水器一台'],
  ])('%s: %s', (missing, text) => {
    expect(ofComplaint(text)).toBe(`没有看到${missing}，补上后便于判断和追查。`);
  });
});

it('the longest description is judged at once', () => {
  for (const piece of ['在', '在家', '1 ', '时', '第', '咨询', '十 ', 'a-']) {
    expect(ofCall(piece.repeat(50_000 / piece.length))).toBeTypeOf('string');
  }
});
