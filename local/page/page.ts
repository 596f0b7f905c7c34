// The HTTP side of the page with the spreadsheet: routes to the parts behind it. Knows nothing of the desk's tables.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { MenuView } from '../google/apps-script/views.ts';
import { type Workbook, WorkbookError } from '../workbook/workbook.ts';
import { sendAsset } from './assets.ts';
import { applyEdit } from './edit.ts';
import { type Send, streamEvents } from './feed.ts';
import { isLocalRequest, RequestError, readJson, sendJson, sendLargeJson } from './http.ts';
import { personAsking } from './people.ts';
import { readAdvance, readEditRequest, readRunRequest, readUiAnswer } from './requests.ts';
import type { PageUi } from './ui-bridge.ts';
import {
  type ClockAnswer,
  type EditAnswer,
  type MailView,
  type PersonView,
  packWorkbook,
  type Selection,
  type SnapshotAnswer,
} from './wire.ts';

export interface PageOptions {
  workbook: Workbook;
  /** The folder that `buildPage` filled. */
  assets: string;
  /** Desk time; `onAdvance` tells the page of leaps that it did not ask for. */
  clock: {
    now(): number;
    readonly offsetMs: number;
    advance(ms: number): Promise<void>;
    onAdvance?(listener: () => void): () => void;
  };
  /** Moves the clock and whatever has to follow it; `clock.advance` unless given. */
  advanceClock?: (ms: number) => Promise<void>;
  outbox: { list(): MailView[]; subscribe(listener: () => void): () => void };
  scripts: {
    menus(): MenuView[];
    run(functionName: string, args?: unknown[], email?: string): Promise<unknown>;
    open(email: string): Promise<void>;
    select(email: string, selection: Selection): void;
  };
  /** What the add-on works with: whether it can be reached. */
  service?: { isUp(): boolean; subscribe(listener: () => void): () => void };
  ui: PageUi;
  /** Who may sit at a window of the page; the first does so where nobody was chosen. */
  people: () => readonly PersonView[];
}

/** What is shown at an address: the page, and a tab as it is printed (`?gid=<sheetId>`). */
const DOCUMENTS: Record<string, string> = { '/': '/index.html', '/print': '/print.html' };

/** Of all that the page's server answers: shown in no other site's frame, and taken for nothing else than it is. */
const SECURE_HEADERS = {
  'content-security-policy': "frame-ancestors 'self'",
  'referrer-policy': 'same-origin',
  'x-content-type-options': 'nosniff',
} as const;

/** The last moment that times of records may lie on: a clock beyond it could never be set back. */
const LAST_INSTANT = Date.parse('2099-12-31T23:59:59Z');

type Route = (req: IncomingMessage, res: ServerResponse, url: URL) => void | Promise<void>;

/** The page's request handler; false for a path that is none of the page's. */
export function pageHandler(options: PageOptions): (req: IncomingMessage, res: ServerResponse) => boolean {
  const routes = routesOf(options);
  return (req, res) => {
    const url = new URL(req.url ?? '/', 'http://page.invalid');
    const route = routes[`${req.method} ${url.pathname}`] ?? assetRoute(req, url, options.assets);
    if (!route) return false;
    for (const [name, value] of Object.entries(SECURE_HEADERS)) res.setHeader(name, value);
    if (isLocalRequest(req)) void serve(route, req, res, url);
    else
      sendJson(res, 403, { error: { code: 'foreign_host', message: 'Only pages of this machine may ask' } });
    return true;
  };
}

function assetRoute(req: IncomingMessage, url: URL, assets: string): Route | undefined {
  const document = DOCUMENTS[url.pathname];
  const asset = document !== undefined || url.pathname.startsWith('/assets/');
  if (!asset || (req.method !== 'GET' && req.method !== 'HEAD')) return undefined;
  return (_, res) => sendAsset(req, res, assets, document ?? url.pathname.replace('/assets/', '/'));
}

function routesOf(options: PageOptions): Record<string, Route> {
  const { workbook, clock, outbox, scripts, ui } = options;
  const person = (req: IncomingMessage, url: URL) => personAsking(req, url, options.people());
  const clockAnswer = (): ClockAnswer => ({ now: clock.now(), offsetMs: clock.offsetMs });
  const advance = options.advanceClock ?? (ms => clock.advance(ms));
  const tellers = new Set<Send>();
  const tell: Send = (name, data) => {
    for (const send of tellers) send(name, data);
  };
  clock.onAdvance?.(() => tell('clock', clockAnswer()));
  outbox.subscribe(() => tell('outbox', outbox.list()));
  const serviceState = () => ({ up: options.service?.isUp() ?? true });
  options.service?.subscribe(() => tell('service', serviceState()));

  return {
    'GET /api/workbook': (req, res) => {
      const answer: SnapshotAnswer = { seq: workbook.seq, workbook: packWorkbook(workbook.data) };
      return sendLargeJson(req, res, answer);
    },
    'GET /api/people': (_, res) => sendJson(res, 200, options.people()),
    'GET /api/events': (req, res, url) => {
      const email = person(req, url);
      streamEvents(req, res, url, {
        workbook,
        subscribe: send => {
          send('clock', clockAnswer());
          send('outbox', outbox.list());
          send('menus', scripts.menus());
          send('service', serviceState());
          tellers.add(send);
          const endUi = ui.subscribe(email, message => send('ui', message));
          return () => {
            tellers.delete(send);
            endUi();
          };
        },
      });
    },
    'POST /api/edit': async (req, res, url) => {
      const email = person(req, url);
      const request = readEditRequest(await readJson(req));
      const { overwrote, ...answer } = applyEdit(workbook, request, email, clock.now());
      const nameOf = (mail: string) => options.people().find(each => each.email === mail)?.name ?? mail;
      const told = overwrote?.map(({ who, was }) => ({ who: nameOf(who), was }));
      sendJson(res, 200, { ...answer, ...(told && { overwrote: told }) } satisfies EditAnswer);
    },
    'POST /api/open': async (req, res, url) => {
      await scripts.open(person(req, url));
      tell('menus', scripts.menus());
      sendJson(res, 200, { menus: scripts.menus() });
    },
    'GET /api/menus': (_, res) => sendJson(res, 200, scripts.menus()),
    'POST /api/run': async (req, res, url) => {
      const email = person(req, url);
      const { function: name, args, selection } = readRunRequest(await readJson(req));
      if (selection) scripts.select(email, selection);
      try {
        sendJson(res, 200, { value: (await scripts.run(name, args, email)) ?? null });
      } catch (cause) {
        sendJson(res, 200, { failure: cause instanceof Error ? cause.message : String(cause) });
      }
    },
    'POST /api/ui': async (req, res, url) => {
      const email = person(req, url);
      sendJson(res, 200, { taken: ui.answer(readUiAnswer(await readJson(req)), email) });
    },
    'GET /clock': (_, res) => sendJson(res, 200, clockAnswer()),
    'POST /clock': async (req, res) => {
      const ms = readAdvance(await readJson(req));
      if (ms < 0) throw new RequestError(400, 'The clock only goes forward');
      if (clock.now() + ms > LAST_INSTANT)
        throw new RequestError(400, 'The clock goes up to the end of 2099');
      await advance(ms);
      tell('clock', clockAnswer());
      sendJson(res, 200, clockAnswer());
    },
    'GET /outbox': (_, res) => sendJson(res, 200, outbox.list()),
  };
}

async function serve(route: Route, req: IncomingMessage, res: ServerResponse, url: URL): Promise<void> {
  try {
    await route(req, res, url);
  } catch (cause) {
    const { status, code } = classify(cause);
    const message = cause instanceof Error ? cause.message : String(cause);
    if (res.headersSent) res.destroy(cause instanceof Error ? cause : undefined);
    else sendJson(res, status, { error: { code, message } });
  }
}

function classify(cause: unknown): { status: number; code: string } {
  if (cause instanceof RequestError)
    return { status: cause.status, code: cause.status === 409 ? 'stale' : 'invalid' };
  if (cause instanceof WorkbookError) return { status: 400, code: cause.code.toLowerCase() };
  return { status: 500, code: 'internal' };
}
