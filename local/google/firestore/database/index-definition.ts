// An index as data: which fields of which collection, in which order; and the keys that a document has in it.
import { encode, writePath, writeValue } from './encoding.ts';
import { parseFieldPath, valueAt } from './field-path.ts';
import { KeyWriter } from './key-writer.ts';
import { NAME } from './query.ts';
import type { Document } from './value.ts';

/** One piece of an index key. `element` stands for each element of an array, `NAME` for the document's path. */
export interface Component {
  field: string;
  kind: 'value' | 'element';
  descending: boolean;
}

/** Keys are the components in a row; the last component is always the document's name, so keys are unique. */
export interface IndexDefinition {
  /** Collection id, the last segment of the collections it covers. */
  group: string;
  /** Whether its keys order all collections of that id together, or each by itself. */
  isGroupWide: boolean;
  components: Component[];
}

export const signatureOf = (definition: IndexDefinition): string => JSON.stringify(definition);

const writer = new KeyWriter();

/** The keys of a document: none where it lacks a field, several where a component is an array's elements. */
export function keysOf({ components }: IndexDefinition, document: Document): Buffer[] {
  let keys: Buffer[] = [Buffer.alloc(0)];
  writer.reset();
  for (const { field, kind, descending } of components) {
    if (field === NAME) {
      writePath(writer, document.path, descending);
      continue;
    }
    const value = valueAt(document.fields, parseFieldPath(field));
    if (!value) return [];
    if (kind === 'value') {
      writeValue(writer, value, descending);
      continue;
    }
    if (!('arrayValue' in value)) return [];
    const head = writer.take();
    const elements = new Map(
      (value.arrayValue.values ?? []).map(encode).map(key => [key.toString('hex'), key]),
    );
    keys = keys.flatMap(key => [...elements.values()].map(element => Buffer.concat([key, head, element])));
    writer.reset();
  }
  const tail = writer.take();
  return keys.length === 1 && keys[0]?.length === 0 ? [tail] : keys.map(key => Buffer.concat([key, tail]));
}
