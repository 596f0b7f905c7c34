// The addresses of the service by which several rows of a table change together.
import type {
  BulkAnswer,
  BulkForm,
  BulkRequest,
  BulkUndoRequest,
  HandOverAnswer,
  HandOverRequest,
} from '../../../functions/src/contract/bulk.ts';
import type {
  DuplicateAnswer,
  DuplicateRequest,
  DuplicateUndo,
} from '../../../functions/src/contract/duplicate.ts';
import type { SamplesAnswer } from '../../../functions/src/contract/samples.ts';
import { call, deskPath, tablePath } from './service.ts';

const BULK = { rows: 'list' } as const;
const DUPLICATE = { outcome: 'string', lines: 'list' } as const;

export const bulkForm = (deskId: string, table: string): BulkForm =>
  call<BulkForm>('post', `${tablePath(deskId, table)}/bulk-form`, { choices: 'list' }, {});

export const changeRows = (deskId: string, table: string, request: BulkRequest): BulkAnswer =>
  call<BulkAnswer>('post', `${tablePath(deskId, table)}/bulk`, BULK, request);

export const undoRows = (deskId: string, table: string, request: BulkUndoRequest): BulkAnswer =>
  call<BulkAnswer>('post', `${tablePath(deskId, table)}/bulk-undo`, BULK, request);

/** What is somebody's in all tables; without a name whom there is. */
export const handOver = (deskId: string, request: HandOverRequest): HandOverAnswer =>
  call<HandOverAnswer>('post', `${deskPath(deskId)}/hand-over`, { people: 'list', rows: 'list' }, request);

/** Rows that show what saved ones look like. */
export const sampleRows = (deskId: string): SamplesAnswer =>
  call<SamplesAnswer>('post', `${deskPath(deskId)}/samples`, { rows: 'list' }, {});

/** Joins a row to another one, or tells what would become of it. */
export const joinDuplicate = (deskId: string, table: string, request: DuplicateRequest): DuplicateAnswer =>
  call<DuplicateAnswer>('post', `${tablePath(deskId, table)}/duplicate`, DUPLICATE, request);

export const undoDuplicate = (deskId: string, table: string, request: DuplicateUndo): DuplicateAnswer =>
  call<DuplicateAnswer>('post', `${tablePath(deskId, table)}/duplicate-undo`, DUPLICATE, request);
