// The words in which a table declares what its records are compared by, and what follows when they tell of the same
// problem.

/**
 * What the records of a table are compared by, to find those that tell of the same problem; and what follows when they
 * do.
 */
export interface SimilarityRule {
  /** The texts that tell the problem, the one on which matches are shown first. */
  texts: readonly string[];
  /** Columns that name the product, the type, and tags (`质量-漏水，物流`). */
  product?: string;
  type?: string;
  tags?: string;
  /** When it was reported, and by whom; without a time, records are compared for ever. */
  reported?: { at: string; contact: string };
  /**
   * Raises this option column (the most pressing option stands first) once several customers report the same within
   * some days.
   */
  escalates?: { column: string; to: string };
  /** Column in which a person says whether it is the same problem as others: `SAME_PROBLEM`. */
  judged?: string;
  /** Shows this column to records of other tables that tell of the same problem. */
  offers?: { answer: string };
}

/** What a person says of a record that may tell of the same as others, or that stands in a batch. */
export const SAME_PROBLEM = { yes: '是', no: '否', none: '整批都不是' } as const;

/** Counts the problems like the one that a record tells, some days before a time of it and after. */
export interface EffectRule extends Pick<SimilarityRule, 'texts' | 'product'> {
  /** Time column. */
  since: string;
}
