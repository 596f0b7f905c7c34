// The endpoints in the words of firebase-tools: `functions.yaml`, specVersion v1alpha1, an internal format that holds
// for the pinned version only.
// https://github.com/firebase/firebase-tools/blob/master/src/deploy/functions/runtimes/discovery/v1alpha1.ts
import { ENDPOINTS, type Endpoint, heapOption, isPublic, type Trigger } from './endpoints.ts';
import { callerAccount, SECRETS, serviceAccount } from './place.ts';

/**
 * Accounts are named in full and not as `sheetdesk@`: firebase-tools passes the short form to Cloud Scheduler as it
 * stands.
 */
const PROJECT_ID = '{{ params.PROJECT_ID }}';

export interface Manifest {
  specVersion: 'v1alpha1';
  requiredAPIs: { api: string; reason: string }[];
  endpoints: Record<string, Record<string, unknown>>;
}

/** The manifest of the endpoints in a region (`asia-east1`). */
export function manifestOf(region: string, endpoints: readonly Endpoint[] = ENDPOINTS): Manifest {
  return {
    specVersion: 'v1alpha1',
    requiredAPIs: [
      { api: 'firestore.googleapis.com', reason: 'holds the records' },
      { api: 'cloudtasks.googleapis.com', reason: 'rings when something is due' },
      { api: 'cloudscheduler.googleapis.com', reason: 'starts the sweep' },
      { api: 'secretmanager.googleapis.com', reason: 'holds keys of channels and links' },
      { api: 'cloudkms.googleapis.com', reason: 'wraps the keys of desks' },
      { api: 'sheets.googleapis.com', reason: 'writes the summary tabs' },
    ],
    endpoints: Object.fromEntries(endpoints.map(endpoint => [endpoint.name, entryOf(endpoint, region)])),
  };
}

/** The text of `functions.yaml`: JSON, which YAML takes as it is, so that writing it needs no package. */
export function manifestText(manifest: Manifest): string {
  return `${JSON.stringify(manifest, null, 2)}\n`;
}

function entryOf(endpoint: Endpoint, region: string): Record<string, unknown> {
  return {
    platform: 'gcfv2',
    entryPoint: endpoint.name,
    region: [region],
    availableMemoryMb: endpoint.memoryMb,
    // More than one request at a time is refused for less than a whole processor.
    cpu: 1,
    concurrency: endpoint.concurrency,
    timeoutSeconds: endpoint.timeoutSeconds,
    // Left out, it would keep what an earlier deployment set.
    minInstances: 0,
    maxInstances: endpoint.maxInstances,
    serviceAccount: serviceAccount(PROJECT_ID),
    ingressSettings: 'ALLOW_ALL',
    environmentVariables: { NODE_OPTIONS: heapOption(endpoint.memoryMb) },
    secretEnvironmentVariables: SECRETS.map(key => ({ key })),
    ...triggerOf(endpoint),
  };
}

/** The invoker is always told: left out, an HTTPS endpoint is public and a queue can call nobody. */
function triggerOf(endpoint: Endpoint): Record<string, unknown> {
  const trigger: Trigger = endpoint.trigger;
  const caller = callerAccount(endpoint, PROJECT_ID);
  switch (trigger.on) {
    case 'https':
      return { httpsTrigger: { invoker: [isPublic(trigger) ? 'public' : caller] } };
    case 'queue':
      return {
        taskQueueTrigger: { invoker: [caller], rateLimits: trigger.rateLimits, retryConfig: trigger.retry },
      };
    case 'schedule': {
      const { schedule, timeZone, retryCount } = trigger;
      return { scheduleTrigger: { schedule, timeZone, retryConfig: { retryCount } } };
    }
  }
}
