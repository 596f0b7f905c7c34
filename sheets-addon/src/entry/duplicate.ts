// A row that is about the same matter as another one: which two are meant, what would become of them, and the change.

import type { DuplicateAnswer, DuplicateRequest } from '../../../functions/src/contract/duplicate.ts';
import { joinDuplicate, undoDuplicate } from '../platform/rows-together.ts';
import type { ChosenRow } from '../sync/bulk/bulk-order.ts';
import { BulkProblem, chosenRows, openTable } from '../sync/bulk/chosen-rows.ts';
import { knownDesk } from '../sync/desk.ts';
import { pull } from '../sync/pull.ts';
import { TEXTS } from '../texts.ts';
import { DUPLICATE_TEXTS, DUPLICATE_TOLD } from '../texts-of-duplicates.ts';
import { answerTo, isSure } from '../ui/dialog.ts';
import { perform } from './perform.ts';

/** Joins the selected row to another one, or parts it again. */
export function joinRows(): void {
  perform(spreadsheet => {
    const desk = knownDesk(spreadsheet);
    const table = openTable(spreadsheet, desk, DUPLICATE_TOLD);
    const { rows, next } = chosenRows(spreadsheet, desk, table, 1, DUPLICATE_TOLD);
    const asks = {
      join: (request: DuplicateRequest) => joinDuplicate(desk.deskId, table.table, request),
      part: (key: string) => undoDuplicate(desk.deskId, table.table, { key }),
    };
    const [one, other] = rows;
    if (!one) throw new BulkProblem(DUPLICATE_TEXTS.none);
    if (rows.length > 2 || next !== null) throw new BulkProblem(DUPLICATE_TEXTS.tooMany(rows.length));
    const said = other ? joinTwo(inOrder(one, other), asks) : joinOne(one, asks);
    if (said !== undefined) pull(spreadsheet, desk);
    return said;
  });
}

interface Asks {
  join(request: DuplicateRequest): DuplicateAnswer;
  part(key: string): DuplicateAnswer;
}

/** The one that was there first is the one that is kept, unless the person says otherwise. */
const inOrder = (one: ChosenRow, other: ChosenRow) =>
  one.number <= other.number ? { kept: one, gone: other } : { kept: other, gone: one };

function joinTwo({ kept, gone }: { kept: ChosenRow; gone: ChosenRow }, asks: Asks): string | undefined {
  const told = tried(asks.join({ dry: true, key: gone.key, of: kept.number }));
  const ui = SpreadsheetApp.getUi();
  const question = DUPLICATE_TEXTS.choose(kept.number, gone.number, told);
  const answer = ui.alert(TEXTS.title, question, ui.ButtonSet.YES_NO_CANCEL);
  if (answer === ui.Button.YES) return done(asks.join({ dry: false, key: gone.key, of: kept.number }));
  return answer === ui.Button.NO ? joinSurely(kept, gone.number, asks) : undefined;
}

function joinOne(row: ChosenRow, asks: Asks): string | undefined {
  const { outcome, lines } = asks.join({ dry: true, key: row.key });
  if (outcome === 'joined')
    return isSure(DUPLICATE_TEXTS.part(lines.join('\n'))) ? done(asks.part(row.key)) : undefined;
  const number = answerTo(DUPLICATE_TEXTS.into(row.number));
  return number ? joinSurely(row, number, asks) : undefined;
}

function joinSurely(gone: ChosenRow, of: string, asks: Asks): string | undefined {
  const told = tried(asks.join({ dry: true, key: gone.key, of }));
  return isSure(DUPLICATE_TEXTS.sure(told)) ? done(asks.join({ dry: false, key: gone.key, of })) : undefined;
}

/** What would become of the rows. @throws BulkProblem where that may not be */
function tried({ outcome, lines }: DuplicateAnswer): string {
  if (outcome === 'refused') throw new BulkProblem(DUPLICATE_TEXTS.refused(lines.join('\n')));
  return lines.join('\n');
}

function done(answer: DuplicateAnswer): string {
  const told = tried(answer);
  return answer.outcome === 'joined' ? DUPLICATE_TEXTS.joined : told;
}
