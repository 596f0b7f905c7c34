// What may be stored: checks the fields of a write and brings them to the one form that is kept.
import { invalid } from './error.ts';
import { LIMITS } from './limits.ts';
import { documentName } from './path.ts';
import { type Fields, microsOf, type Timestamp, timestampOf, type Value, vectorElements } from './value.ts';

/** Years 1 to 9999, in seconds. */
const FIRST_SECOND = -62_135_596_800;
const LAST_SECOND = 253_402_300_799;
const RESERVED = /^__.*__$/s;

/**
 * The fields as they are stored.
 * @throws INVALID_ARGUMENT for names, nesting, sizes and values that Firestore refuses
 */
export function admitFields(fields: Fields, depth = 0, within = ''): Fields {
  const admitted: Fields = {};
  const isVector = vectorElements(fields) !== undefined;
  for (const [name, value] of Object.entries(fields)) {
    if (name === '') throw invalid('Property name is empty.');
    if (Buffer.byteLength(name) > LIMITS.idBytes)
      throw invalid(`Property name is longer than ${LIMITS.idBytes} bytes.`);
    if (RESERVED.test(name) && !(isVector && name === '__type__'))
      throw invalid(`The property name "${name}" is reserved: names must not match "__.*__".`);
    const place = within === '' ? name : within;
    admitted[name] = admitValue(value, depth, place);
  }
  return admitted;
}

/** @param place the top-level field, for the message */
export function admitValue(value: Value, depth: number, place: string): Value {
  if ('stringValue' in value) {
    // A UTF-16 unit is at most three bytes of UTF-8, so most strings need no counting.
    if (value.stringValue.length * 3 > LIMITS.valueBytes)
      checkLength(Buffer.byteLength(value.stringValue), place);
    return value;
  }
  if ('doubleValue' in value) {
    return Object.is(value.doubleValue, -0) ? { doubleValue: '-0' } : value;
  }
  if ('integerValue' in value || 'booleanValue' in value || 'nullValue' in value) return value;
  if ('timestampValue' in value) return { timestampValue: admitTimestamp(value.timestampValue, place) };
  if ('bytesValue' in value) {
    checkLength(Buffer.byteLength(value.bytesValue, 'base64'), place);
    return value;
  }
  if ('referenceValue' in value || 'geoPointValue' in value) return value;
  if ('arrayValue' in value || 'mapValue' in value) return admitNested(value, depth + 1, place);
  throw invalid(`The property "${place}" has no value, or one that documents do not hold.`);
}

function admitNested(value: Value, depth: number, place: string): Value {
  if (depth > LIMITS.depth)
    throw invalid(
      `Property ${place} contains an invalid nested entity: nested deeper than ${LIMITS.depth} levels.`,
    );
  if ('mapValue' in value)
    return { mapValue: { fields: admitFields(value.mapValue.fields ?? {}, depth, place) } };
  if (!('arrayValue' in value)) return value;
  const values = (value.arrayValue.values ?? []).map(element => {
    if ('arrayValue' in element)
      throw invalid(`Property ${place} contains an invalid nested entity: an array within an array.`);
    return admitValue(element, depth, place);
  });
  return { arrayValue: { values } };
}

function admitTimestamp(timestamp: Timestamp, place: string): Timestamp {
  const seconds = Number(timestamp.seconds ?? 0);
  if (seconds < FIRST_SECOND || seconds > LAST_SECOND)
    throw invalid(`The timestamp of property "${place}" is outside of the years 1 to 9999.`);
  const { nanos = 0 } = timestampOf(microsOf({ nanos: timestamp.nanos ?? 0 }));
  return { seconds: String(seconds), nanos };
}

function checkLength(bytes: number, place: string): void {
  if (bytes > LIMITS.valueBytes)
    throw invalid(`The value of property "${place}" is longer than ${LIMITS.valueBytes} bytes.`);
}

/** @throws INVALID_ARGUMENT for a document over 1 MiB, https://docs.cloud.google.com/firestore/docs/storage-size */
export function checkSize(database: string, path: string, fields: Fields): void {
  const size = nameSize(path) + fieldsSize(fields) + 32;
  if (size <= LIMITS.documentBytes) return;
  const [shown, allowed] = [size, LIMITS.documentBytes].map(bytes => bytes.toLocaleString('en-US'));
  throw invalid(
    `Document '${documentName(database, path)}' cannot be written because its size (${shown} bytes) exceeds the maximum allowed size of ${allowed} bytes.`,
  );
}

const nameSize = (path: string): number => Buffer.byteLength(path) + 1 + 16;

function fieldsSize(fields: Fields): number {
  let size = 0;
  for (const [name, value] of Object.entries(fields)) size += Buffer.byteLength(name) + 1 + valueSize(value);
  return size;
}

function valueSize(value: Value): number {
  if ('nullValue' in value || 'booleanValue' in value) return 1;
  if ('stringValue' in value) return Buffer.byteLength(value.stringValue) + 1;
  if ('bytesValue' in value) return Buffer.byteLength(value.bytesValue, 'base64');
  if ('referenceValue' in value) return nameSize(value.referenceValue);
  if ('geoPointValue' in value) return 16;
  if ('mapValue' in value) return fieldsSize(value.mapValue.fields ?? {});
  if ('arrayValue' in value)
    return (value.arrayValue.values ?? []).reduce((size, element) => size + valueSize(element), 0);
  return 8;
}
