// The gRPC description of Firestore, from the protos that Google's client ships, and grpc's view of our errors.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { type ServiceDefinition, status } from '@grpc/grpc-js';
import { fromJSON } from '@grpc/proto-loader';
import { type Code, FirestoreError } from '../database/error.ts';

const STATUS: Record<Code, status> = {
  INVALID_ARGUMENT: status.INVALID_ARGUMENT,
  NOT_FOUND: status.NOT_FOUND,
  ALREADY_EXISTS: status.ALREADY_EXISTS,
  FAILED_PRECONDITION: status.FAILED_PRECONDITION,
  ABORTED: status.ABORTED,
  UNIMPLEMENTED: status.UNIMPLEMENTED,
};

let loaded: ServiceDefinition | undefined;

/**
 * `google.firestore.v1.Firestore`; messages are plain objects as in messages.ts. Loaded once: the code that reads and
 * writes messages is made with it, and gets fast by being run.
 */
export function firestoreProtocol(): ServiceDefinition {
  loaded ??= loadService();
  return loaded;
}

function loadService(): ServiceDefinition {
  // The package exports its entry only; the protos lie beside it.
  const entry = createRequire(import.meta.url).resolve('@google-cloud/firestore');
  const json = readFileSync(join(dirname(entry), '..', 'protos', 'v1.json'), 'utf8');
  const definition = fromJSON(JSON.parse(json) as Parameters<typeof fromJSON>[0], {
    longs: String,
    enums: String,
    bytes: String,
    // NaN and infinities as strings, as they are kept.
    json: true,
  })['google.firestore.v1.Firestore'];
  if (!definition || 'format' in definition)
    throw new Error('The protos of Firestore hold no service Firestore');
  return definition;
}

/** What a failed call answers. Anything but a refusal of ours is a bug, and says so. */
export function grpcErrorOf(error: unknown): { code: status; details: string } {
  if (error instanceof FirestoreError) return { code: STATUS[error.code], details: error.message };
  const details = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return { code: status.INTERNAL, details };
}
