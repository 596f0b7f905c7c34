// An answer that is not OK: a gRPC status with the sentence the real service gives, as far as it was recorded.

import { status } from '@grpc/grpc-js';

/** A call that Cloud Tasks refuses. `code` is a google.rpc.Code. */
export class Refusal extends Error {
  readonly code: status;

  constructor(code: status, details: string, options?: ErrorOptions) {
    super(details, options);
    this.name = 'Refusal';
    this.code = code;
  }

  static invalid(details: string): Refusal {
    return new Refusal(status.INVALID_ARGUMENT, details);
  }

  static missing(details = 'Requested entity was not found.'): Refusal {
    return new Refusal(status.NOT_FOUND, details);
  }

  static taken(details: string): Refusal {
    return new Refusal(status.ALREADY_EXISTS, details);
  }

  /** The state does not allow it yet. */
  static tooEarly(details: string): Refusal {
    return new Refusal(status.FAILED_PRECONDITION, details);
  }

  /** What the real service serves and this one does not. */
  static unserved(what: string): Refusal {
    return new Refusal(status.UNIMPLEMENTED, `The local Cloud Tasks does not serve ${what}.`);
  }
}
