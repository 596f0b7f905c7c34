// Entries that a write puts into Firestore's indexes, by the rules for which fields have one and by what this project
// exempts. https://firebase.google.com/docs/firestore/query-data/index-overview

import { readFileSync } from 'node:fs';
import type { WriteMessage } from '../../local/google/firestore/wire/messages.ts';

interface Declared {
  indexes: { collectionGroup: string; fields: { fieldPath: string }[] }[];
  fieldOverrides: { collectionGroup: string; fieldPath: string; indexes: unknown[] }[];
}

type Values = NonNullable<NonNullable<WriteMessage['update']>['fields']>;

const DECLARED = JSON.parse(
  readFileSync(new URL('../../firestore.indexes.json', import.meta.url), 'utf8'),
) as Declared;

/** Each field has one entry ascending and one descending; an array one for each element. */
const PLAIN = 2;

/** Entries of all fields that these writes name; what stood there before and goes is not counted. */
export function entriesOf(writes: readonly WriteMessage[]): number {
  return writes.reduce((sum, { update, updateTransforms = [] }) => {
    const group = update?.name?.split('/').at(-2) ?? '';
    const fields = update?.fields ?? {};
    const stamped = updateTransforms.map(({ fieldPath = '' }) => entriesAt(group, fieldPath, PLAIN));
    return sum + entriesIn(group, fields) + total(stamped) + compositeEntries(group, fields);
  }, 0);
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

function entriesIn(group: string, fields: Values, above = ''): number {
  return total(
    Object.entries(fields).map(([name, value]) => {
      const path = `${above}${name}`;
      if ('mapValue' in value)
        return isExempt(group, path) ? 0 : entriesIn(group, value.mapValue.fields ?? {}, `${path}.`);
      const own = 'arrayValue' in value ? (value.arrayValue.values ?? []).length : PLAIN;
      return entriesAt(group, path, own);
    }),
  );
}

/** Entries of one field: as many as it is said to have, or as a field has of which nothing is said. */
function entriesAt(group: string, path: string, unsaid: number): number {
  return overrideOf(group, path)?.indexes.length ?? unsaid;
}

const isExempt = (group: string, path: string) => overrideOf(group, path)?.indexes.length === 0;

function overrideOf(group: string, path: string): Declared['fieldOverrides'][number] | undefined {
  return DECLARED.fieldOverrides.find(
    each =>
      each.collectionGroup === group && (each.fieldPath === path || path.startsWith(`${each.fieldPath}.`)),
  );
}

/** One for each composite index whose fields are all there, for each element where one of them is an array. */
function compositeEntries(group: string, fields: Values): number {
  const mine = DECLARED.indexes.filter(each => each.collectionGroup === group);
  return total(
    mine.map(({ fields: wanted }) =>
      wanted.reduce((product, { fieldPath }) => {
        const value = fields[fieldPath];
        if (!value) return 0;
        return 'arrayValue' in value ? product * (value.arrayValue.values ?? []).length : product;
      }, 1),
    ),
  );
}
