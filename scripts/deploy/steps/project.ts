// The project itself: that it is there, is paid for, has its APIs, and is known to Firebase.
import * as z from 'zod';
import { type DeployContext, DeployError, type Step } from '../step.ts';

/** Free, and needed to set up the rest. */
const SETUP_APIS = ['serviceusage', 'cloudresourcemanager', 'cloudbilling', 'iam', 'firebase'];

/** What the service stands on, what builds it, and what watches it. Some need a billing account. */
const SERVICE_APIS = [
  'artifactregistry',
  'billingbudgets',
  'cloudbuild',
  'cloudfunctions',
  'cloudkms',
  'cloudscheduler',
  'cloudtasks',
  'eventarc',
  'firebaseextensions',
  'firebaserules',
  'firestore',
  'logging',
  'monitoring',
  'pubsub',
  'run',
  'secretmanager',
  'sheets',
  'storage',
];

/** As many at once as Service Usage takes. */
const AT_ONCE = 20;

const enabledShape = z.object({
  services: z.array(z.object({ config: z.object({ name: z.string() }) })).default([]),
  nextPageToken: z.string().optional(),
});
const billingShape = z.object({
  billingEnabled: z.boolean().default(false),
  billingAccountName: z.string().optional(),
});
const accountsShape = z.object({
  billingAccounts: z
    .array(
      z.object({ name: z.string(), displayName: z.string().default(''), open: z.boolean().default(false) }),
    )
    .default([]),
});

const projectExists: Step = {
  name: 'Project',
  plan: ({ projectId }) => [`See that the project ${projectId} is there and yours`],
  async look({ google, input: { projectId } }) {
    const found = await google.get('cloudresourcemanager', `/v3/projects/${projectId}`);
    if (found.state !== 'ACTIVE') throw new DeployError(`${projectId} is ${String(found.state)}.`);
    return [];
  },
  do: async () => undefined,
};

const billing: Step = {
  name: 'Billing',
  plan: ({ billingAccount }) => [
    billingAccount
      ? `Have the billing account ${billingAccount} pay, where none does`
      : 'See that a billing account pays (else name one with --billing-account)',
  ],
  async look(context) {
    const { billingEnabled } = await billingOf(context);
    return billingEnabled ? [] : ['no billing account pays for the project'];
  },
  async do({ google, input: { projectId, billingAccount } }) {
    if (billingAccount === undefined) {
      const { billingAccounts } = accountsShape.parse(
        await google.get('cloudbilling', '/v1/billingAccounts'),
      );
      const open = billingAccounts
        .filter(each => each.open)
        .map(({ name, displayName }) => `${idOf(name)} (${displayName})`);
      throw new DeployError(
        `Functions need a billing account. Name one with --billing-account: ${open.join(', ') || 'you have none yet, see https://console.cloud.google.com/billing'}.`,
      );
    }
    const billingAccountName = `billingAccounts/${billingAccount}`;
    await google.call('cloudbilling', 'PUT', `/v1/projects/${projectId}/billingInfo`, { billingAccountName });
  },
};

const firebase: Step = {
  name: 'Firebase',
  plan: () => ['Add Firebase to the project: firebase-tools works with no other'],
  async look({ google, input: { projectId } }) {
    return (await google.find('firebase', `/v1beta1/projects/${projectId}`))
      ? []
      : ['Firebase does not know the project'];
  },
  do: ({ google, input: { projectId } }) =>
    google.operate('firebase', 'POST', `/v1beta1/projects/${projectId}:addFirebase`, {}, 'v1beta1'),
};

export const PROJECT_STEPS: readonly Step[] = [
  apisStep('APIs to set up with', SETUP_APIS),
  projectExists,
  billing,
  apisStep('APIs of the service', SERVICE_APIS),
  firebase,
];

/** The project's number, by which some APIs call it. */
export async function projectNumber({ google, input }: DeployContext): Promise<string> {
  const { name } = await google.get('cloudresourcemanager', `/v3/projects/${input.projectId}`);
  return idOf(String(name));
}

/** Who pays, as far as anybody does. */
export async function billingOf({ google, input }: DeployContext): Promise<z.infer<typeof billingShape>> {
  return billingShape.parse(await google.get('cloudbilling', `/v1/projects/${input.projectId}/billingInfo`));
}

function apisStep(name: string, apis: readonly string[]): Step {
  const missing = async (context: DeployContext) => {
    const enabled = await enabledApis(context);
    return apis.map(api => `${api}.googleapis.com`).filter(api => !enabled.has(api));
  };
  return {
    name,
    plan: () => [`Enable ${apis.join(', ')}`],
    look: async context => (await missing(context)).map(api => `${api} is not enabled`),
    async do(context) {
      const { google, input } = context;
      const serviceIds = await missing(context);
      for (let from = 0; from < serviceIds.length; from += AT_ONCE) {
        const body = { serviceIds: serviceIds.slice(from, from + AT_ONCE) };
        await google.operate(
          'serviceusage',
          'POST',
          `/v1/projects/${input.projectId}/services:batchEnable`,
          body,
          'v1',
        );
      }
    },
  };
}

async function enabledApis({ google, input }: DeployContext): Promise<Set<string>> {
  const names = new Set<string>();
  for (let token: string | undefined = ''; token !== undefined; ) {
    const query = `filter=state:ENABLED&pageSize=200${token && `&pageToken=${encodeURIComponent(token)}`}`;
    const page = enabledShape.parse(
      await google.get('serviceusage', `/v1/projects/${input.projectId}/services?${query}`),
    );
    for (const { config } of page.services) names.add(config.name);
    token = page.nextPageToken;
  }
  return names;
}

const idOf = (name: string) => name.slice(name.lastIndexOf('/') + 1);
