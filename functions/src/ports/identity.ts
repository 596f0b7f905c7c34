// Who calls.

/** A verified account. */
export interface Account {
  /** Stable id at the issuer. */
  subject: string;
  mail: string;
}

/** Tells from tokens who calls. */
export interface Identity {
  /** The account of a user's token. @throws RequestError 401 when it is missing, forged, expired or not for us. */
  user(token: string | undefined): Promise<Account>;
  /**
   * Believes what a token claims of the queue or schedule whose `door` this is: behind IAM only, which verified it.
   * @throws RequestError 401 or 403; what opens one door opens no other.
   */
  machine(token: string | undefined, door: MachineDoor): Promise<void>;
}

/** The functions that are called by our own machines alone. */
export type MachineDoor = 'ring' | 'summarise' | 'sweep';
