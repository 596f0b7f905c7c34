// Reads JSON that this program itself wrote, so nothing is checked; never for what comes from outside.
import type { Change, Op, WorkbookData } from './model.ts';

export const readChange = (json: string): Change => JSON.parse(json);

export const readData = (json: string): WorkbookData => JSON.parse(json);

export const readOp = (json: string): Op => JSON.parse(json);
