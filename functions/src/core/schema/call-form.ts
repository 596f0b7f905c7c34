// The words in which it is declared how a record is begun while its customer is on the phone.

export interface CallFormRule {
  /** What to go through, step by step. */
  outline: readonly string[];
  /** Columns in the order of talking; the first takes the caller's number. */
  fields: readonly string[];
  /** The column that takes the time at which it rang. */
  rang: string;
  /** The column of kind `named` that says whose file it is. */
  file: string;
  /** A column by whose value an open record of the same customer is probably the same matter. */
  alike: string;
}
