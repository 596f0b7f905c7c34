// Messages of google.firestore.v1 as proto-loader gives them: absent fields are absent, bytes are base64, int64 decimal
// strings.
import type { Operator } from '../database/query.ts';
import type { Fields, Timestamp, Value } from '../database/value.ts';

export interface DocumentMessage {
  name?: string;
  fields?: Fields;
  createTime?: Timestamp;
  updateTime?: Timestamp;
}

export interface Mask {
  fieldPaths?: string[];
}

export interface PreconditionMessage {
  exists?: boolean;
  updateTime?: Timestamp;
}

export interface FieldTransformMessage {
  fieldPath?: string;
  setToServerValue?: string;
  increment?: Value;
  maximum?: Value;
  minimum?: Value;
  appendMissingElements?: { values?: Value[] };
  removeAllFromArray?: { values?: Value[] };
}

export interface WriteMessage {
  update?: DocumentMessage;
  delete?: string;
  transform?: { document?: string; fieldTransforms?: FieldTransformMessage[] };
  updateMask?: Mask;
  updateTransforms?: FieldTransformMessage[];
  currentDocument?: PreconditionMessage;
}

export interface TransactionOptions {
  readOnly?: { readTime?: Timestamp };
  readWrite?: { retryTransaction?: string };
}

/** Which state a read sees; at most one of them. */
export interface Consistency {
  transaction?: string;
  newTransaction?: TransactionOptions;
  readTime?: Timestamp;
}

export interface FilterMessage {
  compositeFilter?: { op?: string; filters?: FilterMessage[] };
  fieldFilter?: { field?: FieldReference; op?: Operator; value?: Value };
  unaryFilter?: { field?: FieldReference; op?: string };
}

export interface FieldReference {
  fieldPath?: string;
}

export interface CursorMessage {
  values?: Value[];
  before?: boolean;
}

export interface StructuredQuery {
  select?: { fields?: FieldReference[] };
  from?: { collectionId?: string; allDescendants?: boolean }[];
  where?: FilterMessage;
  orderBy?: { field?: FieldReference; direction?: string }[];
  startAt?: CursorMessage;
  endAt?: CursorMessage;
  offset?: number;
  limit?: { value?: number };
  findNearest?: object;
}

export interface AggregationMessage {
  alias?: string;
  count?: { upTo?: { value?: string } };
  sum?: { field?: FieldReference };
  avg?: { field?: FieldReference };
}

export interface RunQueryRequest extends Consistency {
  parent?: string;
  structuredQuery?: StructuredQuery;
  explainOptions?: object;
}

export interface RunAggregationQueryRequest extends Consistency {
  parent?: string;
  structuredAggregationQuery?: { structuredQuery?: StructuredQuery; aggregations?: AggregationMessage[] };
  explainOptions?: object;
}

export interface BatchGetRequest extends Consistency {
  database?: string;
  documents?: string[];
  mask?: Mask;
}

export interface GetDocumentRequest extends Consistency {
  name?: string;
  mask?: Mask;
}

export interface CommitRequest {
  database?: string;
  writes?: WriteMessage[];
  transaction?: string;
}

export interface ListDocumentsRequest extends Consistency {
  parent?: string;
  collectionId?: string;
  pageSize?: number;
  pageToken?: string;
  orderBy?: string;
  mask?: Mask;
  showMissing?: boolean;
}

export interface CreateDocumentRequest {
  parent?: string;
  collectionId?: string;
  documentId?: string;
  document?: DocumentMessage;
  mask?: Mask;
}

export interface UpdateDocumentRequest {
  document?: DocumentMessage;
  updateMask?: Mask;
  mask?: Mask;
  currentDocument?: PreconditionMessage;
}
