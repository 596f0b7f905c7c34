// Rows that show a newcomer what saved ones look like: what they hold, what is shown of them, and when one is none.
import { describe, expect, it } from 'vitest';
import { contextOf } from '../../../functions/src/core/desk/desk.ts';
import {
  isSample,
  SAMPLE,
  SAMPLE_CHANGED,
  sampleInputs,
  sampleShown,
} from '../../../functions/src/core/samples/sample-rows.ts';
import { problem } from '../../../functions/src/core/schema/problem.ts';
import { improvements } from '../../../functions/src/core/tables/improvements.ts';
import { at, by, CALL, deskOf, feedback, hotline, storedDesk } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const desk = deskOf();
const NOW = at('2026-11-20 15:00');

describe('a row', () => {
  it.each<[string, string, string | number | null, boolean]>([
    ['as it was put there', SAMPLE, '13800000000', true],
    ['as it is shown', SAMPLE, '138****0000', true],
    ['of which something was changed', SAMPLE_CHANGED, ' 13800000000 ', true],
    ['whose number was read as one', SAMPLE, 13_800_000_000, true],
    ['of a customer', SAMPLE, '13812345678', false],
    ['of nobody yet', SAMPLE, null, false],
    ['that was typed', '', '13800000000', false],
    ['that was saved', '3', '13800000000', false],
  ])('%s is a sample or not', (_, base, contact, is) => {
    expect(isSample(hotline, base, { contact })).toBe(is);
  });

  it('of a table without customers is none', () => {
    expect(isSample(improvements, SAMPLE, { contact: '13800000000' })).toBe(false);
  });
});

describe('the sample rows of a desk', () => {
  const of = (table: string, given = desk) =>
    sampleInputs(given, NOW).flatMap(each => (each.table === table ? [each.cells] : []));

  it('have times that lie back, and what people type', () => {
    expect(
      of('hotline').map(cells => [cells['calledAt'], cells['respondedAt'], cells['resolvedAt']]),
    ).toEqual([
      ['2026-11-20 14:00', undefined, undefined],
      ['2026-11-20 09:00', '2026-11-20 10:00', undefined],
      ['2026-11-18 13:00', '2026-11-18 14:00', '2026-11-20 12:00'],
    ]);
    expect(of('hotline')[0]).toMatchObject({ customer: '示例客户', type: '售后支持', urgency: '中' });
  });

  it('name whoever comes first of its people, and its first type where it has no such', () => {
    expect(of('followUps')[0]?.['handler']).toBe('李伟');
    const types = { ...desk, options: { ...desk.options, problemTypes: ['维修', '安装'] } };
    expect(of('hotline', types).map(cells => cells['type'])).toEqual(['维修', '维修', '维修']);
  });

  it('are of the tables that it has', () => {
    const few = contextOf(storedDesk(), [], [feedback]);
    expect(sampleInputs(few, NOW).map(({ table }) => table)).toEqual(['feedback']);
  });
});

describe('what is shown of a sample', () => {
  const ofNobody = problem('contact', 'required_missing', {});
  const ofRow = problem('description', 'required_missing', {});
  const whole = problem(null, 'required_missing', {});

  it('is the record that it would be, without a number, and nothing that is said of nobody', () => {
    const after = recordOf('hotline', { number: '', cells: { ...CALL, number: '' } });
    const event = {
      key: after.key,
      table: 'hotline',
      number: '',
      version: 1,
      at: NOW,
      by: by('limin'),
      cycle: 1,
      state: { before: null, after: after.state },
      changes: [],
    };
    const saved = {
      outcome: 'saved' as const,
      after,
      event,
      privateCells: {},
      change: {},
      announcements: [],
    };
    const shown = sampleShown(hotline, { ...saved, problems: [ofNobody, ofRow, whole] });
    expect(shown).toEqual({
      outcome: 'sample',
      after: { ...after, number: '示例', cells: { ...CALL, number: '示例' } },
      problems: [problem(null, 'sample_row'), ofRow, whole],
    });
  });

  it('is what is wrong where it would not be saved', () => {
    const customer = problem('customer', 'required_missing', {});
    expect(sampleShown(hotline, { outcome: 'refused', problems: [customer, ofRow] })).toEqual({
      outcome: 'refused',
      problems: [problem(null, 'sample_row'), ofRow],
    });
  });
});
