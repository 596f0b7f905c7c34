// What a deployment consists of, as plain data. Runs nothing, reads nothing.
import { ENDPOINTS, endpointOf, isPublic } from '../functions/src/deploy/endpoints.ts';
import {
  callerAccount,
  endpointUrl,
  type Place,
  queuePath,
  runUrls,
  serviceAccount,
} from '../functions/src/deploy/place.ts';

/** Exact versions: the manifest is an internal format of firebase-tools. Fetched by npx, for each weighs hundreds of MB. */
export const TOOLS = { firebase: 'firebase-tools@15.34.2', clasp: '@google/clasp@3.4.1' } as const;

/** Folders that a deployment takes from, relative to the project's root. */
export const FOLDERS = { functions: 'dist/functions', addon: 'dist/sheets-addon' } as const;

export interface DeployInput extends Place {
  /** The Apps Script project that the add-on is pushed to; without one the add-on stays as it is. */
  scriptId: string | undefined;
  /** Whether a person can answer questions. */
  interactive: boolean;
  /** Whether firebase-tools may delete functions that are no longer in the list, without asking. */
  force: boolean;
}

export type Step =
  | { do: 'write'; title: string; path: string; text: string }
  | { do: 'manifest'; title: string; region: string }
  | { do: 'addon'; title: string; serviceUrl: string; outDir: string }
  | { do: 'run'; title: string; command: string; args: string[]; cwd: string };

/** The steps in order; the first one that fails ends the deployment. */
export function planDeploy(input: DeployInput): Step[] {
  const { projectId, region, scriptId, interactive, force } = input;
  const serviceUrl = endpointUrl('api', input);
  const firebase: Step[] = [
    { do: 'manifest', title: `Functions for ${region}`, region },
    {
      do: 'write',
      title: 'Environment of the functions',
      path: `${FOLDERS.functions}/.env`,
      text: environmentText(environmentOf(input)),
    },
    {
      do: 'run',
      title: `Functions, rules and indexes to ${projectId}`,
      command: 'npx',
      args: [
        '--yes',
        TOOLS.firebase,
        'deploy',
        '--only',
        'functions,firestore',
        '--project',
        projectId,
        ...(interactive ? [] : ['--non-interactive']),
        ...(force ? ['--force'] : []),
      ],
      cwd: '.',
    },
  ];
  if (!scriptId) return firebase;
  return [
    ...firebase,
    { do: 'addon', title: `Add-on for ${serviceUrl}`, serviceUrl, outDir: FOLDERS.addon },
    {
      do: 'write',
      title: 'Where the add-on goes',
      path: `${FOLDERS.addon}/.clasp.json`,
      text: `${JSON.stringify({ scriptId, rootDir: '.' }, null, 2)}\n`,
    },
    {
      do: 'run',
      title: `Add-on to the script ${scriptId}`,
      command: 'npx',
      // The push replaces all files of the script; --force takes the manifest without asking.
      args: ['--yes', TOOLS.clasp, 'push', '--force'],
      cwd: FOLDERS.addon,
    },
  ];
}

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
    SERVICE_ACCOUNT: serviceAccount(place.projectId),
    RING_ACCOUNT: callerAccount(endpointOf('ring'), place.projectId),
    SUMMARISE_ACCOUNT: callerAccount(endpointOf('summarise'), place.projectId),
  };
}

/** What has to be there before the first deployment, as commands that a person runs once. */
export function prerequisitesOf({ projectId, region }: Place): string[] {
  const account = serviceAccount(projectId);
  const grant = (role: string) =>
    `gcloud projects add-iam-policy-binding ${projectId} --member=serviceAccount:${account} --role=${role}`;
  return [
    `gcloud iam service-accounts create sheetdesk --project=${projectId}`,
    grant('roles/datastore.user'),
    grant('roles/cloudtasks.enqueuer'),
    `gcloud iam service-accounts add-iam-policy-binding ${account} --project=${projectId} --member=serviceAccount:${account} --role=roles/iam.serviceAccountUser`,
    `openssl rand -base64 48 | gcloud secrets create LINK_SECRET --project=${projectId} --data-file=-`,
    `printf '{}' | gcloud secrets create CHANNELS --project=${projectId} --data-file=-`,
    `printf 'smtps://USER:PASSWORD@HOST' | gcloud secrets create SMTP_URL --project=${projectId} --data-file=-`,
    `gcloud firestore databases create --project=${projectId} --location=${region} --type=firestore-native`,
  ];
}

function environmentText(environment: Record<string, string>): string {
  return Object.entries(environment)
    .map(([name, value]) => `${name}=${JSON.stringify(value)}\n`)
    .join('');
}
