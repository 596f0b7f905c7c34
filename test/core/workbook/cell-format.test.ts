// How the cells below a header look.
import { describe, expect, it } from 'vitest';
import type { Column, StaffColumn } from '../../../functions/src/core/schema/column.ts';
import { cellFormat } from '../../../functions/src/core/workbook/cell-format.ts';
import { freeTitle, rgb } from '../../../functions/src/core/workbook/sheet-request.ts';
import { hotline } from '../../fixtures/core/desk-fixture.ts';

const formatOf = (column: Column | undefined, computed = false) =>
  cellFormat({ label: '列', width: 100, note: '', hidden: false, computed, ...(column && { column }) });
const [first] = hotline.columns.filter((each): each is StaffColumn => each.owner === 'staff');
const ofKind = (kind: StaffColumn['kind']) => (first ? formatOf({ ...first, kind }) : undefined);
const TEXT = { type: 'TEXT' };

describe('the cells of a column', () => {
  it.each<[string, StaffColumn['kind'], object]>([
    ['texts', { type: 'text' }, { numberFormat: TEXT, wrapStrategy: 'CLIP' }],
    ['texts of 499 signs', { type: 'text', most: 499 }, { numberFormat: TEXT, wrapStrategy: 'CLIP' }],
    ['texts of 500 signs', { type: 'text', most: 500 }, { numberFormat: TEXT, wrapStrategy: 'WRAP' }],
    ['long texts', { type: 'long' }, { numberFormat: TEXT, wrapStrategy: 'WRAP' }],
    ['numbers', { type: 'number' }, { numberFormat: undefined, wrapStrategy: 'CLIP' }],
    [
      'scores',
      { type: 'score', most: 5 },
      { numberFormat: { type: 'NUMBER', pattern: '0' }, wrapStrategy: 'CLIP' },
    ],
    [
      'times',
      { type: 'time' },
      {
        numberFormat: { type: 'DATE_TIME', pattern: 'yyyy-mm-dd hh:mm' },
        wrapStrategy: 'CLIP',
        horizontalAlignment: 'LEFT',
      },
    ],
    [
      'days',
      { type: 'date' },
      {
        numberFormat: { type: 'DATE', pattern: 'yyyy-mm-dd' },
        wrapStrategy: 'CLIP',
        horizontalAlignment: 'LEFT',
      },
    ],
  ])('of %s', (_, kind, format) => {
    expect(ofKind(kind)).toEqual({ ...format, verticalAlignment: 'MIDDLE' });
  });

  it('that the system fills in are grey, and texts where no column is', () => {
    const grey = {
      backgroundColorStyle: { rgbColor: rgb('#f8f9fa') },
      textFormat: { foregroundColorStyle: { rgbColor: rgb('#5f6368') } },
    };
    const plain = { numberFormat: TEXT, verticalAlignment: 'MIDDLE', wrapStrategy: 'CLIP' };
    expect(formatOf(undefined)).toEqual(plain);
    expect(formatOf(undefined, true)).toEqual({ ...plain, ...grey });
    const state = hotline.columns.find(each => each.owner === 'system' && each.source.from === 'state');
    expect(formatOf(state, true)).toEqual({ ...plain, ...grey });
  });
});

it.each([
  [[], '看板'],
  [['别的'], '看板'],
  [['看板'], '看板（服务台）'],
  [['看板', '看板（服务台）'], '看板（服务台2）'],
  [['看板', '看板（服务台）', '看板（服务台2）'], '看板（服务台3）'],
])('a title beside %j is %s', (taken, title) => {
  expect(freeTitle('看板', new Set(taken))).toBe(title);
});
