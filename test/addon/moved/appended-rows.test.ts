// A person begins a row where the script is about to append one: an editor may have been open there for a while.
// Whenever the text comes, before, between or after what the script writes, both are rows of their own.
import { afterEach, beforeEach, expect, test } from 'vitest';
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

test.each(CASES)('a row is $how where $count are appended, after $writes of their writes', async each => {
  const { blocks, count, writes } = each;
  desk.service.book.page = 100;
  const added = Array.from({ length: count }, (_, index) => ({
    name: `丁${index}`,
    phone: `1370000000${index}`,
  }));
  for (const [index, cells] of added.entries())
    desk.service.book.change(`aaaaaaaa-0000-4000-8000-00000000000${index}`, cells);
  const commit = openEditor(desk, FIRST_BLANK, '客户姓名');
  await whileAnswerIsPainted(
    desk,
    'changes',
    () => desk.run('refresh'),
    () => commit(blocks),
    writes,
  );
  const expected = [
    ...SAVED.map((name, index) => `${name} ${name} 1380000000${index + 1} 已保存`),
    ...added.map(({ name, phone }) => `${name} ${name} ${phone} 已保存`),
    '戊 戊 13900000009 已保存',
  ];
  expect(inOrder(shown())).toEqual(inOrder(expected));
  expect(desk.service.book.records.size).toBe(expected.length);
});
