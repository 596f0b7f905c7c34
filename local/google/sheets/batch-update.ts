// spreadsheets.batchUpdate: all requests in order, or none.
// https://developers.google.com/workspace/sheets/api/reference/rest/v4/spreadsheets/batchUpdate
import { z } from 'zod';
import { type Workbook, WorkbookError } from '../../workbook/workbook.ts';
import { ApiError, invalidArgument } from './api-error.ts';
import { type Caller, originOf } from './caller.ts';
import { CELL_REQUESTS } from './requests/cells.ts';
import { CHART_REQUESTS } from './requests/charts.ts';
import { CONDITIONAL_FORMAT_REQUESTS } from './requests/conditional-formats.ts';
import { DIMENSION_REQUESTS } from './requests/dimensions.ts';
import { FILTER_REQUESTS } from './requests/filters.ts';
import { METADATA_REQUESTS } from './requests/metadata.ts';
import { NAMED_RANGE_REQUESTS } from './requests/named-ranges.ts';
import { PROTECTED_RANGE_REQUESTS } from './requests/protected-ranges.ts';
import { check, type RequestContext } from './requests/request.ts';
import { TAB_REQUESTS } from './requests/tabs.ts';
import { spreadsheetBodyOf } from './spreadsheet-resource.ts';

/** Every kind of request that is served; another is refused by its name. */
const REQUESTS = {
  ...TAB_REQUESTS,
  ...CELL_REQUESTS,
  ...DIMENSION_REQUESTS,
  ...CONDITIONAL_FORMAT_REQUESTS,
  ...FILTER_REQUESTS,
  ...PROTECTED_RANGE_REQUESTS,
  ...NAMED_RANGE_REQUESTS,
  ...CHART_REQUESTS,
  ...METADATA_REQUESTS,
};

const body = z.strictObject({
  requests: z
    .array(z.record(z.string(), z.unknown()))
    .min(1, { error: 'Must specify at least one request.' }),
  includeSpreadsheetInResponse: z.boolean().default(false),
  responseRanges: z.array(z.string()).default([]),
  responseIncludeGridData: z.boolean().default(false),
});

export function batchUpdate(workbook: Workbook, given: unknown, caller: Caller = {}): object {
  const { requests, ...wish } = check(body, given);
  const { result: replies } = workbook.transact(originOf(caller), write =>
    requests.map((each, index) => runRequest(each, index, { data: workbook.data, write })),
  );
  const view = {
    ranges: wish.responseRanges,
    includeGridData: wish.responseIncludeGridData,
    fields: undefined,
  };
  return {
    spreadsheetId: workbook.data.spreadsheetId,
    replies,
    ...(wish.includeSpreadsheetInResponse && { updatedSpreadsheet: spreadsheetBodyOf(workbook.data, view) }),
  };
}

function runRequest(each: Record<string, unknown>, index: number, context: RequestContext): object {
  const [kind, ...others] = Object.keys(each);
  if (kind === undefined || others.length > 0) {
    throw invalidArgument(`Invalid requests[${index}]: exactly one kind of request must be set`);
  }
  const run = Object.hasOwn(REQUESTS, kind) ? REQUESTS[kind] : undefined;
  if (!run) {
    throw invalidArgument(
      `Invalid requests[${index}].${kind}: this kind of request is not served by the local Sheets stand-in`,
    );
  }
  try {
    const reply = run(each[kind], context);
    return reply ? { [kind]: reply } : {};
  } catch (error) {
    if (!(error instanceof WorkbookError || error instanceof ApiError)) throw error;
    throw invalidArgument(`Invalid requests[${index}].${kind}: ${error.message}`, error);
  }
}
