// What of a row is hidden from those who may only read: contacts and names of customers in their columns, and both
// wherever they stand in texts and in what is said of the row.

import { hasPrivatePart, mayHide, restoredCell, shownCell, takesText } from '../cells/mask.ts';
import { type Named, withoutNames } from '../cells/names-in-text.ts';
import type { Cell, Cells, StaffColumn, TypedTexts } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { type Around, type Knowing, knownNames } from './known-names.ts';
import { ownNumbers } from './own-numbers.ts';
import type { PrivateCells } from './record.ts';

/** A row as everybody may see it, and what is kept apart of it. */
export interface Hidden {
  shown: Cells;
  privateCells: PrivateCells;
  /** Texts that nobody has changed and that hide a name now: what was told of them still has it. */
  standing: Cells;
  /** What there is to say to whoever wrote a name down. */
  problems: Problem[];
}

/** Hides what is personal in a row. */
export function hideCells(table: Table, values: Cells, given: Around, desk: Knowing): Hidden {
  const shown = { ...values };
  const hidden: Hidden = { shown, privateCells: {}, standing: {}, problems: [] };
  const isOwn = ownNumbers(table, values, given, desk);
  const names = knownNames(table, values, given, desk);
  const { before, references } = given;
  const known = before && references?.fullOf(before);
  for (const column of staffColumns(table)) {
    const { key, kind } = column;
    if (!hasPrivatePart(kind)) continue;
    const was = before?.cells[key] ?? null;
    const typed = values[key] ?? null;
    if (kind.type === 'contact' || kind.type === 'customer') {
      shown[key] = shownCell(kind, typed);
      // Neither the masked form that the sheet shows nor what is known in full, typed once more, is a new contact.
      const isKnown = shown[key] === was && known?.[key] === typed;
      if (!isKnown && (typed !== shown[key] || typed !== was)) hidden.privateCells[key] = textOf(typed);
      continue;
    }
    const isStanding = before !== undefined && typed === was;
    // What was edited as the sheet shows it still hides what it hid.
    const full = before && !isStanding ? references?.cellOf(before, key) : undefined;
    const value = restoredCell(kind, typed, full, was);
    const numberless = shownCell(kind, typed, isOwn);
    shown[key] = namesHidden(kind, numberless, names);
    if (shown[key] !== numberless && !isStanding) hidden.problems.push(problem(key, 'data_hidden'));
    if (isStanding) hideStanding(column, was, given, hidden);
    else if (shown[key] === was && known?.[key] === value) continue;
    // A text of which nothing is hidden is kept but once.
    else if (value !== shown[key]) hidden.privateCells[key] = textOf(value);
    else if (value !== was && mayHide(kind, was)) hidden.privateCells[key] = null;
  }
  return hidden;
}

const textOf = (cell: Cell) => (typeof cell === 'string' ? cell : null);

const namesHidden = (kind: StaffColumn['kind'], cell: Cell, names: Named | undefined): Cell =>
  names && typeof cell === 'string' && takesText(kind) ? withoutNames(cell, names) : cell;

/** A text that nobody has changed, where it hides more than it did. */
function hideStanding(
  { key, kind }: StaffColumn,
  was: Cell,
  { before, references }: Around,
  { shown, privateCells, standing }: Hidden,
): void {
  if (!before || shown[key] === was) return;
  const full = references?.fullOf(before);
  if (!full && mayHide(kind, was)) {
    // It may be kept in full already, which is not known here.
    shown[key] = was;
    return;
  }
  privateCells[key] = full?.[key] ?? textOf(was);
  standing[key] = shown[key] ?? null;
}

/** A row on its way in, and what is said of it. */
interface Telling extends Around {
  table: Table;
  row: { values: Cells; problems: Problem[] };
  remarks?: readonly Problem[];
  written?: TypedTexts;
}

/** A row with nothing said of it that names whom it knows: what is said stands in notes that everybody sees. */
export function withoutNamesTold<T extends Telling>(incoming: T, desk: Knowing): T {
  const { table, row, remarks = [], written } = incoming;
  const isSilent = row.problems.length === 0 && remarks.length === 0;
  if (isSilent && Object.keys(written ?? {}).length === 0) return incoming;
  const names = knownNames(table, row.values, incoming, desk);
  if (!names) return incoming;
  const told = (all: readonly Problem[]) => all.map(each => withoutNamesIn(each, names));
  return {
    ...incoming,
    row: { ...row, problems: told(row.problems) },
    ...(incoming.remarks && { remarks: told(remarks) }),
    ...(written && { written: textsWithout(table, written, names) }),
  };
}

function withoutNamesIn(told: Problem, names: Named): Problem {
  const facts = Object.entries(told.facts).map(([fact, value]) => [
    fact,
    typeof value === 'string' ? withoutNames(value, names) : value,
  ]);
  return { ...told, facts: Object.fromEntries(facts) as Problem['facts'] };
}

function textsWithout(table: Table, texts: TypedTexts, names: Named): TypedTexts {
  const hidden = staffColumns(table).flatMap(({ key, kind }): [string, Cell[]][] =>
    key in texts ? [[key, (texts[key] ?? []).map(text => namesHidden(kind, text, names))]] : [],
  );
  return { ...texts, ...Object.fromEntries(hidden) };
}
