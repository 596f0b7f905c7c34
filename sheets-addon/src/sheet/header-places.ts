// The texts of row 1 and which columns of a table they are: found as people read them, and what is in the way where one
// cannot be found, or told from another.
import type { TableDescription } from '../../../functions/src/contract/contract.ts';
import type { Sheet } from '../platform/platform.ts';
import { TEXTS } from '../texts.ts';

/**
 * People changed the tab so that a column cannot be found, or told from another; `syncAt` is where the sync column is,
 * if it is there, `headers` are the columns whose headers are in the way: the same one twice, or another one where the
 * missing one stood.
 */
export class LayoutProblem extends Error {
  override name = 'LayoutProblem';
  readonly syncAt: number | undefined;
  readonly headers: number[];
  constructor(message: string, syncAt?: number, headers: number[] = []) {
    super(message);
    this.syncAt = syncAt;
    this.headers = headers;
  }
}

/** The header texts of a table's columns, each of which is one of them. */
export const labelsOf = ({ columns, tie }: TableDescription): string[] =>
  [...columns.map(({ label }) => label), tie.key, tie.base, tie.sync].map(label => label.trim());

/** A header as people read it: blanks, line breaks and marks that show nothing tell no two columns apart. */
const asRead = (text: string): string => text.normalize('NFKC').replace(/[\s\p{Cf}]/gu, '');

/** Whether two headers are one to whoever reads them. */
export const readsAlike = (one: string, other: string): boolean => asRead(one) === asRead(other);

/** Where a header stands that reads like this one, and is no other column's, counted from 1. */
export function placesOf(header: readonly string[], table: TableDescription, label: string): number[] {
  const wanted = label.trim();
  const others = new Set(labelsOf(table).filter(each => each !== wanted));
  return header.flatMap((text, index) =>
    text === wanted || (readsAlike(text, wanted) && !others.has(text)) ? [index + 1] : [],
  );
}

/** Of two columns with one header nobody can tell which is meant; a contact in the other would stay there in full. */
export function refuseTwice(
  sheet: Sheet,
  header: readonly string[],
  table: TableDescription,
  syncAt: number | undefined,
): void {
  for (const label of labelsOf(table)) {
    const places = placesOf(header, table, label);
    if (places.length < 2) continue;
    const letters = places.map(at => lettersOf(sheet, at));
    throw new LayoutProblem(TEXTS.headerTwice(sheet.getName(), label, letters), syncAt, places);
  }
}

/** Says that a column is not there, and which one may be it under another header. @throws LayoutProblem */
export function refuseMissing(
  sheet: Sheet,
  header: readonly string[],
  table: TableDescription,
  label: string,
  syncAt: number | undefined,
): never {
  const [at] = insteadOf(header, table, label);
  if (at === undefined) throw new LayoutProblem(TEXTS.missingHeader(sheet.getName(), label), syncAt);
  const message = TEXTS.missingHeader(sheet.getName(), label, lettersOf(sheet, at), header[at - 1]);
  throw new LayoutProblem(message, syncAt, [at]);
}

const lettersOf = (sheet: Sheet, at: number): string =>
  sheet.getRange(1, at).getA1Notation().replace(/\d+$/, '');

/** Where a header stands that is none of ours, beside the one before or behind this one: one place, or none. */
function insteadOf(header: readonly string[], table: TableDescription, label: string): number[] {
  const labels = table.columns.map(column => column.label);
  const index = labels.indexOf(label);
  const isAt = (at: number, text: string | undefined): boolean =>
    text !== undefined && placesOf(header, table, text).includes(at);
  const isOurs = (at: number): boolean => labelsOf(table).some(each => isAt(at, each));
  const open = header.flatMap((text, at) => (index >= 0 && text !== '' && !isOurs(at + 1) ? [at + 1] : []));
  const beside = open.filter(at => isAt(at - 1, labels[index - 1]) || isAt(at + 1, labels[index + 1]));
  return beside.length === 1 ? beside : [];
}
