// The shapes of request bodies: what is not of the contract's form is refused before anything is read or written.

import * as z from 'zod';
import { MAX_ROWS } from '../actions/desk/describe-desk.ts';
import { RequestError } from '../contract/request-error.ts';
import { anyCell } from '../core/cells/any-cell.ts';
import { TITLE_ROWS } from '../core/imports/match-columns.ts';

/** As far as a source is read to the right. */
const MAX_SOURCE_COLUMNS = 200;
/** Of one cell the add-on tells of fewer; see `joinedTexts`. */
const MAX_OVERWRITTEN = 100;
/** Longer than a row key: the key of a workspace's own column has that of its settings row in it. */
const columnKey = z.string().min(1).max(80);
/** Desk ids are those of spreadsheets. They become document ids, of which a database keeps `__…__` for itself. */
export const deskKey = z.string().regex(/^(?!__.*__$)[A-Za-z0-9_-]{5,100}$/);
/** Row keys become document ids: no slashes, no leading dots. */
export const rowKey = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9-]{7,63}$/);

/** What was typed over in one cell; an add-on of the form before tells of one text at most. */
const overwrittenTexts = z.union([z.array(anyCell).max(MAX_OVERWRITTEN), anyCell.transform(text => [text])]);

export const submitBody = z.strictObject({
  // Half of a surrogate pair cannot be stored.
  editor: z
    .string()
    .max(320)
    .transform(text => text.toWellFormed())
    .optional(),
  rows: z
    .array(
      z.strictObject({
        key: rowKey,
        base: z.string().max(2_000),
        edited: z.array(columnKey).max(200),
        cells: z.record(columnKey, anyCell),
        number: z.string().max(200).optional(),
        witness: z.literal(true).optional(),
        overwritten: z.record(columnKey, overwrittenTexts).optional(),
        editor: z.string().max(320).optional(),
        ofOthers: z.array(columnKey).max(200).optional(),
      }),
    )
    .min(1)
    .max(MAX_ROWS),
});

export const recordsBody = z.strictObject({ keys: z.array(rowKey).min(1).max(MAX_ROWS) });

/** Of more nobody asks: edits that are sent at once tell of few texts. */
const MAX_HELD = 200;
export const heldBody = z.strictObject({
  cells: z
    .array(z.strictObject({ key: rowKey, column: columnKey, text: anyCell }))
    .min(1)
    .max(MAX_HELD),
});

/** As many keys as one answer of these has rows at most. */
export const retiredBody = z.strictObject({
  after: z.string().max(200),
  keys: z.array(rowKey).max(MAX_ROWS),
});
export const searchBody = z.strictObject({ text: z.string().min(1).max(500) });

const text = z.string().max(50_000);
export const importPlanBody = z.strictObject({
  rows: z
    .array(z.array(z.string().max(1_000)).max(MAX_SOURCE_COLUMNS))
    .min(1)
    .max(TITLE_ROWS),
});
export const importBody = z.strictObject({
  titles: z.array(z.string().max(1_000)).max(MAX_SOURCE_COLUMNS),
  columns: z.array(columnKey.nullable()).max(MAX_SOURCE_COLUMNS),
  fixed: z.record(columnKey, text),
  values: z.record(columnKey, z.record(text, text)),
  dry: z.boolean(),
  rows: z
    .array(
      z.strictObject({
        row: z.int().min(1).max(10_000_000),
        cells: z.array(anyCell).max(MAX_SOURCE_COLUMNS),
      }),
    )
    .min(1)
    .max(MAX_ROWS),
});

const bulkRows = z
  .array(z.strictObject({ key: rowKey, base: z.string().max(2_000) }))
  .min(1)
  .max(MAX_ROWS);
export const bulkBody = z.strictObject({
  dry: z.boolean(),
  bulk: rowKey,
  column: columnKey,
  value: z.string().min(1).max(200),
  rows: bulkRows,
});
export const handOverBody = z.strictObject({ name: z.string().min(1).max(200).optional() });
export const bulkUndoBody = z.strictObject({ bulk: rowKey, rows: bulkRows });

export const duplicateBody = z.strictObject({
  dry: z.boolean(),
  key: rowKey,
  of: z.string().min(1).max(100).optional(),
});
export const duplicateUndoBody = z.strictObject({ key: rowKey });

export const tableExportBody = z.strictObject({
  table: z.string().min(1).max(80).optional(),
  month: z
    .string()
    .regex(/^\d{4}-(?:0[1-9]|1[0-2])$/)
    .optional(),
  full: z.boolean(),
  after: z.string().max(200).optional(),
});

export const openDeskBody = z.strictObject({ spreadsheetId: deskKey });
export const joinDeskBody = z.strictObject({ nonce: z.string().min(1).max(100) });
export const ownerBody = z.strictObject({ mail: z.string().min(3).max(320) });
const place = z.int().min(1).max(100_000);
export const figureBody = z.strictObject({ sheetId: z.int().min(0), row: place, column: place });
const customer = {
  number: z.string().min(1).max(320).optional(),
  key: rowKey.optional(),
};
const isOne = ({ number, key }: { number?: string | undefined; key?: string | undefined }) =>
  (number === undefined) !== (key === undefined);
const ONE = { error: 'either number or key' };
export const customerBody = z.strictObject(customer).refine(isOne, ONE);
export const exportBody = z
  .strictObject({ ...customer, after: z.string().max(80).optional() })
  .refine(isOne, ONE);
export const correctBody = z
  .strictObject({
    ...customer,
    contact: z.string().min(1).max(320).optional(),
    name: z.strictObject({ from: z.string().min(1).max(100), to: z.string().min(1).max(100) }).optional(),
  })
  .refine(isOne, ONE);
export const cardBody = z.strictObject({ at: z.iso.datetime({ offset: true }).optional() }).optional();
export const paperBody = z.strictObject({ full: z.boolean().optional() }).optional();
export const emptyBody = z.strictObject({}).optional();
export const taskBody = z.strictObject({ deskId: deskKey });

/** Reads a body. @throws RequestError 400 that names each place that is wrong. */
export function readBody<T>(schema: z.ZodType<T>, body: unknown): T {
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const details = parsed.error.issues
    .slice(0, 20)
    .map(issue => ({ path: issue.path.join('.'), message: issue.message }));
  throw new RequestError('body_invalid', { details });
}
