// The form for whoever is on the phone: what it asks in which order, and how his records are told of.
import { describe, expect, it } from 'vitest';
import {
  type CallTable,
  callerLines,
  callFormOf,
  callTable,
} from '../../../functions/src/core/calls/call-form.ts';
import type { DeskContext } from '../../../functions/src/core/desk/desk.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { serviceOrders } from '../../../functions/src/core/tables/service-orders.ts';
import { deskOf, exampleDesk, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { Walker } from '../../fixtures/core/walker.ts';

const desk = exampleDesk();

function tableOf(of: DeskContext): CallTable {
  const table = callTable(of);
  if (!table) throw new Error('no table has a form for calls');
  return table;
}

const form = callFormOf(tableOf(desk), desk);
const field = (column: string) => form.fields.find(each => each.column === column);

describe('the form', () => {
  it('begins with the number and ends with the urgency, in the order of talking', () => {
    expect(form.table).toBe('hotline');
    expect(form.fields.map(({ label }) => label)).toEqual([
      '联系方式',
      '客户姓名',
      '订单号/会员号',
      '产品',
      '问题类型',
      '问题描述',
      '客户诉求',
      '紧急程度',
    ]);
  });

  it('offers what the desk offers', () => {
    expect(field('type')?.options).toEqual(['售前咨询', '售后支持', '投诉建议', '其他']);
    expect(field('urgency')?.options).toEqual(['高', '中', '低']);
    expect(field('order')).not.toHaveProperty('options');
  });

  it('needs what no record can be without, and takes name and number from the file', () => {
    const required = form.fields.filter(each => each.required).map(({ column }) => column);
    expect(required).toEqual(['contact', 'customer', 'type', 'description', 'request']);
    const fromFile = form.fields.filter(each => each.fromFile).map(({ column }) => column);
    expect(fromFile).toEqual(['contact', 'customer']);
    expect(field('urgency')).not.toHaveProperty('required');
  });

  it('greets in the name of the company, and without one where none is set', () => {
    expect(form.greeting).toContain('这里是售后服务热线，');
    const named = deskOf(PEOPLE, [...SETTINGS, ['企业', '晨光电器']]);
    expect(callFormOf(tableOf(named), named).greeting).toContain('这里是晨光电器，');
    const own = deskOf(PEOPLE, [...SETTINGS, ['话术', '热线问候', { value: '{公司|我们}为您服务。' }]]);
    expect(callFormOf(tableOf(own), own).greeting).toBe('我们为您服务。');
  });
});

describe('the records of a caller', () => {
  const call = new Walker(hotline, desk).type({ customer: '李小明', type: '售后支持' }).record;
  const order = new Walker(serviceOrders, desk).type({
    customer: '李小明',
    fault: '开机后指示灯闪烁，不制热',
  }).record;
  const file = new Walker(customers, desk).type({ customerNumber: 'C900', customer: '李小明' }).record;

  it('stand with his file first, then what is open, the latest first', () => {
    const lines = callerLines(
      [{ ...call, updatedAt: 1 }, { ...order, updatedAt: 2 }, file, { ...call, state: '已关闭' }],
      tableOf(desk),
      desk,
    );
    expect(lines.map(({ title, open }) => [title, open])).toEqual([
      ['客户档案', false],
      ['售后服务单', true],
      ['热线记录', true],
      ['热线记录', false],
    ]);
  });

  it('say what the file column takes, and what a like record goes by', () => {
    const [first, second, third] = callerLines([file, call, order], tableOf(desk), desk);
    expect(first).toMatchObject({ file: 'C900' });
    expect(first).not.toHaveProperty('alike');
    expect([second, third].find(line => line?.table === 'hotline')).toMatchObject({ alike: '售后支持' });
    expect([second, third].find(line => line?.table === 'serviceOrders')).not.toHaveProperty('alike');
  });

  it('a case that names a file is none, nor is a file that counts no more', () => {
    const naming = new Walker(hotline, desk).type({ customerNumber: 'C900', customer: '李小明' }).record;
    const [gone] = customers.states.filter(state => state.void).map(({ name }) => name);
    expect(gone).toBeDefined();
    const lines = callerLines([{ ...file, state: gone ?? '' }, naming], tableOf(desk), desk);
    expect(lines).toHaveLength(2);
    for (const line of lines) expect(line).not.toHaveProperty('file');
  });

  it('bear names as the sheet shows them', () => {
    const [line] = callerLines([order], tableOf(desk), desk);
    expect(line?.about).toBe('李*：开机后指示灯闪烁，不制热');
  });
});
