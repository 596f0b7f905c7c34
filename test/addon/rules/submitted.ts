// Rows of a tab that are sent to a service which answers as a test says, and what they come to.
import type { RowInput, SubmitRequest } from '../../../functions/src/contract/contract.ts';
import { isLocked } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent, Spreadsheet } from '../../../sheets-addon/src/platform/platform.ts';
import type { Touch } from '../../../sheets-addon/src/sync/choice.ts';
import { noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { type Submission, submit } from '../../../sheets-addon/src/sync/submit.ts';
import { DESK } from '../../fixtures/addon/case-book.ts';
import { withOnly } from '../../fixtures/with-only.ts';
import { answeredLine, openedTab, placeOf, showing } from './opened-tab.ts';
import { type Answered, scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

export const ME = 'me@example.test';
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
/** Who has typed into a row. */
export const touch = (more: Partial<Touch> = {}): Touch => ({
  edited: ['name'],
  editor: ME,
  typed: [],
  pasted: false,
  ...more,
});

/** What the service answers to a request that it takes in. */
export const taken = (rows: RowInput[], more: object = {}) => ({
  body: {
    rows: rows.map(({ key }) => ({ key, outcome: 'saved', base: 'v2', cells: {}, problems: [], ...more })),
    version: '1',
    others: false,
  },
});
/** What it answers to one that it does not. */
export const refusal = (status: number, code: string): Answered => ({
  status,
  body: { error: { code, message: '原因' } },
});

export interface About extends Partial<Pick<Submission, 'asMe' | 'more'>> {
  most?: number;
  notBefore?: number;
  /** The form of the contract that the service speaks. */
  contract?: number;
  moved?: boolean;
  /** Answers in their turn; what comes behind them is taken in. */
  answers?: ((
    rows: RowInput[],
    write: (row: number, label: string, content: CellContent) => void,
  ) => Answered)[];
}

/** What these rows of a tab come to once they are sent. */
export function submitted(lines: CellContent[][], touched: Record<number, Touch>, about: About = {}) {
  const { most = 200, notBefore = 0, contract = DESK.contract, moved, answers = [], ...more } = about;
  const here = scriptHere();
  here.cache.set('flights', JSON.stringify({ ...noFlight(), notBefore }));
  const sheet = sheetHere(...lines);
  const toasts: string[] = [];
  const spreadsheet = withOnly<Spreadsheet>({
    getId: () => DESK.deskId,
    getSheetById: () => sheet.tab.sheet,
    getSheets: () => [],
    getSpreadsheetTimeZone: () => DESK.timeZone,
    toast: (message: string) => void toasts.push(message),
  });
  const desk = { ...DESK, maxRows: most, contract: contract as typeof DESK.contract };
  const [table] = desk.tables;
  if (!table) throw new Error('the desk has no table');
  const write = (row: number, label: string, content: CellContent): void => {
    sheet.cell(row, placeOf(label)).value = content;
  };
  const locked: boolean[] = [];
  let fetched = 1;
  here.answer = ({ path, body }) => {
    if (path === `/${DESK.deskId}`) {
      fetched += 1;
      return { body: { ...desk, version: String(fetched) } };
    }
    const { rows } = body as SubmitRequest;
    locked.push(isLocked());
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
  return { result, requests, sent, state, note, toasts, locked, asked: here.asked };
}
/** All rows of a tab, touched so. */
export const all = (rows: number, more: Partial<Touch> = {}): Record<number, Touch> =>
  Object.fromEntries(Array.from({ length: rows }, (_, index) => [index + 2, touch(more)]));
export const lines = (rows: number): CellContent[][] =>
  Array.from({ length: rows }, (_, index) => line(index + 2));
