// What the database refuses, in Firestore's own words. It must not know of gRPC.

/** The canonical codes that are answered: https://docs.cloud.google.com/firestore/docs/understand-error-codes */
export type Code =
  | 'INVALID_ARGUMENT'
  | 'NOT_FOUND'
  | 'ALREADY_EXISTS'
  | 'FAILED_PRECONDITION'
  | 'ABORTED'
  | 'UNIMPLEMENTED';

/** A refused call; nothing was changed. */
export class FirestoreError extends Error {
  readonly code: Code;

  constructor(code: Code, message: string) {
    super(message);
    this.name = 'FirestoreError';
    this.code = code;
  }
}

export const invalid = (message: string): FirestoreError => new FirestoreError('INVALID_ARGUMENT', message);

/** For a part of Firestore that this server does not serve: `what` names it. */
export const unserved = (what: string): FirestoreError =>
  new FirestoreError('UNIMPLEMENTED', `${what} is not served by the local Firestore.`);
