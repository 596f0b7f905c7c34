// A person begins a row where the script is about to append one: an editor may have been open there for a while.
// Whenever the text comes, before, between or after what the script writes, both are rows of their own.
import { afterEach, beforeEach, expect, test } from 'vitest';
import { SHEET_ID } from '../../fixtures/addon/case-book.ts';
import { openEditor } from '../../fixtures/addon/open-editor.ts';
import { StaffDesk } from '../../fixtures/addon/staff-desk.ts';
import { whileAnswerIsPainted } from '../../fixtures/addon/while-painted.ts';

const SAVED = ['甲', '乙', '丙'];
/** The first blank row, as in the sheet. */
const FIRST_BLANK = 5;

let desk: StaffDesk;
beforeEach(async () => {
  desk = await StaffDesk.open({ rows: 40 });
  desk.paste(
    2,
    '客户姓名',
    SAVED.map((name, index) => [name, `1380000000${index + 1}`]),
  );
  await desk.idle();
  await desk.run('refresh');
});
afterEach(() => desk.close());

/** Of each row that shows a name: the name, and what the record of its key is called and holds as contact. */
const shown = () =>
  desk.values('客户姓名').flatMap((name, index) => {
    if (!name) return [];
    const row = index + 2;
    const record = desk.service.book.records.get(String(desk.value(row, '行键')))?.versions.at(-1);
    return [[name, record?.['name'], record?.['phone'], desk.value(row, '同步状态')].join(' ')];
  });

const inOrder = (lines: readonly string[]) => lines.toSorted((a, b) => (a < b ? -1 : 1));

const GESTURES: readonly (readonly [string, string[][][]])[] = [
  ['typed', [[['戊']], [['13900000009']]]],
  ['pasted', [[['戊', '13900000009']]]],
];
/** Few rows get their places one by one, more all at once. */
const COUNTS = [1, 7];
/** So many writes of the script go first: rows are put in and get formats, keys come, then what the rows show. */
const MOMENTS = [0, 1, 2, 3, 4, 5];

const CASES = GESTURES.flatMap(([how, blocks]) =>
  COUNTS.flatMap(count => MOMENTS.map(writes => ({ how, blocks, count, writes }))),
);

/** The service begins so many records, whose names look like a number's. */
function addRecords(count: number): { name: string; phone: string }[] {
  desk.service.book.page = 100;
  const added = Array.from({ length: count }, (_, index) => ({
    name: `丁${index}`,
    phone: `1370000000${index}`,
  }));
  for (const [index, cells] of added.entries())
    desk.service.book.change(`aaaaaaaa-0000-4000-8000-00000000000${index}`, cells);
  return added;
}

const line = ({ name, phone }: { name: string; phone: string }): string => `${name} ${name} ${phone} 已保存`;
const savedLines = () => SAVED.map((name, index) => line({ name, phone: `1380000000${index + 1}` }));

const takeOut = (row: number) => {
  const place = { index: row - 1, count: 1 };
  desk.reshape({ type: 'delete', sheetId: SHEET_ID, dimension: 'ROWS', ...place });
};

test.each(CASES)('a row is $how where $count are appended, after $writes of their writes', async each => {
  const { blocks, count, writes } = each;
  const added = addRecords(count);
  const commit = openEditor(desk, FIRST_BLANK, '客户姓名');
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => commit(blocks),
    writes,
  );
  const expected = [...savedLines(), ...added.map(line), '戊 戊 13900000009 已保存'];
  expect(inOrder(shown())).toEqual(inOrder(expected));
  expect(desk.service.book.records.size).toBe(expected.length);
});

const PLACES = COUNTS.flatMap(count => [4, 5].map(writes => ({ count, writes })));

test.each(PLACES)(
  'a row is put in above while $count are appended, after $writes of their writes',
  async each => {
    const added = addRecords(each.count);
    await whileAnswerIsPainted(
      desk,
      'changes',
      () => desk.run('refresh'),
      () => desk.insertRows(3, 1),
      each.writes,
    );
    expect(inOrder(shown())).toEqual(inOrder([...savedLines(), ...added.map(line)]));
  },
);

test.each(PLACES)(
  'a row above is taken out while $count are appended, after $writes of their writes',
  async each => {
    const added = addRecords(each.count);
    await whileAnswerIsPainted(
      desk,
      'changes',
      () => desk.run('refresh'),
      () => takeOut(3),
      each.writes,
    );
    // Behind many it may be brought back: nobody can tell it from a row that they came over.
    const others = [...savedLines(), ...added.map(line)].filter(shows => !shows.startsWith('乙'));
    expect(inOrder(shown().filter(shows => !shows.startsWith('乙')))).toEqual(inOrder(others));
  },
);

test.each([3, 7])(
  'of %d that are appended the first is taken out: the others show their own',
  async count => {
    const [, ...added] = addRecords(count);
    await whileAnswerIsPainted(
      desk,
      'changes',
      () => desk.run('refresh'),
      () => takeOut(FIRST_BLANK),
      // Few have their keys one by one, many all at once.
      count === 3 ? 6 : 4,
    );
    expect(shown()).toEqual([...savedLines(), ...added.map(line)]);
  },
);

test('one that is taken out before the next has its place is told of as removed, and comes again', async () => {
  const [first, ...added] = addRecords(3).map(line);
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => takeOut(FIRST_BLANK),
    4,
  );
  expect(shown()).toEqual([...savedLines(), ...added]);
  // Whoever refreshes and what looks for removed rows speak in an order of their own.
  expect(desk.toasts.join('\n')).toContain('表中少了 1 行，但记录还在服务台');
  await desk.run('refresh');
  expect(shown()).toEqual([...savedLines(), ...added, first]);
});
