// The addresses of the API: one line each. The path and the body are checked here; what is done is an action's matter.

import type { Request } from '@google-cloud/functions-framework';
import { printRecord } from '../actions/cards/print-record.ts';
import { cardNamed, showCard } from '../actions/cards/show-card.ts';
import { correctCustomer, eraseCustomer } from '../actions/customers/ask.ts';
import { exportCustomer } from '../actions/customers/export.ts';
import { describeDesk } from '../actions/desk/describe-desk.ts';
import { callList } from '../actions/reports/call-list.ts';
import { drillDown } from '../actions/reports/drill-down.ts';
import { rebuildSummaries } from '../actions/reports/summarise-desk.ts';
import { giveDesk, takeSending } from '../actions/setup/appoint.ts';
import { joinDesk, openDesk } from '../actions/setup/join-desk.ts';
import { layOutWorkbook } from '../actions/setup/lay-out-workbook.ts';
import { noteAlive } from '../actions/setup/note-alive.ts';
import { callers, callForm } from '../actions/submit/callers.ts';
import { pullChanges, recordsByKey } from '../actions/submit/pull-changes.ts';
import { retiredRows } from '../actions/submit/retired-rows.ts';
import { searchRecords } from '../actions/submit/search-records.ts';
import { submitRows } from '../actions/submit/submit-rows.ts';
import { calendarAddress } from '../actions/timers/person-calendar.ts';
import { resendNotices } from '../actions/timers/resend-notices.ts';
import type { Calls } from '../contract/calls.ts';
import type { CardRequest } from '../contract/contract.ts';
import { RequestError } from '../contract/request-error.ts';
import type { Table } from '../core/schema/table.ts';
import { tableOf } from '../core/tables/index.ts';
import type { Account } from '../ports/identity.ts';
import type { Ports } from '../ports/ports.ts';
import {
  cardBody,
  correctBody,
  customerBody,
  deskKey,
  emptyBody,
  exportBody,
  figureBody,
  joinDeskBody,
  openDeskBody,
  ownerBody,
  paperBody,
  readBody,
  recordsBody,
  retiredBody,
  rowKey,
  searchBody,
  submitBody,
} from './bodies.ts';
import type { RateLimits } from './rate-limits.ts';
import { bearerOf } from './respond.ts';

interface Call {
  ports: Ports;
  account: Account;
  /** A named part of the path. @throws Error when the path has none of that name: a fault of the route. */
  part: (name: string) => string;
  query: (name: string) => string;
  body: unknown;
}

type PathOf<Call> = Call extends `${string} ${infer Path}` ? Path : never;

interface Route {
  method: 'GET' | 'POST';
  /** A path of the contract. */
  path: PathOf<keyof Calls>;
  run(call: Call): Promise<unknown>;
}

const ROUTES: readonly Route[] = [
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
  {
    method: 'POST',
    path: '/v1/desks/:desk/sender',
    run: withoutBody(takeSending),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/sender/alive',
    run: withoutBody(noteAlive),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/owner',
    run: ({ ports, account, part, body }) =>
      giveDesk(ports, account, part('desk'), readBody(ownerBody, body).mail),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/layout',
    run: withoutBody(layOutWorkbook),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/tables/:table/rows',
    run: ({ ports, account, part, body }) =>
      submitRows(ports, account, part('desk'), knownTable(part('table')), readBody(submitBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/records',
    run: ({ ports, account, part, body }) =>
      recordsByKey(ports, account, part('desk'), readBody(recordsBody, body).keys),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/retired',
    run: ({ ports, account, part, body }) =>
      retiredRows(ports, account, part('desk'), readBody(retiredBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/search',
    run: ({ ports, account, part, body }) =>
      searchRecords(ports, account, part('desk'), readBody(searchBody, body).text),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/call-form',
    run: withoutBody(callForm),
  },
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
    path: '/v1/desks/:desk/records/:key/paper',
    run: ({ ports, account, part, body }) => {
      const { full = false } = readBody(paperBody, body) ?? {};
      return printRecord(ports, account, part('desk'), { key: part('key'), full });
    },
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/call-list',
    run: withoutBody(callList),
  },
  {
    method: 'GET',
    path: '/v1/desks/:desk/changes',
    run: ({ ports, account, part, query }) => pullChanges(ports, account, part('desk'), query('since')),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/figures',
    run: ({ ports, account, part, body }) =>
      drillDown(ports, account, part('desk'), readBody(figureBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/customer/export',
    run: ({ ports, account, part, body }) =>
      exportCustomer(ports, account, part('desk'), readBody(exportBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/customer/correct',
    run: ({ ports, account, part, body }) =>
      correctCustomer(ports, account, part('desk'), readBody(correctBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/customer/erase',
    run: ({ ports, account, part, body }) =>
      eraseCustomer(ports, account, part('desk'), readBody(customerBody, body)),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/calendar',
    run: withoutBody(calendarAddress),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/notices/resend',
    run: withoutBody(resendNotices),
  },
  {
    method: 'POST',
    path: '/v1/desks/:desk/summaries/rebuild',
    run: withoutBody(rebuildSummaries),
  },
];

/** A call that takes nothing beside its desk. */
function withoutBody(
  action: (ports: Ports, account: Account, deskId: string) => Promise<unknown>,
): Route['run'] {
  return ({ ports, account, part, body }) => {
    readBody(emptyBody, body);
    return action(ports, account, part('desk'));
  };
}

const patterns = ROUTES.map(route => ({
  route,
  pattern: new RegExp(`^${route.path.replace(/:(\w+)/g, '(?<$1>[A-Za-z0-9_-]{1,100})')}/?$`),
}));

/** Finds the route of a request, knows who calls, and runs it. */
export async function dispatch(
  ports: Ports,
  req: Request,
  limits: { account: RateLimits; desk: RateLimits },
): Promise<unknown> {
  const matches = patterns.flatMap(({ route, pattern }) => {
    const match = pattern.exec(req.path);
    return match ? [{ route, parts: match.groups ?? {} }] : [];
  });
  if (matches.length === 0) throw new RequestError('unknown_address');
  const found = matches.find(({ route }) => route.method === req.method);
  if (!found) throw new RequestError('method_not_allowed');
  const account = await ports.identity.user(bearerOf(req));
  limits.account.take(account.subject);
  refuseUnknown(found.parts);
  if (found.parts['desk'] !== undefined) limits.desk.take(found.parts['desk']);
  return found.route.run({
    ports,
    account,
    part: name => {
      const part = found.parts[name];
      if (part === undefined) throw new Error(`${found.route.path} has no part "${name}"`);
      return part;
    },
    query: name => queryText(req.query[name]),
    body: jsonOf(req),
  });
}

function knownTable(key: string): Table {
  const table = tableOf(key);
  if (!table) throw new RequestError('unknown_table');
  return table;
}

/**
 * What a path names becomes a document id: nothing is kept under any other, and a database may refuse it.
 * @throws RequestError 404
 */
function refuseUnknown({ desk, key }: Record<string, string>): void {
  if (desk !== undefined && !deskKey.safeParse(desk).success) throw new RequestError('unknown_desk');
  if (key !== undefined && !rowKey.safeParse(key).success) throw new RequestError('unknown_record');
}

/** A value that an address gives twice, or as a list, is none. @throws RequestError 400 */
function queryText(value: unknown): string {
  if (value === undefined) return '';
  if (typeof value !== 'string') throw new RequestError('query_invalid');
  return value;
}

/** The framework leaves a body that is not announced as JSON unparsed; an empty one is none. */
function jsonOf(req: Request): unknown {
  if (!Buffer.isBuffer(req.body) && typeof req.body !== 'string') return req.body;
  const text = req.body.toString();
  if (text === '') return undefined;
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new RequestError('body_not_json', { cause });
  }
}
