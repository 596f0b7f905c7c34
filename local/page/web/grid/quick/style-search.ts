// Remembers which style of a workbook says the same as one that is looked for. Univer remembers only those whose keys
// stand in one order, and holds any other against all styles of the workbook, for each cell that is written.
import { Styles } from '@univerjs/core';

const SEARCH = 'search';

/** What it answers when no style says the same. */
const NONE = '-1';

/** Lets all workbooks of this page find a style that was found before. */
export function rememberStyles(): void {
  const look = Styles.prototype[SEARCH];
  /** Ids by the text of a style, in whatever order its keys stand. */
  const found = new WeakMap<Styles, Map<string, string>>();

  Styles.prototype[SEARCH] = function (this: Styles, data, text) {
    const known = found.get(this) ?? new Map<string, string>();
    found.set(this, known);
    const id = known.get(text);
    if (id !== undefined && this.get(id)) return id;
    const looked = look.call(this, data, text);
    if (looked !== NONE) known.set(text, looked);
    return looked;
  };
}
