// The one order of Firestore's values, as bytes: https://docs.cloud.google.com/firestore/docs/concepts/data-types
// Equal values have equal bytes (3 and 3.0), so filters, orders, cursors and indexes all compare these.
import { KeyWriter } from './key-writer.ts';
import { LIMITS } from './limits.ts';
import { type Fields, microsOf, type Timestamp, type Value, vectorElements } from './value.ts';

/** First byte of each kind of value, in their order. All above zero, which ends an array or map. */
const KIND = {
  null: 0x08,
  boolean: 0x10,
  nan: 0x18,
  number: 0x20,
  timestamp: 0x28,
  string: 0x30,
  bytes: 0x38,
  reference: 0x40,
  geoPoint: 0x48,
  array: 0x50,
  vector: 0x58,
  map: 0x60,
} as const;
/** Ends a path, a list or a map; no part of one begins with it. */
const END = 0;
/** Year 1, the first second that a timestamp may have. */
const FIRST_SECOND = -62_135_596_800;
/** More than the distance of an int64 to its nearest double. */
const RESIDUE_BIAS = 0x8000;

/** The value's bytes; `descending` turns their order. */
export function writeValue(writer: KeyWriter, value: Value, descending = false): void {
  const start = writer.length;
  writeAscending(writer, value);
  if (descending) writer.invert(start);
}

/** A document's path; the order is segment by segment. */
export function writePath(writer: KeyWriter, path: string, descending = false): void {
  const start = writer.length;
  for (const segment of path.split('/')) writer.text(segment);
  writer.byte(END);
  writer.byte(END);
  if (descending) writer.invert(start);
}

/** The path whose bytes these are. */
export function readPath(bytes: Uint8Array): string {
  const segments: string[] = [];
  let segment: number[] = [];
  for (let at = 0; at < bytes.length - 2; at++) {
    const byte = bytes[at] ?? 0;
    if (byte !== 0) segment.push(byte);
    else if (bytes[++at] === 0xff) segment.push(0);
    else {
      segments.push(Buffer.from(segment).toString());
      segment = [];
    }
  }
  return segments.join('/');
}

const scratch = new KeyWriter();

/** The value's bytes on their own. */
export function encode(value: Value): Buffer {
  scratch.reset();
  writeAscending(scratch, value);
  return scratch.take();
}

export function encodePath(path: string): Buffer {
  scratch.reset();
  writePath(scratch, path);
  return scratch.take();
}

export const compareValues = (a: Value, b: Value): number => Buffer.compare(encode(a), encode(b));

export const areEqual = (a: Value, b: Value): boolean => encode(a).equals(encode(b));

/** A range filter sees only values of its operand's kind: the first bytes [from, to) that they have. */
export function kindRange(value: Value): [from: number, to: number] {
  const kind = encode(value)[0] ?? END;
  return [kind, kind + 1];
}

function writeAscending(writer: KeyWriter, value: Value): void {
  if ('stringValue' in value) {
    writer.byte(KIND.string);
    writer.terminated(truncate(Buffer.from(value.stringValue)));
  } else if ('integerValue' in value) writeInteger(writer, value.integerValue);
  else if ('doubleValue' in value) writeDouble(writer, Number(value.doubleValue));
  else if ('booleanValue' in value) {
    writer.byte(KIND.boolean);
    writer.byte(value.booleanValue ? 1 : 0);
  } else if ('nullValue' in value) writer.byte(KIND.null);
  else if ('timestampValue' in value) writeTimestamp(writer, value.timestampValue);
  else if ('mapValue' in value) writeMap(writer, value.mapValue.fields ?? {});
  else if ('arrayValue' in value) {
    writer.byte(KIND.array);
    for (const element of value.arrayValue.values ?? []) writeAscending(writer, element);
    writer.byte(END);
  } else if ('referenceValue' in value) {
    writer.byte(KIND.reference);
    writePath(writer, value.referenceValue);
  } else if ('bytesValue' in value) {
    writer.byte(KIND.bytes);
    writer.terminated(truncate(Buffer.from(value.bytesValue, 'base64')));
  } else {
    writer.byte(KIND.geoPoint);
    writer.double(Number(value.geoPointValue.latitude ?? 0));
    writer.double(Number(value.geoPointValue.longitude ?? 0));
  }
}

const truncate = (bytes: Buffer): Buffer =>
  bytes.length > LIMITS.indexedBytes ? bytes.subarray(0, LIMITS.indexedBytes) : bytes;

/** The nearest double, then what an int64 has beyond it, so that 2^53 and 2^53 + 1 differ. */
function writeInteger(writer: KeyWriter, decimal: string): void {
  const near = Number(decimal);
  writer.byte(KIND.number);
  writer.double(near);
  const residue = Number.isSafeInteger(near) ? 0 : Number(BigInt(decimal) - BigInt(near));
  writer.unsigned(RESIDUE_BIAS + residue, 2);
}

function writeDouble(writer: KeyWriter, value: number): void {
  if (Number.isNaN(value)) return writer.byte(KIND.nan);
  writer.byte(KIND.number);
  writer.double(value);
  writer.unsigned(RESIDUE_BIAS, 2);
}

function writeTimestamp(writer: KeyWriter, timestamp: Timestamp): void {
  const micros = microsOf({ nanos: timestamp.nanos ?? 0 });
  writer.byte(KIND.timestamp);
  writer.unsigned(Number(timestamp.seconds ?? 0) - FIRST_SECOND, 6);
  writer.unsigned(micros, 3);
}

function writeMap(writer: KeyWriter, fields: Fields): void {
  const elements = vectorElements(fields);
  if (elements) {
    writer.byte(KIND.vector);
    writer.unsigned(elements.length, 4);
    for (const element of elements) writeAscending(writer, element);
    return;
  }
  writer.byte(KIND.map);
  const sorted = Object.keys(fields).sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b)));
  for (const key of sorted) {
    const value = fields[key];
    if (!value) continue;
    writer.byte(KIND.string);
    writer.text(key);
    writeAscending(writer, value);
  }
  writer.byte(END);
}
