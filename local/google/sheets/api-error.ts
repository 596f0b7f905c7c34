// Google's error bodies. https://cloud.google.com/apis/design/errors

const STATUS = {
  INVALID_ARGUMENT: 400,
  UNAUTHENTICATED: 401,
  PERMISSION_DENIED: 403,
  NOT_FOUND: 404,
  RESOURCE_EXHAUSTED: 429,
  INTERNAL: 500,
  UNIMPLEMENTED: 501,
} as const;

export class ApiError extends Error {
  readonly status: keyof typeof STATUS;

  constructor(status: keyof typeof STATUS, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = 'ApiError';
    this.status = status;
  }

  get httpStatus(): number {
    return STATUS[this.status];
  }

  get body(): { error: { code: number; message: string; status: string } } {
    return { error: { code: this.httpStatus, message: this.message, status: this.status } };
  }
}

export const invalidArgument = (message: string, cause?: unknown): ApiError =>
  new ApiError('INVALID_ARGUMENT', message, cause === undefined ? undefined : { cause });
