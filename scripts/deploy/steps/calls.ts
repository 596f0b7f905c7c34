// Who may call what, and what calls: looked at after each deployment, because firebase-tools does not come back to what
// failed once.
import * as z from 'zod';
import {
  ENDPOINTS,
  type Endpoint,
  type EndpointName,
  isPublic,
  type Trigger,
} from '../../../functions/src/deploy/endpoints.ts';
import { callerAccount, endpointUrl, queuePath } from '../../../functions/src/deploy/place.ts';
import type { DeployInput } from '../input.ts';
import type { DeployContext, Step } from '../step.ts';
import { memberOf, membersOf, type Policy, parsePolicy } from './accounts.ts';
import { runAddress } from './functions.ts';

type Named = Endpoint & { name: EndpointName };
type Queue = Named & { trigger: Extract<Trigger, { on: 'queue' }> };
type Schedule = Named & { trigger: Extract<Trigger, { on: 'schedule' }> };

const ALL: readonly Named[] = ENDPOINTS;
const QUEUES = ALL.filter((each): each is Queue => each.trigger.on === 'queue');
const SCHEDULES = ALL.filter((each): each is Schedule => each.trigger.on === 'schedule');

const INVOKER = 'roles/run.invoker';

const queueShape = z.looseObject({
  state: z.string(),
  rateLimits: z
    .looseObject({ maxConcurrentDispatches: z.number(), maxDispatchesPerSecond: z.number() })
    .partial()
    .default({}),
  retryConfig: z.looseObject({ maxAttempts: z.number() }).partial().default({}),
});

const jobShape = z.looseObject({
  state: z.string().optional(),
  schedule: z.string().optional(),
  timeZone: z.string().optional(),
  httpTarget: z
    .looseObject({
      uri: z.string().optional(),
      oidcToken: z
        .looseObject({ serviceAccountEmail: z.string(), audience: z.string() })
        .partial()
        .optional(),
    })
    .optional(),
});

const invokers: Step = {
  name: 'Who may call the functions',
  plan: input => ALL.map(each => `${each.name}: ${wantedInvoker(each, input)}`),
  async look(context) {
    const all = await Promise.all(
      ALL.map(async each => ({ each, members: membersOf(await invokerPolicy(context, each), INVOKER) })),
    );
    return all.flatMap(({ each, members }) => {
      const wanted = wantedInvoker(each, context.input);
      const strange = members.filter(member => member !== wanted);
      return [
        ...(members.includes(wanted) ? [] : [`${wanted} may not call ${each.name}`]),
        ...strange.map(member => `${member} may call ${each.name}`),
      ];
    });
  },
  async do(context) {
    for (const each of ALL) {
      const policy = await invokerPolicy(context, each);
      const wanted = wantedInvoker(each, context.input);
      const members = membersOf(policy, INVOKER);
      if (members.length === 1 && members[0] === wanted) continue;
      const others = policy.bindings.filter(({ role }) => role !== INVOKER);
      const changed = { ...policy, bindings: [...others, { role: INVOKER, members: [wanted] }] };
      await context.google.call('run', 'POST', `${servicePath(context.input, each)}:setIamPolicy`, {
        policy: changed,
      });
    }
  },
};

const queues: Step = {
  name: 'Queues',
  plan: input => QUEUES.map(each => `${queuePath(each.name, input)} runs, with its rates and retries`),
  async look(context) {
    return (await Promise.all(QUEUES.map(each => queueFaults(context, each)))).flat();
  },
  async do(context) {
    const { google, input } = context;
    for (const each of QUEUES) {
      if ((await queueFaults(context, each)).length === 0) continue;
      const path = queuePath(each.name, input);
      const wanted = queueSettings(each);
      const found = await google.find('cloudtasks', `/v2/${path}`);
      if (!found) {
        await google.call('cloudtasks', 'POST', `/v2/${path.slice(0, path.lastIndexOf('/'))}`, {
          name: path,
          ...wanted,
        });
        continue;
      }
      await google.call(
        'cloudtasks',
        'PATCH',
        `/v2/${path}?updateMask=rateLimits.maxConcurrentDispatches,rateLimits.maxDispatchesPerSecond,retryConfig`,
        wanted,
      );
      if (found.state !== 'RUNNING') await google.call('cloudtasks', 'POST', `/v2/${path}:resume`, {});
    }
  },
};

const schedule: Step = {
  name: 'Schedule',
  plan: input =>
    SCHEDULES.map(
      each =>
        `${each.trigger.schedule}: ${endpointUrl('sweep', input)} as ${callerAccount(each, input.projectId)}`,
    ),
  async look(context) {
    return (await Promise.all(SCHEDULES.map(each => jobFaults(context, each)))).flat();
  },
  async do(context) {
    const { google, input } = context;
    for (const each of SCHEDULES) {
      const path = jobPath(each, input);
      const found = await google.find('cloudscheduler', `/v1/${path}`);
      if (found?.state === 'PAUSED') await google.call('cloudscheduler', 'POST', `/v1/${path}:resume`, {});
      if (found && (await jobFaults(context, each)).length === 0) continue;
      const job = wantedJob(each, input);
      if (found)
        await google.call('cloudscheduler', 'PATCH', `/v1/${path}?updateMask=${Object.keys(job).join(',')}`, {
          name: path,
          ...job,
        });
      else
        await google.call('cloudscheduler', 'POST', `/v1/${path.slice(0, path.lastIndexOf('/'))}`, {
          name: path,
          ...job,
        });
    }
  },
};

export const CALL_STEPS: readonly Step[] = [invokers, queues, schedule];

/** The queues, and the jobs of schedules, that a deployment makes. */
export const queuePaths = (input: DeployInput): string[] => QUEUES.map(each => queuePath(each.name, input));
export const jobPaths = (input: DeployInput): string[] => SCHEDULES.map(each => jobPath(each, input));

function wantedInvoker(endpoint: Endpoint, { projectId }: DeployInput): string {
  return isPublic(endpoint.trigger) ? 'allUsers' : memberOf(callerAccount(endpoint, projectId));
}

const servicePath = ({ projectId, region }: DeployInput, { name }: Endpoint) =>
  `/v2/projects/${projectId}/locations/${region}/services/${name}`;

async function invokerPolicy({ google, input }: DeployContext, endpoint: Endpoint): Promise<Policy> {
  return parsePolicy(await google.get('run', `${servicePath(input, endpoint)}:getIamPolicy`));
}

function queueSettings({ trigger: { rateLimits, retry } }: Queue) {
  return {
    rateLimits,
    retryConfig: {
      maxAttempts: retry.maxAttempts,
      maxRetryDuration: `${retry.maxRetrySeconds}s`,
      minBackoff: `${retry.minBackoffSeconds}s`,
      maxBackoff: `${retry.maxBackoffSeconds}s`,
      maxDoublings: retry.maxDoublings,
    },
  };
}

async function queueFaults({ google, input }: DeployContext, queue: Queue): Promise<string[]> {
  const path = queuePath(queue.name, input);
  const found = await google.find('cloudtasks', `/v2/${path}`);
  if (!found) return [`the queue ${queue.name} is not there`];
  const { state, rateLimits, retryConfig } = queueShape.parse(found);
  const wanted = queueSettings(queue);
  const differs = (is: Record<string, unknown>, should: Record<string, unknown>) =>
    Object.entries(should).flatMap(([key, value]) =>
      is[key] === value ? [] : [`${key} of the queue ${queue.name} is ${String(is[key])}`],
    );
  return [
    ...(state === 'RUNNING' ? [] : [`the queue ${queue.name} is ${state.toLowerCase()}`]),
    ...differs(rateLimits, wanted.rateLimits),
    ...differs(retryConfig, wanted.retryConfig),
  ];
}

/** Named by firebase-tools, so that it finds the job that was made here. */
const jobPath = ({ name }: Schedule, { projectId, region }: DeployInput) =>
  `projects/${projectId}/locations/${region}/jobs/firebase-schedule-${name}-${region}`;

function wantedJob(endpoint: Schedule, input: DeployInput) {
  const uri = endpointUrl('sweep', input);
  return {
    schedule: endpoint.trigger.schedule,
    timeZone: endpoint.trigger.timeZone,
    attemptDeadline: `${endpoint.timeoutSeconds}s`,
    retryConfig: { retryCount: endpoint.trigger.retryCount },
    httpTarget: {
      uri,
      httpMethod: 'POST',
      oidcToken: { serviceAccountEmail: callerAccount(endpoint, input.projectId), audience: uri },
    },
  };
}

/**
 * Both addresses of the function are ours: firebase-tools takes one when it makes the job, the other when it changes
 * it.
 */
async function jobFaults(context: DeployContext, endpoint: Schedule): Promise<string[]> {
  const { google, input } = context;
  const found = await google.find('cloudscheduler', `/v1/${jobPath(endpoint, input)}`);
  if (!found) return [`the schedule of ${endpoint.name} is not there`];
  const { state, schedule: text, timeZone, httpTarget } = jobShape.parse(found);
  const wanted = wantedJob(endpoint, input);
  const addresses = [
    wanted.httpTarget.uri,
    (await runAddress(context, endpoint.name)) ?? wanted.httpTarget.uri,
  ];
  const isOurs = (address: string) => addresses.some(each => each === address.replace(/\/$/, ''));
  const caller = wanted.httpTarget.oidcToken.serviceAccountEmail;
  const { serviceAccountEmail = 'nobody', audience } = httpTarget?.oidcToken ?? {};
  return [
    ...(state === undefined || state === 'ENABLED'
      ? []
      : [`the schedule of ${endpoint.name} is ${state.toLowerCase()}`]),
    ...(text === wanted.schedule && timeZone === wanted.timeZone
      ? []
      : [`${endpoint.name} runs ${text} in ${timeZone}`]),
    ...(isOurs(httpTarget?.uri ?? '') ? [] : [`the schedule of ${endpoint.name} calls ${httpTarget?.uri}`]),
    ...(serviceAccountEmail === caller
      ? []
      : [`the schedule of ${endpoint.name} calls as ${serviceAccountEmail}`]),
    ...(audience === undefined || isOurs(audience)
      ? []
      : [`the token of ${endpoint.name} is made out to ${audience}`]),
  ];
}
