// The addresses of the service by which several rows of a table change together.
import type {
  BulkAnswer,
  BulkForm,
  BulkRequest,
  BulkUndoRequest,
} from '../../../functions/src/contract/bulk.ts';
import type {
  DuplicateAnswer,
  DuplicateRequest,
  DuplicateUndo,
} from '../../../functions/src/contract/duplicate.ts';
import { call, tablePath } from './service.ts';

const BULK = { rows: 'list' } as const;
const DUPLICATE = { outcome: 'string', lines: 'list' } as const;

export const bulkForm = (deskId: string, table: string): BulkForm =>
  call<BulkForm>('post', `${tablePath(deskId, table)}/bulk-form`, { choices: 'list' }, {});

export const changeRows = (deskId: string, table: string, request: BulkRequest): BulkAnswer =>
  call<BulkAnswer>('post', `${tablePath(deskId, table)}/bulk`, BULK, request);

export const undoRows = (deskId: string, table: string, request: BulkUndoRequest): BulkAnswer =>
  call<BulkAnswer>('post', `${tablePath(deskId, table)}/bulk-undo`, BULK, request);

/** Joins a row to another one, or tells what would become of it. */
export const joinDuplicate = (deskId: string, table: string, request: DuplicateRequest): DuplicateAnswer =>
  call<DuplicateAnswer>('post', `${tablePath(deskId, table)}/duplicate`, DUPLICATE, request);

export const undoDuplicate = (deskId: string, table: string, request: DuplicateUndo): DuplicateAnswer =>
  call<DuplicateAnswer>('post', `${tablePath(deskId, table)}/duplicate-undo`, DUPLICATE, request);
