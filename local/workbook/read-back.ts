// Reads JSON that this program itself wrote, so nothing is checked; never for what comes from outside.
import type { Change, WorkbookData } from './model.ts';

export const readChange = (json: string): Change => JSON.parse(json);

export const readData = (json: string): WorkbookData => JSON.parse(json);
