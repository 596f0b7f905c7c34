// `npm run undeploy`: what runs and what calls goes; what is kept stays.
import { ENDPOINTS } from '../../../functions/src/deploy/endpoints.ts';
import type { DeployInput } from '../input.ts';
import type { DeployContext, Step } from '../step.ts';
import { jobPaths, queuePaths } from './calls.ts';

const schedule: Step = {
  name: 'Schedule',
  plan: input => jobPaths(input).map(path => `Delete ${path}`),
  look: async context => (await jobsThere(context)).map(path => `${path} runs`),
  async do(context) {
    for (const path of await jobsThere(context)) {
      await context.google.call('cloudscheduler', 'DELETE', `/v1/${path}`);
    }
  },
};

/** Paused and not deleted: a queue's name can not be taken again for a week, and its tasks are good for a month. */
const queues: Step = {
  name: 'Queues',
  plan: input => queuePaths(input).map(path => `Pause ${path}`),
  look: async context => (await queuesRunning(context)).map(path => `${path} runs`),
  async do(context) {
    for (const path of await queuesRunning(context)) {
      await context.google.call('cloudtasks', 'POST', `/v2/${path}:pause`, {});
    }
  },
};

const functions: Step = {
  name: 'Functions',
  plan: input => functionPaths(input).map(path => `Delete ${path}`),
  look: async context => (await functionsThere(context)).map(path => `${path} is there`),
  async do(context) {
    for (const path of await functionsThere(context)) {
      await context.google.operate('cloudfunctions', 'DELETE', `/v2/${path}`, undefined, 'v2');
    }
  },
};

export const REMOVAL_STEPS: readonly Step[] = [schedule, queues, functions];

/** What is left, for whoever wants it gone as well. */
export const KEPT = `Kept: the database with its back-ups, secrets, the key of the desks, accounts, alerts, the budget, and the add-on.
"npm run deploy" has everything run again; rows typed meanwhile wait in their sheets. To delete the data for good, turn the database's
delete protection off and delete it in the console of Firestore.`;

const jobsThere = ({ google, input }: DeployContext) =>
  those(jobPaths(input), async path => (await google.find('cloudscheduler', `/v1/${path}`)) !== undefined);

const queuesRunning = ({ google, input }: DeployContext) =>
  those(
    queuePaths(input),
    async path => (await google.find('cloudtasks', `/v2/${path}`))?.state === 'RUNNING',
  );

const functionsThere = ({ google, input }: DeployContext) =>
  those(
    functionPaths(input),
    async path => (await google.find('cloudfunctions', `/v2/${path}`)) !== undefined,
  );

const functionPaths = ({ projectId, region }: DeployInput) =>
  ENDPOINTS.map(({ name }) => `projects/${projectId}/locations/${region}/functions/${name}`);

async function those(paths: readonly string[], is: (path: string) => Promise<boolean>): Promise<string[]> {
  const found = await Promise.all(paths.map(async path => ((await is(path)) ? [path] : [])));
  return found.flat();
}
