// Stands in for Cloud Tasks: gRPC in front, HTTP deliveries behind, SQLite between. Knows nothing of who uses it.

import { Server, ServerCredentials } from '@grpc/grpc-js';
import type { SettableClock } from '../../clock/clock.ts';
import type { TokenSource } from './delivery.ts';
import { type Chaos, Dispatcher } from './dispatcher.ts';
import { serve } from './service.ts';
import { Store } from './store.ts';
import { cloudTasks } from './wire.ts';

export type { TokenSource } from './delivery.ts';
export type { Chaos } from './dispatcher.ts';

export interface TasksOptions {
  /** The database with queues and tasks; made when missing. */
  file: string;
  /** Default 127.0.0.1. */
  host?: string;
  /** Default 0: any free one. */
  port?: number;
  clock: SettableClock;
  /** Signs the token of each delivery that asks for one. */
  token: TokenSource;
  chaos?: Chaos;
}

export interface Tasks {
  /** `host:port` of the gRPC server, without TLS. */
  address: string;
  /** Resolves when nothing is due or on its way now. Tasks that wait for later or for a retry do not count. */
  idle(): Promise<void>;
  /** Ends at once; deliveries on their way are broken off, and sent again by the next run. */
  close(): Promise<void>;
}

/** Starts the service; what was acknowledged by an earlier run is sent when its time has come. */
export async function startTasks(options: TasksOptions): Promise<Tasks> {
  const host = options.host ?? '127.0.0.1';
  const store = new Store(options.file);
  const dispatcher = new Dispatcher({ ...options, store });
  const server = new Server();
  server.addService(cloudTasks, serve(store, dispatcher, options.clock));
  const port = await bind(server, `${host}:${options.port ?? 0}`).catch((cause: unknown) => {
    store.close();
    throw cause;
  });
  dispatcher.pump();
  return {
    address: `${host}:${port}`,
    idle: () => dispatcher.idle(),
    close: async () => {
      server.forceShutdown();
      await dispatcher.close();
      store.close();
    },
  };
}

function bind(server: Server, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    server.bindAsync(address, ServerCredentials.createInsecure(), (error, port) =>
      error ? reject(error) : resolve(port),
    );
  });
}
