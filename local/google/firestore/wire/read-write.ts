// Writes from the wire into the database's form.
import { invalid, unserved } from '../database/error.ts';
import { parseFieldPath } from '../database/field-path.ts';
import { readDocumentName } from '../database/path.ts';
import type { FieldTransform, Transform } from '../database/transform.ts';
import { microsOf } from '../database/value.ts';
import type { Precondition, Write } from '../database/write.ts';
import type { FieldTransformMessage, PreconditionMessage, WriteMessage } from './messages.ts';

export function readWrite(database: string, message: WriteMessage): Write {
  const precondition = message.currentDocument && readPrecondition(message.currentDocument);
  const common = precondition ? { precondition } : {};
  if (message.update) {
    const { path } = readDocumentName(message.update.name, database);
    const mask = message.updateMask && (message.updateMask.fieldPaths ?? []).map(parseFieldPath);
    const update = {
      fields: message.update.fields ?? {},
      transforms: (message.updateTransforms ?? []).map(readTransform),
      ...(mask && { mask }),
    };
    return { path, update, ...common };
  }
  if (message.delete !== undefined)
    return { path: readDocumentName(message.delete, database).path, ...common };
  if (message.transform) {
    const { path } = readDocumentName(message.transform.document, database);
    const transforms = (message.transform.fieldTransforms ?? []).map(readTransform);
    return { path, update: { fields: {}, mask: [], transforms }, ...common };
  }
  throw unserved('A write that is no update, delete or transform');
}

export function readPrecondition({ exists, updateTime }: PreconditionMessage): Precondition | undefined {
  if (exists !== undefined) return { exists };
  return updateTime && { updateTime: microsOf(updateTime) };
}

function readTransform(message: FieldTransformMessage): FieldTransform {
  return { path: parseFieldPath(message.fieldPath ?? ''), transform: readKind(message) };
}

function readKind(message: FieldTransformMessage): Transform {
  const { setToServerValue, increment, maximum, minimum, appendMissingElements, removeAllFromArray } =
    message;
  if (setToServerValue !== undefined) {
    if (setToServerValue !== 'REQUEST_TIME') throw invalid(`Unknown server value "${setToServerValue}".`);
    return { kind: 'serverTime' };
  }
  if (increment) return { kind: 'increment', operand: increment };
  if (maximum) return { kind: 'maximum', operand: maximum };
  if (minimum) return { kind: 'minimum', operand: minimum };
  if (appendMissingElements) return { kind: 'appendMissing', elements: appendMissingElements.values ?? [] };
  if (removeAllFromArray) return { kind: 'removeAll', elements: removeAllFromArray.values ?? [] };
  throw unserved('A field transform of this kind');
}
