import { beforeEach, describe, expect, it } from 'vitest';
import {
  type Base,
  cellAt,
  readBase,
  unknownVersions,
  withoutConflictsAt,
  writeBase,
} from '../../../functions/src/core/decide/merge.ts';
import type { Cells } from '../../../functions/src/core/schema/column.ts';
import { sentenceOf } from '../../../functions/src/core/schema/problem.ts';
import { type Answered, Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline, SHOWN_CALL } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2023-10-02 09:00');
const desk = deskOf();

let book: Book;
/** The token of the version that both sheets know. */
let base: string;
const submit = (who: string, cells: Record<string, unknown>, token = base, edited: string[] = []) =>
  book.submit({ cells: { ...SHOWN_CALL, ...cells }, base: token, edited }, by(who), NOW);
const told = (answer: Answered) => answer.problems.map(each => `${each.column}: ${each.code}`);

beforeEach(() => {
  book = new Book(hotline, desk);
  base = book.submit({ cells: CALL }, by('limin'), at('2023-10-01 15:00')).base;
});

describe('two people, one row', () => {
  it('different cells are both kept, and the second hears of the other', () => {
    submit('limin', { remark: '上午联系' });
    const answer = submit('liwei', { order: 'ORD-2' });
    expect(answer.record?.cells).toMatchObject({ remark: '上午联系', order: 'ORD-2' });
    expect([answer.outcome, told(answer)]).toEqual(['saved', ['remark: taken_over']]);
  });

  it('the same cell: the second is told both values and who wrote the other', () => {
    submit('limin', { remark: '上午联系' });
    const answer = submit('liwei', { remark: '下午联系' });
    expect([answer.outcome, answer.keep]).toEqual(['conflict', ['remark']]);
    expect(answer.record?.cells.remark).toBe('上午联系');
    expect(answer.problems.map(sentenceOf)).toEqual([
      'limin@example.com 已把这里改为“上午联系”，而您写的是“下午联系”。两者都已保留：要用您的，请在此重新输入；要用对方的，请照填。',
    ]);
  });

  it.each([20_261_120_143_012, 2e17, 1e308])('a number that no column takes is shown as one: %d', typed => {
    submit('limin', { urgency: '高' });
    const answer = submit('liwei', { urgency: typed });
    expect([answer.outcome, answer.keep]).toEqual(['conflict', ['urgency']]);
    expect(sentenceOf(answer.problems[0] as Answered['problems'][number])).toContain(`您写的是“${typed}”`);
  });

  it('what else the second wrote is saved beside the conflict', () => {
    submit('limin', { remark: '上午联系' });
    const answer = submit('liwei', { remark: '下午联系', order: 'ORD-2' });
    expect([answer.outcome, answer.record?.cells]).toMatchObject([
      'conflict',
      { remark: '上午联系', order: 'ORD-2' },
    ]);
  });

  it('a conflict stays until that cell is typed again', () => {
    submit('limin', { remark: '上午联系' });
    const first = submit('liwei', { remark: '下午联系' });
    const other = submit('liwei', { remark: '下午联系', order: 'ORD-2' }, first.base, ['order']);
    expect([other.outcome, other.keep]).toEqual(['conflict', ['remark']]);
    const typed = submit('liwei', { remark: '下午联系', order: 'ORD-2' }, other.base, ['remark']);
    expect([typed.outcome, typed.record?.cells.remark]).toEqual(['saved', '下午联系']);
    expect(writeBase(readBase(typed.base))).toBe(String(typed.record?.version));
  });

  it("typing the other's value settles it too", () => {
    submit('limin', { remark: '上午联系' });
    const first = submit('liwei', { remark: '下午联系' });
    const answer = submit('liwei', { remark: '上午联系' }, first.base, ['remark']);
    expect([answer.outcome, answer.keep, answer.problems]).toEqual(['unchanged', [], []]);
  });

  it('both wrote the same: no conflict', () => {
    submit('limin', { remark: '上午联系' });
    expect(submit('liwei', { remark: ' 上午联系 ' }).outcome).toBe('unchanged');
  });

  it('clearing a cell that another changed is a conflict', () => {
    const { base: known } = submit('limin', { remark: '上午联系' });
    submit('limin', { remark: '晚上联系' }, known);
    const answer = submit('liwei', { remark: '' }, known);
    expect([answer.outcome, answer.record?.cells.remark]).toEqual(['conflict', '晚上联系']);
    expect(sentenceOf(answer.problems[0] as Answered['problems'][number])).toContain('您写的是“空白”');
  });

  it('the proposal of the system is overtaken by a person who saw the cell blank', () => {
    const answer = book.submit(
      { cells: { ...SHOWN_CALL, handler: '孙丽' }, base, edited: ['handler'] },
      by('liwei'),
      NOW,
    );
    expect(answer.record?.cells.handler).toBe('孙丽');
  });
});

it('what others changed more than once is told from what the sheet showed, and is so when that is asked for', () => {
  submit('limin', { remark: '上午联系' });
  book.submit({ cells: { remark: '晚上联系' }, base: '2' }, by('wangfang'), NOW);
  const answer = submit('liwei', { order: 'ORD-2' });
  expect(answer.problems.map(({ column, code, facts }) => [column, code, facts.who, facts.was])).toEqual([
    ['remark', 'taken_over', 'wangfang@example.com', '空白'],
  ]);
  const record = book.records.get('row');
  if (!record) throw new Error('no record');
  const events = [2, 3].flatMap(version => book.events.get(`row-${version}`) ?? []);
  expect(cellAt('remark', readBase('1'), record, events)).toBeNull();
  expect(cellAt('remark', readBase('2'), record, events)).toBe('上午联系');
});

describe('a sheet that is behind in several cells', () => {
  /** Who is said to have changed each cell in conflict. */
  const editors = ({ problems }: Answered) =>
    problems.flatMap(each => (each.code === 'conflict' ? `${each.column}: ${each.facts.who}` : []));

  it('goes on from what it saw of every other cell', () => {
    submit('limin', { remark: '上午联系' });
    const first = submit('liwei', { remark: '下午联系' });
    book.submit({ cells: { order: 'ORD-2' }, base: '2', edited: ['order'] }, by('limin'), NOW);
    const seen = submit('liwei', { remark: '下午联系' }, first.base);
    expect([seen.outcome, seen.base, told(seen)]).toEqual([
      'conflict',
      '3;remark=1',
      ['order: taken_over', 'remark: conflict'],
    ]);
    const typed = submit('liwei', { remark: '下午联系', order: 'ORD-3' }, seen.base, ['order']);
    expect([typed.keep, typed.record?.cells]).toMatchObject([
      ['remark'],
      { remark: '上午联系', order: 'ORD-3' },
    ]);
  });

  it('stays in conflict from the version that each cell was last shown of, however often it is sent', () => {
    submit('limin', { remark: '上午联系' });
    let answer = submit('liwei', { remark: '下午联系' });
    book.submit({ cells: { order: 'ORD-2' }, base: '2' }, by('limin'), NOW);
    answer = submit('liwei', { remark: '下午联系', order: 'ORD-3' }, answer.base);
    for (const time of ['once', 'twice', 'a third time']) {
      answer = submit('liwei', { remark: '下午联系', order: 'ORD-3' }, answer.base);
      expect([time, answer.outcome, answer.base]).toEqual([time, 'conflict', '3;order=2;remark=1']);
    }
    expect(answer.record?.cells).toMatchObject({ remark: '上午联系', order: 'ORD-2' });
  });

  it('hears of each cell who changed that one last', () => {
    submit('limin', { remark: '上午联系' });
    book.submit({ cells: { remark: '晚上联系' }, base: '2' }, by('wangfang'), NOW);
    const typing = { account: 'shared@example.com', editor: 'sunli@example.com' };
    book.submit({ cells: { order: 'ORD-2' }, base: '3' }, typing, NOW);
    book.submit({ cells: { urgency: '高' }, base: '4' }, by('zhaoqiang'), NOW);
    const answer = submit('liwei', { remark: '下午联系', order: 'ORD-3' });
    expect(editors(answer).toSorted()).toEqual(['order: sunli@example.com', 'remark: wangfang@example.com']);
    const again = submit('liwei', { remark: '下午联系', order: 'ORD-3' }, answer.base);
    expect(editors(again)).toEqual(editors(answer));
  });
});

describe('what a stale sheet did not touch', () => {
  it.each<[string, Cells]>([
    ['a text', { remark: '上午联系' }],
    ['a time', { respondedAt: '2023-10-01 16:10' }],
    ['an option', { urgency: '高' }],
    ['a person', { handler: '孙丽' }],
    ['a contact', { contact: '13900001111' }],
    ['a name', { customer: '王小明' }],
  ])('%s takes the other value and says so', (_, cells) => {
    const { record } = submit('limin', cells);
    const answer = submit('liwei', { order: 'ORD-2' });
    const [column = ''] = Object.keys(cells);
    expect(answer.record?.cells[column]).toBe(record?.cells[column]);
    expect([answer.outcome, told(answer)]).toEqual(['saved', [`${column}: taken_over`]]);
  });

  it('a time may come back as the sheet got it', () => {
    const { base: known } = submit('limin', { respondedAt: '2023-10-01 16:10' });
    submit('limin', { respondedAt: '2023-10-01 16:20' }, known);
    const answer = submit('liwei', { respondedAt: '2023-10-01T08:10:00.000Z' }, known);
    expect([answer.outcome, told(answer)]).toEqual(['unchanged', ['respondedAt: taken_over']]);
  });

  it('midnight, which a date cell sends without its hour, is not asked for again', () => {
    const { base: known } = submit('limin', { respondedAt: '2023-10-02 00:00' });
    const answer = submit('limin', { respondedAt: '2023-10-01T16:00:00.000Z', order: 'ORD-2' }, known);
    expect([answer.outcome, answer.problems]).toEqual(['saved', []]);
    expect(answer.record?.cells.respondedAt).toBe(at('2023-10-02 00:00'));
  });

  it('a column that was not sent stays as it is', () => {
    submit('limin', { remark: '上午联系' });
    const answer = book.submit({ cells: { order: 'ORD-2' }, base }, by('liwei'), NOW);
    expect([answer.outcome, answer.problems]).toEqual(['saved', []]);
    expect(answer.record?.cells).toMatchObject({ remark: '上午联系', order: 'ORD-2', customer: '李*' });
  });
});

describe('what cannot be read', () => {
  it('is refused where nobody else wrote', () => {
    expect(submit('liwei', { respondedAt: '近日' }).outcome).toBe('refused');
  });

  it('is in conflict where somebody did: it is not taken over silently', () => {
    submit('limin', { respondedAt: '2023-10-01 16:10' });
    const answer = submit('liwei', { respondedAt: '近日' });
    expect([answer.outcome, answer.keep]).toEqual(['conflict', ['respondedAt']]);
    expect(answer.problems.map(sentenceOf).join()).toContain('而您写的是“近日”');
  });
});

describe('times of two people', () => {
  it('may not pass each other', () => {
    submit('limin', { respondedAt: '2023-10-01 14:50' });
    const answer = submit('liwei', { calledAt: '2023-10-01 15:00' });
    expect([answer.outcome, told(answer)]).toEqual([
      'refused',
      ['respondedAt: taken_over', 'respondedAt: time_before'],
    ]);
  });

  it('are judged as they stand together, not as one of them knew', () => {
    submit('limin', { calledAt: '2023-10-01 14:00' });
    const answer = submit('liwei', { respondedAt: '2023-10-01 14:10' });
    expect([answer.outcome, told(answer)]).toEqual(['saved', ['calledAt: taken_over']]);
  });
});

describe('a request that comes twice', () => {
  it.each<[string, Record<string, unknown>]>([
    ['a new row with its full contact', { ...CALL }],
    ['a new row whose handler was proposed', { ...CALL, handler: null }],
  ])('%s', (_, cells) => {
    const fresh = new Book(hotline, desk);
    const first = fresh.submit({ cells }, by('limin'), NOW);
    const again = fresh.submit({ cells }, by('limin'), NOW + 60_000);
    expect([again.outcome, again.base, again.record]).toEqual(['unchanged', first.base, first.record]);
  });

  it.each<[string, Cells]>([
    ['a text', { remark: '上午联系' }],
    ['another number behind the same mask', { contact: '13811115678' }],
    ['another number', { contact: '13900001111' }],
    ['a time', { respondedAt: '2023年10月1日16:10' }],
    ['a handler cleared, so that another is proposed', { handler: null }],
  ])('%s', (_, cells) => {
    ({ base } = submit('limin', { handler: '孙丽' }));
    const first = submit('limin', { handler: '孙丽', ...cells });
    const again = submit('limin', { handler: '孙丽', ...cells });
    expect([first.outcome, again.outcome, again.base, again.record]).toEqual([
      'saved',
      'unchanged',
      first.base,
      first.record,
    ]);
  });

  it('after another went on from it takes over what that one wrote', () => {
    const first = submit('limin', { remark: '上午联系' });
    submit('liwei', { remark: '下午联系' }, first.base);
    const again = submit('limin', { remark: '上午联系' });
    expect([again.outcome, told(again)]).toEqual(['unchanged', ['remark: taken_over']]);
    expect(again.record?.cells.remark).toBe('下午联系');
  });
});

describe('the token of a row', () => {
  it.each<[string, Base]>([
    ['', { version: 0, behind: {} }],
    ['7', { version: 7, behind: {} }],
    ['7;remark=3;order=5', { version: 7, behind: { remark: 3, order: 5 } }],
    ['7;', { version: 0, behind: {} }],
    ['abc', { version: 0, behind: {} }],
    ['-1', { version: 0, behind: {} }],
    ['7;re mark=3', { version: 0, behind: {} }],
    ['9999999999', { version: 0, behind: {} }],
  ])('%j', (token, read) => {
    expect(readBase(token)).toEqual(read);
  });

  it('asks for the versions that one cell at least does not know', () => {
    const record = book.records.get('row');
    if (!record) throw new Error('not saved');
    expect(unknownVersions({ version: 2, behind: {} }, { ...record, version: 5 })).toEqual([3, 4, 5]);
    expect(unknownVersions({ version: 5, behind: { remark: 3 } }, { ...record, version: 5 })).toEqual([4, 5]);
    expect(unknownVersions({ version: 9, behind: {} }, { ...record, version: 5 })).toEqual([]);
  });

  it('forgets the conflicts of cells that were typed again', () => {
    const left = withoutConflictsAt({ version: 7, behind: { remark: 3, order: 5 } }, ['remark', 'urgency']);
    expect(left).toEqual({ version: 7, behind: { order: 5 } });
  });
});
