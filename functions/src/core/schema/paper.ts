// The words in which it is declared what a record looks like on paper.

/** A record as a form on A4: its columns in groups, and who signs it. */
export interface PaperRule {
  /** Heading of the form. */
  title: string;
  groups: readonly { title: string; columns: readonly string[] }[];
  /** Who signs, from left to right; each gets a line and a date. */
  signatures: readonly string[];
}
