// What operators read.

/** Log lines without customer data: names, numbers and contents never go in. */
export interface Log {
  info(event: string, facts?: Record<string, string | number>): void;
  error(event: string, cause: unknown, facts?: Record<string, string | number>): void;
}
