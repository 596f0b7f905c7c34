// What was typed into rows that were removed, as the add-on's rules see it: events, records, and what is sent.
import type { RecordsAnswer, WireCells } from '../../../functions/src/contract/contract.ts';
import type { HeldRequest } from '../../../functions/src/contract/held.ts';
import { withLock } from '../../../sheets-addon/src/platform/lock.ts';
import type { CellContent } from '../../../sheets-addon/src/platform/platform.ts';
import type { Touch, Typed } from '../../../sheets-addon/src/sync/choice.ts';
import { noFlight } from '../../../sheets-addon/src/sync/keys/flight-entry.ts';
import { typedIntoRemoved } from '../../../sheets-addon/src/sync/keys/removed-events.ts';
import { answeredLine, openedTab, tabWith } from './opened-tab.ts';
import { scriptHere } from './script-here.ts';
import { typing } from './typed.ts';

const NEVER = 9e15;
const tab = openedTab();

type Gone = RecordsAnswer['rows'][number];
/** A record whose row was removed. */
export const gone = (key: string, cells: WireCells, table = 'cases'): Gone => ({
  key,
  table,
  number: `N-${key}`,
  base: 'v7',
  outcome: 'saved',
  problems: [],
  cells,
});
/** A text that is heard of 100 ms after what is the beginning here. */
export const event = (value?: string, oldValue?: string, more: Partial<Typed> = {}): Typed =>
  typing(value, oldValue, { at: 100, ...more });
/** A row that came here as it was when the removed one went. */
export const MOVED_UP: CellContent[] = answeredLine(tab, 'v1', { 行键: 'here-0000', 客户姓名: '别人' }, 9);

export interface About {
  line?: CellContent[];
  /** When the removed rows were missed, ms. */
  missedAt?: number;
  flying?: string[];
  isAway?: true;
  /** Whether the records of rows here have held what was typed over; nothing where that cannot be asked. */
  held?: boolean | 'away';
  /** The rows of the tab, from the second on. */
  tabLines?: CellContent[][];
}

/** What becomes of what was typed at these places, where the rows of these records are gone. */
export function sent(
  records: Gone[],
  touched: Record<number, Touch>,
  { line = MOVED_UP, missedAt = 200, flying = [], isAway, held = true, tabLines = [] }: About = {},
) {
  // Missed so lately that the clock has not come there yet.
  const late = NEVER + missedAt;
  const here = scriptHere({ 'gone.latest': records.map(({ key }) => `${key}:${late}`).join(',') });
  const others = { flying: Object.fromEntries(flying.map(key => [key, 'other'])), alive: { other: NEVER } };
  here.cache.set('flights', JSON.stringify({ ...noFlight(), ...others }));
  here.answer = ({ path, body }) => {
    const isOfHeld = path.endsWith('/held');
    if (isAway || (isOfHeld && held === 'away')) return { status: 500, body: {} };
    if (isOfHeld) return { body: { held: (body as HeldRequest).cells.map(() => held) } };
    return { body: { rows: records.filter(({ key }) => (body as { keys: string[] }).keys.includes(key)) } };
  };
  const shifted = Object.entries(touched).map(([row, { typed, ...each }]): [number, Touch] => [
    Number(row),
    { ...each, typed: typed.map(every => ({ ...every, at: NEVER + (every.at ?? 0) })) },
  ]);
  const lines = new Map(shifted.map(([row]) => [row, line]));
  const of = tabWith(...(tabLines.length > 0 ? tabLines : [line]));
  const { choice, rows, said } = withLock(() => typedIntoRemoved(of, { touched: new Map(shifted) }, lines));
  return {
    rows: choice && rows.map(({ row, input }) => ({ ...input, at: row })),
    left: choice && Object.fromEntries([...choice.touched].map(([row, { edited }]) => [row, edited])),
    choice,
    said,
    asked: here.asked.length,
    askedOf: here.asked.flatMap(({ path, body }) =>
      path.endsWith('/held') ? (body as HeldRequest).cells : [],
    ),
  };
}

/** A record of which one cell is a text. */
export const LI = gone('gone-0001', { name: '李明', count: 3 });
