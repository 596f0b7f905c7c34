// From how much of another record on a row is taken for one whose cells have moved: each side of every border.
import { expect, it } from 'vitest';
import { displacedRows } from '../../../../functions/src/core/decide/displaced-rows.ts';
import { readBase } from '../../../../functions/src/core/decide/merge.ts';
import type { Cells } from '../../../../functions/src/core/schema/column.ts';
import { hotline } from '../../../../functions/src/core/tables/hotline.ts';
import { recordOf } from '../../../fixtures/core/record-fixture.ts';

/** Rows that are held, of those that were told the first and hold the second now; `null`: of no record. */
function heldOf(rows: readonly [Cells | null, Cells][]): number[] {
  const sent = rows.map(([told, now], index) => ({
    key: `row-${index}`,
    cells: { ...told, ...now },
    record:
      told === null
        ? undefined
        : recordOf('hotline', { key: `row-${index}`, number: `${index}`, cells: told }),
    base: readBase('1'),
    events: [],
  }));
  return [...displacedRows(hotline, sent, new Map()).keys()].map(key => Number(key.slice(-1)));
}

const [A, B, C] = [
  { order: 'ORD-1', remark: '甲的备注', customer: '李*', urgency: '高', mood: '激动' },
  { order: 'ORD-2', remark: '乙的备注', customer: '王*', urgency: '低', mood: '平和' },
  { order: 'ORD-3', remark: '丙的备注', customer: '赵*', urgency: '中', mood: '焦虑' },
];
const part = (cells: Cells, ...keys: string[]) =>
  Object.fromEntries(keys.map(key => [key, cells[key] ?? null]));
const none = (...keys: string[]) => part({}, ...keys);

it.each<[string, [Cells | null, Cells][], number[]]>([
  [
    'one cell of another, in two rows, is chance',
    [
      [A, none('order')],
      [B, part(A, 'order')],
    ],
    [],
  ],
  [
    'two are none',
    [
      [A, none('order', 'remark')],
      [B, part(A, 'order', 'remark')],
    ],
    [0, 1],
  ],
  [
    'nor is one that says whose the row is',
    [
      [A, none('customer')],
      [B, part(A, 'customer')],
    ],
    [0, 1],
  ],
  [
    'cells of few values are, in two rows',
    [
      [A, none('urgency', 'mood')],
      [B, part(A, 'urgency', 'mood')],
    ],
    [],
  ],
  [
    'but not where all have changed places',
    [
      [A, part(B, 'urgency', 'mood')],
      [B, part(A, 'urgency', 'mood')],
    ],
    [0, 1],
  ],
  [
    'one column of those, in two rows, is',
    [
      [A, part(B, 'urgency')],
      [B, part(A, 'urgency')],
    ],
    [],
  ],
  [
    'in three it is none',
    [
      [A, part(B, 'urgency')],
      [B, part(C, 'urgency')],
      [C, part(A, 'urgency')],
    ],
    [0, 1, 2],
  ],
  [
    'nor where rows have changed places in several columns, each in others',
    [
      [A, { mood: B.mood, urgency: B.urgency }],
      [B, { mood: C.mood, urgency: A.urgency }],
      [C, part(A, 'mood')],
    ],
    [0, 1, 2],
  ],
  [
    'a cell that its row still holds was copied',
    [
      [A, {}],
      [B, part(A, 'order', 'remark', 'customer')],
    ],
    [],
  ],
  [
    'so in a row of which something else was changed',
    [
      [A, { request: '急' }],
      [B, part(A, 'order', 'remark')],
    ],
    [],
  ],
  [
    'what two rows were told alike is neither one’s',
    [
      [A, none('customer')],
      [part(A, 'customer'), { request: '急' }],
      [B, part(A, 'customer')],
    ],
    [],
  ],
  [
    'a row that is no other’s record holds nothing',
    [
      [null, part(A, 'order', 'remark')],
      [A, none('order', 'remark')],
    ],
    [],
  ],
])('%s', (_, rows, held) => {
  expect(heldOf(rows)).toEqual(held);
});

it('one row of which it is evident is enough for those that it changed places with', () => {
  const moved: [Cells, Cells][] = [
    [A, { order: B.order, remark: '新写的' }],
    [B, part(A, 'order', 'remark')],
  ];
  expect(heldOf(moved)).toEqual([0, 1]);
});

it('what somebody typed beside moved cells goes with them, and a row of its own does not', () => {
  const moved: [Cells, Cells][] = [
    [A, none('order', 'remark')],
    [B, { ...part(A, 'order', 'remark'), request: '急' }],
  ];
  expect(heldOf(moved)).toEqual([0, 1]);
  expect(heldOf([...moved, [C, { request: '急' }]])).toEqual([0, 1]);
  expect(heldOf([...moved, [C, { request: null, order: B.order }]])).toEqual([0, 1, 2]);
});
