// The columns of a peer's table: those of 热线记录 that people fill in.

import type { RowInput } from '../../../functions/src/contract/contract.ts';
import { staffColumns } from '../../../functions/src/core/schema/table.ts';
import { hotline } from '../../../functions/src/core/tables/hotline.ts';

export type PeerKind = 'time' | 'text' | 'line';

const LONG = new Set(['description', 'request', 'resolution', 'comment', 'improvement', 'remark']);

export const PEER_COLUMNS: readonly { key: string; kind: PeerKind }[] = staffColumns(hotline).map(
  ({ key }) => ({
    key,
    kind: key.endsWith('At') ? 'time' : LONG.has(key) ? 'text' : 'line',
  }),
);

/** What a row holds, without the cells that are blank: one object for a single row, a list for several. */
export function peerBody(rows: readonly RowInput[]): string {
  const filled = rows.map(({ cells }) =>
    Object.fromEntries(Object.entries(cells).filter(([, cell]) => cell !== null)),
  );
  return JSON.stringify(filled.length === 1 ? filled[0] : filled);
}
