// Rows of a tab on their way to the service and back: in which requests, in whose names, and what it comes to.
import { describe, expect, it } from 'vitest';
import type { RowInput } from '../../../functions/src/contract/contract.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import { rowsWait } from '../../../sheets-addon/src/sync/memory.ts';
import type { Answered } from './script-here.ts';
import { all, lines, ME, submitted, taken, touch } from './submitted.ts';

const OTHER = 'other@example.test';

describe('rows that are taken in', () => {
  it('are answered in one request', () => {
    const { result, sent, state } = submitted(lines(2), all(2));
    expect(result).toEqual({ answered: 2, unanswered: 0, others: false, held: 0, refused: 0, version: '1' });
    expect([sent, state(2), state(3), rowsWait()]).toEqual([[[2, 3]], '已保存', '已保存', false]);
  });

  it('go in as many requests as the service asks for, and it is told that others have changed', () => {
    const others = (rows: RowInput[]): Answered => ({ body: { ...taken(rows).body, others: true } });
    const { result, sent } = submitted(lines(3), all(3), { most: 2, answers: [others] });
    expect([sent, result.answered, result.others]).toEqual([[[2, 3], [4]], 3, true]);
  });

  it.each<[string, object, Partial<Record<'answered' | 'refused' | 'held', number>>]>([
    ['refused', { outcome: 'refused' }, { answered: 1, refused: 1, held: 0 }],
    ['drafts', { outcome: 'draft' }, { answered: 1, refused: 1, held: 0 }],
    ['in conflict', { outcome: 'conflict' }, { answered: 1, refused: 1, held: 0 }],
    ['held', { outcome: 'held' }, { answered: 1, refused: 0, held: 1 }],
    ['unchanged', { outcome: 'unchanged' }, { answered: 1, refused: 0, held: 0 }],
  ])('are counted where they are %s', (_, more, counts) => {
    expect(submitted(lines(1), all(1), { answers: [rows => taken(rows, more)] }).result).toMatchObject(
      counts,
    );
  });

  it.each([
    [99, []],
    [100, ['正在保存 100 行，请稍候。', '已处理 100 行，共 100 行。']],
  ])('and are %d tell how far it is: %j', (rows, told) => {
    expect(submitted(lines(rows), all(rows)).toasts).toEqual(told);
  });

  it('and go in several requests tell it behind each of them', () => {
    const { toasts } = submitted(lines(100), all(100), { most: 60 });
    expect(toasts.slice(1)).toEqual(['已处理 60 行，共 100 行。', '已处理 100 行，共 100 行。']);
  });

  it('are sought again where one got no answer', () => {
    const { result, state } = submitted(lines(2), all(2), { answers: [rows => taken(rows.slice(1))] });
    expect([result.answered, state(2), state(3), rowsWait()]).toEqual([1, '待同步', '已保存', true]);
  });

  it('take along what else has been left meanwhile', () => {
    const later = [new Map([[3, touch()]])];
    const more = () => {
      const touched = later.shift();
      return touched && { touched };
    };
    expect(submitted(lines(2), { 2: touch() }, { more }).sent).toEqual([[2], [3]]);
  });
});

describe('rows are sent', () => {
  it('in the name of who has typed, each that is another’s under his own', () => {
    const touched = { 2: touch(), 3: touch({ editor: OTHER }), 4: touch({ editor: undefined }) };
    const [request] = submitted(lines(3), touched).requests;
    expect([request?.editor, request?.rows.map(({ editor }) => editor)]).toEqual([
      ME,
      [undefined, OTHER, ''],
    ]);
  });

  it('in nobody’s where nobody is named, and in one’s own without a name', () => {
    const nobody = submitted(lines(1), { 2: touch({ editor: undefined }) }).requests[0];
    expect([nobody?.editor, nobody?.rows[0]?.editor]).toEqual(['', undefined]);
    const own = submitted(lines(1), { 2: touch({ editor: undefined }) }, { asMe: true }).requests[0];
    expect([own?.editor, own?.rows[0]?.editor]).toEqual([undefined, undefined]);
    const others = submitted(lines(1), all(1), { asMe: true }).requests[0];
    expect([others?.editor, others?.rows[0]?.editor]).toEqual([undefined, ME]);
  });

  it('again where they change on the way, until what stands there was answered', () => {
    const { sent, requests, state, result } = submitted(lines(1), all(1), {
      answers: [
        (rows, write) => {
          write(2, '数量', 7);
          return taken(rows);
        },
      ],
    });
    expect([sent, state(2), result.answered]).toEqual([[[2], [2]], '已保存', 1]);
    expect(requests[1]?.rows[0]).toMatchObject({ base: 'v2', edited: ['count'], cells: { count: 7 } });
  });

  it('five times at most, then they wait', () => {
    const answers = Array.from(
      { length: 9 },
      (_, index) => (rows: RowInput[], write: (row: number, label: string, content: CellContent) => void) => {
        write(2, '数量', index);
        return taken(rows);
      },
    );
    const { sent, state, note, result, locked } = submitted(lines(1), all(1), { answers });
    expect([sent.length, state(2), result.unanswered, rowsWait()]).toEqual([5, '待同步', 1, true]);
    // Of the last rounds nobody could leave word any more.
    expect(locked).toEqual([false, false, false, true, true]);
    expect(note(2)).toContain('表格正忙');
  });
});
