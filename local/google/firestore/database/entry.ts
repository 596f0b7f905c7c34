// A document as a row of sqlite.
import { readPath } from './encoding.ts';
import { blobOf, type Row } from './sqlite.ts';
import type { Document, Fields } from './value.ts';

/** A document found under `key` of some index. */
export interface Entry {
  key: Buffer;
  document: Document;
}

/** @param row has `fields`, `created`, `updated` and, unless the path is known, `key` */
export function readDocument(row: Row, path = readPath(blobOf(row['key']))): Document {
  return {
    path,
    fields: JSON.parse(String(row['fields'])) as Fields,
    createTime: Number(row['created']),
    updateTime: Number(row['updated']),
  };
}
