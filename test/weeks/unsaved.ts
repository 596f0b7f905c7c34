// What the simulated staff do about rows that are not saved: what whoever looks at them is told to do.
import type { Table } from '../../functions/src/core/schema/table.ts';
import { TEXTS } from '../../sheets-addon/src/texts.ts';
import { clerkOf, type Office } from './office.ts';
import { rowsOf, type Tab, textAt } from './tab.ts';

/**
 * Sees to what is not saved in some tabs. Rows that were sent in nobody's name, as after the service was away, are
 * saved from the menu by whoever typed them. Rows that wait go with the next edit or the round of the hour, which 刷新
 * stands for.
 */
export async function seeToUnsaved(office: Office, tables: readonly Table[]): Promise<void> {
  const clerk = clerkOf(office);
  for (const { sheetId } of tables) {
    const tab = await clerk.tab(sheetId);
    const said = (word: string) => rowsOf(tab).filter(row => textAt(tab, row, '保存状态') === word);
    for (const row of said('有误')) if (asksWhose(tab, row)) await clerk.run('saveAsMe', { tab, row });
    if (said('待同步').length > 0) await clerk.run('refresh');
  }
}

/** Whether a note in a row asks whoever typed there to say so. */
function asksWhose({ sheet }: Tab, row: number): boolean {
  return Object.values(sheet.cells[row] ?? {}).some(({ note }) => note?.includes(TEXTS.menu.saveAsMe));
}
