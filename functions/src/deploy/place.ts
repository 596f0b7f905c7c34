// Where the deployed service lives: names that follow from project and region. Knows nothing of how it gets there.
import type { Endpoint, EndpointName } from './endpoints.ts';

/** A Google Cloud project and the region that functions, queues and schedule share. */
export interface Place {
  projectId: string;
  region: string;
}

/** Variables that Secret Manager holds and gives to the functions when they start. */
export const SECRETS = ['LINK_SECRET', 'CHANNELS', 'SMTP_URL'] as const;

/** Used unless another one is named; Firestore and Cloud Tasks are offered there as well. */
export const DEFAULT_REGION = 'asia-east1';

/** The account that runs the functions and puts tasks into their queues. Spreadsheets are shared with it. */
export function serviceAccount(projectId: string): string {
  return accountAddress('sheetdesk', projectId);
}

/**
 * The account whose token opens an endpoint behind IAM. Each queue has one that may do nothing else, so that a task's
 * token opens one function only; whoever makes a task needs the role of service account user on it. firebase-tools has
 * a schedule call as the account that its function runs as.
 */
export function callerAccount(
  { name, trigger }: Pick<Endpoint, 'name' | 'trigger'>,
  projectId: string,
): string {
  return trigger.on === 'queue' ? accountAddress(`sheetdesk-${name}`, projectId) : serviceAccount(projectId);
}

const accountAddress = (id: string, projectId: string) => `${id}@${projectId}.iam.gserviceaccount.com`;

/** Names of the key of Cloud KMS that wraps the keys of desks, and of its ring. */
export const KEY_RING = 'sheetdesk';
export const KEY_NAME = 'desks';

/** Where that key is. */
export function keyPath({ projectId, region }: Place): string {
  return `projects/${projectId}/locations/${region}/keyRings/${KEY_RING}/cryptoKeys/${KEY_NAME}`;
}

/** The address by which the functions know it. */
export function keyUri(place: Place): string {
  return `gcp-kms://${keyPath(place)}`;
}

/** Address of an endpoint, known before it is deployed; it is an accepted audience of the service's tokens, too. */
export function endpointUrl(name: EndpointName, { projectId, region }: Place): string {
  return `https://${region}-${projectId}.cloudfunctions.net/${name}`;
}

/**
 * The addresses that Cloud Run gives to an endpoint's service: with a hash, and with the project's number, for which
 * `*` stands. firebase-tools leads a schedule to `endpointUrl` when it creates it, and to one of these when it updates
 * it. https://cloud.google.com/run/docs/triggering/https-request#deterministic
 */
export function runUrls(name: EndpointName, { region }: Place): string[] {
  return [`https://${name}-*.a.run.app`, `https://${name}-*.${region}.run.app`];
}

/** The queue that calls an endpoint; firebase-tools gives it the endpoint's name. */
export function queuePath(name: EndpointName, { projectId, region }: Place): string {
  return `projects/${projectId}/locations/${region}/queues/${name}`;
}
