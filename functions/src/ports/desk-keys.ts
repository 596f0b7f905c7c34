// The keys of desks, and what of the stored is renewed under them.

import type { Keyed } from '../core/lib/digest.ts';
import type { DeskRecord, PrivateCells, RenewedMarks } from '../core/record/record.ts';

export interface DeskKeys {
  /** Digests by the key of a desk that has been read. */
  keyed(deskId: string): Keyed;
}

/**
 * Writes anew, in pages, what older programs have stored in the clear or older keys have sealed. A page begins after an
 * id; answers where to go on, or nothing at the end.
 */
export interface SealedStore {
  /** Has another key seal full values from now on, where the present one has long enough. Answers whether it does. */
  rotateKeys(deskId: string): Promise<boolean>;
  renewSealed(deskId: string, after: string): Promise<string | undefined>;
  /** Renews fingerprints whose text becomes another one. */
  renewFingerprints(
    deskId: string,
    after: string,
    renewed: (text: string) => string,
  ): Promise<string | undefined>;
  /**
   * Renews by what records are found of whom they are about, and says which of them have texts to be gone through; a
   * record for which there is no answer stays as it is.
   */
  renewMarks(
    deskId: string,
    after: string,
    renewed: (record: DeskRecord, full: PrivateCells) => RenewedMarks | undefined,
  ): Promise<string | undefined>;
  /** Keys of records whose customer is named by a digest without the desk's key. */
  keysWithPlainDigests(deskId: string, limit: number): Promise<string[]>;
}
