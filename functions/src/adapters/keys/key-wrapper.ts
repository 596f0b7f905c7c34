// What wraps the keys of desks: a key that never leaves its place. Which place, an address says.

/** Wraps and unwraps small secrets. `context` is bound to them: under another one they do not open. */
export interface KeyWrapper {
  /** @throws Error when the place of the key refuses or cannot be reached */
  wrap(secret: Buffer, context: string): Promise<Buffer>;
  /** @throws Error when it was wrapped elsewhere, for another context, or was changed */
  unwrap(wrapped: Buffer, context: string): Promise<Buffer>;
}
