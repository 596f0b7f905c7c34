// Rows that are to go out together: each once, with all that is known of it.
import { expect, it } from 'vitest';
import type { Problem, RowInput } from '../../../functions/src/contract/contract.ts';
import type { OutgoingRow } from '../../../sheets-addon/src/sync/gather.ts';
import { takeAlong } from '../../../sheets-addon/src/sync/take-along.ts';

const remark = (code: string, message = code): Problem => ({ column: null, code, severity: 'info', message });
const rowOf = (key: string, input: Partial<RowInput> = {}, more: Partial<OutgoingRow> = {}): OutgoingRow => ({
  row: 2,
  pasted: false,
  remarks: [],
  input: { key, base: 'v1', edited: [], cells: {}, ...input },
  ...more,
});

const together = (rows: OutgoingRow[], ...later: OutgoingRow[]): OutgoingRow[] => {
  takeAlong(rows, later);
  return rows;
};

it('rows that were read later come behind, once each', () => {
  const rows = together([rowOf('a')], rowOf('b'), rowOf('c'), rowOf('b', { base: 'v2' }));
  expect(rows.map(({ input }) => [input.key, input.base])).toEqual([
    ['a', 'v1'],
    ['b', 'v2'],
    ['c', 'v1'],
  ]);
});

it('a row goes as it was read last, with what was edited and written over before', () => {
  const before = {
    edited: ['name', 'count'],
    overwritten: { name: ['李'], count: [1] },
    cells: { name: '李明' },
  };
  const later = { edited: ['count'], overwritten: { count: [2] }, cells: { name: '王芳' }, base: 'v2' };
  expect(together([rowOf('a', before)], rowOf('a', later, { row: 9 }))).toEqual([
    rowOf(
      'a',
      { ...later, edited: ['name', 'count'], overwritten: { name: ['李'], count: [1, 2] } },
      { row: 9 },
    ),
  ]);
});

it('what nobody has written over is not told of', () => {
  expect(together([rowOf('a')], rowOf('a'))[0]?.input).not.toHaveProperty('overwritten');
  const once = { overwritten: { name: ['李'] } };
  expect(together([rowOf('a', once)], rowOf('a'))[0]?.input).toMatchObject(once);
});

it.each([
  [true, false],
  [false, true],
  [true, true],
])('pasted before: %s, or later: %s, it was pasted', (before, later) => {
  expect(together([rowOf('a', {}, { pasted: before })], rowOf('a', {}, { pasted: later }))[0]?.pasted).toBe(
    true,
  );
  expect(together([rowOf('a')], rowOf('a'))[0]?.pasted).toBe(false);
});

it('what is to be said of it is said once of a kind, as it was found last', () => {
  const before = rowOf('a', {}, { remarks: [remark('copied'), remark('alike', '旧')] });
  const [row] = together([before], rowOf('a', {}, { remarks: [remark('alike', '新')] }));
  expect(row?.remarks).toEqual([remark('copied'), remark('alike', '新')]);
});

it('one that is only shown beside its copies gives way to itself', () => {
  const [sent, shown] = [rowOf('a', { edited: ['name'] }), rowOf('a', { witness: true })];
  expect(together([sent], shown)).toEqual([sent]);
  expect(together([shown], sent)).toEqual([sent]);
});
