// `npm run deploy` as it is run, with the pinned firebase-tools and clasp, against the stub of Google's APIs. The tools
// are fetched once.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { TOOLS } from '../../scripts/deploy/plan.ts';
import { GoogleApis } from '../fixtures/google-apis/server.ts';

const PROJECT = 'acme-stub';
const REGION = 'asia-east1';
const AT = `projects/${PROJECT}/locations/${REGION}`;
const JOB = `${AT}/jobs/firebase-schedule-sweep-${REGION}`;
const SWEEP = `https://${REGION}-${PROJECT}.cloudfunctions.net/sweep`;
const RUNTIME = `sheetdesk@${PROJECT}.iam.gserviceaccount.com`;
const NAMES = ['api', 'link', 'ring', 'summarise', 'sweep'];
const SETTINGS = join('functions', `.env.${PROJECT}`);
/** Each deployment takes half a minute on a quiet machine; nothing waits for this to pass. */
const PATIENCE = 1_800_000;

/** How npm says that a registry cannot be reached: nothing else is a reason to skip. */
const UNREACHABLE =
  /ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|network request .* failed/;

/** How this machine reaches the registry. */
const SURROUNDINGS = Object.fromEntries(
  Object.entries(process.env).filter(([name]) =>
    /^(npm_config_|NODE_EXTRA_CA_CERTS$|SSL_CERT_|(https?|no)_proxy$)/i.test(name),
  ),
) as Record<string, string>;

let apis: GoogleApis;
let home: string;
let unreachable: string | undefined;

interface Ended {
  status: number | null;
  text: string;
}

/** Runs a program to its end, at home in a folder of its own. */
async function run(command: string, args: string[], env: Record<string, string> = {}): Promise<Ended> {
  const child = spawn(command, args, {
    env: {
      PATH: `${resolve('node_modules', '.bin')}:${process.env.PATH}`,
      HOME: home,
      CI: '1',
      ...SURROUNDINGS,
      npm_config_cache: resolve('node_modules', '.cache', 'deploy-tools'),
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let text = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (part: string) => {
      text += part;
    });
  }
  const status = await new Promise<number | null>(done => child.once('close', done));
  return { status, text };
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'deploy-home-'));
  for (const tool of [TOOLS.firebase, TOOLS.clasp]) {
    const { status, text } = await run('npx', ['--yes', tool, '--version']);
    if (status === 0) continue;
    if (!UNREACHABLE.test(text)) throw new Error(`${tool} does not start: ${text}`);
    unreachable = `${tool} could not be fetched: ${text.slice(0, 300)}`;
  }
}, PATIENCE);
beforeEach(async context => {
  if (unreachable !== undefined) context.skip(unreachable);
  rmSync(home, { recursive: true, force: true });
  home = mkdtempSync(join(tmpdir(), 'deploy-home-'));
  const credentials = { type: 'authorized_user', client_id: 'a', client_secret: 'b', refresh_token: 'c' };
  writeFileSync(join(home, '.clasprc.json'), JSON.stringify({ tokens: { default: credentials } }));
  writeFileSync(SETTINGS, 'USER_AUDIENCES=client-id\nMAIL_FROM=desk@example.com\n');
  apis = await GoogleApis.start(PROJECT, REGION);
});
afterEach(() => apis?.close());
afterAll(() => {
  rmSync(home, { recursive: true, force: true });
  rmSync(SETTINGS, { force: true });
});

/** The environment that leads everything to the stub, and keeps the rest from Google. */
function led(): Record<string, string> {
  const hosts = {
    'script.googleapis.com': 'script',
    'oauth2.googleapis.com': 'token',
    'www.googleapis.com': 'token',
  };
  const origins = Object.entries(hosts).map(([host, api]) => [host, apis.origins.get(api)]);
  const hook = resolve('test', 'fixtures', 'google-apis', 'lead-here.ts');
  return {
    ...apis.environment(),
    LED_HOSTS: JSON.stringify(Object.fromEntries(origins)),
    NODE_OPTIONS: `--import ${pathToFileURL(hook).href}`,
  };
}

const deploy = (env: Record<string, string> = {}) =>
  run(
    process.execPath,
    [
      'scripts/deploy.ts',
      '--project',
      PROJECT,
      '--script',
      '1abcDEF',
      '--billing-account',
      '012345-6789AB-CDEF01',
    ],
    { ...led(), SMTP_URL: 'smtps://u:p@mail.example', ...env },
  );

/** firebase-tools alone, as a person would call it. */
const firebase = () =>
  run(
    'npx',
    [
      '--yes',
      TOOLS.firebase,
      'deploy',
      '--only',
      'functions,firestore',
      '--project',
      PROJECT,
      '--non-interactive',
    ],
    led(),
  );

/** What was changed by calls from the `from`-th on, without numbers that each run counts anew. */
const changedSince = (from: number) => apis.changes().slice(from);

/** How a program ended; when otherwise, with all that it said. */
function expectEnd({ status, text }: Ended, wanted: number): void {
  expect(status === wanted ? status : `${String(status)}: ${text}`).toBe(wanted);
}

/** The state that every deployment has to end in. */
function expectWhole(): void {
  const { google } = apis;
  expect([...google.functions.keys()].toSorted()).toEqual(NAMES);
  const invokers = NAMES.map(name => [name, google.members(`run/${name}`, 'roles/run.invoker')]);
  expect(Object.fromEntries(invokers)).toEqual({
    api: ['allUsers'],
    link: ['allUsers'],
    ring: [`serviceAccount:sheetdesk-ring@${PROJECT}.iam.gserviceaccount.com`],
    summarise: [`serviceAccount:sheetdesk-summarise@${PROJECT}.iam.gserviceaccount.com`],
    sweep: [`serviceAccount:${RUNTIME}`],
  });
  for (const name of ['ring', 'summarise']) {
    expect(google.queues.get(`${AT}/queues/${name}`)).toMatchObject({
      state: 'RUNNING',
      retryConfig: {
        maxAttempts: 30,
        maxRetryDuration: '43200s',
        minBackoff: '1s',
        maxBackoff: '1800s',
        maxDoublings: 10,
      },
    });
  }
  expect(google.jobs.get(JOB)).toMatchObject({
    schedule: 'every 5 minutes',
    timeZone: 'Etc/UTC',
    httpTarget: { oidcToken: { serviceAccountEmail: RUNTIME } },
  });
  expect([SWEEP, google.functions.get('sweep')?.url]).toContain(targetOfJob());
  expect(google.indexes.length).toBeGreaterThan(0);
  expect([...google.releases.keys()]).toEqual([`projects/${PROJECT}/releases/cloud.firestore`]);
}

const targetOfJob = () => (apis.google.jobs.get(JOB)?.httpTarget as { uri?: string } | undefined)?.uri;

/** The service's part of a function: what Cloud Run is told of it. */
const serviceOf = (name: string) =>
  apis.google.functions.get(name)?.body.serviceConfig as Record<string, unknown> | undefined;

describe('npm run deploy with Google’s own tools', { timeout: PATIENCE }, () => {
  test('takes an empty project all the way, leaves it alone the next time, and takes a change up', async () => {
    const first = await deploy();
    expectEnd(first, 0);
    expectWhole();
    expect(targetOfJob()).toBe(SWEEP);
    expect(serviceOf('api')).toMatchObject({
      serviceAccountEmail: RUNTIME,
      availableMemory: '512Mi',
      maxInstanceRequestConcurrency: 40,
      environmentVariables: { SERVICE_ACCOUNT: RUNTIME, USER_AUDIENCES: 'client-id' },
      secretEnvironmentVariables: [
        { key: 'LINK_SECRET', version: '1' },
        { key: 'CHANNELS', version: '1' },
        { key: 'SMTP_URL', version: '1' },
      ],
    });
    expect(apis.google.script.versions).toHaveLength(1);
    expect(first.text).toContain('script ID 1abcDEF, version 1. Save draft, then Publish.');
    expect(first.text).not.toContain('smtps://u:p');

    const before = apis.changes().length;
    const second = await deploy();
    expectEnd(second, 0);
    expect(second.text.match(/Skipped \(No changes detected\)/g)).toHaveLength(5);
    // What firebase-tools writes again each time, changed or not.
    const always =
      /^(PATCH firebaserules|POST token|POST serviceusage|POST cloudfunctions.*:generateUploadUrl|PUT storage)/;
    expect(changedSince(before).filter(each => !always.test(each))).toEqual([]);

    const third = await deploy({ SMTP_URL: 'smtps://u:new@mail.example' });
    expectEnd(third, 0);
    expectWhole();
    for (const name of NAMES) {
      expect(serviceOf(name)?.secretEnvironmentVariables).toContainEqual(
        expect.objectContaining({ key: 'SMTP_URL', version: '2' }),
      );
    }
    expect(apis.google.script.versions).toHaveLength(1);
  });

  test('comes back to a schedule that could not be made, which firebase-tools does not', async () => {
    apis.failAlways('POST', /\/jobs$/, 403);
    const broken = await deploy();
    expectEnd(broken, 2);
    expect(broken.text).toContain('it goes on here');
    apis.succeed();
    const skipped = await firebase();
    expect(skipped.text).toContain('Skipped (No changes detected)');
    expect(skipped.status).toBe(0);
    expect(apis.google.jobs.size).toBe(0);

    const mended = await deploy();
    expectEnd(mended, 0);
    expect(mended.text).toContain('the schedule of sweep is not there');
    expectWhole();
  });

  test('is needed: firebase-tools alone stops where Firebase does not know the project, and over images that stay', async () => {
    const { google } = apis;
    google.billingAccount = google.billingAccounts[0] ?? '';
    const apisNeeded =
      'cloudbilling cloudbuild cloudfunctions cloudresourcemanager cloudscheduler cloudtasks artifactregistry eventarc firebase firebaseextensions firebaserules firestore iam pubsub run secretmanager sheets storage';
    google.enable(apisNeeded.split(' '));
    google.database = { type: 'FIRESTORE_NATIVE', name: `projects/${PROJECT}/databases/(default)` };
    const unknown = await firebase();
    expect(unknown.status).not.toBe(0);
    expect(unknown.text).toMatch(/adminSdkConfig.*404/s);

    const whole = await deploy();
    expectEnd(whole, 0);
    for (const repository of google.repositories.values()) delete repository.cleanupPolicies;
    google.functions.delete('link');
    const kept = await firebase();
    expect(kept.status).toBe(1);
    expect(kept.text).toContain('could not set up cleanup policy');
    const mended = await deploy();
    expectEnd(mended, 0);
    expectWhole();
  });

  test('is undone by undeploy, data aside, and done again', async () => {
    const there = await deploy();
    expectEnd(there, 0);
    const gone = await run(process.execPath, ['scripts/undeploy.ts', '--project', PROJECT, '--yes'], led());
    expectEnd(gone, 0);
    expect([apis.google.functions.size, apis.google.jobs.size]).toEqual([0, 0]);
    expect(apis.google.database).toBeDefined();
    const again = await deploy();
    expectEnd(again, 0);
    expectWhole();
  });
});
