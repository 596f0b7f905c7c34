// Firestore for local use: Google's gRPC wire over a database of our own. It must not know of the desk.
import { Server, ServerCredentials } from '@grpc/grpc-js';
import { SettableClock } from '../../clock/clock.ts';
import { Database } from './database/database.ts';
import { LIMITS } from './database/limits.ts';
import { firestoreProtocol } from './wire/protocol.ts';
import { firestoreService } from './wire/service.ts';

export interface FirestoreOptions {
  /** Where everything is kept; `:memory:` keeps nothing. */
  file: string;
  host?: string;
  /** 0, the default, takes any free one. */
  port?: number;
  /** Milliseconds since the epoch; fractions count. */
  now?: () => number;
}

export interface FirestoreServer {
  /** `host:port`, as FIRESTORE_EMULATOR_HOST wants it. */
  address: string;
  close(): Promise<void>;
}

/** Serves `google.firestore.v1.Firestore`; what is acknowledged survives a kill of the process. */
export async function startFirestore(options: FirestoreOptions): Promise<FirestoreServer> {
  const { file, host = '127.0.0.1', port = 0 } = options;
  const clock = new SettableClock();
  const database = new Database(file, options.now ?? (() => clock.now()));
  const server = new Server({
    'grpc.max_receive_message_length': LIMITS.requestBytes,
    'grpc.max_send_message_length': -1,
  });
  server.addService(firestoreProtocol(), firestoreService(database));
  const bound = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`${host}:${port}`, ServerCredentials.createInsecure(), (error, number) =>
      error ? reject(error) : resolve(number),
    );
  }).catch((error: unknown) => {
    database.close();
    throw error;
  });
  return {
    address: `${host}:${bound}`,
    close: async () => {
      server.forceShutdown();
      database.close();
    },
  };
}
