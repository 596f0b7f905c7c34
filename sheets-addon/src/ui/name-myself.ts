// Asks whoever has set the desk up for a name, where the desk knows none: rows, lists and messages say it.
import type { Spreadsheet } from '../platform/platform.ts';
import { knownDesk } from '../sync/desk.ts';
import { writeCall } from './write-call.ts';

/** Writes the answer into the person's row and sends it; nothing where there is none. Throws `LockBusy`. */
export function nameMyself(spreadsheet: Spreadsheet, ask: () => string | undefined): void {
  const { unnamed } = knownDesk(spreadsheet);
  const name = unnamed && ask();
  if (!unnamed || !name) return;
  writeCall(spreadsheet, { table: unnamed.table, key: unnamed.key, cells: { [unnamed.column]: name } });
}
