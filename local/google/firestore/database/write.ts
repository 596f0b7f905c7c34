// One write applied to one document, in memory: precondition, mask, transforms. It must not know of storage.
import { admitFields } from './admission.ts';
import { FirestoreError, invalid } from './error.ts';
import { ChangedFields, type FieldPath, valueAt } from './field-path.ts';
import { LIMITS } from './limits.ts';
import { documentName } from './path.ts';
import { applyTransforms, type FieldTransform } from './transform.ts';
import type { Document, Fields, Value } from './value.ts';

/** `updateTime` in microseconds. */
export type Precondition = { exists: boolean } | { updateTime: number };

export interface Write {
  path: string;
  precondition?: Precondition;
  /** What becomes of the document; without it the document is deleted. */
  update?: {
    fields: Fields;
    /** The only fields to touch; without it the document is replaced. */
    mask?: readonly FieldPath[];
    transforms: readonly FieldTransform[];
  };
}

export interface WriteResult {
  /** Microseconds; none after a delete. */
  updateTime?: number;
  transformResults: Value[];
}

/**
 * The document after the write, undefined when deleted. `time` is the commit's, in microseconds.
 * @throws ALREADY_EXISTS, NOT_FOUND, FAILED_PRECONDITION, INVALID_ARGUMENT
 */
export function applyWrite(
  database: string,
  stored: Document | undefined,
  write: Write,
  time: number,
): { document: Document | undefined; result: WriteResult } {
  checkPrecondition(database, stored, write);
  if (!write.update) return { document: undefined, result: { transformResults: [] } };
  const { fields: given, mask, transforms } = write.update;
  if (transforms.length > LIMITS.transformsPerDocument)
    throw invalid(
      `A document cannot have more than ${LIMITS.transformsPerDocument} field transforms in a commit.`,
    );
  const merged = mask ? merge(stored?.fields ?? {}, given, mask) : given;
  const { fields, results } = applyTransforms(admitFields(merged), transforms, time);
  // A write that changes nothing keeps the update time.
  const isSame = stored !== undefined && JSON.stringify(stored.fields) === JSON.stringify(fields);
  const document = isSame
    ? stored
    : { path: write.path, fields, createTime: stored?.createTime ?? time, updateTime: time };
  return { document, result: { updateTime: document.updateTime, transformResults: results } };
}

function merge(stored: Fields, given: Fields, mask: readonly FieldPath[]): Fields {
  const merged = new ChangedFields(stored);
  for (const path of mask) merged.set(path, valueAt(given, path));
  return merged.fields;
}

function checkPrecondition(
  database: string,
  stored: Document | undefined,
  { path, precondition }: Write,
): void {
  if (!precondition) return;
  const name = documentName(database, path);
  if ('exists' in precondition) {
    if (precondition.exists && !stored)
      throw new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
    if (!precondition.exists && stored)
      throw new FirestoreError('ALREADY_EXISTS', `Document already exists: ${name}`);
  } else if (!stored) {
    throw new FirestoreError('NOT_FOUND', `No document to update: ${name}`);
  } else if (stored.updateTime !== precondition.updateTime) {
    throw new FirestoreError(
      'FAILED_PRECONDITION',
      `The stored version (${stored.updateTime}) does not match the required base version (${precondition.updateTime}).`,
    );
  }
}
