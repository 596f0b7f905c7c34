// The door for links in notices: no account is asked for, the signature in the address is what counts. GET changes
// nothing, for mail scanners and previews follow every link.

import type { Request, Response } from '@google-cloud/functions-framework';
import { rowAddress } from '../actions/desk/find-row.ts';
import { acknowledgeRecord, escalationOf } from '../actions/timers/acknowledge-record.ts';
import { calendarText } from '../actions/timers/person-calendar.ts';
import { RequestError } from '../contract/request-error.ts';
import type { SignedLink } from '../core/notices/signed-link.ts';
import type { Ports } from '../ports/ports.ts';
import { answerCase } from './case-door.ts';
import { signedPart } from './link-address.ts';
import { BROWSER_HEADERS, PAGE_HEADERS, pageOf, refusedPage } from './link-pages.ts';
import type { RateLimits } from './rate-limits.ts';

interface Limits {
  link: RateLimits;
  desk: RateLimits;
}

/** Answers a link: a redirect, a page or a calendar. Failures are pages, too. */
export async function answerLink(ports: Ports, req: Request, res: Response, limits: Limits): Promise<void> {
  res.set(BROWSER_HEADERS);
  try {
    await answerFollowing(ports, readLink(ports, req, limits), req, res);
  } catch (error) {
    if (!(error instanceof RequestError)) ports.log.error('link_failed', error, { method: req.method });
    const wait = error instanceof RequestError ? error.retryAfterSeconds : undefined;
    if (wait !== undefined) res.set('retry-after', String(wait));
    const told =
      error instanceof RequestError ? error : { status: 500, message: '服务台出了故障，请稍后再试。' };
    res.status(told.status).set(PAGE_HEADERS).send(refusedPage(told));
  }
}

/** Only what is signed counts towards a limit: nobody uses up another's by links that he makes up. */
function readLink(ports: Ports, req: Request, limits: Limits): SignedLink {
  const signed = signedPart(req.path);
  if (!signed) throw new RequestError('unknown_address');
  const link = ports.links.read(signed.token, ports.now());
  if (link?.to !== signed.to) throw new RequestError('link_over');
  limits.link.take(signed.token);
  limits.desk.take(link.deskId);
  return link;
}

async function answerFollowing(ports: Ports, link: SignedLink, req: Request, res: Response): Promise<void> {
  const asks = req.method === 'GET' || req.method === 'HEAD';
  if (!asks && !(req.method === 'POST' && (link.to === 'acknowledge' || link.to === 'case')))
    throw new RequestError('method_not_allowed');
  switch (link.to) {
    case 'row':
      res.set('cache-control', 'no-store').redirect(302, await rowAddress(ports, link));
      return;
    case 'calendar':
      res
        .status(200)
        .set({ 'content-type': 'text/calendar; charset=utf-8', 'cache-control': 'private, max-age=300' })
        .send(await calendarText(ports, link));
      return;
    case 'case':
      res
        .status(200)
        .set(PAGE_HEADERS)
        .send(await answerCase(ports, link, req));
      return;
    case 'acknowledge': {
      const { title, lines, waits } = asks
        ? await escalationOf(ports, link)
        : await acknowledgeRecord(ports, link);
      res
        .status(200)
        .set(PAGE_HEADERS)
        .send(pageOf(title, lines, waits ? '我已知悉' : undefined));
    }
  }
}
