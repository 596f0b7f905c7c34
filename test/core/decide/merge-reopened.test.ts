import { beforeEach, describe, expect, it } from 'vitest';
import { type Answered, Book } from '../../fixtures/core/book.ts';
import { at, by, CALL, deskOf, hotline, SHOWN_CALL } from '../../fixtures/core/desk-fixture.ts';

const NOW = at('2023-10-02 09:00');

let book: Book;
/** The token of the version that both sheets know. */
let base: string;
const submit = (who: string, cells: Record<string, unknown>, token = base, edited: string[] = []) =>
  book.submit({ cells: { ...SHOWN_CALL, ...cells }, base: token, edited }, by(who), NOW);
const told = (answer: Answered) => answer.problems.map(each => `${each.column}: ${each.code}`);

describe('a row that was opened anew meanwhile', () => {
  const SOLVED = { resolution: '已换新', respondedAt: '2023-10-01 15:10', resolvedAt: '2023-10-01 15:20' };
  beforeEach(() => {
    book = new Book(hotline, deskOf());
    base = book.submit({ cells: CALL }, by('limin'), at('2023-10-01 15:00')).base;
    base = submit('limin', { ...SOLVED, cause: '电路缺陷' }).base;
    submit('wangfang', { ...SOLVED, cause: '电路缺陷', satisfaction: '不满意' });
  });

  it('does not take what was typed for the finished cycle into the next', () => {
    const answer = submit('liwei', {
      ...SOLVED,
      cause: '电路缺陷',
      comment: '“客户说太慢”',
      remark: '已回电',
    });
    expect([answer.outcome, answer.keep]).toEqual(['conflict', ['comment']]);
    expect(answer.record).toMatchObject({ cycle: 2, cells: { remark: '已回电', comment: null } });
    const meant = submit('liwei', { comment: '“客户说太慢”', remark: '已回电' }, answer.base, ['comment']);
    expect([meant.outcome, meant.record?.cells.comment]).toEqual(['saved', '“客户说太慢”']);
  });

  it('knows what is told of the finished cycle a second time', () => {
    const answer = submit('liwei', { ...SOLVED, cause: '电路缺陷', satisfaction: '不满意' });
    expect([answer.outcome, answer.keep]).toEqual(['unchanged', []]);
    expect(told(answer)).toContain('satisfaction: taken_over');
    expect(answer.record).toMatchObject({ cycle: 2, cells: { satisfaction: null } });
  });

  it('takes what is typed for the new cycle, whatever else came of the reopening at that moment', () => {
    const opened = String(book.records.get('row')?.version);
    submit('limin', { remark: '已回电' }, opened);
    const answer = submit('liwei', { comment: '“这次请快一点”' }, opened);
    expect([answer.outcome, answer.record?.cells.comment]).toEqual(['saved', '“这次请快一点”']);
  });
});
