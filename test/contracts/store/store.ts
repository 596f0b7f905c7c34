// The stores that the same contract runs on: the adapter over each Firestore server that is found here.
import { FirestoreStore } from '../../../functions/src/adapters/firestore/store.ts';
import type { DeskStore } from '../../../functions/src/ports/store.ts';
import type { Writes } from '../../../functions/src/ports/transaction.ts';
import { testKeys } from '../../fixtures/actions/test-keys.ts';
import { describeFirestore } from '../firestore/implementations.ts';

export interface StoreWorld {
  /** A store with nothing in it, and another process's view of the same. */
  open(): { store: DeskStore; other: DeskStore };
}

/** Describes the contract of the DeskStore once for each server. */
export function describeStore(title: string, cases: (world: StoreWorld) => void): void {
  describeFirestore(title, world => {
    cases({
      open() {
        const projectId = `store-${crypto.randomUUID()}`;
        const connect = () => {
          const client = world.connect({ projectId });
          return new FirestoreStore(
            () => client,
            testKeys(() => client),
          );
        };
        return { store: connect(), other: connect() };
      },
    });
  });
}

/** Commits writes without having read anything. */
export function commit(store: DeskStore, deskId: string, writes: Writes): Promise<void> {
  return store.transaction(deskId, async transaction => transaction.write(writes));
}
