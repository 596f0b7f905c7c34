// Texts that say nothing: placeholders, words typed to try a cell, and descriptions without a fact.
import { describe, expect, it } from 'vitest';
import { isFilled, isPlaceholder } from '../../../functions/src/core/lib/placeholder.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { plans } from '../../../functions/src/core/tables/plans.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, CLOSING, deskOf, feedback, hotline } from '../../fixtures/core/desk-fixture.ts';
import { judging } from '../../fixtures/core/judged-cell.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

const judge = judging(NOW, desk);

// Case C.2
describe('a placeholder', () => {
  it.each([
    '/',
    '-',
    '——',
    '—',
    '无',
    'N/A',
    'n/a',
    '同上',
    '暂无',
    '略',
    '待补充',
    '...',
    '/ /',
    '无、无',
    '见上',
    '不详',
    '不知道',
    '同 上',
    'N / A',
    '“无”',
    'xxx',
    '！',
    '无/无',
    '無',
    '没啥',
    '空白',
    '不涉及',
    '无备注',
    '同上一条',
    '如上所述',
    '待核实',
    '尚不清楚',
    '原因待查',
    '待确认',
    '后补',
    '稍后补充',
    '查询中',
    '暂不明确',
    '〃',
    '无原因',
    '暂无方案',
    '没有解决办法',
    '方案待定',
    '尚未确定',
    '待客户确认',
    '待检测',
    '待处理',
    '和上面一样',
    '与上条相同',
    '参见上文',
    '不用填',
    'unknown',
    'pending',
    'to be confirmed',
    'not applicable',
  ])('%s says nothing', text => {
    expect(isPlaceholder(text)).toBe(true);
    const closing = { ...CLOSING, resolution: text, cause: text };
    const { record } = new Book(hotline, desk).submit(
      { cells: { ...CALL, ...closing, handler: '李伟' } },
      by('limin'),
      NOW,
    );
    expect(record?.state).toBe('已响应');
  });

  it.each([
    '无需维修，指导重启后恢复',
    '无线模块损坏',
    '更换同型号新品',
    '空气开关跳闸',
    '1',
    '好',
    'A/B 两路均断',
    '√',
    '同上次一样，更换滤芯',
    '见上门记录',
    '没什么声音，已换电机',
    '待机电流大',
    '压力测试不合格',
    '测试环境断网',
    '正在查收货地址，客户已收到',
    '后补发一件',
    '待机无法唤醒，已更新固件',
    '无方案可用的配件，改为换新',
    '一样的滤芯换了一支',
    '未确定型号前先寄回检测',
  ])('%s says something', text => {
    expect(isPlaceholder(text)).toBe(false);
  });

  it.each([
    '测试',
    '测试测试测试',
    'test',
    'Test 123',
    '测试数据。',
    '这是一条测试数据',
    '试一下',
    'demo',
    'asdf',
    'aaa',
    '随便写写',
    '请忽略',
  ])('%s, typed to try the cell, says nothing either', text => {
    const closing = { ...CLOSING, resolution: text, cause: text };
    const { record, problems } = new Book(hotline, desk).submit(
      { cells: { ...CALL, ...closing, handler: '李伟' } },
      by('limin'),
      NOW,
    );
    expect(record?.state).toBe('已响应');
    expect(problems.flatMap(({ code, column }) => (code === 'placeholder' ? [column] : []))).toEqual([
      'resolution',
      'cause',
    ]);
    expect(judge(hotline, 'description', text).codes).toEqual(['description_vague']);
  });

  it('is told to whoever wrote it, and leaves cells of times, people and options blank', () => {
    expect(judge(hotline, 'resolution', '/')).toEqual({ value: '/', codes: ['placeholder'] });
    for (const column of ['respondedAt', 'handler', 'contact', 'satisfaction', 'customer'])
      expect([column, judge(hotline, column, '无')]).toEqual([
        column,
        { value: null, codes: ['said_blank'] },
      ]);
    // An option may be called so.
    expect(judge(callbacks, 'intent', '无')).toEqual({ value: '无', codes: [] });
  });
});

// Template 0.11, 0.15
describe('what was found or done', () => {
  const WORK = [
    [followUps, 'analysis'],
    [followUps, 'solution'],
    [followUps, 'execution'],
    [hotline, 'resolution'],
    [serviceOrders, 'solution'],
    [complaints, 'plan'],
    [plans, 'solution'],
  ] as const;

  it.each([
    '1',
    '1.',
    '12',
    '好',
    '好的',
    '√',
    'ok',
    'OK！',
    '已处理',
    '已处理完毕。',
    '处理好了',
    '已解决',
    '已经解决了',
    '已完成',
    '完成',
    '搞定',
    'done',
    '已跟进',
    '处理中',
    '检测中',
    '正在维修中',
    '调查中',
    '未处理',
    '尚未检测',
    '已联系',
    '收到',
    '是',
    '属实',
  ])('is not said by %s', text => {
    for (const [table, column] of WORK)
      expect([column, judge(table, column, text)]).toEqual([column, { value: null, codes: ['work_vague'] }]);
  });

  it.each(['。', '/', '无', '同上', '111', '哈哈哈哈', '测试'])(
    'nor by %s, which fills the cell only',
    text => {
      for (const [table, column] of WORK) {
        const { value, codes } = judge(table, column, text);
        expect([column, isFilled(value)]).toEqual([column, false]);
        expect(codes.some(code => code === 'placeholder' || code === 'work_vague')).toBe(true);
      }
    },
  );

  it.each([
    '换了电池',
    '已换新',
    '重启后正常',
    '更换滤芯',
    '已退款50元',
    '指导重置密码',
    '已修好，客户试用正常',
    '误按童锁',
  ])('may be as short as %s', text => {
    for (const [table, column] of WORK)
      expect([column, judge(table, column, text)]).toEqual([column, { value: text, codes: [] }]);
  });
});

// Template 0.27
// Case C.3
describe('a description', () => {
  it.each([
    '设备坏了，请处理',
    '机器坏了，请尽快派师傅上门维修',
    '产品出现问题，客户很生气',
    '东西不行，要退',
    '产品坏了，很久了，一直没修',
    '这个东西不好用，客户很不满意，要求马上处理',
    '1234567',
    'abcdefg',
    '啊啊啊啊啊啊啊',
    '东西坏掉了很久',
    '客户反映产品有问题，希望尽快解决',
    '机器不能用了，麻烦派人来看看',
    '家里的东西坏了好久了',
    '服务不好，很不满意',
    '买的东西质量太差了',
    '设备出现异常，请尽快处理',
    '产品故障，要求处理',
    '设备有点不好，麻烦给个说法',
    '无法正常工作，求解决',
    '设备运行异常请检查',
    '软件出bug了，快来看看',
    '你们的产品太垃圾了',
    '质量不行，要赔钱',
    '又坏了，都第三次了',
    '一直有问题没有解决',
    '设备损坏严重无法使用请维修',
  ])('%s is refused', text => {
    expect(judge(hotline, 'description', text)).toEqual({ value: null, codes: ['description_vague'] });
    expect(judge(feedback, 'content', text).codes).toEqual(['description_vague']);
  });

  it.each([
    '设备开机后黑屏，指示灯不亮',
    '净水器漏水，请尽快处理',
    '空调不制冷了，希望派人维修',
    '快递迟迟没有送到，请处理',
    '安装师傅态度差，要求道歉',
    '屏幕碎了，请安排更换',
    '门锁打不开，家人被关在外面',
    '打印机卡纸，第三次了',
    '冰箱运行声音大，请检查',
    '屏幕亮度测试时花屏',
  ])('%s is not', text => {
    expect(judge(hotline, 'description', text).codes).not.toContain('description_vague');
  });

  // A word in which another begins, again and again: read in all its ways it would take for ever.
  it.each(['用不了', '坏了', '老问题', '联系我', '坏的', '出现了', '不行了', '有点', '要退款', '给个'])(
    '%s is answered however often it is said',
    word => {
      for (const times of [30, 90, 1_000]) {
        const { value, codes } = judge(hotline, 'description', `${word.repeat(times)}嗯`);
        expect([value === null, codes.includes('description_vague')]).toEqual([false, false]);
      }
    },
  );
});
