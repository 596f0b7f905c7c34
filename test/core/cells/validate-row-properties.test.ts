import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toWire } from '../../../functions/src/core/cells/cell-codec.ts';
import { shownCell } from '../../../functions/src/core/cells/mask.ts';
import { check } from '../../../functions/src/core/cells/validate-row.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { TABLES } from '../../../functions/src/core/tables/index.ts';
import { at, deskOf, PEOPLE, SETTINGS } from '../../fixtures/core/desk-fixture.ts';
import { often } from '../../fixtures/endurance.ts';

/** Of each table, which have most of what they do in common. */
const RUNS = often(40, 400);
const desk = deskOf();
const NOW = at('2026-11-20 15:00');

/** Signs that formulas, control characters, patterns and wide forms are made of. */
const SIGNS = [
  ...'=+-@\t\r\n\u0000\u001b\u200b\ufeff「“”"\'*().::/年月日时分〇19０９aAхé中漏电天家😀\ud83d\ude00\ud800𠮷﷽',
];
const texts = fc.oneof(
  fc.string({ unit: 'binary' }),
  fc.string({ unit: fc.constantFrom(...SIGNS) }),
  fc.string({ unit: 'grapheme' }),
  fc.constantFrom(
    '=1+1',
    '2023年10月1日14:30',
    '近日',
    '138****5678',
    '13812345678',
    '李*',
    '**',
    'constructor',
    '__proto__',
  ),
  fc
    .tuple(fc.constantFrom(...SIGNS, '天1', ' 8', '“好'), fc.nat(50_100))
    .map(([sign, count]) => sign.repeat(count)),
  fc.constantFrom(
    ...PEOPLE.map(([name]) => name),
    ...SETTINGS.flatMap(([category, name]) => [category, name]),
  ),
);
const raw: fc.Arbitrary<unknown> = fc.oneof(
  { weight: 5, arbitrary: texts },
  { weight: 1, arbitrary: fc.double() },
  { weight: 1, arbitrary: fc.integer() },
  { weight: 1, arbitrary: fc.boolean() },
  { weight: 1, arbitrary: fc.constantFrom(null, undefined) },
  { weight: 1, arbitrary: fc.date({ noInvalidDate: true }).map(date => date.toISOString()) },
  { weight: 1, arbitrary: fc.anything() },
);

const looksBlank = (cell: unknown) => typeof cell === 'string' && /^[\s\p{Cc}\p{Cf}\u3164]*$/u.test(cell);

describe.each(TABLES.map(table => [table.title, table] as const))('%s', (_, table) => {
  const columns = staffColumns(table);
  const keys = new Set<string | null>(table.columns.map(column => column.key));
  const rows = fc.record(Object.fromEntries(columns.map(({ key }) => [key, raw])), { requiredKeys: [] });

  it('any cells give values, or problems with a column and a sentence', () => {
    fc.assert(
      fc.property(rows, cells => {
        const { values, problems } = check(table, cells, NOW, desk);
        expect(Object.keys(values)).toEqual(columns.map(({ key }) => key));
        for (const value of Object.values(values)) {
          expect(value === null || ['string', 'number'].includes(typeof value)).toBe(true);
          expect(value).not.toBe('');
          expect(value).not.toBeNaN();
          expect(String(value).isWellFormed()).toBe(true);
        }
        for (const problem of problems) {
          expect(keys).toContain(problem.column);
          expect(sentenceOf(problem)).toMatch(/\p{Script=Han}.*[。]$/su);
          expect(sentenceOf(problem)).not.toMatch(/undefined|\[object|NaN/);
        }
      }),
      { numRuns: RUNS },
    );
  });

  it('a cell without a value has a problem unless it was blank', () => {
    fc.assert(
      fc.property(rows, cells => {
        const { values, problems } = check(table, cells, NOW, desk);
        const refused = columns.filter(
          ({ key }) => values[key] === null && problems.some(each => each.column === key),
        );
        const blank = columns.filter(
          ({ key }) => values[key] === null && !refused.some(each => each.key === key),
        );
        const seen = blank.map(({ key }) => cells[key] ?? '');
        for (const cell of seen) expect(cell).toSatisfy(looksBlank);
      }),
      { numRuns: RUNS },
    );
  });

  it('what was accepted is accepted again, as it is', () => {
    fc.assert(
      fc.property(rows, cells => {
        const { values, problems } = check(table, cells, NOW, desk);
        const sent = Object.fromEntries(
          columns.map(column => [column.key, toWire(column, values[column.key] ?? null)]),
        );
        // A date cell that holds midnight counts as one that nobody gave a time.
        fc.pre(!Object.values(sent).some(cell => String(cell).endsWith('T16:00:00.000Z')));
        const again = check(table, sent, NOW, desk);
        expect(again.values).toEqual(values);
        expect(problems.length).toBeGreaterThanOrEqual(again.problems.length);
      }),
      { numRuns: RUNS },
    );
  });
});

it.each([
  '010-62781234转801',
  '（010）62781234',
  'QQ 123456',
  '+86 13812345678',
  '110101199003078888',
  '微信 lihua_88',
  '客户 13812345678',
  '13812345678 坏了',
  'lihua@example.com',
])('a text that is taken in is taken in again as it is shown, in any column: %s', text => {
  for (const table of TABLES)
    for (const { key, kind } of staffColumns(table)) {
      const value = check(table, { [key]: text }, NOW, desk).values[key] ?? null;
      const shown = shownCell(kind, value);
      const again = check(table, { [key]: shown }, NOW, desk).values[key];
      expect([table.key, key, again]).toEqual([table.key, key, shown]);
    }
});

describe('text that looks like a formula', () => {
  it('stays as typed in every text column', () => {
    const formulas = fc
      .tuple(
        fc.constantFrom('=', '+', '-', '@'),
        fc.string({ unit: fc.constantFrom(...'SUM(A1:B2)"&1+汉字') }),
      )
      .map(parts => parts.join(''));
    const textColumns = TABLES.flatMap(table =>
      staffColumns(table)
        .filter(({ kind }) => kind.type === 'text' || (kind.type === 'long' && !kind.aspects && !kind.work))
        .map(({ key }) => ({ table, key })),
    );
    fc.assert(
      fc.property(formulas, fc.constantFrom(...textColumns), (formula, { table, key }) => {
        expect(check(table, { [key]: formula }, NOW, desk).values[key]).toBe(formula);
      }),
    );
  });
});
