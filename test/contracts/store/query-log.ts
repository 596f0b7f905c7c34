// Our Firestore server with an ear at its wire: every structured query that arrives is written down.
import { Server, ServerCredentials, type UntypedHandleCall } from '@grpc/grpc-js';
import { Database } from '../../../local/google/firestore/database/database.ts';
import type {
  RunAggregationQueryRequest,
  RunQueryRequest,
  StructuredQuery,
} from '../../../local/google/firestore/wire/messages.ts';
import { firestoreProtocol } from '../../../local/google/firestore/wire/protocol.ts';
import { firestoreService } from '../../../local/google/firestore/wire/service.ts';

export interface QueryLog {
  /** `host:port` */
  address: string;
  queries: StructuredQuery[];
  close(): void;
}

/** Serves an empty database and notes the queries that it is asked. */
export async function startQueryLog(): Promise<QueryLog> {
  const database = new Database(':memory:', () => performance.timeOrigin + performance.now());
  const service = firestoreService(database);
  const queries: StructuredQuery[] = [];
  const heard = (name: string): UntypedHandleCall => {
    const serve = service[name] as (call: { request: object }) => void;
    const hear = (call: { request: object }): void => {
      const request: RunQueryRequest & RunAggregationQueryRequest = call.request;
      const query = request.structuredQuery ?? request.structuredAggregationQuery?.structuredQuery;
      if (query) queries.push(query);
      serve(call);
    };
    return hear as UntypedHandleCall;
  };
  const server = new Server();
  server.addService(firestoreProtocol(), {
    ...service,
    runQuery: heard('runQuery'),
    runAggregationQuery: heard('runAggregationQuery'),
  });
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    queries,
    close() {
      server.forceShutdown();
      database.close();
    },
  };
}
