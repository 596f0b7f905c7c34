// Firestore's data model as plain JSON, in the shape of google.firestore.v1.Value. It must not know how it is stored.

/** Seconds and nanoseconds since the epoch; an absent part is zero. */
export interface Timestamp {
  seconds?: string;
  nanos?: number;
}

/** An absent part is zero. */
export interface LatLng {
  latitude?: number | string;
  longitude?: number | string;
}

/**
 * Integers are decimal strings (int64); doubles that JSON lacks are 'NaN', 'Infinity', '-Infinity', '-0'; bytes are
 * base64.
 */
export type Value =
  | { nullValue: 'NULL_VALUE' }
  | { booleanValue: boolean }
  | { integerValue: string }
  | { doubleValue: number | string }
  | { timestampValue: Timestamp }
  | { stringValue: string }
  | { bytesValue: string }
  | { referenceValue: string }
  | { geoPointValue: LatLng }
  | { arrayValue: { values?: Value[] } }
  | { mapValue: { fields?: Fields } };

export type Fields = Record<string, Value>;

export const NULL: Value = { nullValue: 'NULL_VALUE' };

/** A stored document. Times are microseconds since the epoch. */
export interface Document {
  /** Relative to the database's root: `desks/1/records/2`. */
  path: string;
  fields: Fields;
  createTime: number;
  updateTime: number;
}

/** @param micros microseconds since the epoch */
export function timestampOf(micros: number): Timestamp {
  const seconds = Math.floor(micros / 1e6);
  return { seconds: String(seconds), nanos: (micros - seconds * 1e6) * 1000 };
}

/** Microseconds since the epoch, rounded down: Firestore keeps no finer time. */
export function microsOf(timestamp: Timestamp): number {
  return Number(timestamp.seconds ?? 0) * 1e6 + Math.floor((timestamp.nanos ?? 0) / 1000);
}

/** A vector is a map that says so: {__type__: "__vector__", value: [doubles]}; its elements, else undefined. */
export function vectorElements(fields: Fields): Value[] | undefined {
  const type = fields['__type__'];
  const value = fields['value'];
  if (!type || !('stringValue' in type) || type.stringValue !== '__vector__') return undefined;
  return value && 'arrayValue' in value ? (value.arrayValue.values ?? []) : undefined;
}
