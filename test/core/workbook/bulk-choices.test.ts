// What can be done to many rows of a tab at once, and what drop-downs offer.
import { describe, expect, it } from 'vitest';
import type { Column, StaffColumn } from '../../../functions/src/core/schema/column.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { bulkChoices, HAND_OVER } from '../../../functions/src/core/workbook/bulk-choices.ts';
import { choicesOf } from '../../../functions/src/core/workbook/choices.ts';
import { deskOf, hotline, PEOPLE } from '../../fixtures/core/desk-fixture.ts';

const desk = deskOf();
const NAMES = PEOPLE.map(([name]) => name);

describe('many rows', () => {
  it('of 热线记录 are given to somebody, handed over, made urgent and withdrawn', () => {
    expect(
      bulkChoices(hotline, desk).map(({ action, column, options }) => [action, column, options]),
    ).toEqual([
      ['assign', 'handler', NAMES],
      ['handOver', 'handler', [HAND_OVER]],
      ['urgency', 'urgency', ['高', '中', '低']],
      ['withdraw', 'withdrawn', ['作废']],
    ]);
  });

  it('are closed by what ends them, whatever else they hold, or by what needs the right to close', () => {
    const closing = (key: string) => {
      const table = tableOf(key);
      return (table ? bulkChoices(table, desk) : []).flatMap(({ action, column, options }) =>
        action === 'close' ? [[column, options]] : [],
      );
    };
    // 需升级 ends no follow-up.
    expect(closing('followUps').flat(2)).not.toContain('需升级');
    const signed = hotline.columns.map(
      (column): Column =>
        column.key === 'satisfaction' && column.owner === 'staff'
          ? { ...column, right: { of: 'close', values: ['满意'] } }
          : column,
    );
    const table = { ...hotline, columns: signed };
    expect(bulkChoices(table, desk).find(({ action }) => action === 'close')?.options).toEqual(['满意']);
  });

  it('are given to nobody by a column that is signed', () => {
    const signed = hotline.columns.map(
      (column): Column =>
        column.key === 'handler' && column.owner === 'staff'
          ? { ...column, right: { of: 'acknowledge' } }
          : column,
    );
    const actions = bulkChoices({ ...hotline, columns: signed }, desk).map(({ action }) => action);
    expect(actions).toEqual(['urgency', 'withdraw']);
  });
});

describe('a drop-down', () => {
  const [first] = hotline.columns.filter((each): each is StaffColumn => each.owner === 'staff');
  const offered = (kind: StaffColumn['kind']) => (first ? choicesOf({ ...first, kind }, desk) : undefined);

  it.each<[string, StaffColumn['kind'], readonly string[]]>([
    ['of options', { type: 'option', options: ['甲', '乙'] }, ['甲', '乙']],
    ['of a list of settings', { type: 'option', from: 'products' }, ['净水器']],
    ['of people', { type: 'person' }, NAMES],
    ['of those who supervise', { type: 'person', supervises: true }, ['王芳', '赵强', '孙丽']],
    ['of scores', { type: 'score', most: 5 }, ['1', '2', '3', '4', '5']],
    ['of a text', { type: 'text' }, []],
    ['of a time', { type: 'time' }, []],
  ])('%s', (_, kind, options) => {
    expect(offered(kind)).toEqual(options);
  });

  it('of kinds offers those of all types, each once', () => {
    const subtypes = new Map([
      ['售后支持', ['维修', '退货']],
      ['其他', ['退货', '发票']],
    ]);
    expect(
      first && choicesOf({ ...first, kind: { type: 'text', kindOf: 'type' } }, { ...desk, subtypes }),
    ).toEqual(['维修', '退货', '发票']);
  });

  it('offers nothing of what the system fills in', () => {
    for (const column of hotline.columns.filter(({ owner }) => owner === 'system'))
      expect(choicesOf(column, desk)).toEqual([]);
  });
});
