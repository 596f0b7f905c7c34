// Headers that are not as they are declared: of columns that the workspace has renamed, written over the former ones,
// which stand where people moved them; and those that people write in their own way.

import { canonicalName } from '../desk/names.ts';
import type { TabColumn } from '../schema/tab-columns.ts';
import type { SheetRequest } from './sheet-request.ts';

/** Columns that stand under a header that they had before, and where. */
export function newHeaders(
  wanted: readonly TabColumn[],
  header: readonly string[],
): { column: TabColumn; at: number }[] {
  const labels = new Set(wanted.map(({ label }) => label));
  return wanted.flatMap(column => {
    if (header.includes(column.label) || column.column?.owner !== 'staff') return [];
    const former = column.column.formerLabels?.filter(label => !labels.has(label)) ?? [];
    const label = former.findLast(each => header.includes(each));
    return label === undefined ? [] : [{ column, at: header.indexOf(label) }];
  });
}

/** Gives one its header and note of today. */
export function newHeader(
  sheetId: number,
  { column: { label, note }, at }: ReturnType<typeof newHeaders>[number],
): SheetRequest {
  return {
    updateCells: {
      start: { sheetId, rowIndex: 0, columnIndex: at },
      rows: [{ values: [{ userEnteredValue: { stringValue: label }, note }] }],
      fields: 'userEnteredValue,note',
    },
  };
}

/**
 * The headers of a tab as they are declared, where people write them otherwise: with other blanks, or, between the
 * headers beside it, in other words. Such a column is there: a second one would be blank, and what stands in the first
 * would count as cleared.
 */
export function asDeclared(wanted: readonly TabColumn[], header: readonly string[]): string[] {
  const declared = [...header];
  const isOpen = (at: number) => header[at] !== '' && !wanted.some(({ label }) => label === declared[at]);
  for (const { label } of wanted) {
    if (declared.includes(label)) continue;
    const alike = header.findIndex((text, at) => isOpen(at) && canonicalName(text) === canonicalName(label));
    if (alike >= 0) declared[alike] = label;
  }
  for (const { labels, from, to } of gaps(wanted, declared)) {
    const between = header.flatMap((_, at) => (at > from && at < to && isOpen(at) ? at : []));
    if (between.length !== labels.length) continue;
    for (const [index, at] of between.entries()) declared[at] = labels[index] ?? '';
  }
  return declared;
}

/** Labels that are missing beside each other, and between which two columns they would stand. */
function gaps(
  wanted: readonly TabColumn[],
  header: readonly string[],
): { labels: string[]; from: number; to: number }[] {
  const found: { labels: string[]; from: number; to: number }[] = [];
  let [labels, from]: [string[], number] = [[], -1];
  for (const { label, column } of wanted) {
    const at = header.indexOf(label);
    // One that a tab may lack is new to it, and not one that had another header.
    const mayLack = column?.owner === 'staff' && column.optional;
    if (at < 0 && !mayLack) labels.push(label);
    if (at < 0) continue;
    if (labels.length > 0) found.push({ labels, from, to: at });
    [labels, from] = [[], at];
  }
  // Behind the last of ours stand columns of people's own.
  return found;
}
