// Rows of a tab on their way to the service and back: in which requests, in whose names, and what it comes to.
import { describe, expect, it } from 'vitest';
import type { RowInput, SubmitRequest } from '../../../functions/src/contract/contract.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import type { Touch } from '../../../sheets-addon/src/sync/choice.ts';
import { recallNotBefore } from '../../../sheets-addon/src/sync/in-flight.ts';
import { noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { rowsWait } from '../../../sheets-addon/src/sync/memory.ts';
import { type Submission, submit } from '../../../sheets-addon/src/sync/submit.ts';
import { DESK } from '../../fixtures/addon/case-book.ts';
import { answeredLine, openedTab, placeOf, showing } from './opened-tab.ts';
import { type Answered, scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

const ME = 'me@example.test';
const OTHER = 'other@example.test';
const NEVER = 9e15;
const plain = openedTab();

/** The record `n` in row `n`, typed into since. */
const line = (n: number): CellContent[] =>
  showing(
    answeredLine(
      plain,
      'v1',
      { 编号: `C-${n}`, 行键: `key-${String(n).padStart(5, '0')}`, 客户姓名: '旧' },
      n,
    ),
    { 客户姓名: `客户${n}` },
  );
const touch = (more: Partial<Touch> = {}): Touch => ({
  edited: ['name'],
  editor: ME,
  typed: [],
  pasted: false,
  ...more,
});

/** What the service answers to a request that it takes in. */
const taken = (rows: RowInput[], more: object = {}) => ({
  body: {
    rows: rows.map(({ key }) => ({ key, outcome: 'saved', base: 'v2', cells: {}, problems: [], ...more })),
    version: '1',
    others: false,
  },
});
const refusal = (status: number, code: string): Answered => ({
  status,
  body: { error: { code, message: '原因' } },
});

interface About extends Partial<Pick<Submission, 'asMe' | 'more'>> {
  most?: number;
  notBefore?: number;
  moved?: boolean;
  /** Answers in their turn; what comes behind them is taken in. */
  answers?: ((
    rows: RowInput[],
    write: (row: number, label: string, content: CellContent) => void,
  ) => Answered)[];
}

function submitted(lines: CellContent[][], touched: Record<number, Touch>, about: About = {}) {
  const { most = 200, notBefore = 0, moved, answers = [], ...more } = about;
  const here = scriptHere();
  here.cache.set('flight', JSON.stringify({ ...noFlight(), notBefore }));
  const sheet = sheetHere(...lines);
  const toasts: string[] = [];
  const spreadsheet = {
    getId: () => DESK.deskId,
    getSheetById: () => sheet.tab.sheet,
    getSheets: () => [],
    getSpreadsheetTimeZone: () => DESK.timeZone,
    toast: (message: string) => void toasts.push(message),
  } as unknown as Spreadsheet;
  const desk = { ...DESK, maxRows: most };
  const [table] = desk.tables;
  if (!table) throw new Error('the desk has no table');
  const write = (row: number, label: string, content: CellContent): void => {
    sheet.cell(row, placeOf(label)).value = content;
  };
  let fetched = 1;
  here.answer = ({ path, body }) => {
    if (path === `/${DESK.deskId}`) {
      fetched += 1;
      return { body: { ...desk, version: String(fetched) } };
    }
    const { rows } = body as SubmitRequest;
    return answers.shift()?.(rows, write) ?? taken(rows);
  };
  const chosen = new Map(Object.entries(touched).map(([row, each]) => [Number(row), each]));
  const result = submit({
    spreadsheet,
    desk,
    table,
    choose: () => ({ touched: chosen, ...(moved !== undefined && { moved }) }),
    ...more,
  });
  const requests = here.asked.flatMap(({ path, body }) =>
    path.endsWith('/rows') ? [body as SubmitRequest] : [],
  );
  const sent = requests.map(({ rows }) => rows.map(({ key }) => Number(key.slice(-2))));
  const state = (row: number) => sheet.cell(row, placeOf('同步状态')).value;
  const note = (row: number) => sheet.cell(row, placeOf('同步状态')).note;
  return { result, requests, sent, state, note, toasts, asked: here.asked };
}
const all = (rows: number, more: Partial<Touch> = {}): Record<number, Touch> =>
  Object.fromEntries(Array.from({ length: rows }, (_, index) => [index + 2, touch(more)]));
const lines = (rows: number): CellContent[][] => Array.from({ length: rows }, (_, index) => line(index + 2));

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
    const { sent, state, note, result } = submitted(lines(1), all(1), { answers });
    expect([sent.length, state(2), result.unanswered, rowsWait()]).toEqual([5, '待同步', 1, true]);
    expect(note(2)).toContain('表格正忙');
  });
});

describe('where a request fails', () => {
  it('all rows behind it wait, and say why', () => {
    const { result, sent, state, note } = submitted(lines(3), all(3), {
      most: 2,
      answers: [() => refusal(500, 'internal')],
    });
    expect(result).toMatchObject({ answered: 0, unanswered: 3, failure: { kind: 'away' } });
    expect([sent, [2, 3, 4].map(state), rowsWait()]).toEqual([
      [[2, 3]],
      ['待同步', '待同步', '待同步'],
      true,
    ]);
    expect(note(4)).toContain('服务台暂时连接不上（500）');
  });

  it('for as long as the service asks for nothing is sent', () => {
    const later = { ...refusal(503, 'busy'), headers: { 'Retry-After': '60' } };
    submitted(lines(1), all(1), { answers: [() => later] });
    expect(withLock(recallNotBefore)).toBeGreaterThan(0);
    const { sent, result, note } = submitted(lines(1), all(1), { notBefore: NEVER });
    expect([sent, result.unanswered, result.failure?.kind]).toEqual([[], 1, 'away']);
    expect(note(2)).toContain('服务台请求太多');
  });

  it.each([
    [400, 'body_invalid'],
    [413, 'too_large'],
  ])('for what it says (%d %s) its rows are refused, and the next ones go', (status, code) => {
    const { result, sent, state } = submitted(lines(2), all(2), {
      most: 1,
      answers: [() => refusal(status, code)],
    });
    expect([sent, state(2), state(3)]).toEqual([[[2], [3]], '有误', '已保存']);
    expect(result).toMatchObject({ answered: 1, unanswered: 1 });
  });

  it('and its rows have changed since they go once more as they are', () => {
    const { sent, state } = submitted(lines(1), all(1), {
      answers: [
        (_rows, write) => {
          write(2, '数量', 7);
          return refusal(400, 'body_invalid');
        },
      ],
    });
    expect([sent, state(2)]).toEqual([[[2], [2]], '已保存']);
  });

  it('since it is too large its rows go in halves, the larger one first', () => {
    const { sent, result } = submitted(lines(3), all(3), { answers: [() => refusal(413, 'too_large')] });
    expect([sent, result.answered]).toEqual([[[2, 3, 4], [2, 3], [4]], 3]);
  });

  it('since it is too large, and all of it has to be judged together, they are held', () => {
    const { sent, result, state, note } = submitted(lines(2), all(2, { pasted: true }), {
      moved: true,
      answers: [() => refusal(413, 'too_large')],
    });
    expect([sent, result.held, state(2), state(3)]).toEqual([[[2, 3]], 2, '待核对', '待核对']);
    expect(note(2)).toContain('一次改动的 2 行已保存的记录内容太多');
  });

  it('since the desk has changed, it is described anew and all go once more, once', () => {
    const changed = () => refusal(409, 'desk_changed');
    const once = submitted(lines(2), all(2), { answers: [changed] });
    expect([once.sent, once.result.answered, once.result.unanswered, once.state(2)]).toEqual([
      [
        [2, 3],
        [2, 3],
      ],
      2,
      0,
      '已保存',
    ]);
    expect(once.requests[1]?.rows[0]).toMatchObject({ edited: ['name'] });
    expect(once.asked.filter(({ method }) => method === 'get')).toHaveLength(1);
    const twice = submitted(lines(2), all(2), { answers: [changed, changed] });
    expect([twice.sent.length, twice.result.unanswered, twice.result.failure?.kind]).toEqual([
      2,
      2,
      'changed',
    ]);
  });
});
