// The words in which it is declared when something holds of a record.

/**
 * A column that is filled in; one that is blank; one that holds one of these values; any or all of several needs; or a
 * record of another table that refers to this one, in this cycle, and is in one of these states.
 */
export type Need =
  | string
  | { blank: string }
  | { is: string; values: readonly string[] }
  | { any: readonly Need[] }
  | { all: readonly Need[] }
  | { linked: string; states: readonly string[] }
  /**
   * A record of another table told in this cycle, through one of its `tells`, that this column holds one of these
   * values.
   */
  | { reported: string; column: string; values: readonly string[] };
