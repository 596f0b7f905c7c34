// What people type where something else is meant: numbers that lost digits, results of
// formulas, misread names.
import { describe, expect, it } from 'vitest';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { Book } from '../../fixtures/core/book.ts';
import {
  at,
  by,
  CALL,
  deskOf,
  FEEDBACK,
  feedback,
  hotline,
  PEOPLE,
  SETTINGS,
} from '../../fixtures/core/desk-fixture.ts';
import { judging } from '../../fixtures/core/judged-cell.ts';

const NOW = at('2026-11-20 15:00');
const desk = deskOf();

const judge = judging(NOW, desk);

// Case C.6, C.7, C.9
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

  it.each(['#N/A', '#REF!', '#VALUE!', '#NAME?', '#DIV/0!', '#ERROR!', '#BUSY!'])(
    '%s is the error of a formula',
    cell => {
      for (const column of ['customer', 'order', 'request', 'contact', 'calledAt'])
        expect([column, judge(hotline, column, cell).codes]).toEqual([column, ['formula_error']]);
    },
  );

  it.each(['########', 'Loading...', '正在加载…'])('%s is what a cell shows that shows nothing yet', cell => {
    for (const column of ['order', 'request', 'resolution'])
      expect([column, judge(hotline, column, cell).codes]).toEqual([column, ['formula_error']]);
  });

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
    ['下降50%', '-50%'],
    ['↓12.5%', '-12.5%'],
    ['负20%', '-20%'],
    ['增长了30%', '30%'],
    ['减少百分之五十', '-50%'],
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

// Case C.8
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

// Case C.4
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
