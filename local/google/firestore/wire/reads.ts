// The reading calls of google.firestore.v1.Firestore.
import { randomBytes } from 'node:crypto';
import type { Database, View } from '../database/database.ts';
import { FirestoreError, unserved } from '../database/error.ts';
import { documentName, readDatabase, readDocumentName, readParent } from '../database/path.ts';
import { NAME, type Query } from '../database/query.ts';
import { Transaction } from '../database/transaction.ts';
import { microsOf, timestampOf } from '../database/value.ts';
import type {
  BatchGetRequest,
  Consistency,
  DocumentMessage,
  GetDocumentRequest,
  ListDocumentsRequest,
  RunAggregationQueryRequest,
  RunQueryRequest,
  TransactionOptions,
} from './messages.ts';
import { readAggregation, readQuery } from './read-query.ts';
import { documentMessage, readMask } from './respond.ts';

const PAGE_SIZE = 300;

/** Begins a transaction as its options say; without options it may write. */
export function begin(
  database: Database,
  name: string,
  options: TransactionOptions | undefined,
): Transaction {
  const readTime = options?.readOnly?.readTime;
  const retryOf = options?.readWrite?.retryTransaction;
  return database.begin(name, {
    isReadOnly: options?.readOnly !== undefined,
    ...(readTime && { readTime: microsOf(readTime) }),
    ...(retryOf && { retryOf }),
  });
}

function viewOf(database: Database, name: string, request: Consistency): View {
  if (request.transaction) return database.transaction(name, request.transaction);
  if (request.newTransaction) return begin(database, name, request.newTransaction);
  return request.readTime && { readTime: microsOf(request.readTime) };
}

/** The time whose state a view shows. */
function readTimeOf(database: Database, view: View): object {
  if (view instanceof Transaction && view.snapshot) return timestampOf(view.beginTime);
  return timestampOf(view && !(view instanceof Transaction) ? view.readTime : database.time());
}

const idOfNew = (request: Consistency, view: View): object =>
  request.newTransaction && view instanceof Transaction ? { transaction: view.id } : {};

export async function batchGetDocuments(database: Database, request: BatchGetRequest): Promise<object[]> {
  const name = readDatabase(request.database);
  const paths = (request.documents ?? []).map(document => readDocumentName(document, name).path);
  const mask = readMask(request.mask);
  const view = viewOf(database, name, request);
  const distinct = [...new Set(paths)];
  const documents = await database.get(name, distinct, view);
  const readTime = readTimeOf(database, view);
  const answers = documents.map((document, at) =>
    document
      ? { found: documentMessage(name, document, mask), readTime }
      : { missing: documentName(name, distinct[at] ?? ''), readTime },
  );
  return request.newTransaction ? [idOfNew(request, view), ...answers] : answers;
}

export async function runQuery(database: Database, request: RunQueryRequest): Promise<object[]> {
  if (request.explainOptions) throw unserved('explainOptions');
  const query = readQuery(request.parent, request.structuredQuery);
  const view = viewOf(database, query.database, request);
  const { documents, skipped } = await database.query(query, view);
  const readTime = readTimeOf(database, view);
  const answers: object[] = documents.map(document => ({
    document: documentMessage(query.database, document, query.select),
    readTime,
  }));
  // Without a document the time alone is told; a new transaction and the skipped ones come first.
  if (answers.length === 0 || request.newTransaction || skipped > 0)
    answers.unshift({ ...idOfNew(request, view), readTime, skippedResults: skipped });
  return answers;
}

export async function runAggregationQuery(
  database: Database,
  request: RunAggregationQueryRequest,
): Promise<object[]> {
  if (request.explainOptions) throw unserved('explainOptions');
  const { structuredQuery, aggregations = [] } = request.structuredAggregationQuery ?? {};
  const query = readQuery(request.parent, structuredQuery);
  const figures = aggregations.map(readAggregation);
  const view = viewOf(database, query.database, request);
  const aggregateFields = await database.aggregate(query, figures, view);
  return [{ ...idOfNew(request, view), result: { aggregateFields }, readTime: readTimeOf(database, view) }];
}

export async function getDocument(database: Database, request: GetDocumentRequest): Promise<DocumentMessage> {
  const { database: name, path } = readDocumentName(request.name);
  const mask = readMask(request.mask);
  const [document] = await database.get(name, [path], viewOf(database, name, request));
  if (!document) throw new FirestoreError('NOT_FOUND', `Document "${request.name}" not found.`);
  return documentMessage(name, document, mask);
}

export async function listDocuments(database: Database, request: ListDocumentsRequest): Promise<object> {
  if (request.orderBy) throw unserved('ListDocuments with orderBy');
  if (!request.collectionId) throw unserved('ListDocuments without a collection id');
  const { database: name, path: parent } = readParent(request.parent);
  const collection = parent === '' ? request.collectionId : `${parent}/${request.collectionId}`;
  const size = request.pageSize || PAGE_SIZE;
  const mask = readMask(request.mask);
  const after = request.pageToken ? documentName(name, request.pageToken) : undefined;
  const query: Query = {
    database: name,
    parent,
    collectionId: request.collectionId,
    allDescendants: false,
    orders: [{ field: NAME, descending: false }],
    ...(after && { start: { values: [{ referenceValue: after }], before: false } }),
    offset: 0,
    limit: size,
  };
  const { documents } = await database.query(query, viewOf(database, name, request));
  const isLast = documents.length < size;
  const end = documents.at(-1)?.path ?? '';
  const missing = request.showMissing ? database.missing(name, collection) : [];
  const lost = missing.filter(path => path > (request.pageToken ?? '') && (isLast || path <= end));
  const found = [
    ...documents.map(document => documentMessage(name, document, mask)),
    ...lost.map(path => ({ name: documentName(name, path) })),
  ].sort((a, b) => Buffer.compare(Buffer.from(a.name ?? ''), Buffer.from(b.name ?? '')));
  return { documents: found, ...(!isLast && { nextPageToken: end }) };
}

export function listCollectionIds(
  database: Database,
  request: { parent?: string; readTime?: object },
): object {
  if (request.readTime) throw unserved('ListCollectionIds with readTime');
  const { database: name, path } = readParent(request.parent);
  return { collectionIds: database.collectionIds(name, path) };
}

/** An id as Firestore's clients make them. */
export const newDocumentId = (): string => randomBytes(15).toString('base64url').slice(0, 20);
