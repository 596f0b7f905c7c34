// The queues that deploying makes in production, made on a new machine.

import { CloudTasksClient } from '@google-cloud/tasks';
import { credentials } from '@grpc/grpc-js';

/** gRPC's code. https://grpc.io/docs/guides/status-codes/ */
const ALREADY_EXISTS = 6;

/** Makes these queues where they are not there yet. */
export async function ensureQueues(address: string, place: string, names: readonly string[]): Promise<void> {
  const [apiEndpoint = '', port] = address.split(':');
  const client = new CloudTasksClient({
    apiEndpoint,
    port: Number(port),
    sslCreds: credentials.createInsecure(),
    projectId: place.split('/')[1] ?? '',
  });
  for (const name of names) {
    try {
      await client.createQueue({ parent: place, queue: { name: `${place}/queues/${name}` } });
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === ALREADY_EXISTS)) throw error;
    }
  }
  await client.close();
}
