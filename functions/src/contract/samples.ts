// Rows that show what saved ones look like. Types only, as the rest of the contract.

import type { RowAnswer } from './contract.ts';

/** A row as the sheet would show it, had it been saved; nothing is kept of it. */
export interface SampleRowAnswer extends RowAnswer {
  table: string;
}

/** POST /v1/desks/{deskId}/samples */
export interface SamplesAnswer {
  rows: SampleRowAnswer[];
}
