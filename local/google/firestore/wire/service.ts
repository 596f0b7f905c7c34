// Which call of google.firestore.v1.Firestore is served by what. Thin: it must not know what a call means.
import {
  Metadata,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { Database } from '../database/database.ts';
import { unserved } from '../database/error.ts';
import { grpcErrorOf } from './protocol.ts';
import * as reads from './reads.ts';
import * as writes from './writes.ts';

type Unary<Request> = (database: Database, request: Request) => object | Promise<object>;
type Streaming<Request> = (database: Database, request: Request) => Promise<object[]>;

export function firestoreService(database: Database): UntypedServiceImplementation {
  const unary =
    <Request>(serve: Unary<Request>) =>
    (call: ServerUnaryCall<Request, object>, answer: sendUnaryData<object>): void =>
      void answerOnce(async () => serve(database, call.request), answer);
  const streaming =
    <Request>(serve: Streaming<Request>) =>
    (call: ServerWritableStream<Request, object>): void =>
      void answerInStream(() => serve(database, call.request), call);
  return {
    getDocument: unary(reads.getDocument),
    listDocuments: unary(reads.listDocuments),
    listCollectionIds: unary(reads.listCollectionIds),
    batchGetDocuments: streaming(reads.batchGetDocuments),
    runQuery: streaming(reads.runQuery),
    runAggregationQuery: streaming(reads.runAggregationQuery),
    beginTransaction: unary(writes.beginTransaction),
    commit: unary(writes.commit),
    rollback: unary(writes.rollback),
    batchWrite: unary(writes.batchWrite),
    createDocument: unary(writes.createDocument),
    updateDocument: unary(writes.updateDocument),
    deleteDocument: unary(writes.deleteDocument),
    partitionQuery: unary(() => {
      throw unserved('PartitionQuery');
    }),
    executePipeline: streaming(async () => {
      throw unserved('ExecutePipeline');
    }),
    write: (call: ServerDuplexStream<object, object>) => {
      call.emit('error', grpcErrorOf(unserved('Write')));
    },
    listen: refuseListener,
  };
}

async function answerOnce(serve: () => Promise<object>, answer: sendUnaryData<object>): Promise<void> {
  try {
    answer(null, await serve());
  } catch (error) {
    answer(grpcErrorOf(error));
  }
}

async function answerInStream<Request>(
  serve: () => Promise<object[]>,
  call: ServerWritableStream<Request, object>,
): Promise<void> {
  // Google's client takes an error before any header for a broken connection, and repeats the call for seven seconds.
  call.sendMetadata(new Metadata());
  try {
    for (const message of await serve()) call.write(message);
    call.end();
  } catch (error) {
    call.emit('error', grpcErrorOf(error));
  }
}

/**
 * The client opens a failed listener anew, again and again; only a target that is taken from it ends it with an error.
 */
function refuseListener(call: ServerDuplexStream<object, object>): void {
  const refusal = grpcErrorOf(unserved('Listen'));
  const cause = { code: refusal.code, message: refusal.details };
  call.write({ targetChange: { targetChangeType: 'REMOVE', cause } });
  call.emit('error', refusal);
}
