// Whether a document matches a field filter. The index only narrows the search; this decides.
import { areEqual, encode } from './encoding.ts';
import { parseFieldPath, valueAt } from './field-path.ts';
import { documentName } from './path.ts';
import { type FieldFilter, listOf, NAME } from './query.ts';
import { type Document, NULL, type Value } from './value.ts';

export function matchesAll(database: string, document: Document, filters: readonly FieldFilter[]): boolean {
  return filters.every(filter => matches(database, document, filter));
}

function matches(database: string, document: Document, filter: FieldFilter): boolean {
  const value: Value | undefined =
    filter.field === NAME
      ? { referenceValue: documentName(database, document.path) }
      : valueAt(document.fields, parseFieldPath(filter.field));
  if (!value) return false;
  switch (filter.operator) {
    case 'EQUAL':
      return areEqual(value, filter.value);
    case 'NOT_EQUAL':
      return !('nullValue' in value) && !areEqual(value, filter.value);
    case 'IN':
      return listOf(filter).some(one => areEqual(one, value));
    case 'NOT_IN':
      return (
        !('nullValue' in value) && !listOf(filter).some(one => areEqual(one, value) || areEqual(one, NULL))
      );
    case 'ARRAY_CONTAINS':
      return contains(value, [filter.value]);
    case 'ARRAY_CONTAINS_ANY':
      return contains(value, listOf(filter));
    default:
      return compares(value, filter);
  }
}

function contains(value: Value, wanted: Value[]): boolean {
  if (!('arrayValue' in value)) return false;
  return (value.arrayValue.values ?? []).some(element => wanted.some(one => areEqual(one, element)));
}

/** A range sees only values of the kind of its operand. */
function compares(value: Value, { operator, value: operand }: FieldFilter): boolean {
  const [left, right] = [encode(value), encode(operand)];
  if (left[0] !== right[0]) return false;
  const order = Buffer.compare(left, right);
  if (operator === 'LESS_THAN') return order < 0;
  if (operator === 'LESS_THAN_OR_EQUAL') return order <= 0;
  if (operator === 'GREATER_THAN') return order > 0;
  return order >= 0;
}
