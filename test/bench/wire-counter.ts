// A gRPC server before a Firestore server: passes every call on, byte by byte, and counts what goes by.

import {
  type CallOptions,
  Client,
  credentials,
  type MethodDefinition,
  Server,
  ServerCredentials,
  type ServerDuplexStream,
  type ServerUnaryCall,
  type ServerWritableStream,
  type ServiceDefinition,
  type sendUnaryData,
  type UntypedServiceImplementation,
} from '@grpc/grpc-js';
import type { WriteMessage } from '../../local/google/firestore/wire/messages.ts';
import { firestoreProtocol } from '../../local/google/firestore/wire/protocol.ts';
import { entriesOf } from './index-entries.ts';

/** What went by since the last reset. */
export interface Counts {
  /** Calls that waited for the server, by method. */
  calls: Map<string, number>;
  /** Documents asked for by name, and those that queries answered. */
  reads: number;
  /** Documents written, those that are deleted included. */
  writes: number;
  deletes: number;
  /** Entries that the writes put into indexes. */
  entries: number;
  requestBytes: number;
  /** Of documents and what queries find; a commit answers little. */
  answerBytes: number;
}

export interface WireCounter {
  /** `host:port` to use instead of the server's. */
  address: string;
  counts: Counts;
  reset(): void;
  close(): Promise<void>;
}

/** The fields of requests by which documents are counted. */
interface Request {
  documents?: string[];
  writes?: WriteMessage[];
}

const UNLIMITED = { 'grpc.max_receive_message_length': -1, 'grpc.max_send_message_length': -1 };
const NONE = { reads: 0, writes: 0, deletes: 0, entries: 0, requestBytes: 0, answerBytes: 0 };
const asIs = (bytes: Buffer): Buffer => bytes;

/** Starts to count before the Firestore server at `upstream`. */
export async function countWire(upstream: string): Promise<WireCounter> {
  const client = new Client(upstream, credentials.createInsecure(), UNLIMITED);
  const server = new Server(UNLIMITED);
  const counts: Counts = { calls: new Map(), ...NONE };
  const definition: Record<string, ServiceDefinition[string]> = {};
  const handlers: UntypedServiceImplementation = {};
  for (const [name, method] of Object.entries(firestoreProtocol())) {
    // Listen and Write go both ways; nothing here uses them.
    if (method.requestStream) continue;
    definition[name] = { ...method, requestDeserialize: asIs, responseSerialize: asIs };
    const note = (bytes: Buffer) => count(counts, name, method, bytes);
    const seen = (bytes: Buffer) => countAnswer(counts, name, method, bytes);
    handlers[name] = method.responseStream
      ? stream(client, method.path, note, seen)
      : unary(client, method.path, note);
  }
  server.addService(definition, handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync('127.0.0.1:0', ServerCredentials.createInsecure(), (error, bound) =>
      error ? reject(error) : resolve(bound),
    );
  });
  return {
    address: `127.0.0.1:${port}`,
    counts,
    reset: () => {
      counts.calls.clear();
      Object.assign(counts, NONE);
    },
    close: async () => {
      server.forceShutdown();
      client.close();
    },
  };
}

function count(counts: Counts, name: string, method: MethodDefinition<object, object>, bytes: Buffer): void {
  const { documents, writes } = method.requestDeserialize(bytes) as Request;
  counts.calls.set(name, (counts.calls.get(name) ?? 0) + 1);
  counts.reads += documents?.length ?? 0;
  counts.writes += writes?.length ?? 0;
  counts.deletes += writes?.filter(each => each.delete).length ?? 0;
  counts.entries += entriesOf(writes ?? []);
  counts.requestBytes += bytes.length;
}

function countAnswer(
  counts: Counts,
  name: string,
  method: MethodDefinition<object, object>,
  bytes: Buffer,
): void {
  counts.answerBytes += bytes.length;
  if (name === 'RunQuery' && (method.responseDeserialize(bytes) as { document?: unknown }).document)
    counts.reads += 1;
}

function unary(client: Client, path: string, note: (bytes: Buffer) => void) {
  return (call: ServerUnaryCall<Buffer, Buffer>, answer: sendUnaryData<Buffer>) => {
    note(call.request);
    client.makeUnaryRequest(path, asIs, asIs, call.request, call.metadata, optionsOf(call), answer);
  };
}

function stream(client: Client, path: string, note: (bytes: Buffer) => void, seen: (bytes: Buffer) => void) {
  return (call: ServerWritableStream<Buffer, Buffer>) => {
    note(call.request);
    const answers = client.makeServerStreamRequest(
      path,
      asIs,
      asIs,
      call.request,
      call.metadata,
      optionsOf(call),
    );
    answers.on('data', (bytes: Buffer) => {
      seen(bytes);
      call.write(bytes);
    });
    answers.on('error', error => call.emit('error', error));
    answers.on('end', () => call.end());
  };
}

const optionsOf = (
  call:
    | ServerUnaryCall<Buffer, Buffer>
    | ServerWritableStream<Buffer, Buffer>
    | ServerDuplexStream<Buffer, Buffer>,
): CallOptions => ({ deadline: call.getDeadline() });
