// Where indices and ranges go when rows or columns are inserted, deleted or moved. Knows no sheet.

export interface Shift {
  /** The new index, `undefined` when the row or column is gone. */
  index(index: number): number | undefined;
  /** The new half-open span, `undefined` when nothing is left of it. */
  span(start: number, end: number): { start: number; end: number } | undefined;
}

/** `size` is the number of rows or columns before: a span that reaches the edge keeps reaching it. */
export function insertShift(at: number, count: number, size: number): Shift {
  return {
    index: index => (index >= at ? index + count : index),
    span: (start, end) => ({
      start: start >= at ? start + count : start,
      end: end > at || (end === at && at === size) ? end + count : end,
    }),
  };
}

export function deleteShift(at: number, count: number): Shift {
  const bound = (position: number) => (position <= at ? position : Math.max(at, position - count));
  return {
    index: index => (index < at ? index : index < at + count ? undefined : index - count),
    span: (from, to) => {
      const start = bound(from);
      const end = bound(to);
      return start < end ? { start, end } : undefined;
    },
  };
}

/** `to` counts before the move, as `destinationIndex` of the Sheets API's MoveDimensionRequest. */
export function moveShift(at: number, count: number, to: number): Shift {
  const end = at + count;
  const target = to > at ? to - count : to;
  const removed = deleteShift(at, count);
  // The edge does not attract a moved block: no span is said to reach it.
  const inserted = insertShift(target, count, Number.POSITIVE_INFINITY);
  const index = (old: number): number => {
    if (old >= at && old < end) return target + old - at;
    const between = removed.index(old);
    return between === undefined ? old : (inserted.index(between) ?? between);
  };
  return {
    index,
    span: (start, stop) => {
      if (start >= at && stop <= end) return { start: index(start), end: index(stop - 1) + 1 };
      if (start <= at && end <= stop && start <= to && to <= stop) return { start, end: stop };
      const rest = removed.span(start, stop);
      return rest && inserted.span(rest.start, rest.end);
    },
  };
}
