// Cells of summary tabs as the spreadsheet gets them: no more than what each of them has.
import { describe, expect, it } from 'vitest';
import type { SummaryCell } from '../../../functions/src/core/reports/page.ts';
import { hasNote, markOf, rowBodies } from '../../../functions/src/core/workbook/page-cells.ts';
import { rgb } from '../../../functions/src/core/workbook/sheet-request.ts';
import { at, hotline, ZONE } from '../../fixtures/core/desk-fixture.ts';

const bodyOf = (cell: SummaryCell, ...beside: SummaryCell[]) => rowBodies([cell, ...beside], ZONE)[0];
const formatOf = (cell: SummaryCell, ...beside: SummaryCell[]) => bodyOf(cell, ...beside)?.userEnteredFormat;
const colour = (hex: string) => ({ foregroundColorStyle: { rgbColor: rgb(hex) } });

describe('a cell', () => {
  it.each<[string, SummaryCell, object]>([
    ['blank', { text: '' }, {}],
    ['a text', { text: '甲' }, { userEnteredValue: { stringValue: '甲' } }],
    ['a text that looks like a formula', { text: '=1' }, { userEnteredValue: { stringValue: '=1' } }],
    ['a bare number', { text: 0 }, { userEnteredValue: { numberValue: 0 } }],
    ['a note alone', { text: '', note: '注' }, { note: '注' }],
  ])('%s', (_, cell, body) => {
    expect(bodyOf(cell)).toEqual(body);
  });

  it.each<[string, SummaryCell, object]>([
    ['of one colour', { text: '甲', style: 'muted' }, { textFormat: colour('#5f6368') }],
    ['bold and large', { text: 1, style: 'figure' }, { textFormat: { bold: true, fontSize: 14 } }],
    [
      'bold on a ground, though blank',
      { text: '', style: 'total' },
      { backgroundColorStyle: { rgbColor: rgb('#f1f3f4') }, textFormat: { bold: true } },
    ],
    ['aside', { text: '甲', align: 'right' }, { horizontalAlignment: 'RIGHT' }],
    [
      'a link to a row',
      { text: '甲', to: { table: hotline, key: 'a' } },
      { textFormat: { underline: true, ...colour('#1155cc') } },
    ],
    [
      'a number that is a link',
      { text: 3, to: { sheetId: 7, row: 4 }, style: 'bad' },
      { textFormat: { underline: true, link: { uri: '#gid=7&range=A4' }, ...colour('#c5221f') } },
    ],
  ])('%s has just that format', (_, cell, format) => {
    expect(formatOf(cell)).toEqual(format);
  });

  it('stands at the top beside a text of several lines, and in the middle else', () => {
    const wrapped: SummaryCell = { text: '甲', wrap: true };
    expect(formatOf(wrapped)).toEqual({ verticalAlignment: 'TOP', wrapStrategy: 'WRAP' });
    expect(formatOf({ text: '乙' }, wrapped)).toEqual({ verticalAlignment: 'TOP' });
    expect(formatOf({ text: '乙' }, { text: '甲' })).toBeUndefined();
  });

  it.each<[SummaryCell['format'], number, number]>([
    ['count', 3, 3],
    ['share', 0.25, 0.25],
    ['shareChange', 0.25, 25],
    ['duration', 5_400_000, 1.5],
    ['durationChange', -5_400_000, -1.5],
    ['time', at('2026-11-20 18:00'), 46_346.75],
    ['date', at('2026-11-20 18:00'), 46_346],
    ['date', at('2026-11-20 00:30'), 46_346],
  ])('of the format %s gives %d as %d', (format, text, numberValue) => {
    expect(bodyOf({ text, ...(format && { format }) })?.userEnteredValue).toEqual({ numberValue });
  });
});

describe('a mark', () => {
  it('differs where the cell does, is none of a blank one, and tells of a note', () => {
    const marks = [
      { text: '甲' },
      { text: '乙' },
      { text: '甲', style: 'bad' },
      { text: '甲', note: '注' },
    ].map(cell => markOf(bodyOf(cell as SummaryCell) ?? {}));
    expect(new Set(marks).size).toBe(4);
    expect(marks.map(hasNote)).toEqual([false, false, false, true]);
    expect(markOf(bodyOf({ text: '' }) ?? {})).toBe('');
    expect([hasNote(''), hasNote(undefined)]).toEqual([false, false]);
  });
});
