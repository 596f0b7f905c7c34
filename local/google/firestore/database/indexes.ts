// Indexes in sqlite: one row for each key of each document. It must not know which queries want them.
import type { Collections } from './collections.ts';
import { type Entry, readDocument } from './entry.ts';
import { type IndexDefinition, keysOf, signatureOf } from './index-definition.ts';
import { blobOf, type Sqlite, type Stretch, stretchSql, stretchValues } from './sqlite.ts';
import type { Document } from './value.ts';

/** Collection number of the entries of an index over a whole collection group. */
const WHOLE_GROUP = 0;

export interface StoredIndex {
  id: number;
  definition: IndexDefinition;
}

/** Where a document is kept: the group that it belongs to, its collection's row and its own. */
interface Place {
  database: string;
  group: string;
  collection: number;
  id: number;
}

export class Indexes {
  readonly #sqlite: Sqlite;
  readonly #collections: Collections;
  /** By database and collection id, then by signature. */
  readonly #known = new Map<string, Map<string, StoredIndex>>();

  constructor(sqlite: Sqlite, collections: Collections) {
    this.#sqlite = sqlite;
    this.#collections = collections;
  }

  find(database: string, definition: IndexDefinition): StoredIndex | undefined {
    return this.#of(database, definition.group).get(signatureOf(definition));
  }

  /** Makes an index of the documents that are there; from now on each write keeps it. */
  create(database: string, definition: IndexDefinition): StoredIndex {
    const index = { id: 0, definition };
    this.#sqlite.atomically(() => {
      const insert = 'INSERT INTO indexes (database, name, definition) VALUES (?, ?, ?)';
      index.id = this.#sqlite.run(insert, database, definition.group, signatureOf(definition));
      const select = `SELECT d.id, d.collection, d.key, d.fields, d.created, d.updated
        FROM collections c JOIN documents d ON d.collection = c.id WHERE c.database = ? AND c.name = ?`;
      for (const row of this.#sqlite.iterate(select, database, definition.group))
        for (const key of keysOf(definition, readDocument(row)))
          this.#add(index, Number(row['collection']), key, Number(row['id']));
    });
    this.#of(database, definition.group).set(signatureOf(definition), index);
    return index;
  }

  /** Follows the change of a document. */
  follow(
    { database, group, collection, id }: Place,
    before: Document | undefined,
    after: Document | undefined,
  ): void {
    for (const index of this.#of(database, group).values()) {
      const stale = keyed(index.definition, before);
      const fresh = keyed(index.definition, after);
      for (const [text, key] of stale) if (!fresh.has(text)) this.#remove(index, collection, key);
      for (const [text, key] of fresh) if (!stale.has(text)) this.#add(index, collection, key, id);
    }
  }

  /** Documents under a stretch of keys, in its order. @param collection path; undefined for the whole group */
  scan(database: string, index: StoredIndex, collection: string | undefined, stretch: Stretch): Entry[] {
    const number = this.#scope(database, collection);
    if (number === undefined) return [];
    const sql = `SELECT e.key AS entry, d.key, d.fields, d.created, d.updated FROM entries e
      JOIN documents d ON d.id = e.document WHERE e.index_id = ? AND e.collection = ? AND ${stretchSql('e.key', stretch)}`;
    const rows = this.#sqlite.all(sql, index.id, number, ...stretchValues(stretch));
    return rows.map(row => ({ key: blobOf(row['entry']), document: readDocument(row) }));
  }

  count(database: string, index: StoredIndex, collection: string | undefined, stretch: Stretch): number {
    const number = this.#scope(database, collection);
    if (number === undefined) return 0;
    const sql = `SELECT count(*) AS n FROM
      (SELECT 1 FROM entries WHERE index_id = ? AND collection = ? AND ${stretchSql('key', stretch)})`;
    return Number(this.#sqlite.get(sql, index.id, number, ...stretchValues(stretch))?.['n']);
  }

  #of(database: string, group: string): Map<string, StoredIndex> {
    const scope = `${database}/${group}`;
    let known = this.#known.get(scope);
    if (!known) {
      const select = 'SELECT id, definition FROM indexes WHERE database = ? AND name = ?';
      known = new Map(
        this.#sqlite.all(select, database, group).map(row => {
          const definition = JSON.parse(String(row['definition'])) as IndexDefinition;
          return [signatureOf(definition), { id: Number(row['id']), definition }];
        }),
      );
      this.#known.set(scope, known);
    }
    return known;
  }

  #scope(database: string, collection: string | undefined): number | undefined {
    return collection === undefined ? WHOLE_GROUP : this.#collections.find(database, collection);
  }

  #add({ id, definition }: StoredIndex, collection: number, key: Buffer, document: number): void {
    const insert = 'INSERT INTO entries (index_id, collection, key, document) VALUES (?, ?, ?, ?)';
    this.#sqlite.run(insert, id, definition.isGroupWide ? WHOLE_GROUP : collection, key, document);
  }

  #remove({ id, definition }: StoredIndex, collection: number, key: Buffer): void {
    const remove = 'DELETE FROM entries WHERE index_id = ? AND collection = ? AND key = ?';
    this.#sqlite.run(remove, id, definition.isGroupWide ? WHOLE_GROUP : collection, key);
  }
}

function keyed(definition: IndexDefinition, document: Document | undefined): Map<string, Buffer> {
  const keys = document ? keysOf(definition, document) : [];
  return new Map(keys.map(key => [key.toString('latin1'), key]));
}
