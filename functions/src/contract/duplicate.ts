// A row that is about the same matter as another one, joined to it. Types only, as the rest of the contract.

/** POST /v1/desks/{deskId}/tables/{table}/duplicate — joins a row to another one; a dry run tells what would become. */
export interface DuplicateRequest {
  dry: boolean;
  /** The row that goes. */
  key: string;
  /** The number of the row that is kept; without it, it is told whether the first has been joined to one already. */
  of?: string | undefined;
}

/**
 * `open`: it is joined to none; `would`: nothing is in the way; `joined`: it is now, or was; `refused`: the lines say
 * why, and nothing has changed; `undone`: it stands by itself again.
 */
export type DuplicateOutcome = 'open' | 'would' | 'joined' | 'refused' | 'undone';

export interface DuplicateAnswer {
  outcome: DuplicateOutcome;
  /** What becomes of which rows, or what came of them. */
  lines: string[];
}

/** POST /v1/desks/{deskId}/tables/{table}/duplicate-undo — lets a row that was joined to another stand by itself. */
export interface DuplicateUndo {
  key: string;
}
