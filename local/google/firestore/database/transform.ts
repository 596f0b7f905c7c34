// Changes that are computed from the stored value:
// https://docs.cloud.google.com/firestore/docs/reference/rpc/google.firestore.v1#fieldtransform
import { admitValue } from './admission.ts';
import { areEqual, compareValues } from './encoding.ts';
import { invalid, unserved } from './error.ts';
import { ChangedFields, type FieldPath, valueAt } from './field-path.ts';
import { type Fields, NULL, timestampOf, type Value } from './value.ts';

export type Transform =
  | { kind: 'serverTime' }
  | { kind: 'increment' | 'maximum' | 'minimum'; operand: Value }
  | { kind: 'appendMissing' | 'removeAll'; elements: Value[] };

export interface FieldTransform {
  path: FieldPath;
  transform: Transform;
}

const INT64_MAX = 2n ** 63n - 1n;
const INT64_MIN = -(2n ** 63n);

/** Applies them in order; `results` has one value each, null for those of arrays. `time` in microseconds. */
export function applyTransforms(
  fields: Fields,
  transforms: readonly FieldTransform[],
  time: number,
): { fields: Fields; results: Value[] } {
  const results: Value[] = [];
  const changed = new ChangedFields(fields);
  for (const { path, transform } of transforms) {
    const value = admitValue(
      apply(valueAt(changed.fields, path), transform, time),
      path.length - 1,
      path.join('.'),
    );
    changed.set(path, value);
    results.push('elements' in transform ? NULL : value);
  }
  return { fields: changed.fields, results };
}

function apply(stored: Value | undefined, transform: Transform, time: number): Value {
  switch (transform.kind) {
    case 'serverTime':
      return { timestampValue: timestampOf(time) };
    case 'increment':
      return increment(stored, transform.operand);
    case 'maximum':
      return pick(stored, transform.operand, 1);
    case 'minimum':
      return pick(stored, transform.operand, -1);
    case 'appendMissing':
      return arrayOf(elementsOf(stored).concat(missing(elementsOf(stored), transform.elements)));
    case 'removeAll':
      return arrayOf(
        elementsOf(stored).filter(element => !transform.elements.some(gone => areEqual(gone, element))),
      );
    default:
      throw unserved('This field transform');
  }
}

const isNumber = (value: Value): boolean => 'integerValue' in value || 'doubleValue' in value;

function numberOf(value: Value): number {
  if ('integerValue' in value) return Number(value.integerValue);
  return 'doubleValue' in value ? Number(value.doubleValue) : Number.NaN;
}

function increment(stored: Value | undefined, operand: Value): Value {
  checkNumber(operand);
  if (!stored || !isNumber(stored)) return operand;
  if ('integerValue' in stored && 'integerValue' in operand) {
    const sum = BigInt(stored.integerValue) + BigInt(operand.integerValue);
    const bounded = sum > INT64_MAX ? INT64_MAX : sum < INT64_MIN ? INT64_MIN : sum;
    return { integerValue: String(bounded) };
  }
  return doubleOf(numberOf(stored) + numberOf(operand));
}

/** @param sign 1 for the larger, -1 for the smaller; of equals the stored one stays */
function pick(stored: Value | undefined, operand: Value, sign: 1 | -1): Value {
  checkNumber(operand);
  if (!stored || !isNumber(stored)) return operand;
  if (Number.isNaN(numberOf(stored))) return stored;
  if (Number.isNaN(numberOf(operand))) return operand;
  return compareValues(operand, stored) * sign > 0 ? operand : stored;
}

function checkNumber(operand: Value): void {
  if (!isNumber(operand)) throw invalid('The operand of a numeric transform must be an integer or a double.');
}

/** A double as it is stored: JSON has no NaN and no infinity. */
export function doubleOf(value: number): Value {
  const text = Object.is(value, -0) ? '-0' : String(value);
  return { doubleValue: Number.isFinite(value) && text !== '-0' ? value : text };
}

const elementsOf = (value: Value | undefined): Value[] =>
  value && 'arrayValue' in value ? (value.arrayValue.values ?? []) : [];

const arrayOf = (values: Value[]): Value => ({ arrayValue: { values } });

function missing(present: Value[], elements: Value[]): Value[] {
  const added: Value[] = [];
  for (const element of elements)
    if (![...present, ...added].some(known => areEqual(known, element))) added.push(element);
  return added;
}
