// The writing calls of google.firestore.v1.Firestore.
import type { Database } from '../database/database.ts';
import { invalid } from '../database/error.ts';
import { documentName, readDatabase, readDocumentName, readParent } from '../database/path.ts';
import { timestampOf } from '../database/value.ts';
import type { Write } from '../database/write.ts';
import type {
  CommitRequest,
  CreateDocumentRequest,
  DocumentMessage,
  PreconditionMessage,
  TransactionOptions,
  UpdateDocumentRequest,
} from './messages.ts';
import { grpcErrorOf } from './protocol.ts';
import { readPrecondition, readWrite } from './read-write.ts';
import { begin, newDocumentId } from './reads.ts';
import { documentMessage, readMask, writeResultMessage } from './respond.ts';

export function beginTransaction(
  database: Database,
  request: { database?: string; options?: TransactionOptions },
): object {
  return { transaction: begin(database, readDatabase(request.database), request.options).id };
}

export async function commit(database: Database, request: CommitRequest): Promise<object> {
  const name = readDatabase(request.database);
  const transaction = request.transaction ? database.transaction(name, request.transaction) : undefined;
  const writes = (request.writes ?? []).map(write => readWrite(name, write));
  const { commitTime, results } = await database.commit(name, writes, transaction);
  return { commitTime: timestampOf(commitTime), writeResults: results.map(writeResultMessage) };
}

export function rollback(database: Database, request: { database?: string; transaction?: string }): object {
  const name = readDatabase(request.database);
  database.rollback(database.transaction(name, request.transaction ?? ''));
  return {};
}

/** Each write by itself; its place in the answer says how it went. */
export async function batchWrite(database: Database, request: CommitRequest): Promise<object> {
  const name = readDatabase(request.database);
  const writes = (request.writes ?? []).map(write => readWrite(name, write));
  if (new Set(writes.map(({ path }) => path)).size < writes.length)
    throw invalid('Method does not allow more than one write per document.');
  const writeResults: object[] = [];
  const statuses: object[] = [];
  for (const write of writes) {
    try {
      const { results } = await database.commit(name, [write]);
      writeResults.push(...results.map(writeResultMessage));
      statuses.push({ code: 0 });
    } catch (error) {
      const { code, details } = grpcErrorOf(error);
      writeResults.push({});
      statuses.push({ code, message: details });
    }
  }
  return { writeResults, status: statuses };
}

export async function createDocument(
  database: Database,
  request: CreateDocumentRequest,
): Promise<DocumentMessage> {
  const { database: name, path: parent } = readParent(request.parent);
  const collection = parent === '' ? (request.collectionId ?? '') : `${parent}/${request.collectionId ?? ''}`;
  const { path } = readDocumentName(
    documentName(name, `${collection}/${request.documentId || newDocumentId()}`),
  );
  const update = { fields: request.document?.fields ?? {}, transforms: [] };
  return store(database, name, { path, update, precondition: { exists: false } }, request.mask);
}

export async function updateDocument(
  database: Database,
  request: UpdateDocumentRequest,
): Promise<DocumentMessage> {
  const { database: name, path } = readDocumentName(request.document?.name);
  const mask = readMask(request.updateMask);
  const precondition = request.currentDocument && readPrecondition(request.currentDocument);
  const update = { fields: request.document?.fields ?? {}, transforms: [], ...(mask && { mask }) };
  return store(database, name, { path, update, ...(precondition && { precondition }) }, request.mask);
}

export async function deleteDocument(
  database: Database,
  request: { name?: string; currentDocument?: PreconditionMessage },
): Promise<object> {
  const { database: name, path } = readDocumentName(request.name);
  const precondition = request.currentDocument && readPrecondition(request.currentDocument);
  await database.commit(name, [{ path, ...(precondition && { precondition }) }]);
  return {};
}

async function store(
  database: Database,
  name: string,
  write: Write,
  mask: UpdateDocumentRequest['mask'],
): Promise<DocumentMessage> {
  await database.commit(name, [write]);
  const [document] = await database.get(name, [write.path], undefined);
  return document ? documentMessage(name, document, readMask(mask)) : {};
}
