// Two people in one cell: the text of the first, where the second wrote over it in the sheet before it was sent.

import { showCell } from '../cells/cell-codec.ts';
import { saysTheSame, toldCell } from '../cells/mask.ts';
import { actorOf, isSameMail, UNKNOWN_EDITOR } from '../desk/find-person.ts';
import type { Instant } from '../lib/time.ts';
import type { Author, DeskRecord, RecordEvent } from '../record/record.ts';
import type { Cell, Cells, TypedTexts } from '../schema/column.ts';
import { type Problem, problem } from '../schema/problem.ts';
import { staffColumns, type Table } from '../schema/table.ts';
import { NAMEABLE_MS } from './late/late-names.ts';

/** How many of the latest changes are looked through for a text that may have been told of already. */
export const LATEST = 4;

/** Of one cell so many texts are said, the last ones. */
const MAX_SAID = 3;
/** So much of such texts a row's history takes, in UTF-16 units: it has each twice, beside the row's own. */
const MAX_UNITS = 30_000;

export interface Overwritten {
  /** Texts that no change tells of yet, as everybody may see them. */
  written: TypedTexts;
  problems: Problem[];
}

/** The record and the row's values that are to be, and who sends them when. */
interface Overwriting {
  before: DeskRecord | undefined;
  values: Cells;
  by: Author;
  zone: string;
  now: Instant;
  /** Whether what stands in a column now is sent as his. */
  isHis: (column: string) => boolean;
}

/**
 * What became of texts that were written over. `read` gives the value of a text in its column, `values` are the row's
 * as they are to be, and `events` the record's latest.
 */
export function overwrittenTexts(
  table: Table,
  texts: TypedTexts,
  { before, values, by, zone, now, isHis }: Overwriting,
  events: readonly RecordEvent[],
  read: (column: string, text: Cell) => Cell,
): Overwritten {
  const written: Record<string, Cell[]> = {};
  const problems: Problem[] = [];
  for (const { key, kind } of staffColumns(table)) {
    const isPrivate = kind.type === 'contact' || kind.type === 'customer';
    const is = toldCell(kind, values[key] ?? null);
    const said: Problem[] = [];
    for (const text of texts[key] ?? []) {
      if (text === null || text === '') continue;
      // A number that the column does not take is no instant.
      const was = toldCell(kind, read(key, text) ?? (isPrivate ? null : String(text)));
      if (was === null || saysTheSame(was, is)) continue;
      if (saysTheSame(was, toldCell(kind, before?.cells[key] ?? null))) continue;
      const told = events.findLast(({ changes }) =>
        changes.some(({ column, after }) => column === key && saysTheSame(was, toldCell(kind, after))),
      );
      // Its event may be heard late. What the record held until a change that the history has was nobody's new text.
      const isHeld = events.some(({ changes }) =>
        changes.some(({ column, before: held }) => column === key && saysTheSame(was, toldCell(kind, held))),
      );
      if (told ? !isNews(told, isHis(key) ? by : undefined, now) : isHeld) continue;
      if (!told) written[key] = [...(written[key] ?? []), was];
      const author = told?.by ?? by;
      const facts = {
        who: actorOf(author) ?? UNKNOWN_EDITOR,
        was: showCell(was, zone),
        is: showCell(is, zone),
      };
      if (said.every(each => each.facts['was'] !== facts.was)) said.push(problem(key, 'overwritten', facts));
    }
    problems.push(...said.slice(-MAX_SAID));
  }
  return { written: asFarAsTheyGo(written), problems };
}

function asFarAsTheyGo(written: TypedTexts): TypedTexts {
  let room = MAX_UNITS;
  const isTooMuch = (text: Cell): boolean => {
    room -= String(text).length;
    return room < 0;
  };
  const kept = Object.entries(written).map(
    ([key, texts]) => [key, texts.slice(texts.findLastIndex(isTooMuch) + 1)] as const,
  );
  return Object.fromEntries(kept.filter(([, texts]) => texts.length > 0));
}

/** Whether a text that is in the history concerns who wrote over it: it has just come, and is not his own. */
function isNews(told: RecordEvent, over: Author | undefined, now: Instant): boolean {
  const [first, second] = [actorOf(told.by), over && actorOf(over)];
  const isOwn = first !== undefined && second !== undefined && isSameMail(first, second);
  return !isOwn && now - told.at <= NAMEABLE_MS;
}
