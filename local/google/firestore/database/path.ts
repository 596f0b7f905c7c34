// Names of databases, documents and collections: reading them and their order-preserving bytes.
import { invalid } from './error.ts';
import { LIMITS } from './limits.ts';

/** A resource below a database; `path` is '' for the root, else `collection/document/…`. */
export interface Resource {
  /** `projects/{project}/databases/{database}` */
  database: string;
  path: string;
}

const RESOURCE = /^(projects\/[^/]+\/databases\/[^/]+)\/documents(?:\/(.+))?$/s;
const DATABASE = /^projects\/[^/]+\/databases\/[^/]+$/;

/** @throws INVALID_ARGUMENT unless it is `projects/{project}/databases/{database}` */
export function readDatabase(name: string | undefined): string {
  if (!name || !DATABASE.test(name)) throw invalid(`Invalid database name: "${name ?? ''}".`);
  return name;
}

/** Reads the name of the root or of a document, the possible parents of a collection. */
export function readParent(name: string | undefined): Resource {
  const match = RESOURCE.exec(name ?? '');
  const database = match?.[1];
  if (!database) throw invalid(`Document name "${name ?? ''}" lacks "projects" at index 0 or "documents".`);
  const path = match[2] ?? '';
  if (path === '') return { database, path };
  const segments = path.split('/');
  if (segments.length % 2 !== 0) throw invalid(`Document name "${name}" has an odd number of segments.`);
  checkSegments(segments);
  return { database, path };
}

/** Reads the name of a document, of the given database if one is given. */
export function readDocumentName(name: string | undefined, database?: string): Resource {
  const resource = readParent(name);
  if (resource.path === '') throw invalid(`Document name "${name}" names no document.`);
  if (database !== undefined && resource.database !== database)
    throw invalid(`Document name "${name}" is not in the database "${database}".`);
  return resource;
}

export const documentName = (database: string, path: string): string => `${database}/documents/${path}`;

/** Path of the collection that holds a document. */
export const collectionOf = (path: string): string => path.slice(0, path.lastIndexOf('/'));

/** Last segment: the id of a document or collection. */
export const idOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

/** @throws INVALID_ARGUMENT for an id that Firestore does not allow */
function checkSegments(segments: string[]): void {
  if (segments.length > LIMITS.subcollectionDepth * 2) throw invalid('Document name has too many segments.');
  let bytes = 0;
  for (const segment of segments) {
    const length = Buffer.byteLength(segment);
    bytes += length + 1;
    if (length === 0) throw invalid('Document name has a segment that is empty.');
    if (length > LIMITS.idBytes)
      throw invalid(`The key path element name is longer than ${LIMITS.idBytes} bytes.`);
    if (segment === '.' || segment === '..' || segment.includes('/'))
      throw invalid(`Resource id "${segment}" is invalid.`);
    if (/^__.*__$/s.test(segment))
      throw invalid(`Resource id "${segment}" is invalid because it is reserved.`);
  }
  if (bytes > LIMITS.documentNameBytes)
    throw invalid(`Document name is longer than ${LIMITS.documentNameBytes} bytes.`);
}
