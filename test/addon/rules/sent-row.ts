// A row on its way, its answer, and what has been done to it meanwhile.
import type { RowAnswer, RowInput, WireCells } from '../../../functions/src/contract/contract.ts';
import { nowMs } from '../../../sheets-addon/src/platform/clock.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import type { OutgoingRow } from '../../../sheets-addon/src/sync/gather.ts';
import { claim, takeNoted } from '../../../sheets-addon/src/sync/in-flight.ts';
import { type Flight, noFlight, type Word } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import type { Note } from '../../../sheets-addon/src/sync/notes.ts';
import { settle } from '../../../sheets-addon/src/sync/settle.ts';
import { answeredLine, openedTab, placeOf } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';
import { sheetHere } from './sheet-here.ts';

export const ME = 'me@example.test';
export const KEY = 'key-00002';
const plain = openedTab();

/** What the row was sent with, and shows until somebody changes it. */
export const CELLS: WireCells = { name: '李明', phone: null, when: null, bought: null, count: 3 };
/** The row as it stands, in this version. */
export const shown = (cells: Record<string, CellContent> = {}, base = 'v1', row = 2): CellContent[] =>
  answeredLine(plain, base, { 行键: KEY, 客户姓名: '李明', 数量: 3, 同步状态: '待同步', ...cells }, row);
/** The row as it was read to be sent. */
export const sentRow = (input: Partial<RowInput> = {}, more: Partial<OutgoingRow> = {}): OutgoingRow => ({
  row: 2,
  pasted: false,
  remarks: [],
  input: { key: KEY, base: 'v1', edited: ['name'], cells: CELLS, editor: ME, ...input },
  ...more,
});
/** What the service answers to it. */
export const answer = (more: Partial<RowAnswer> = {}): RowAnswer => ({
  key: KEY,
  outcome: 'saved',
  base: 'v2',
  cells: { no: 'C-2', name: '李明', count: 3 },
  problems: [],
  ...more,
});
/** What others have left while the row was on its way. */
export interface Meanwhile {
  word?: Word;
  notes?: Note[];
}

/** A tab with rows of which these are on their way. */
export function started(lines: CellContent[][], sent: OutgoingRow[], { word, notes = [] }: Meanwhile) {
  const here = scriptHere(
    Object.fromEntries(notes.map((note, index) => [`note.${index}`, JSON.stringify(note)])),
  );
  const sheet = sheetHere(...lines);
  withLock(() => claim(sent.flatMap(({ input }) => (input.witness ? [] : input))));
  const flight = { ...noFlight(), ...(JSON.parse(here.cache.get('flights') ?? '{}') as Partial<Flight>) };
  here.cache.set(
    'flights',
    JSON.stringify({ ...flight, words: word ? { [KEY]: { ...word, at: nowMs() } } : {} }),
  );
  const value = (row: number, label: string) => sheet.cell(row, placeOf(label)).value;
  const flying = () => Object.keys((JSON.parse(here.cache.get('flights') ?? '{}') as Flight).flying);
  /** What is left for whoever sends the row next, but for when. */
  const left = () => withLock(() => takeNoted([KEY]).get(KEY));
  return { sheet, value, note: (row: number) => sheet.cell(row, placeOf('同步状态')).note, flying, left };
}

/** The same once these answers have come; `again` goes once more. */
export function settled(
  lines: CellContent[][],
  sent: OutgoingRow[],
  answers: RowAnswer[],
  meanwhile: Meanwhile = {},
) {
  const about = started(lines, sent, meanwhile);
  const byKey = new Map(answers.map(each => [each.key, each]));
  const again = withLock(() => settle(about.sheet.tab, sent, byKey));
  return { ...about, again };
}
