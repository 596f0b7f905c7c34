// All that is somebody's, whichever table it is in: whose, what would become of each record, and the hand-over.

import type { BulkPageData, BulkTexts, ChosenRow, HandOverAnswer } from '../../src/ui/bulk-page-data.ts';
import { choices, element, selectOf } from '../element.ts';
import { ask } from '../script.ts';
import type { Shell } from '../shell.ts';
import { type Batch, showTry } from './try.ts';

type People = NonNullable<BulkPageData['people']>;

/** Asks whose work is handed over, and goes on to what would become of it. */
export function chooseWhose(shell: Shell<BulkTexts>, bulk: string, people: People): void {
  const { texts } = shell;
  const whose = selectOf(
    'whose',
    people.map(({ name, away }) => [name, away ? `${name}${texts.away}` : name]),
  );
  const again = () => chooseWhose(shell, bulk, people);
  const look = shell.button(texts.look, 'main', async () => {
    const name = whose.value;
    shell.say(texts.listing);
    const found = await ask('listHandOver', { name });
    if (found.rows.length === 0) return shell.say(texts.hasNothing);
    const what = `${texts.handOverWhat}${name} → ${found.value}`;
    const remarks = found.more ? [texts.handOverMore] : [];
    await showTry(shell, { what, batches: batchesOf(found, bulk, what), remarks }, again);
  });
  look.disabled = people.length === 0;
  shell.show(
    [choices([texts.whose, whose]), element('p', { className: 'hint' }, texts.handOverHint)],
    [look],
  );
}

/** What is in one column of one table goes together. */
function batchesOf({ rows, value }: HandOverAnswer, bulk: string, what: string): Batch[] {
  const batches = new Map<string, { order: Batch['order']; rows: ChosenRow[] }>();
  for (const { table, title, column, key, base, number } of rows) {
    const name = `${table} ${column}`;
    const batch = batches.get(name) ?? { order: { bulk, table, what, column, value, rows: [] }, rows: [] };
    batch.rows.push({ key, base, number, title });
    batches.set(name, batch);
  }
  return [...batches.values()];
}
