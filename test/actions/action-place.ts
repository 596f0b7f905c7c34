// Where actions run in a test: the ports of the service over a Firestore of its own, in which the fixture's desk stands. Nothing else of
// Google's can be reached.
import { composePorts } from '../../functions/src/compose.ts';
import type { Desk } from '../../functions/src/core/desk.ts';
import type { Account, Ports } from '../../functions/src/ports.ts';
import { type FirestoreServer, startFirestore } from '../../local/firestore/server.ts';
import { storedDesk } from '../core/desk-fixture.ts';

const NOWHERE = 'http://127.0.0.1:9';

export const DESK_ID = 'desk-1';

/** An account by its mail name. */
export function account(name: string): Account {
  const mail = `${name}@example.com`;
  return { subject: mail, mail };
}

export class ActionPlace {
  readonly ports: Ports;
  readonly #firestore: FirestoreServer;

  private constructor(ports: Ports, firestore: FirestoreServer) {
    this.ports = ports;
    this.#firestore = firestore;
  }

  /** A place of its own for each test file; `now` is the present moment. */
  static async start(projectId: string, now: () => number, desk: Desk = storedDesk()): Promise<ActionPlace> {
    const firestore = await startFirestore({ file: ':memory:' });
    const config = {
      projectId,
      queues: { ring: { path: 'ring', url: NOWHERE }, summarise: { path: 'summarise', url: NOWHERE } },
      machineAudiences: [],
      serviceAccount: 'machine@example.com',
      userAudiences: [],
      issuers: [],
      jwksUrl: NOWHERE,
      smtpUrl: 'smtp://127.0.0.1:9',
      mailFrom: 'desk@example.com',
      channels: {},
      firestoreAddress: firestore.address,
      tasksAddress: undefined,
      sheetsRootUrl: undefined,
      sheetWebUrl: 'https://sheets.example/{id}',
      linkUrl: 'https://link.example',
      linkSecret: 'a secret of at least thirty-two letters',
    };
    const ports = composePorts(config, now);
    await ports.store.transaction(DESK_ID, async transaction => transaction.write({ desk }));
    return new ActionPlace(ports, firestore);
  }

  /** Host and port of its Firestore, for those who look at what is stored. */
  get firestoreAddress(): string {
    return this.#firestore.address;
  }

  async close(): Promise<void> {
    await this.#firestore.close();
  }
}
