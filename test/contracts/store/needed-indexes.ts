// Which indexes production asks for where the emulators do not, and whether firestore.indexes.json gives them. Pure.
// https://firebase.google.com/docs/firestore/query-data/index-overview
import type { FilterMessage, StructuredQuery } from '../../../local/google/firestore/wire/messages.ts';

type Scope = 'COLLECTION' | 'COLLECTION_GROUP';

interface IndexField {
  fieldPath: string;
  order?: string;
  arrayConfig?: 'CONTAINS';
}

/** An index that a query needs: of one field, or composite. */
export interface NeededIndex {
  collectionGroup: string;
  scope: Scope;
  fields: IndexField[];
}

/**
 * firestore.indexes.json, as the Firebase CLI reads it. https://firebase.google.com/docs/reference/firestore/indexes
 */
export interface IndexFile {
  indexes: { collectionGroup: string; queryScope: Scope; fields: IndexField[] }[];
  fieldOverrides: {
    collectionGroup: string;
    fieldPath: string;
    indexes: { order?: string; arrayConfig?: 'CONTAINS'; queryScope: Scope }[];
  }[];
}

const NAME = '__name__';
const EQUALITIES: ReadonlySet<string> = new Set(['EQUAL', 'IN', 'IS_NULL', 'IS_NAN']);
const IN_ARRAYS: ReadonlySet<string> = new Set(['ARRAY_CONTAINS', 'ARRAY_CONTAINS_ANY']);

/** The indexes of a query. One without filter and order, or by name alone, needs none. */
export function neededIndexes(query: StructuredQuery): NeededIndex[] {
  const [from] = query.from ?? [];
  const scope: Scope = from?.allDescendants ? 'COLLECTION_GROUP' : 'COLLECTION';
  const need = (fields: IndexField[]) => ({ collectionGroup: from?.collectionId ?? '', scope, fields });
  const filters = filtersOf(query.where).filter(({ fieldPath }) => fieldPath !== NAME);
  const equal = [
    ...new Set(filters.filter(({ op }) => EQUALITIES.has(op)).map(({ fieldPath }) => fieldPath)),
  ];
  const orders = (query.orderBy ?? []).map(({ field, direction }) => ({
    fieldPath: field?.fieldPath ?? '',
    order: direction ?? 'ASCENDING',
  }));
  const ordered = orders.filter(({ fieldPath }) => fieldPath !== NAME);
  for (const { fieldPath, op } of filters) {
    if (!EQUALITIES.has(op) && !IN_ARRAYS.has(op) && !ordered.some(each => each.fieldPath === fieldPath))
      ordered.push({ fieldPath, order: 'ASCENDING' });
  }
  const contained = [
    ...new Set(filters.filter(({ op }) => IN_ARRAYS.has(op)).map(({ fieldPath }) => fieldPath)),
  ];
  const pinned: IndexField[] = [
    ...equal.map(fieldPath => ({ fieldPath, order: 'ASCENDING' })),
    ...contained.map(fieldPath => ({ fieldPath, arrayConfig: 'CONTAINS' as const })),
  ];
  const name = orders.find(({ fieldPath }) => fieldPath === NAME);
  const turned = name && name.order !== (ordered.at(-1)?.order ?? 'ASCENDING');
  // Equalities alone are answered by merging the indexes of single fields.
  if (ordered.length === 0 && !turned) return pinned.map(field => need([field]));
  const fields = [...pinned, ...ordered, ...(turned ? [name] : [])];
  return fields.length === 0 ? [] : [need(fields)];
}

/** Whether the file, with what production indexes by itself, gives an index. */
export function isGiven({ collectionGroup, scope, fields }: NeededIndex, file: IndexFile): boolean {
  const [only, ...more] = fields;
  if (!only || more.length > 0) {
    return file.indexes.some(
      each =>
        each.collectionGroup === collectionGroup &&
        each.queryScope === scope &&
        JSON.stringify(each.fields) === JSON.stringify(fields),
    );
  }
  // An override of a map holds for the fields in it, and replaces what would be indexed by itself.
  const override = file.fieldOverrides.find(
    each => each.collectionGroup === collectionGroup && `${only.fieldPath}.`.startsWith(`${each.fieldPath}.`),
  );
  if (!override) return scope === 'COLLECTION';
  return override.indexes.some(
    each => each.order === only.order && each.arrayConfig === only.arrayConfig && each.queryScope === scope,
  );
}

function filtersOf(where: FilterMessage | undefined): { fieldPath: string; op: string }[] {
  if (!where) return [];
  if (where.compositeFilter) return (where.compositeFilter.filters ?? []).flatMap(filtersOf);
  const { field, op } = where.fieldFilter ?? where.unaryFilter ?? {};
  return [{ fieldPath: field?.fieldPath ?? '', op: op ?? '' }];
}
