// What a workbook refuses. It must not know of HTTP or of Google's error bodies.

/** `NOT_FOUND`: a tab that is not there; `INVALID`: an operation that the workbook refuses. Nothing was changed. */
export class WorkbookError extends Error {
  readonly code: 'NOT_FOUND' | 'INVALID';

  constructor(code: 'NOT_FOUND' | 'INVALID', message: string) {
    super(message);
    this.name = 'WorkbookError';
    this.code = code;
  }
}

export const invalid = (message: string): WorkbookError => new WorkbookError('INVALID', message);
