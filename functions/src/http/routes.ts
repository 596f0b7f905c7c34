// The addresses of the API: one line each. The path and the body are checked here; what is done is an action's matter.

import type { ZodType } from 'zod';
import { printRecord } from '../actions/cards/print-record.ts';
import { cardNamed, showCard } from '../actions/cards/show-card.ts';
import { correctCustomer, eraseCustomer } from '../actions/customers/ask.ts';
import { customerRecords } from '../actions/customers/customer-records.ts';
import { exportCustomer } from '../actions/customers/export.ts';
import { describeDesk } from '../actions/desk/describe-desk.ts';
import { callList } from '../actions/reports/call-list.ts';
import { drillDown } from '../actions/reports/drill-down.ts';
import { handOverList } from '../actions/reports/hand-over-list.ts';
import { shiftList } from '../actions/reports/shift-list.ts';
import { rebuildSummaries } from '../actions/reports/summarise-desk.ts';
import { giveDesk, takeSending } from '../actions/setup/appoint.ts';
import { joinDesk, openDesk } from '../actions/setup/join-desk.ts';
import { layOutWorkbook } from '../actions/setup/lay-out-workbook.ts';
import { noteAlive } from '../actions/setup/note-alive.ts';
import { bulkForm, changeRows, undoRows } from '../actions/submit/bulk-rows.ts';
import { callers, callForm } from '../actions/submit/callers.ts';
import { joinDuplicate, undoDuplicate } from '../actions/submit/duplicates.ts';
import { exportRecords } from '../actions/submit/export-records.ts';
import { importRows, planImport } from '../actions/submit/import-rows.ts';
import { heldLately, pullChanges, recordsByKey } from '../actions/submit/pull-changes.ts';
import { retiredRows } from '../actions/submit/retired-rows.ts';
import { sampleRows } from '../actions/submit/sample-rows.ts';
import { searchRecords } from '../actions/submit/search-records.ts';
import { submitRows } from '../actions/submit/submit-rows.ts';
import { calendarAddress } from '../actions/timers/person-calendar.ts';
import { resendNotices } from '../actions/timers/resend-notices.ts';
import type { Calls } from '../contract/calls.ts';
import type { CardRequest } from '../contract/cards.ts';
import { RequestError } from '../contract/request-error.ts';
import type { Table } from '../core/schema/table.ts';
import { tableOf } from '../core/tables/index.ts';
import type { Account } from '../ports/identity.ts';
import type { Ports } from '../ports/ports.ts';
import {
  bulkBody,
  bulkUndoBody,
  cardBody,
  correctBody,
  customerBody,
  duplicateBody,
  duplicateUndoBody,
  emptyBody,
  exportBody,
  figureBody,
  handOverBody,
  heldBody,
  importBody,
  importPlanBody,
  joinDeskBody,
  openDeskBody,
  ownerBody,
  paperBody,
  readBody,
  recordsBody,
  retiredBody,
  searchBody,
  submitBody,
  tableExportBody,
} from './bodies.ts';

interface Call {
  ports: Ports;
  account: Account;
  /** A named part of the path. @throws Error when the path has none of that name: a fault of the route. */
  part: (name: string) => string;
  query: (name: string) => string;
  body: unknown;
}

type PathOf<Call> = Call extends `${string} ${infer Path}` ? Path : never;

export interface Route {
  method: 'GET' | 'POST';
  /** A path of the contract. */
  path: PathOf<keyof Calls>;
  run(call: Call): Promise<unknown>;
}

export const ROUTES: readonly Route[] = [
  {
    method: 'POST',
    path: '/v1/desks',
    run: ({ ports, account, body }) => openDesk(ports, account, readBody(openDeskBody, body).spreadsheetId),
  },
  {
    method: 'GET',
    path: '/v1/desks/:desk',
    run: ({ ports, account, part }) => describeDesk(ports, account, part('desk')),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/members',
    run: ({ ports, account, part, body }) =>
      joinDesk(ports, account, part('desk'), readBody(joinDeskBody, body).nonce),
  },
  { method: 'POST', path: '/v1/desks/:desk/sender', run: withoutBody(takeSending) },
  { method: 'POST', path: '/v1/desks/:desk/sender/alive', run: withoutBody(noteAlive) },
  {
    method: 'POST',
    path: '/v1/desks/:desk/owner',
    run: ({ ports, account, part, body }) =>
      giveDesk(ports, account, part('desk'), readBody(ownerBody, body).mail),
  },
  { method: 'POST', path: '/v1/desks/:desk/layout', run: withoutBody(layOutWorkbook) },
  { method: 'POST', path: '/v1/desks/:desk/tables/:table/rows', run: onTable(submitRows, submitBody) },
  {
    method: 'POST',
    path: '/v1/desks/:desk/tables/:table/import-plan',
    run: onTable(planImport, importPlanBody),
  },
  { method: 'POST', path: '/v1/desks/:desk/tables/:table/import', run: onTable(importRows, importBody) },
  { method: 'POST', path: '/v1/desks/:desk/tables/:table/bulk-form', run: onTable(bulkForm, emptyBody) },
  { method: 'POST', path: '/v1/desks/:desk/tables/:table/bulk', run: onTable(changeRows, bulkBody) },
  { method: 'POST', path: '/v1/desks/:desk/tables/:table/bulk-undo', run: onTable(undoRows, bulkUndoBody) },
  {
    method: 'POST',
    path: '/v1/desks/:desk/tables/:table/duplicate',
    run: onTable(joinDuplicate, duplicateBody),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/tables/:table/duplicate-undo',
    run: onTable(undoDuplicate, duplicateUndoBody),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/records',
    run: ({ ports, account, part, body }) =>
      recordsByKey(ports, account, part('desk'), readBody(recordsBody, body).keys),
  },
  { method: 'POST', path: '/v1/desks/:desk/held', run: withBody(heldLately, heldBody) },
  { method: 'POST', path: '/v1/desks/:desk/retired', run: withBody(retiredRows, retiredBody) },
  {
    method: 'POST',
    path: '/v1/desks/:desk/search',
    run: ({ ports, account, part, body }) =>
      searchRecords(ports, account, part('desk'), readBody(searchBody, body).text),
  },
  { method: 'POST', path: '/v1/desks/:desk/call-form', run: withoutBody(callForm) },
  {
    method: 'POST',
    path: '/v1/desks/:desk/callers',
    run: ({ ports, account, part, body }) =>
      callers(ports, account, part('desk'), readBody(searchBody, body).text),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/records/:key/cards/:card',
    run: ({ ports, account, part, body }) => {
      const { at }: CardRequest = readBody(cardBody, body) ?? {};
      const asked = {
        key: part('key'),
        name: cardNamed(part('card')),
        until: at === undefined ? undefined : Date.parse(at),
      };
      return showCard(ports, account, part('desk'), asked);
    },
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/records/:key/customer',
    run: ({ ports, account, part, body }) => {
      readBody(emptyBody, body);
      return customerRecords(ports, account, part('desk'), part('key'));
    },
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/records/:key/paper',
    run: ({ ports, account, part, body }) => {
      const { full = false } = readBody(paperBody, body) ?? {};
      return printRecord(ports, account, part('desk'), { key: part('key'), full });
    },
  },
  { method: 'POST', path: '/v1/desks/:desk/call-list', run: withoutBody(callList) },
  { method: 'POST', path: '/v1/desks/:desk/shift-list', run: withoutBody(shiftList) },
  {
    method: 'GET',
    path: '/v1/desks/:desk/changes',
    run: ({ ports, account, part, query }) => pullChanges(ports, account, part('desk'), query('since')),
  },
  { method: 'POST', path: '/v1/desks/:desk/hand-over', run: withBody(handOverList, handOverBody) },
  { method: 'POST', path: '/v1/desks/:desk/samples', run: withoutBody(sampleRows) },
  { method: 'POST', path: '/v1/desks/:desk/table-export', run: withBody(exportRecords, tableExportBody) },
  { method: 'POST', path: '/v1/desks/:desk/figures', run: withBody(drillDown, figureBody) },
  { method: 'POST', path: '/v1/desks/:desk/customer/export', run: withBody(exportCustomer, exportBody) },
  { method: 'POST', path: '/v1/desks/:desk/customer/correct', run: withBody(correctCustomer, correctBody) },
  { method: 'POST', path: '/v1/desks/:desk/customer/erase', run: withBody(eraseCustomer, customerBody) },
  { method: 'POST', path: '/v1/desks/:desk/calendar', run: withoutBody(calendarAddress) },
  { method: 'POST', path: '/v1/desks/:desk/notices/resend', run: withoutBody(resendNotices) },
  { method: 'POST', path: '/v1/desks/:desk/summaries/rebuild', run: withoutBody(rebuildSummaries) },
];

/** A call about the desk. */
function withBody<Body>(
  action: (ports: Ports, account: Account, deskId: string, body: Body) => Promise<unknown>,
  schema: ZodType<Body>,
): Route['run'] {
  return ({ ports, account, part, body }) => action(ports, account, part('desk'), readBody(schema, body));
}

/** A call about one table. */
function onTable<Body>(
  action: (ports: Ports, account: Account, deskId: string, table: Table, body: Body) => Promise<unknown>,
  schema: ZodType<Body>,
): Route['run'] {
  return ({ ports, account, part, body }) =>
    action(ports, account, part('desk'), knownTable(part('table')), readBody(schema, body));
}

/** A call that takes nothing beside its desk. */
function withoutBody(
  action: (ports: Ports, account: Account, deskId: string) => Promise<unknown>,
): Route['run'] {
  return ({ ports, account, part, body }) => {
    readBody(emptyBody, body);
    return action(ports, account, part('desk'));
  };
}

function knownTable(key: string): Table {
  const table = tableOf(key);
  if (!table) throw new RequestError('unknown_table');
  return table;
}
