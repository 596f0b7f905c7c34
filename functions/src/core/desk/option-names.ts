// What the options of a column of the workspace's own are called, and were called before: an option is where it stands
// among the others of its row.

import type { Cells } from '../schema/column.ts';
import { readColumnForm, WORKSPACE_COLUMN } from './custom-columns.ts';

/** A name that an entry had in all versions of the configuration before `until`. */
export interface FormerName {
  name: string;
  until: number;
}

/** An option of a column, whatever it is called now. */
export interface NamedOption {
  name: string;
  since: number;
  former: readonly FormerName[];
}

/** A row of settings that may make a column. */
interface ColumnRow {
  cells: Readonly<Cells>;
  since?: number;
  options?: readonly NamedOption[];
}

/** Former names that a row keeps; older ones are forgotten. */
const MAX_FORMER = 20;

/** The former names of what is called `name` from a version of the configuration on. */
export function withFormer(
  was: { name: string; former: readonly FormerName[] },
  name: string,
  version: number,
): readonly FormerName[] {
  return name === was.name
    ? was.former
    : [...was.former, { name: was.name, until: version }].slice(-MAX_FORMER);
}

/** The options of a row's column as they are called; those that it had last where it says none now. */
export function namedOptions({ cells, since = 0, options }: ColumnRow): readonly NamedOption[] {
  if (cells.category !== WORKSPACE_COLUMN) return [];
  return options ?? (optionsIn(cells) ?? []).map(name => ({ name, since, former: [] }));
}

function optionsIn({ value }: ColumnRow['cells']): readonly string[] | undefined {
  const kind = readColumnForm(String(value ?? ''))?.kind;
  return kind?.type === 'option' && 'options' in kind ? kind.options : undefined;
}

/** The options of a column once its row is saved: what stands in the place of another has a new name. */
export function optionsSince(
  before: ColumnRow,
  after: ColumnRow,
  version: number,
  since: number,
): Pick<ColumnRow, 'options'> {
  const was = namedOptions(before);
  if (was.length === 0 || after.cells.category !== WORKSPACE_COLUMN) return {};
  const is = optionsIn(after.cells);
  if (!is) return { options: was };
  const places = placesBefore(
    was.map(({ name }) => name),
    is,
  );
  const options = is.map((name, index): NamedOption => {
    const old = was[places[index] ?? -1];
    if (!old) return { name, since: version, former: [] };
    return { ...old, name, former: withFormer(old, name, version) };
  });
  const isPlain = options.every(option => option.since === since && option.former.length === 0);
  return isPlain ? {} : { options };
}

/**
 * Where each of these options stood before: by its name, or, where between two that stayed as many went as came, by its
 * place among those. None for what has come.
 */
function placesBefore(was: readonly string[], is: readonly string[]): (number | undefined)[] {
  const places = is.map(name => was.indexOf(name));
  const stayed = places.filter(place => place >= 0);
  const inOrder = stayed.every((place, index) => index === 0 || place > (stayed[index - 1] ?? 0));
  return places.map((place, index) => {
    if (place >= 0) return place;
    if (!inOrder) return undefined;
    const start = places.findLastIndex((each, at) => at < index && each >= 0);
    const end = places.findIndex((each, at) => at > index && each >= 0);
    const from = start < 0 ? -1 : (places[start] ?? -1);
    const to = end < 0 ? was.length : (places[end] ?? was.length);
    const came = (end < 0 ? is.length : end) - start;
    return to - from === came ? from + index - start : undefined;
  });
}
