// The last change of many rows stands in the document, so that it can be put back when its window is closed.
import { parseAs } from '../../platform/json.ts';
import { withLock } from '../../platform/lock.ts';
import { keepProperties, property } from '../../platform/properties.ts';
import type { KeptBulk, KeptRow } from './bulk-order.ts';

/** Characters of rows in one property, which holds 9 kB: a key, its table and a token are about 55. */
const PIECE_LENGTH = 8_000;
/** Enough for as many rows as can be changed at once. */
const MAX_PIECES = 4;

const NAME = 'bulk.last';
const pieces = Array.from({ length: MAX_PIECES }, (_, index) => `bulk.rows.${index}`);

/** The last one of which rows can be put back, if there is one. */
export function lastBulk(): KeptBulk | undefined {
  const name = property(NAME);
  if (name === '') return undefined;
  const { bulk, what } = parseAs<Omit<KeptBulk, 'rows'>>(name, { bulk: 'string', what: 'string' });
  const rows = pieces
    .map(property)
    .join('')
    .split(' ')
    .filter(text => text !== '')
    .map(text => {
      const [key = '', base = '', table = ''] = text.split(':');
      return { key, base, table };
    });
  return rows.length > 0 ? { bulk, what, rows } : undefined;
}

/** Adds rows that were changed under an id to those of the same; those of an earlier one are forgotten. */
export function keepBulk(name: Omit<KeptBulk, 'rows'>, rows: readonly KeptRow[]): void {
  if (rows.length === 0) return;
  withLock(() => {
    const known = lastBulk();
    const before = known?.bulk === name.bulk ? known.rows : [];
    keep(name, [...before, ...rows]);
  });
}

/** Rows that are put back, or stay for good, are not to be put back again. */
export function forgetBulkRows(bulk: string, rows: readonly KeptRow[]): void {
  withLock(() => {
    const known = lastBulk();
    if (known?.bulk !== bulk) return;
    const gone = new Set(rows.map(written));
    keep(
      known,
      known.rows.filter(row => !gone.has(written(row))),
    );
  });
}

const written = ({ key, base, table }: KeptRow): string => [key, base, table].join(':');

function keep({ bulk, what }: Omit<KeptBulk, 'rows'>, rows: readonly KeptRow[]): void {
  const text = rows.map(written).join(' ');
  keepProperties({
    [NAME]: JSON.stringify({ bulk, what }),
    ...Object.fromEntries(
      pieces.map((piece, index) => [piece, text.slice(index * PIECE_LENGTH, (index + 1) * PIECE_LENGTH)]),
    ),
  });
}
