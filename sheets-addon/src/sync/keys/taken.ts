// Rows that were refused since another one has what they name. They are sent again when that one may have given it up,
// and two of them together when they may want each other's. A property, since these are read anyway.
import type { RowAnswer } from '../../../../functions/src/contract/contract.ts';
import { parseAs } from '../../platform/json.ts';
import { property, putProperty } from '../../platform/properties.ts';
import { rowsByKey, type Tab, textAt } from '../../sheet/tab.ts';
import { gather, type OutgoingRow } from '../gather.ts';
import { readAll } from '../widen.ts';

const NAME = 'taken';
const CODES = ['name_taken', 'value_taken'];
/** A property holds 9 kB. */
const MAX_ROWS = 20;

/** Who has typed what another row has, and in which columns. */
interface Wanting {
  columns: string[];
  editor?: string | undefined;
}
interface Taken {
  [table: string]: { [key: string]: Wanting };
}

/** What one submission has sent again so far. */
export interface SentAgain {
  keys: Set<string>;
  /** Whether something was given up by it, so that one row after the other is tried. */
  freed: boolean;
}

function load(): Taken {
  const text = property(NAME);
  return text === '' ? {} : parseAs<Taken>(text, {});
}

const columnsTaken = (answer: RowAnswer | undefined): string[] =>
  (answer?.problems ?? []).flatMap(({ column, code }) =>
    column !== null && CODES.includes(code) ? column : [],
  );

/**
 * What is to be sent once more because of these answers; notes what they have refused. One row at a time, or the one
 * that was just refused and another: more of them beside each other look like a sort. Called under the lock, when the
 * answers are painted.
 */
export function wantedAgain(
  tab: Tab,
  sent: readonly OutgoingRow[],
  answers: ReadonlyMap<string, RowAnswer>,
  before: SentAgain,
): OutgoingRow[] {
  const { table } = tab.table;
  const noted = load();
  const wanting = noted[table] ?? {};
  const columns = Object.keys(wanting).flatMap(key => wanting[key]?.columns ?? []);
  before.freed ||= sent.some(
    ({ input }) =>
      answers.get(input.key)?.outcome === 'saved' && input.edited.some(key => columns.includes(key)),
  );
  const refused = note(table, { noted, sent, answers });
  const isFirst = before.keys.size === 0;
  const here = new Set(sent.map(({ input }) => input.key));
  const key = Object.keys(wanting)
    .filter(each => !here.has(each) && !before.keys.has(each))
    .pop();
  const [own] = refused;
  if (key === undefined || !(before.freed || (isFirst && own && refused.length === 1))) return [];
  before.keys.add(key);
  const other = asTyped(tab, key, wanting[key]);
  if (other.length === 0 || before.freed || !own) return other;
  return [{ ...own, input: { ...own.input, base: answers.get(own.input.key)?.base ?? '' } }, ...other];
}

interface Noting {
  noted: Taken;
  sent: readonly OutgoingRow[];
  answers: ReadonlyMap<string, RowAnswer>;
}

/** Notes which of these rows want what another one has, and answers them. */
function note(table: string, { noted, sent, answers }: Noting): OutgoingRow[] {
  const kept = { ...noted[table] };
  const was = JSON.stringify(kept);
  const refused = sent.filter(({ input }) => {
    const answer = answers.get(input.key);
    const columns = columnsTaken(answer);
    if (!answer || input.witness) return false;
    delete kept[input.key];
    if (columns.length > 0) kept[input.key] = { columns, editor: input.editor };
    return columns.length > 0;
  });
  const last = Object.entries(kept).slice(-MAX_ROWS);
  const is = JSON.stringify(Object.fromEntries(last));
  if (is !== was) putProperty(NAME, JSON.stringify({ ...noted, [table]: Object.fromEntries(last) }));
  return refused;
}

/** A row as it was typed and refused; nothing where it says so no more. */
function asTyped(tab: Tab, key: string, wanting: Wanting | undefined): OutgoingRow[] {
  const [row = 0] = rowsByKey(tab).get(key) ?? [];
  const line = readAll(tab).get(row);
  if (!wanting || textAt(line, tab.tie.sync) !== tab.desk.outcomes.refused) return [];
  const { columns, editor } = wanting;
  return gather(tab, {
    touched: new Map([[row, { edited: columns, editor, whose: {}, typed: [], pasted: false }]]),
  }).queue;
}
