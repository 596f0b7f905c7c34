// Answers from the database in the shape of the wire.
import { type FieldPath, parseFieldPath, project } from '../database/field-path.ts';
import { documentName } from '../database/path.ts';
import { type Document, timestampOf } from '../database/value.ts';
import type { WriteResult } from '../database/write.ts';
import type { DocumentMessage, Mask } from './messages.ts';

export const readMask = (mask: Mask | undefined): FieldPath[] | undefined =>
  mask && (mask.fieldPaths ?? []).map(parseFieldPath);

/** @param paths the only fields to show; undefined for all */
export function documentMessage(
  database: string,
  document: Document,
  paths?: readonly FieldPath[],
): DocumentMessage {
  return {
    name: documentName(database, document.path),
    fields: paths ? project(document.fields, paths) : document.fields,
    createTime: timestampOf(document.createTime),
    updateTime: timestampOf(document.updateTime),
  };
}

export function writeResultMessage({ updateTime, transformResults }: WriteResult): object {
  return { ...(updateTime !== undefined && { updateTime: timestampOf(updateTime) }), transformResults };
}
