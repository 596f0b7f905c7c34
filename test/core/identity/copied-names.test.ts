// What a record says of a customer follows the file that it was copied from, as long as nobody wrote something else.
import { expect, it } from 'vitest';
import { copiersOf, type Recopied, recopied } from '../../../functions/src/core/identity/copied-names.ts';
import type { DeskRecord, PrivateCells } from '../../../functions/src/core/record/record.ts';
import type { Link } from '../../../functions/src/core/record/states.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { callbacks } from '../../../functions/src/core/tables/callbacks.ts';
import { customers } from '../../../functions/src/core/tables/customers.ts';
import { followUps } from '../../../functions/src/core/tables/follow-ups.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';
import { tableOf } from '../../../functions/src/core/tables/index.ts';
import { surveys } from '../../../functions/src/core/tables/surveys.ts';
import { at } from '../../fixtures/core/desk-fixture.ts';
import { recordOf } from '../../fixtures/core/record-fixture.ts';

const link = (key: string): Link => ({ key, number: key, state: '', cycle: 1, told: {}, toldIn: null });
const LINKS = {
  callbacks: [link('b')],
  followUps: [link('f1'), link('f2')],
  hotline: [link('h')],
  surveys: [link('s')],
  gone: [link('g')],
};
const CELLS = { customer: '甲有限公司', person: '周*', contact: '138****1111', level: '普通' };
const file = (cells: Cells = {}) => recordOf('customers', { cells: { ...CELLS, ...cells }, links: LINKS });

it.each<[string, Cells, PrivateCells, boolean]>([
  ['was called something else', { customer: '乙有限公司' }, {}, true],
  ['got another number that is shown alike', {}, { contact: '13899991111' }, true],
  ['lost his name', { person: null }, {}, true],
  ['has another level', { level: 'VIP' }, {}, false],
  ['has other purchases', {}, { purchases: '净水器' }, false],
  ['stayed as he was', {}, {}, false],
])('where a customer %s, records that may have copied it are looked at: %j %j %s', (_, cells, given, is) => {
  const change = { table: customers, before: file(), after: file(cells), given };
  expect(copiersOf(change, { tableOf })).toEqual(is ? ['b', 'f1', 'f2', 'h'] : []);
});

it('a cell that was blank and still is has not changed', () => {
  const { person: _, ...cells } = CELLS;
  const before = recordOf('customers', { cells, links: LINKS });
  expect(
    copiersOf({ table: customers, before, after: file({ person: null }), given: {} }, { tableOf }),
  ).toEqual([]);
});

const FULL = { contact: '13800001111' };
const change = (given: Partial<Recopied> = {}): Recopied => ({
  table: customers,
  before: file(),
  after: file({ contact: '138****2222' }),
  fullBefore: FULL,
  given: { contact: '13800002222' },
  ...given,
});
const child = (cells: Cells = {}, given: Partial<DeskRecord> = {}) =>
  recordOf('followUps', { cells: { ...CELLS, ...cells }, ...given });

it.each<[string, Cells, DeskRecord, PrivateCells | undefined, Recopied]>([
  ['has the new number', { contact: '13800002222' }, child(), FULL, change()],
  ['is closed', {}, child({}, { closedAt: at('2026-11-20 10:00') }), FULL, change()],
  [
    'has another number',
    {},
    child({ contact: '139****1111' }),
    { ...FULL, contact: '13900001111' },
    change(),
  ],
  ['has no number', {}, child({ contact: null }), {}, change()],
  ['is not known in full', {}, child(), undefined, change()],
  [
    'shows a name as it stands',
    { customer: '乙有限公司' },
    child(),
    undefined,
    change({ after: file({ customer: '乙有限公司' }), given: {}, fullBefore: undefined }),
  ],
  [
    'is copied from one that lost it',
    {},
    child(),
    FULL,
    change({ after: file({ contact: null }), given: {} }),
  ],
  [
    'is copied from one that had none',
    {},
    child({ contact: null }),
    {},
    change({ before: file({ contact: null }), fullBefore: {} }),
  ],
  [
    'is copied from one that stayed',
    {},
    child(),
    FULL,
    change({ after: file(), given: {}, fullBefore: undefined }),
  ],
])('a record that %s', (_, cells, of, full, by) => {
  expect(recopied(of, full, followUps, by)).toEqual(cells);
});

it('a call that a file opened follows it as well, and what copies nothing of it does not', () => {
  const call = recordOf('callbacks', { cells: CELLS });
  expect(recopied(call, FULL, callbacks, change())).toEqual({ contact: '13800002222' });
  expect(recopied(recordOf('hotline', { cells: CELLS }), FULL, hotline, change())).toEqual({
    contact: '13800002222',
  });
  expect(recopied(recordOf('surveys', { cells: CELLS }), FULL, surveys, change())).toEqual({});
});
