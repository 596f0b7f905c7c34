// Which columns of a strange book are which of a table.
import { describe, expect, it } from 'vitest';
import { matchColumns } from '../../../functions/src/core/imports/match-columns.ts';
import { lettersOf } from '../../../functions/src/core/lib/rectangles.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import type { Table } from '../../../functions/src/core/schema/table.ts';
import { complaints } from '../../../functions/src/core/tables/complaints.ts';
import { feedback } from '../../../functions/src/core/tables/feedback.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';

const proposed = (table: Table, rows: string[][]) => {
  const { header, columns } = matchColumns(table, rows);
  return { header, columns: columns.map(({ column }) => column) };
};

describe('titles', () => {
  it.each<[string, Table, string[], (string | null)[]]>([
    [
      'that are the labels',
      hotline,
      ['日期时间', '客户姓名', '联系方式', '问题描述', '处理人员'],
      ['calledAt', 'customer', 'contact', 'description', 'handler'],
    ],
    [
      'in other words',
      hotline,
      ['来电时间', '姓名', '手机号', '故障现象', '诉求', '经办人', '处理结果', '办结时间', '满意度'],
      [
        'calledAt',
        'customer',
        'contact',
        'description',
        'request',
        'handler',
        'resolution',
        'resolvedAt',
        'satisfaction',
      ],
    ],
    [
      'with marks and examples',
      hotline,
      ['客户姓名 *', '联系方式（必填）', '日期 时间：', '订单号'],
      ['customer', 'contact', 'calledAt', 'order'],
    ],
    [
      'of which one contains the other',
      hotline,
      ['最终处理人员', '详细问题描述', '天气'],
      ['handler', 'description', null],
    ],
    ['of which none is proposed twice', hotline, ['联系方式', '电话', '手机'], ['contact', null, null]],
    [
      'by what the table calls them',
      complaints,
      ['客户', '投诉类型', '投诉内容', '发生时间'],
      ['customer', 'type', 'description', 'happenedAt'],
    ],
    ['of another table', feedback, ['反馈人', '来源', '内容'], ['customer', 'channel', 'content']],
  ])('%s', (_, table, titles, columns) => {
    expect(proposed(table, [titles])).toEqual({ header: 0, columns });
  });

  it('stand below the heading of the page and the day on which it was made', () => {
    const rows = [
      ['2025年热线记录汇总表', '', ''],
      ['制表：陈静', '', '2025-12-31'],
      ['来电时间', '客户', '电话'],
      ['2025-1-3', '李明', '13800001111'],
    ];
    expect(proposed(hotline, rows)).toEqual({ header: 2, columns: ['calledAt', 'customer', 'contact'] });
  });

  it('that are merged over two rows or several columns are read as they look', () => {
    const rows = [
      ['时间', '客户信息', '', '处理', ''],
      ['', '姓名', '电话', '姓名', '结果'],
      ['2025-1-3 9:00', '李明', '13800001111', '陈静', '已换新'],
    ];
    const { header, columns } = matchColumns(hotline, rows);
    expect(header).toBe(1);
    expect(columns.map(({ title, column }) => [title, column])).toEqual([
      ['时间', 'calledAt'],
      ['客户信息·姓名', 'customer'],
      ['电话', 'contact'],
      ['处理·姓名', null],
      ['结果', 'resolution'],
    ]);
  });

  it('that stand twice are told of by their letters', () => {
    const { problems } = matchColumns(hotline, [['姓名', '电话', '姓名']]);
    expect(problems.map(sentenceOf)).toEqual(['“姓名”有几列（A、C 列），请确认每一列对应什么。']);
  });

  it.each([
    ['GBK as Latin-1', ['ÈÕÆÚÊ±¼ä', '¿Í»§ÐÕÃû', 'ÁªÏµ·½Ê½', 'ORD']],
    ['GBK as UTF-8', ['�ͻ�����', '��ϵ��ʽ', '����ʱ��']],
    ['UTF-8 as windows-1252', ['å®¢æˆ·å§“å', 'è”ç³»æ–¹å¼']],
  ])('that were read in another encoding, %s, are told of with what to do', (_, titles) => {
    const { problems } = matchColumns(hotline, [titles, ['2025-1-3', '?', '13800001111']]);
    expect(problems.map(({ code, severity }) => [code, severity])).toEqual([['source_misread', 'error']]);
    expect(problems.map(sentenceOf).join()).toContain('另存为“CSV UTF-8”');
    expect(matchColumns(hotline, [['日期时间', '客户姓名', '¿Í»§']]).problems).toEqual([]);
    const half = ['日期时间', '客户姓名', '', 'ÈÕÆÚ', 'ÁªÏµ·½'];
    expect(matchColumns(hotline, [half]).problems.map(({ code }) => code)).not.toContain('source_misread');
  });

  it('are looked for in the first twenty rows, and stand in the first of several that fit as well', () => {
    const above = (count: number) => Array.from({ length: count }, () => ['—', '—']);
    const titles = ['客户姓名', '联系方式'];
    expect(proposed(hotline, [...above(19), titles]).header).toBe(19);
    expect(proposed(hotline, [...above(20), titles])).toEqual({ header: 0, columns: [null, null] });
    expect(proposed(hotline, [titles, titles]).header).toBe(0);
    expect(proposed(hotline, [['客户', '电话'], titles]).header).toBe(1);
  });

  it('are two at least, and name two signs of a column at least', () => {
    expect(proposed(hotline, [['联系方式']]).header).toBe(-1);
    expect(proposed(hotline, [['型', '员']])).toEqual({ header: 0, columns: [null, null] });
    expect(proposed(hotline, [['处理人员甲', '员']]).columns).toEqual(['handler', null]);
  });

  it('that one row above groups are told apart by it, and by no heading of one text', () => {
    const twice = (above: string[]) =>
      matchColumns(hotline, [above, ['姓名', '电话', '姓名']]).columns.map(({ title }) => title);
    expect(twice(['客户', '', '处理'])).toEqual(['客户·姓名', '电话', '处理·姓名']);
    expect(twice(['客户', '', ''])).toEqual(['姓名', '电话', '姓名']);
    expect(twice(['姓名', '', '处理'])).toEqual(['姓名', '电话', '处理·姓名']);
    const named = matchColumns(hotline, [
      ['客户', '', '处理'],
      ['姓名', '电话', '姓名'],
    ]);
    expect(named.problems).toEqual([]);
  });

  it('are asked for where there are none', () => {
    const none = matchColumns(hotline, [['汇总'], ['', '']]);
    expect([none.header, none.problems.map(({ code }) => code)]).toEqual([-1, ['titles_not_found']]);
    const blank = matchColumns(hotline, [['', ' '], []]);
    expect([blank.header, blank.problems.map(({ code }) => code)]).toEqual([-1, ['source_empty']]);
  });
});

it('letters of columns go on beyond Z', () => {
  expect([0, 25, 26, 51, 52, 701, 702].map(lettersOf)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'ZZ', 'AAA']);
});
