// The event stream of the page: numbered changes that can be resumed, and everything else that happens live.
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Workbook } from '../workbook/workbook.ts';
import type { PageEvents } from './wire.ts';

/** What one stream needs; each `subscribe` returns what ends it. */
export interface FeedSources {
  workbook: Workbook;
  /** Told at once what is now, then whatever changes. */
  subscribe: (send: Send) => () => void;
}

export type Send = <Name extends keyof PageEvents>(name: Name, data: PageEvents[Name]) => void;

const RECONNECT_MS = 400;
const ALIVE_MS = 15_000;

/**
 * Serves GET /api/events. The stream starts after `Last-Event-ID` (a reconnect) or `?since=` (the first time); when
 * the workbook no longer keeps changes from there, it says `reload` instead.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html
 */
export function streamEvents(
  req: IncomingMessage,
  res: ServerResponse,
  url: URL,
  sources: FeedSources,
): void {
  const { workbook } = sources;
  const since = Number(req.headers['last-event-id'] ?? url.searchParams.get('since') ?? workbook.seq);
  res.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8', 'cache-control': 'no-store' });
  res.write(`retry: ${RECONNECT_MS}\n\n`);
  const send: Send = (name, data) => {
    const id = name === 'change' ? `id: ${(data as PageEvents['change']).seq}\n` : '';
    res.write(`${id}event: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  };
  const missed = Number.isInteger(since) ? workbook.changesSince(since) : undefined;
  if (missed) for (const change of missed) send('change', change);
  else send('reload', { seq: workbook.seq });
  const alive = setInterval(() => send('alive', null), ALIVE_MS);
  const ends = [
    () => clearInterval(alive),
    workbook.subscribe(change => send('change', change)),
    sources.subscribe(send),
  ];
  res.on('close', () => {
    for (const end of ends) end();
  });
}
