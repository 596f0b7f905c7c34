// From a query to the stretches of indexes that answer it, one for each branch without OR. It must not know of storage.
import { encode, kindRange, writePath, writeValue } from './encoding.ts';
import { invalid } from './error.ts';
import { type Component, type IndexDefinition, signatureOf } from './index-definition.ts';
import { after, KeyWriter } from './key-writer.ts';
import { readDocumentName } from './path.ts';
import { type Cursor, completeOrders, type FieldFilter, NAME, type Query, spread } from './query.ts';
import type { Value } from './value.ts';

/** A stretch of an index, in the direction of the query, and the filters that its documents have to pass. */
export interface Scan {
  definition: IndexDefinition;
  /** First key. */
  from: Buffer;
  /** The key before which it ends; undefined for the index's end. */
  to: Buffer | undefined;
  isBackward: boolean;
  filters: FieldFilter[];
  /** Whether each key within is an answer, so that they can be counted without a look at the documents. */
  isExact: boolean;
}

export interface Plan {
  scans: Scan[];
  /** An index over the query's orders alone, whose keys sort what several scans found. */
  sorting: IndexDefinition;
  isBackward: boolean;
}

/** The orders as components; of a query that starts descending all are turned and the index is read backward. */
interface Orders {
  components: Component[];
  isBackward: boolean;
}

export function planQuery(query: Query): Plan {
  const orders = completeOrders(query);
  const isBackward = orders[0]?.descending ?? false;
  const components = orders.map(
    ({ field, descending }): Component => ({ field, kind: 'value', descending: descending !== isBackward }),
  );
  for (const cursor of [query.start, query.end])
    if (cursor && cursor.values.length > components.length)
      throw invalid('order_by clause cannot contain fewer fields than the cursor has values.');
  const scope = { group: query.collectionId, isGroupWide: query.allDescendants };
  const scans = spread(query.filter).map(filters =>
    planBranch(query, scope, filters, { components, isBackward }),
  );
  const distinct = new Map(scans.map(scan => [scanSignature(scan), scan]));
  return { scans: [...distinct.values()], sorting: { ...scope, components }, isBackward };
}

function planBranch(
  query: Query,
  scope: Pick<IndexDefinition, 'group' | 'isGroupWide'>,
  filters: FieldFilter[],
  orders: Orders,
): Scan {
  const ordered = new Set(orders.components.map(component => component.field));
  const used = new Set<FieldFilter>();
  const pinned: FieldFilter[] = [];
  for (const filter of filters) {
    const { field, operator } = filter;
    if (operator !== 'EQUAL' || ordered.has(field) || pinned.some(other => other.field === field)) continue;
    pinned.push(filter);
  }
  pinned.sort((a, b) => (a.field < b.field ? -1 : 1));
  const element = filters.find(filter => filter.operator === 'ARRAY_CONTAINS');
  if (element) pinned.push(element);

  const writer = new KeyWriter();
  for (const filter of pinned) {
    writeValue(writer, filter.value);
    used.add(filter);
  }
  const head = writer.take();
  const components = pinned.map(
    ({ field, operator }): Component => ({
      field,
      kind: operator === 'EQUAL' ? 'value' : 'element',
      descending: false,
    }),
  );
  const range = new KeyRange(head);
  narrowByFilters(range, writer, filters, orders.components, used);
  narrowByCursors(range, head, query, orders);
  return {
    definition: { ...scope, components: [...components, ...orders.components] },
    from: range.from,
    to: range.to,
    isBackward: orders.isBackward,
    filters,
    isExact: used.size === filters.length && (!query.allDescendants || query.parent === ''),
  };
}

/** Goes along the orders: an equality leads on to the next one, a range ends the way. */
function narrowByFilters(
  range: KeyRange,
  writer: KeyWriter,
  filters: FieldFilter[],
  components: Component[],
  used: Set<FieldFilter>,
): void {
  for (const component of components) {
    const mine = filters.filter(filter => filter.field === component.field);
    const equal = mine.find(filter => filter.operator === 'EQUAL');
    const prefix = writer.take();
    if (equal) {
      writeComponent(writer, component, equal.value);
      range.within(writer.take());
      used.add(equal);
      continue;
    }
    for (const { operator, value } of mine) narrowByRange(range, prefix, component, operator, value);
    for (const filter of mine) if (isRange(filter)) used.add(filter);
    return;
  }
}

const isRange = ({ operator }: FieldFilter): boolean =>
  operator.startsWith('LESS_THAN') || operator.startsWith('GREATER_THAN');

function narrowByRange(
  range: KeyRange,
  prefix: Buffer,
  component: Component,
  operator: FieldFilter['operator'],
  value: Value,
): void {
  const isLess = operator.startsWith('LESS_THAN');
  if (!isLess && !operator.startsWith('GREATER_THAN')) return;
  const key = new KeyWriter();
  key.raw(prefix);
  if (component.field !== NAME) {
    // Other kinds of values never pass a range filter; in a descending piece their first bytes are inverted.
    const [low, high] = kindRange(value);
    const [first, end] = component.descending ? [0xff - high + 1, 0xff - low + 1] : [low, high];
    range.startAt(Buffer.concat([prefix, Buffer.of(first)]));
    range.endBefore(Buffer.concat([prefix, Buffer.of(end)]));
  }
  writeComponent(key, component, value);
  const bound = key.take();
  const isInclusive = operator.endsWith('OR_EQUAL');
  // In a descending component the greater values come first.
  if (isLess !== component.descending) range.endBefore(isInclusive ? after(bound) : bound);
  else range.startAt(isInclusive ? bound : after(bound));
}

function narrowByCursors(range: KeyRange, head: Buffer, query: Query, orders: Orders): void {
  const bytesOf = (cursor: Cursor): Buffer => {
    const writer = new KeyWriter();
    writer.raw(head);
    cursor.values.forEach((value, at) => {
      const component = orders.components[at];
      if (component) writeComponent(writer, component, value);
    });
    return writer.take();
  };
  const edge = (cursor: Cursor): Buffer | undefined =>
    cursor.before !== orders.isBackward ? bytesOf(cursor) : after(bytesOf(cursor));
  const [first, last] = orders.isBackward ? [query.end, query.start] : [query.start, query.end];
  if (first?.values.length) range.startAt(edge(first));
  if (last?.values.length) range.endBefore(edge(last));
}

function writeComponent(writer: KeyWriter, { field, descending }: Component, value: Value): void {
  if (field !== NAME) return writeValue(writer, value, descending);
  if (!('referenceValue' in value)) throw invalid('__key__ filter value must be a Key');
  writePath(writer, readDocumentName(value.referenceValue).path, descending);
}

/** Keys from `from` (included) to `to` (excluded); each step only narrows it. */
class KeyRange {
  from: Buffer;
  to: Buffer | undefined;

  constructor(prefix: Buffer) {
    this.from = prefix;
    this.to = after(prefix);
  }

  /** @param key undefined: nothing is that great, the range gets empty */
  startAt(key: Buffer | undefined): void {
    if (!key) this.to = this.from;
    else if (Buffer.compare(key, this.from) > 0) this.from = key;
  }

  endBefore(key: Buffer | undefined): void {
    if (key && (!this.to || Buffer.compare(key, this.to) < 0)) this.to = key;
  }

  within(prefix: Buffer): void {
    this.startAt(prefix);
    this.endBefore(after(prefix));
  }
}

function scanSignature(scan: Scan): string {
  const filters = scan.filters.map(({ field, operator, value }) => [
    field,
    operator,
    encode(value).toString('hex'),
  ]);
  return JSON.stringify([signatureOf(scan.definition), filters]);
}
