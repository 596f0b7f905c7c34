// Rows that the sheet did not let the script write: their records have something that they do not show. They are kept
// in mind, so that they are painted once they may be, and said to whoever is there. Used under the document lock.
import { flushWrites, noteFlushed } from '../../platform/lock.ts';
import { keepProperties, property } from '../../platform/properties.ts';
import { accountShown } from '../../platform/service.ts';
import { type CellWrite, writeCells } from '../../sheet/blocks.ts';
import type { Tab } from '../../sheet/tab.ts';
import { TEXTS } from '../../texts.ts';

const NAME = 'unwritable';
/** A property holds 9 kB; keys are ASCII, of at most 64 characters. */
const MOST = 130;

type Fate = 'saved' | 'unsaved';

/** Those of this execution, to be said: rows by the names of their tabs. */
const news: Record<Fate, Map<string, number[]>> = { unsaved: new Map(), saved: new Map() };

/** Writes cells, and answers the rows of which the sheet has refused some. */
export function writeWhereAllowed(tab: Tab, writes: readonly CellWrite[]): ReadonlySet<number> {
  const refused = new Set<number>();
  const isWritten = (some: readonly CellWrite[]): boolean => {
    try {
      writeCells(tab.sheet, some);
      flushWrites();
      return true;
    } catch (cause) {
      Logger.log(`Cells were not written: ${String(cause)}`);
      noteFlushed();
      return false;
    }
  };
  if (isWritten(writes)) return refused;
  for (const row of new Set(writes.map(write => write.row)))
    if (!isWritten(writes.filter(write => write.row === row))) refused.add(row);
  return refused;
}

/** Leaves a new row as it is, which cannot be sent. */
export const leaveUnsent = (tab: Tab, row: number): void => tell('unsaved', tab, row);

/** Leaves a row as it is, though its record has something else. */
export function leave(tab: Tab, row: number, key: string): void {
  tell('saved', tab, row);
  if (key !== '')
    keepProperties({ [NAME]: [...new Set([...recallUnwritable(), key])].slice(-MOST).join(',') });
}

function tell(fate: Fate, { sheet }: Tab, row: number): void {
  const name = sheet.getName();
  news[fate].set(name, [...(news[fate].get(name) ?? []), row]);
}

/** What is to be said of such rows, since it was last asked. */
export function takeUnwritable(): string | undefined {
  const said = (['unsaved', 'saved'] as const).flatMap(fate =>
    [...news[fate]].map(([name, rows]) =>
      TEXTS.unwritable(
        name,
        [...new Set(rows)].sort((a, b) => a - b),
        fate === 'saved',
        accountShown(),
      ),
    ),
  );
  for (const each of [news.unsaved, news.saved]) each.clear();
  return said.length === 0 ? undefined : said.join('\n');
}

/** Keys of rows that are to be painted anew. */
export const recallUnwritable = (): string[] => property(NAME).split(',').filter(Boolean);

export function forgetUnwritable(): void {
  keepProperties({ [NAME]: '' });
}
