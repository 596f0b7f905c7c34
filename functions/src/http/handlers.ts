// The functions that are deployed, by name: the API for the add-on, and the doors of queue and scheduler.

import type { HttpFunction, Request, Response } from '@google-cloud/functions-framework';
import { ringAndReport } from '../actions/reports/ring-and-report.ts';
import { summariseDesk } from '../actions/reports/summarise-desk.ts';
import { sweep } from '../actions/sweep.ts';
import type { EndpointName, GuardedName, PublicName } from '../deploy/endpoints.ts';
import type { Ports } from '../ports/ports.ts';
import { readBody, taskBody } from './bodies.ts';
import { dispatch } from './dispatch.ts';
import { answerLink } from './link-door.ts';
import { type Allowance, PER_ACCOUNT, PER_DESK, PER_LINK, RateLimits } from './rate-limits.ts';
import { bearerOf, respond } from './respond.ts';
import { SharedRuns } from './shared-runs.ts';

export type Handlers = Record<EndpointName, HttpFunction>;

/** What one caller may ask for. */
export interface Allowances {
  account: Allowance;
  link: Allowance;
  desk: Allowance;
}

const ALLOWANCES: Allowances = { account: PER_ACCOUNT, link: PER_LINK, desk: PER_DESK };

/** `elapsed` are milliseconds since some moment, which nobody can set back. */
export function handlersOf(
  ports: Ports,
  { account, link, desk }: Allowances = ALLOWANCES,
  elapsed: () => number = () => performance.now(),
): Handlers {
  const limits = {
    account: new RateLimits(account, elapsed),
    link: new RateLimits(link, elapsed),
    desk: new RateLimits(desk, elapsed),
  };
  const machine =
    (door: GuardedName, run: (req: Request) => Promise<void>) => (req: Request, res: Response) =>
      respond(req, res, ports.log, async () => {
        await ports.identity.machine(bearerOf(req), door);
        await run(req);
        return { done: true };
      });
  // What a task asks for is done by whichever run begins after it came.
  const rings = new SharedRuns(deskId => ringAndReport(ports, deskId));
  const summaries = new SharedRuns(deskId => summariseDesk(ports, deskId));
  // A claim alone is believed of those only that IAM guards: the types are taken from the list that is deployed.
  const guarded: Record<GuardedName, HttpFunction> = {
    ring: machine('ring', req => rings.ask(readBody(taskBody, req.body).deskId)),
    summarise: machine('summarise', req => summaries.ask(readBody(taskBody, req.body).deskId)),
    sweep: machine('sweep', () => sweep(ports)),
  };
  const open: Record<PublicName, HttpFunction> = {
    api: (req, res) => respond(req, res, ports.log, () => dispatch(ports, req, limits)),
    link: (req, res) => answerLink(ports, req, res, limits),
  };
  return { ...open, ...guarded };
}
