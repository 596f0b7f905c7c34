// What the service gives to print. Types only, as the rest of the contract.

/** POST /v1/desks/{deskId}/records/{key}/paper: `full` prints what the sheet hides, which is written down. */
export interface PaperRequest {
  full?: boolean | undefined;
}

/** A labelled cell; `wide` takes the whole line, `ticks` is a row of boxes that are not to be broken. */
export interface PaperField {
  label: string;
  value: string;
  wide?: true;
  ticks?: true;
}

/** A sheet of paper: groups of labelled cells, or a list whose first row is its heading; and who signs. */
export interface Paper {
  title: string;
  /** What stands below the title, from left to right. */
  caption: string[];
  groups: { title: string; fields: PaperField[] }[];
  rows?: string[][];
  signatures: string[];
  /** Lies across, its columns as wide as their texts. */
  across?: true;
}

export interface PapersAnswer {
  /** As settings name it; `''` where they do not. */
  company: string;
  papers: Paper[];
}
