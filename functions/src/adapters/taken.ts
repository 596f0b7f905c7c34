// What Google's servers say of something that is to be made and is there.

/** gRPC's ALREADY_EXISTS. https://grpc.io/docs/guides/status-codes/ */
const ALREADY_EXISTS = 6;

/** Whether something that was to be created is there already. */
export const isTaken = (cause: unknown): boolean =>
  cause instanceof Error && 'code' in cause && cause.code === ALREADY_EXISTS;
