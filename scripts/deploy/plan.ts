// What a deployment consists of: its steps in order, the tools it calls, and what the functions are told of their
// place.
import { ENDPOINTS, endpointOf, isPublic } from '../../functions/src/deploy/endpoints.ts';
import {
  callerAccount,
  endpointUrl,
  keyUri,
  type Place,
  queuePath,
  runUrls,
  serviceAccount,
} from '../../functions/src/deploy/place.ts';

/**
 * Exact versions: the manifest is an internal format of firebase-tools. Fetched by npx, for each weighs hundreds of MB.
 */
export const TOOLS = { firebase: 'firebase-tools@15.34.2', clasp: '@google/clasp@3.4.1' } as const;

/** Folders that a deployment takes from, relative to the project's root. */
export const FOLDERS = { functions: 'dist/functions', addon: 'dist/sheets-addon' } as const;

/** What the deployed functions are told about the place they are in; the rest are settings of the workspace. */
export function environmentOf(place: Place): Record<string, string> {
  return {
    RING_URL: endpointUrl('ring', place),
    RING_QUEUE: queuePath('ring', place),
    SUMMARISE_URL: endpointUrl('summarise', place),
    SUMMARISE_QUEUE: queuePath('summarise', place),
    SWEEP_URL: endpointUrl('sweep', place),
    LINK_URL: endpointUrl('link', place),
    RUN_URLS: ENDPOINTS.flatMap(({ name, trigger }) => (isPublic(trigger) ? [] : runUrls(name, place))).join(
      ',',
    ),
    KEY_URI: keyUri(place),
    SERVICE_ACCOUNT: serviceAccount(place.projectId),
    RING_ACCOUNT: callerAccount(endpointOf('ring'), place.projectId),
    SUMMARISE_ACCOUNT: callerAccount(endpointOf('summarise'), place.projectId),
  };
}

/** An environment as firebase-tools reads it. */
export function environmentText(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}
