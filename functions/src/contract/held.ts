// Whether cells held a text a moment ago: whose a text may be that was typed over it. Types only, as the rest of the
// contract.
import type { WireCell } from './contract.ts';

/** POST /v1/desks/{deskId}/held — texts that stood in cells before others were typed over them, as events tell them. */
export interface HeldRequest {
  cells: readonly { key: string; column: string; text: WireCell }[];
}

/**
 * In the same order: `false` where the record has not held the text there for minutes. `true` where it has, and where
 * nobody can tell: of a record that has just begun, or has changed too often, and of columns in which records are alike
 * by chance.
 */
export interface HeldAnswer {
  held: boolean[];
}
