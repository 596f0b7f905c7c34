// A file that gets another number of its own: those that name it by that number go on meaning it.
import { describe, expect, it } from 'vitest';
import {
  clearedInUse,
  namersOf,
  type Renumbered,
  renumbered,
  renumberedIn,
} from '../../../functions/src/core/identity/renumber.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const file = (cells: Cells) => recordOf('customers', { cells });
const MOVED: Renumbered = { table: 'customers', column: 'customerNumber', from: 'C001', to: 'C002' };

it.each<[string, Cells | undefined, Cells, Renumbered[]]>([
  ['another number', { customerNumber: 'C001' }, { customerNumber: 'C002' }, [MOVED]],
  ['the same', { customerNumber: 'C001' }, { customerNumber: 'C001' }, []],
  ['its first', {}, { customerNumber: 'C002' }, []],
  ['none any more', { customerNumber: 'C001' }, { customerNumber: null }, []],
  ['another name', { customer: '甲公司' }, { customer: '乙公司' }, []],
  ['been saved for the first time', undefined, { customerNumber: 'C002' }, []],
])('a file that has got %s', (_, before, after, is) => {
  expect(renumberedIn(customers, before && file(before), file(after))).toEqual(is);
});

describe('a record', () => {
  const NOW = { now: at('2026-11-20 10:00'), why: '编号改了' };
  const named = (cells: Cells) => recordOf('followUps', { version: 3, cells });

  it.each(['C001', 'c001', 'Ｃ00 1'])('that names it by %s has the new number', number => {
    const carried = renumbered(named({ customerNumber: number, product: 'C001' }), followUps, MOVED, NOW);
    expect(carried?.after).toMatchObject({ version: 4, cells: { customerNumber: 'C002', product: 'C001' } });
    expect(carried?.event).toMatchObject({ at: NOW.now, why: NOW.why, version: 4 });
    expect(carried?.event.changes).toEqual([
      { column: 'customerNumber', label: '客户编号', before: number, after: 'C002' },
    ]);
  });

  it.each<[string, Cells, Partial<Renumbered>]>([
    ['names another', { customerNumber: 'C0011' }, {}],
    ['names nobody', {}, {}],
    ['names it by another column', { customerNumber: 'C001' }, { column: 'customer' }],
    ['names one of another table', { customerNumber: 'C001' }, { table: 'hotline' }],
  ])('that %s stays', (_, cells, moved) => {
    expect(renumbered(named(cells), followUps, { ...MOVED, ...moved }, NOW)).toBeUndefined();
  });

  it('of a table that names no files stays', () => {
    const survey = recordOf('surveys', { cells: { customerNumber: 'C001' } });
    expect(renumbered(survey, surveys, MOVED, NOW)).toBeUndefined();
  });
});

const link = (number: string): Link => ({
  key: `k-${number}`,
  number,
  state: '',
  cycle: 1,
  told: {},
  toldIn: null,
});
const linked = (links: Record<string, string[]>) =>
  recordOf('customers', {
    cells: { customerNumber: 'C001' },
    links: Object.fromEntries(Object.entries(links).map(([table, all]) => [table, all.map(link)])),
  });

it('who may name a file by its number are its links of tables that do, and no others', () => {
  const of = linked({
    followUps: ['F1', 'F2'],
    callbacks: ['B1'],
    hotline: ['H1'],
    surveys: ['S1'],
    gone: ['G1'],
  });
  expect(namersOf(of, { tableOf })).toEqual(['k-F1', 'k-F2', 'k-H1']);
});

describe('a number that is cleared', () => {
  it.each<[Record<string, string[]>, string]>([
    [{ followUps: ['F1'] }, '售后跟进 F1（共 1 条）'],
    [{ followUps: ['F1', 'F2'], hotline: ['H1'] }, '售后跟进 F1、售后跟进 F2、热线记录 H1（共 3 条）'],
    [
      { followUps: ['F1', 'F2'], hotline: ['H1', 'H2'], callbacks: ['B1'] },
      '售后跟进 F1、售后跟进 F2、热线记录 H1（共 4 条）',
    ],
  ])('is refused while others name the file by it: %j', (links, where) => {
    const found = clearedInUse('customerNumber', linked(links), { tableOf });
    expect(found).toMatchObject({
      column: 'customerNumber',
      code: 'entry_in_use',
      facts: { name: 'C001', where },
    });
    expect(found && sentenceOf(found)).toContain('改写别的编号');
  });

  it('may go where nothing names it', () => {
    expect(clearedInUse('customerNumber', linked({}), { tableOf })).toBeUndefined();
    const others = linked({ callbacks: ['B1'], surveys: ['S1'], gone: ['G1'], followUps: [] });
    expect(clearedInUse('customerNumber', others, { tableOf })).toBeUndefined();
    expect(clearedInUse('customer', linked({ followUps: ['F1'] }), { tableOf })).toBeUndefined();
  });
});
