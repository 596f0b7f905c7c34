// Who is told when money or errors run: a budget, a channel of alerts, and what alerts.
import * as z from 'zod';
import { ENDPOINTS } from '../../../functions/src/deploy/endpoints.ts';
import type { DeployInput } from '../input.ts';
import type { DeployContext, Step } from '../step.ts';
import { billingOf, projectNumber } from './project.ts';

/** Parts of the budget at which the billing account's administrators get a mail. */
const THRESHOLDS = [0.5, 0.9, 1];

const listShape = (key: string) =>
  z.object({
    [key]: z.array(z.looseObject({ name: z.string(), displayName: z.string().default('') })).default([]),
  });

const budget: Step = {
  name: 'Budget',
  plan: ({ budget: units }) =>
    units === 0
      ? ['None, as --budget 0 says']
      : [
          `Mail the administrators of the billing account at 50, 90 and 100 % of ${units} a month; it stops nothing`,
        ],
  async look(context) {
    if (context.input.budget === 0) return [];
    const path = `/v1/${await payer(context)}/budgets`;
    const found = await named(context, 'billingbudgets', path, 'budgets', labelOf(context.input));
    return found.length > 0 ? [] : ['there is no budget'];
  },
  async do(context) {
    await context.google.call('billingbudgets', 'POST', `/v1/${await payer(context)}/budgets`, {
      displayName: labelOf(context.input),
      budgetFilter: { projects: [`projects/${await projectNumber(context)}`] },
      // Without a currency it is that of the billing account.
      amount: { specifiedAmount: { units: String(context.input.budget) } },
      thresholdRules: THRESHOLDS.map(thresholdPercent => ({ thresholdPercent })),
    });
  },
};

const channel: Step = {
  name: 'Where alerts go',
  plan: ({ alertMail }) => [
    alertMail ? `Mail to ${alertMail}` : 'Nowhere: name a mail address with --alert-mail',
  ],
  async look(context) {
    const { alertMail } = context.input;
    if (alertMail === undefined) return [];
    return (await channelName(context)) === undefined ? [`alerts do not go to ${alertMail}`] : [];
  },
  async do({ google, input }) {
    await google.call('monitoring', 'POST', `/v3/projects/${input.projectId}/notificationChannels`, {
      type: 'email',
      displayName: channelLabel(input),
      labels: { email_address: input.alertMail },
    });
  },
};

const alerts: Step = {
  name: 'Alerts',
  plan: () => Object.values(ALERTS).map(({ documentation }) => documentation),
  async look(context) {
    const found = await policies(context);
    return Object.keys(ALERTS).flatMap(label =>
      found.some(each => each.displayName === label) ? [] : [`${label}: nobody would be told`],
    );
  },
  async do(context) {
    const found = await policies(context);
    const to = await channelName(context);
    for (const [displayName, { documentation, ...policy }] of Object.entries(ALERTS)) {
      if (found.some(each => each.displayName === displayName)) continue;
      await context.google.call(
        'monitoring',
        'POST',
        `/v3/projects/${context.input.projectId}/alertPolicies`,
        {
          displayName,
          documentation: { content: documentation, mimeType: 'text/markdown' },
          combiner: 'OR',
          notificationChannels: to === undefined ? [] : [to],
          ...policy,
        },
      );
    }
  },
};

export const WATCH_STEPS: readonly Step[] = [budget, channel, alerts];

const SERVICES = ENDPOINTS.map(({ name }) => `"${name}"`).join(' OR ');

/** The 95th percentile of five minutes, of whichever is worst, three times in a row. */
const FOR_A_QUARTER_HOUR = {
  duration: '900s',
  aggregations: [
    {
      alignmentPeriod: '300s',
      perSeriesAligner: 'ALIGN_PERCENTILE_95',
      crossSeriesReducer: 'REDUCE_MAX',
    },
  ],
};

/** What alerts, by its name; docs/operations.md says what to do then. */
const ALERTS = {
  'SheetDesk: errors': {
    documentation: 'A function has logged an error. See "Errors" in docs/operations.md.',
    conditions: [
      {
        displayName: 'A line of severity ERROR',
        conditionMatchedLog: {
          filter: `resource.type="cloud_run_revision" AND severity>=ERROR AND resource.labels.service_name=(${SERVICES})`,
        },
      },
    ],
    alertStrategy: { notificationRateLimit: { period: '3600s' }, autoClose: '86400s' },
  },
  'SheetDesk: the sweep is silent': {
    documentation:
      'The sweep has not succeeded for half an hour: lost alarms are not found. See "The sweep" in docs/operations.md.',
    conditions: [
      {
        displayName: 'No successful sweep',
        conditionAbsent: {
          filter:
            'resource.type="cloud_run_revision" AND resource.labels.service_name="sweep" AND metric.type="run.googleapis.com/request_count" AND metric.labels.response_code_class="2xx"',
          duration: '1800s',
          aggregations: [
            { alignmentPeriod: '300s', perSeriesAligner: 'ALIGN_SUM', crossSeriesReducer: 'REDUCE_SUM' },
          ],
        },
      },
    ],
    alertStrategy: { autoClose: '86400s' },
  },
  'SheetDesk: alarms are late': {
    documentation: 'One in twenty tasks starts more than a minute late. See "Queues" in docs/operations.md.',
    conditions: [
      {
        displayName: '95th percentile of how late tasks start',
        conditionThreshold: {
          filter:
            'resource.type="cloud_tasks_queue" AND metric.type="cloudtasks.googleapis.com/queue/task_attempt_delays"',
          comparison: 'COMPARISON_GT',
          thresholdValue: 60_000,
          ...FOR_A_QUARTER_HOUR,
        },
      },
    ],
    alertStrategy: { autoClose: '86400s' },
  },
  'SheetDesk: slow answers': {
    documentation:
      'One in twenty answers of the API takes longer than five seconds. See "Slow answers" in docs/operations.md.',
    conditions: [
      {
        displayName: '95th percentile of the API',
        conditionThreshold: {
          filter: `resource.type="cloud_run_revision" AND resource.labels.service_name="api" AND metric.type="run.googleapis.com/request_latencies"`,
          comparison: 'COMPARISON_GT',
          thresholdValue: 5000,
          ...FOR_A_QUARTER_HOUR,
        },
      },
    ],
    alertStrategy: { autoClose: '86400s' },
  },
};

const labelOf = ({ projectId }: DeployInput) => `SheetDesk ${projectId}`;
const channelLabel = ({ alertMail }: DeployInput) => `SheetDesk ${alertMail}`;

async function payer(context: DeployContext): Promise<string> {
  return (await billingOf(context)).billingAccountName ?? '';
}

async function channelName(context: DeployContext): Promise<string | undefined> {
  const path = `/v3/projects/${context.input.projectId}/notificationChannels`;
  const [found] = await named(
    context,
    'monitoring',
    path,
    'notificationChannels',
    channelLabel(context.input),
  );
  return found?.name;
}

async function policies({ google, input }: DeployContext) {
  const answer = await google.get(
    'monitoring',
    `/v3/projects/${input.projectId}/alertPolicies?pageSize=1000`,
  );
  return listShape('alertPolicies').parse(answer).alertPolicies ?? [];
}

/** Those of a list that have a name. */
async function named(
  { google }: DeployContext,
  service: 'billingbudgets' | 'monitoring',
  path: string,
  key: string,
  label: string,
) {
  const found = listShape(key).parse(await google.get(service, `${path}?pageSize=100`))[key] ?? [];
  return found.filter(({ displayName }) => displayName === label);
}
