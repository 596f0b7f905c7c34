// What the system fills into its own cells, word by word of how a column may say where its cell comes from.
import { describe, expect, it } from 'vitest';
import type { DeskRecord } from '../../../../functions/src/core/record/record.ts';
import { References } from '../../../../functions/src/core/record/references.ts';
import type { Cells, Source } from '../../../../functions/src/core/schema/column.ts';
import { callbacks } from '../../../../functions/src/core/tables/callbacks.ts';
import { plans } from '../../../../functions/src/core/tables/plans.ts';
import { at, deskOf, SETTINGS } from '../../../fixtures/core/desk-fixture.ts';
import { clockOf, cycleOf, linkOf, recordOf } from '../../../fixtures/core/record-fixture.ts';
import { cellFrom, NOW, type RowGiven } from '../../../fixtures/core/system-cell.ts';

const desk = deskOf();
const EARLIER = at('2026-11-20 10:00');

describe('the time at which a column was first filled in', () => {
  const source: Source = {
    from: 'firstSetAt',
    column: 'answer',
    happened: 'askedAt',
    onEntry: ['startedAt'],
  };
  const KEPT = { cells: { cell: EARLIER } };

  it.each<[string, RowGiven, number | null]>([
    ['is now, to the minute', { cells: { answer: '好' } }, NOW],
    ['is none while it is blank', { cells: { answer: null }, before: KEPT }, null],
    ['or while nothing is said in it', { cells: { answer: '无' }, before: KEPT }, null],
    ['stays', { cells: { answer: '好' }, before: KEPT }, EARLIER],
    ['is another in the next cycle', { cells: { answer: '好' }, before: KEPT, cycle: 2 }, NOW],
    ['is when it happened, where that is told', { cells: { answer: '好', askedAt: EARLIER } }, EARLIER],
    ['but not after it was typed', { cells: { answer: '好', askedAt: NOW + 60_000 } }, NOW],
    [
      'nor before the cycle began',
      { cells: { answer: '好', askedAt: EARLIER - 1 }, cycles: [cycleOf({ endedAt: EARLIER })] },
      NOW,
    ],
    [
      'which may be just then',
      { cells: { answer: '好', askedAt: EARLIER }, cycles: [cycleOf({ endedAt: EARLIER })] },
      EARLIER,
    ],
    [
      'or before it was typed that it had',
      {
        cells: { answer: '好', askedAt: EARLIER - 5 },
        cycles: [cycleOf({ endedAt: EARLIER, happenedAt: EARLIER - 9 })],
      },
      EARLIER - 5,
    ],
    ['is when a new row began', { cells: { answer: '好', startedAt: EARLIER } }, EARLIER],
    ['and not of one that was there', { cells: { answer: '好', startedAt: EARLIER }, before: {} }, NOW],
  ])('%s', (_, given, is) => {
    expect(cellFrom(source, given)).toBe(is);
  });

  it('goes by values where it names some, and by any that is chosen', () => {
    const solved: Source = { from: 'firstSetAt', column: 'adopted', values: ['采纳'] };
    expect(cellFrom(solved, { cells: { adopted: '采纳' } })).toBe(NOW);
    expect(cellFrom(solved, { cells: { adopted: '不采纳' } })).toBeNull();
    const chosen: Source = { from: 'firstSetAt', column: 'class' };
    expect(cellFrom(chosen, { table: callbacks, cells: { class: '无' } })).toBe(NOW);
    expect(cellFrom(chosen, { table: callbacks, cells: { class: null } })).toBeNull();
  });
});

it.each<[string, Source, RowGiven, unknown]>([
  [
    'changed now',
    { from: 'changed', column: 'a' },
    { cells: { a: 1 }, before: { cells: { a: 2, cell: 5 } } },
    NOW,
  ],
  [
    'as it was',
    { from: 'changed', column: 'a' },
    { cells: { a: 1 }, before: { cells: { a: 1, cell: 5 } } },
    5,
  ],
  [
    'written anew though it is the same',
    { from: 'changed', column: 'a' },
    { cells: { a: 1 }, before: { cells: { a: 1, cell: 5 } }, incoming: { touched: 'a' } },
    NOW,
  ],
  [
    'cleared',
    { from: 'changed', column: 'a' },
    { cells: { a: null }, before: { cells: { a: 1, cell: 5 } } },
    null,
  ],
  ['filled in first', { from: 'changed', column: 'a' }, { cells: { a: 1 } }, NOW],
  ['the first of two times', { from: 'first', columns: ['a', 'b'] }, { cells: { a: 3, b: 2 } }, 3],
  ['the other of them', { from: 'first', columns: ['a', 'b'] }, { cells: { b: 2 } }, 2],
  ['none of them', { from: 'first', columns: ['a', 'b'] }, { cells: { a: '3' } }, null],
  ['updated', { from: 'updated' }, { before: { cells: { cell: 5 } } }, NOW],
  ['created', { from: 'created' }, {}, NOW],
  ['created before', { from: 'created' }, { before: { cells: { cell: 5 } } }, 5],
  ['its author', { from: 'author' }, {}, 'limin@example.com'],
  ['its author before', { from: 'author' }, { before: { cells: { cell: 'a' } } }, 'a'],
  ['reopened never', { from: 'reopened' }, {}, null],
  [
    'reopened last',
    { from: 'reopened' },
    { cycles: [cycleOf({ endedAt: 1 }), cycleOf({ endedAt: NOW + 1 })] },
    NOW,
  ],
  ['its number', { from: 'number' }, { before: { number: 'F1' } }, 'F1'],
  ['no number yet', { from: 'number' }, {}, null],
])('%s', (_, source, given, is) => {
  expect(cellFrom(source, given)).toBe(is);
});

it.each<[string, number | null, RowGiven['before'], number | null]>([
  ['-30%', -30, undefined, NOW],
  ['-30%', -30, { cells: { cell: 5 } }, 5],
  ['up to', 30, { cells: { cell: 5 } }, null],
  ['nothing', null, { cells: { cell: 5 } }, null],
])('orders that have fallen by %s', (_, orders, before, is) => {
  const source: Source = { from: 'droppedAt', column: 'orders', by: '流失订单降幅' };
  const at30 = deskOf(undefined, [...SETTINGS, ['参数', '流失订单降幅', { value: '30' }]]);
  const found = (value: Cells[string]) =>
    cellFrom(source, { cells: { orders: value }, ...(before && { before }) });
  expect(at30.parameter('流失订单降幅')).toBe(30);
  expect(found(orders === null ? null : `${orders}%`)).toBe(
    desk.parameter('流失订单降幅') <= -(orders ?? 0) ? is : null,
  );
});

describe('the numbers of linked records', () => {
  const numbers = (links: DeskRecord['links']) =>
    cellFrom({ from: 'linked', tables: ['callbacks', 'plans'] }, { links });
  const many = (count: number) =>
    Array.from({ length: count }, (_, index) => linkOf({ number: `N${index + 1}` }));

  it.each<[string, DeskRecord['links'], string | null]>([
    ['none', {}, null],
    [
      'one of each table, in its order',
      { plans: [linkOf({ number: 'P1' })], callbacks: [linkOf({ number: 'B1' })] },
      'B1、P1',
    ],
    [
      'what nobody had to do after all',
      { callbacks: [linkOf({ number: 'B1', state: '无需回访' }), linkOf({ number: 'B2' })] },
      'B2',
    ],
    ['of tables that it does not show', { surveys: [linkOf({ number: 'S1' })] }, null],
  ])('%s', (_, links, is) => {
    expect(numbers(links)).toBe(is);
  });

  it('are thirty at most of each table, the latest, and how many are left out', () => {
    expect(
      numbers({ plans: many(30) })
        ?.toString()
        .split('、'),
    ).toHaveLength(30);
    const more = String(numbers({ plans: many(31) })).split('、');
    expect([more.length, more[0], more.at(-2), more.at(-1)]).toEqual([31, 'N2', 'N31', '另有较早的 1 条']);
    expect(numbers({ plans: [linkOf({ number: 'P1', before: 5 }), linkOf({ number: 'P2' })] })).toBe(
      'P1、P2、另有较早的 5 条',
    );
    expect(String(numbers({ plans: [linkOf({ number: 'P0', before: 5 }), ...many(31)] }))).toContain(
      '另有较早的 7 条',
    );
  });
});

it('who handles what refers to it is whom the latest of this cycle names', () => {
  const source: Source = { from: 'handledBy', table: 'plans' };
  const links = {
    plans: [
      linkOf({ number: '1', person: '李伟' }),
      linkOf({ number: '2', person: '吴昊' }),
      linkOf({ number: '3', cycle: 2, person: '王芳' }),
    ],
  };
  expect([cellFrom(source, { links }), cellFrom(source, { links, cycle: 2 }), cellFrom(source)]).toEqual([
    '吴昊',
    '王芳',
    null,
  ]);
});

it('a limit of the record that it refers to is as that has it, or as it was known while that is not found', () => {
  const source: Source = { from: 'referenceDue', reference: 'feedback', clock: 'feedback.resolve' };
  const due = (clocks: DeskRecord['clocks'], isFound: boolean, cells: Cells = { feedback: 'F1' }) => {
    const references = new References(title => title);
    references.add(['F1'], isFound ? [recordOf('feedback', { number: 'F1', clocks })] : []);
    return cellFrom(source, {
      table: plans,
      cells,
      before: { cells: { cell: 5 } },
      incoming: { references },
    });
  };
  const clocks = { 'feedback.resolve': clockOf({ dueAt: NOW }) };
  expect([due(clocks, true), due({}, true), due(clocks, false), due(clocks, true, {})]).toEqual([
    NOW,
    null,
    5,
    null,
  ]);
});

it('a matter goes up a step with each time that its customer refuses, and no further than there are', () => {
  const source: Source = {
    from: 'escalation',
    column: 'opinion',
    value: '拒绝',
    roles: ['客服经理', '分管领导'],
  };
  const refused = (times: number, opinion: string) =>
    cellFrom(source, {
      cells: { opinion },
      cycles: Array.from({ length: times }, () => cycleOf({ cells: { opinion: '拒绝' } })),
    });
  expect([
    refused(0, '接受'),
    refused(0, '拒绝'),
    refused(1, '接受'),
    refused(1, '拒绝'),
    refused(5, '拒绝'),
  ]).toEqual([null, '客服经理', '客服经理', '分管领导', '分管领导']);
});
