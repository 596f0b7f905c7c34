// What people type where something else is meant: placeholders, vague words, numbers that lost digits, results of
// formulas, misread names.
import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { isPlaceholder } from '../../../functions/src/core/lib/placeholder.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  CLOSING,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  PEOPLE,
  SETTINGS,
} from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

function judge(table: typeof hotline, column: string, cell: unknown) {
  const { values, problems } = check(table, { [column]: cell }, NOW, desk);
  return {
    value: values[column],
    codes: problems.filter(each => each.column === column).map(({ code }) => code),
  };
}

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
    '〃',
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
  ])('%s says something', text => {
    expect(isPlaceholder(text)).toBe(false);
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

// Template 0.27
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
  ])('%s is not', text => {
    expect(judge(hotline, 'description', text).codes).not.toContain('description_vague');
  });

  // A word in which another begins, again and again: read in all its ways it would take for ever.
  it.each(['联系我', '坏的', '出现了', '不行了', '有点', '要退款', '给个'])(
    '%s is answered however often it is said',
    word => {
      for (const times of [30, 90, 1_000]) {
        const { value, codes } = judge(hotline, 'description', `${word.repeat(times)}嗯`);
        expect([value === null, codes.includes('description_vague')]).toEqual([false, false]);
      }
    },
  );
});

describe('a cell that came from a spreadsheet', () => {
  it.each([Number('202309280001234567890'), 1e15, '2.02309E+20'])('%s has lost digits', cell => {
    expect(judge(hotline, 'order', cell)).toEqual({ value: null, codes: ['digits_lost'] });
    expect(judge(hotline, 'contact', cell).codes).toEqual(['digits_lost']);
  });

  it.each<[unknown, string]>([
    ['202309280001234567890', '202309280001234567890'],
    [202_309_280_001, '202309280001'],
    [999_999_999_999_999, '999999999999999'],
  ])('%s keeps its digits', (cell, value) => {
    expect(judge(hotline, 'order', cell)).toEqual({ value, codes: [] });
  });

  it.each(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#ERROR!'])(
    '%s is the error of a formula',
    cell => {
      for (const column of ['customer', 'order', 'request', 'contact', 'calledAt'])
        expect([column, judge(hotline, column, cell).codes]).toEqual([column, ['formula_error']]);
    },
  );

  it.each([
    ['寮犱笁', ''],
    ['å¼ ä¸‰', '张三'],
    ['鏉庡皬鏄?', ''],
    ['æŽå°æ˜Ž', ''],
    ['锟斤拷', ''],
    ['ÕÅÈý', ''],
    ['????先生', ''],
    ['□□', ''],
    ['&#24352;&#19977;', '张三'],
    ['%E5%BC%A0%E4%B8%89', '张三'],
    ['\\u5f20\\u4e09', '张三'],
    ['Loading...', ''],
    ['undefined', ''],
    ['[object Object]', ''],
  ])('%s is a misread name', (name, meant) => {
    const { problems } = check(hotline, { customer: name }, NOW, desk);
    expect(problems.map(({ code }) => code)).toEqual(['name_misread']);
    expect(String(problems[0]?.facts.meant)).toContain(meant);
  });

  it.each([
    '张三',
    '欧阳娜娜',
    '李婷',
    '陈璐瑶',
    'René',
    'Ñandú',
    'XX科技有限公司',
    'Müller GmbH',
    '山田太郎',
  ])('%s reads well', name => {
    expect(judge(hotline, 'customer', name).codes).toEqual([]);
  });

  it.each<[unknown, string]>([
    [-0.496, '-49.6%'],
    [-0.49996, '-49.996%'],
    [-0.5, '-50%'],
    [1 / 3, '33.33333333%'],
    [0.07, '7%'],
    ['-49.96%', '-49.96%'],
  ])('%s of a percentage stays what it is', (cell, value) => {
    const judged = judge(customers, 'orders', cell);
    expect(judged.codes).toEqual([]);
    expect(String(judged.value)).toContain(value.replace('%', ''));
  });

  it('a formula may come to any number', () => {
    const custom = deskOf(PEOPLE, [...SETTINGS, ['自定义列', '热线记录·用量', { value: '数字' }]]);
    const table = custom.tableOf('hotline') ?? hotline;
    const key = table.columns.at(-1)?.key ?? '';
    for (const number of [1 / 3, -0.1 - 0.2, 5])
      expect(check(table, { [key]: number }, NOW, custom)).toMatchObject({
        values: { [key]: number },
        problems: [],
      });
  });
});

describe('the months of a warranty', () => {
  const shop = deskOf(PEOPLE, [
    ['产品', '净水器', { value: '12' }],
    ['产品', 'X2', { value: '24' }],
    ['产品', '净水器 A-3 旗舰版', { value: '36' }],
  ]);
  it.each([
    ['净水器X2 白色', 24],
    ['净水器x2', 24],
    ['净水器X20', 12],
    ['净水器 AX2', 12],
    ['净水器A3旗舰版', 36],
    ['白色净水器', 12],
    ['空调', undefined],
  ])('%s: %s', (product, months) => {
    expect(shop.warrantyMonths(product)).toBe(months);
  });

  it('go by the model where that has a column of its own', () => {
    const cells = {
      customer: '张三',
      contact: '13812345678',
      product: '净水器',
      model: 'X2',
      purchasedOn: '2025-05-10',
      fault: '开机无反应，指示灯不亮',
      request: '维修',
    };
    const { record } = new Book(serviceOrders, shop).submit({ cells }, by('limin'), NOW);
    expect(record?.cells.warranty).toBe('保修期内');
  });
});

describe('a number within a text', () => {
  const TEXT = '昨天在家漏水，客户说打13712345678找王芳';

  it('is hidden from everybody, kept in full, and told to the clerk', () => {
    const book = new Book(feedback, desk);
    const { record, problems } = book.submit({ cells: { ...FEEDBACK, content: TEXT } }, by('limin'), NOW);
    expect(problems.map(({ code }) => code)).toContain('data_hidden');
    expect(JSON.stringify([record, [...book.events.values()]])).not.toContain('13712345678');
    expect(record?.cells.content).toBe('昨天在家漏水，客户说打137****5678找王芳');
    expect(book.privateCells.get('row')?.content).toBe(TEXT);
  });

  it('of a thing is not', () => {
    const book = new Book(hotline, desk);
    const order = { ...CALL, order: '13712345678', description: '9月28日订单20240510001的产品B在家无法开机' };
    const { record } = book.submit({ cells: order }, by('limin'), NOW);
    expect([record?.cells.order, record?.cells.description]).toEqual([order.order, order.description]);
    expect(Object.keys(book.privateCells.get('row') ?? {}).sort()).toEqual(['contact', 'customer']);
  });
});
