// Firestore for local use: Google's gRPC wire over a database of our own. It must not know of the desk.
import { type ChannelInterface, Server, ServerCredentials } from '@grpc/grpc-js';
import { SettableClock } from '../../clock/clock.ts';
import { Database } from './database/database.ts';
import { LIMITS } from './database/limits.ts';
import { NearService } from './wire/near.ts';
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
  /** A way to it within this process, for one client of gRPC: the same bytes, and no socket. */
  near(): ChannelInterface;
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
  const service = firestoreService(database);
  const near = new NearService(firestoreProtocol(), service);
  server.addService(firestoreProtocol(), service);
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
    near: () => near.channel(),
    close: async () => {
      near.close();
      server.forceShutdown();
      database.close();
    },
  };
}
