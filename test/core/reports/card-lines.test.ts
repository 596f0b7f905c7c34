// What a card says of a traced figure, and which records it is of.
import { describe, expect, it } from 'vitest';
import { countedRecord, figureRows, tablesOf } from '../../../functions/src/core/reports/rows/drill-down.ts';
import { countedLines, viewLabel } from '../../../functions/src/core/reports/rows/drill-down-lines.ts';
import { feedback, hotline } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

describe('the card of a figure', () => {
  const created = { measures: ['created'], tables: [hotline] } as const;
  const figure = { title: '新增', documents: ['w'], counted: created };
  const share = {
    ...figure,
    counted: { ...created, measures: ['kept'] as const },
    of: { ...created, measures: ['kept', 'missed'] as const },
  };
  const found = (number: string, counted: number, of = 0) => ({
    table: hotline,
    record: recordOf('hotline', { number }),
    counted,
    of,
  });
  const linesFor = (
    entries: Record<string, number>,
    of: typeof figure | typeof share,
    ...records: ReturnType<typeof found>[]
  ) =>
    countedLines(of, { w: entries }, records).filter(
      line =>
        !line.includes('：') || line.startsWith('共') || line.startsWith('计入') || line.startsWith('只计入'),
    );

  it('lists records by number, and how often each counts', () => {
    expect(linesFor({ 'hotline/created': 4 }, figure, found('b', 2), found('a', 1), found('c', 0))).toEqual([
      '共 4 次：',
      '热线记录 a　已登记',
      '热线记录 b　已登记　×2',
      '另有 1 次未列出。',
    ]);
    expect(linesFor({}, figure)).toEqual(['共 0 次。']);
  });

  it('tells of a share both sides, and nothing of a share of nothing', () => {
    expect(
      linesFor({ 'hotline/kept': 1, 'hotline/missed': 2 }, share, found('b', 1, 3), found('a', 0, 0)),
    ).toEqual([
      '1 / 3，即 33.3%。',
      '计入分子 1 次：',
      '热线记录 b　已登记',
      '只计入分母 2 次：',
      '热线记录 b　已登记　×2',
    ]);
    expect(linesFor({}, share)[0]).toBe('0 / 0，即 —。');
  });

  it('says first that it was closed', () => {
    expect(countedLines({ ...figure, isClosed: true }, {}, [])[0]).toContain('期末冻结的数');
    expect(countedLines(figure, {}, [])[0]).not.toContain('期末冻结的数');
  });

  it('leads to rows in words that say which', () => {
    const label = (of: Parameters<typeof viewLabel>[0]) =>
      (['counted', 'rest'] as const).map(part => viewLabel(of)(hotline, part, 2));
    expect(label(figure)[0]).toBe('在“热线记录”中只看这 2 行');
    expect(label({ title: '', due: 'today' })[0]).toBe('在“热线记录”中只看这 2 行');
    expect(label(share)).toEqual(['在“热线记录”中只看按时的 2 行', '在“热线记录”中只看超时的 2 行']);
    expect(label({ ...figure, of: created })).toEqual([
      '在“热线记录”中只看计入的 2 行',
      '在“热线记录”中只看未计入的 2 行',
    ]);
  });

  it('is of the records that count in its periods, above the line or below it', () => {
    const record = recordOf('hotline');
    const of = (entries: Record<string, number>, document = 'w') => {
      const each = countedRecord(hotline, record, { [document]: entries }, share);
      return each && [each.counted, each.of];
    };
    expect(of({ 'hotline/kept': 1 })).toEqual([1, 1]);
    expect(of({ 'hotline/missed': 2 })).toEqual([0, 2]);
    expect(of({ 'hotline/created': 2 })).toBeUndefined();
    expect(of({ 'hotline/kept': 1 }, 'v')).toBeUndefined();
    expect(
      figureRows([found('a', 1, 1), found('b', 0, 2), found('c', 1, 2)]).map(each => [
        each.record.number,
        each.part,
      ]),
    ).toEqual([
      ['a', 'counted'],
      ['b', 'rest'],
      ['c', 'counted'],
      ['c', 'rest'],
    ]);
    expect(tablesOf({ ...share, of: { ...share.of, tables: [feedback, hotline] } })).toEqual([
      hotline,
      feedback,
    ]);
  });
});
