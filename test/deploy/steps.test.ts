// The steps of a deployment against a stub of Google's APIs: from nothing, again, after a break, after somebody's hand.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { GoogleApi } from '../../scripts/deploy/google-api.ts';
import type { DeployInput } from '../../scripts/deploy/input.ts';
import { originsOf } from '../../scripts/deploy/origins.ts';
import { carryOut, type DeployContext } from '../../scripts/deploy/step.ts';
import { STEPS } from '../../scripts/deploy/steps/index.ts';
import { REMOVAL_STEPS } from '../../scripts/deploy/steps/removal.ts';
import { deployWithFirebase, type Seen } from '../fixtures/google-apis/firebase-tools.ts';
import { GoogleApis } from '../fixtures/google-apis/server.ts';

const PROJECT = 'acme-desk';
const REGION = 'asia-east1';
const AT = `projects/${PROJECT}/locations/${REGION}`;
const JOB = `${AT}/jobs/firebase-schedule-sweep-${REGION}`;
const RUNTIME = `sheetdesk@${PROJECT}.iam.gserviceaccount.com`;
const RING = `sheetdesk-ring@${PROJECT}.iam.gserviceaccount.com`;
const INVOKER = 'roles/run.invoker';

let apis: GoogleApis;
let said: string[];
/** Programs that were run. */
let ran: string[];
let seen: Seen;

beforeEach(async () => {
  apis = await GoogleApis.start(PROJECT, REGION);
  [said, ran, seen] = [[], [], {}];
});
afterEach(() => apis.close());

const INPUT: DeployInput = {
  projectId: PROJECT,
  region: REGION,
  scriptId: '1abcDEF',
  release: 'sheetdesk 0.1.0',
  interactive: false,
  force: false,
  billingAccount: '012345-6789AB-CDEF01',
  budget: 50,
  alertMail: 'ops@example.com',
  secrets: { SMTP_URL: 'smtps://u:p@mail.example' },
  rotate: [],
};

function context(change: Partial<DeployInput> = {}): DeployContext {
  const wait = async () => undefined;
  const origins = originsOf(apis.environment());
  return {
    input: { ...INPUT, ...change },
    google: new GoogleApi({ origins, projectId: PROJECT, token: async () => 'a-token', fetch, wait }),
    say: line => void said.push(line),
    wait,
    run: async (command, args) => {
      ran.push([command, ...args].join(' '));
      if (args.includes('deploy')) deployWithFirebase(apis.google, seen);
    },
    output: async (command, args) => {
      ran.push([command, ...args].join(' '));
      return args.includes('list-versions') ? '[]' : '{ "versionNumber": 3 }';
    },
    write: () => undefined,
    renewed: new Set(),
    secret: () => 'made-up-'.repeat(8),
    buildAddon: async () => 'a1b2c3',
  };
}

const deploy = (change?: Partial<DeployInput>) => carryOut(STEPS, context(change));
const undeploy = () => carryOut(REMOVAL_STEPS, context());

describe('a deployment into an empty project', () => {
  beforeEach(() => deploy());

  test('makes the accounts with the least that they need', () => {
    const { google } = apis;
    expect([...google.accounts.keys()].filter(each => each.startsWith('sheetdesk'))).toEqual([
      RUNTIME,
      RING,
      `sheetdesk-summarise@${PROJECT}.iam.gserviceaccount.com`,
    ]);
    const roles = google.policy('project').bindings.map(({ role, members }) => [role, members]);
    expect(roles).toEqual([
      ['roles/datastore.user', [`serviceAccount:${RUNTIME}`]],
      ['roles/cloudtasks.enqueuer', [`serviceAccount:${RUNTIME}`]],
      ['roles/cloudbuild.builds.builder', [`serviceAccount:${google.buildAccount}`]],
    ]);
    expect(google.members(RING, 'roles/iam.serviceAccountUser')).toEqual([`serviceAccount:${RUNTIME}`]);
    expect(google.members(RUNTIME, 'roles/iam.serviceAccountUser')).toEqual([]);
  });

  test('keeps data from being lost', () => {
    expect(apis.google.database).toMatchObject({
      type: 'FIRESTORE_NATIVE',
      locationId: REGION,
      deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
      pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    });
    expect(apis.google.backupSchedules).toEqual([{ retention: '1209600s', dailyRecurrence: {} }]);
  });

  test('has old images deleted, before the tool that would ask for it', () => {
    expect(apis.google.repositories.get(`${AT}/repositories/gcf-artifacts`)).toMatchObject({
      cleanupPolicyDryRun: false,
      cleanupPolicies: {
        'firebase-functions-cleanup': { condition: { olderThan: '86400s' }, action: 'DELETE' },
      },
    });
  });

  test('fills the secrets, without saying any', () => {
    const values = [...apis.google.secrets].map(([name, { versions }]) => [name, versions]);
    expect(values).toEqual([
      ['LINK_SECRET', ['made-up-'.repeat(8)]],
      ['CHANNELS', ['{}']],
      ['SMTP_URL', ['smtps://u:p@mail.example']],
    ]);
    expect(said.join('\n')).not.toMatch(/made-up-|u:p/);
  });

  test('watches money and errors', () => {
    expect(apis.google.budgets).toMatchObject([{ amount: { specifiedAmount: { units: '50' } } }]);
    expect(apis.google.channels).toMatchObject([{ labels: { email_address: 'ops@example.com' } }]);
    expect(apis.google.alerts.map(each => each.displayName)).toEqual([
      'SheetDesk: errors',
      'SheetDesk: the sweep is silent',
      'SheetDesk: alarms are late',
      'SheetDesk: slow answers',
    ]);
    for (const { notificationChannels } of apis.google.alerts) {
      expect(notificationChannels).toEqual([apis.google.channels[0]?.name]);
    }
  });

  test('gives the add-on a version, and says what a person has to do with it', () => {
    expect(ran).toEqual([
      `npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project ${PROJECT} --non-interactive`,
      'npx --yes @google/clasp@3.4.1 push --force',
      'npx --yes @google/clasp@3.4.1 list-versions --json',
      'npx --yes @google/clasp@3.4.1 create-version sheetdesk 0.1.0 a1b2c3 --json',
    ]);
    expect(said.join('\n')).toContain('script ID 1abcDEF, version 3. Save draft, then Publish.');
  });

  test('is left alone by the next one', async () => {
    const changes = apis.changes();
    expect(changes.length).toBeGreaterThan(20);
    await deploy();
    expect(apis.changes()).toEqual(changes);
  });
});

describe('a deployment that breaks off', () => {
  const MAKING = [
    ['POST', /services:batchEnable$/],
    ['PUT', /billingInfo$/],
    ['POST', /:addFirebase$/],
    ['POST', /\/serviceAccounts$/],
    ['POST', /projects\/acme-desk:setIamPolicy$/],
    ['POST', /serviceAccounts\/[^/]+:setIamPolicy$/],
    ['POST', /\/databases$/],
    ['POST', /\/backupSchedules$/],
    ['POST', /\/repositories$/],
    ['POST', /\/secrets$/],
    ['POST', /:addVersion$/],
    ['POST', /\/budgets$/],
    ['POST', /\/notificationChannels$/],
    ['POST', /\/alertPolicies$/],
  ] as const;

  test.each(MAKING)('at %s %s says where, and goes on there', async (method, path) => {
    apis.failOnce(method, path, 403);
    await expect(deploy()).rejects.toThrow(/answered 403[^]*it goes on here/);
    const before = apis.changes();
    await deploy();
    const again = apis.changes().slice(before.length);
    // Enabling, secrets and alerts are several calls of the same address; what was made is made once.
    const repeated = again.filter(
      each =>
        before.includes(each) && !/batchEnable|Version|setIamPolicy|secrets|alert|serviceAccounts/.test(each),
    );
    expect(repeated).toEqual([]);
    expect(new Set(apis.google.alerts.map(each => each.displayName)).size).toBe(apis.google.alerts.length);
    expect([...apis.google.secrets.values()].map(({ versions }) => versions.length)).toEqual([1, 1, 1]);
  });

  test.each([429, 500, 503])('goes on by itself where Google is busy: %d', async status => {
    apis.failOnce('POST', /\/databases$/, status);
    await deploy();
    expect(apis.google.database).toBeDefined();
  });

  test.each<[NonNullable<Seen['fails']>, string]>([
    ['job', 'the schedule of sweep is not there'],
    ['queue', 'the queue ring is not there'],
    ['invoker', 'allUsers may not call api'],
  ])('mends a missing %s, which firebase-tools skips the next time', async (fails, missing) => {
    seen = { fails };
    await expect(deploy()).rejects.toThrow(
      'Functions, queues, schedule, rules and indexes: There was an error',
    );
    seen = {};
    await deploy();
    expect(said.join('\n')).toContain(missing);
    expect(apis.google.jobs.get(JOB)).toMatchObject({
      httpTarget: { oidcToken: { serviceAccountEmail: RUNTIME } },
    });
    expect([...apis.google.queues.keys()]).toEqual([`${AT}/queues/ring`, `${AT}/queues/summarise`]);
    expect(apis.google.members('run/ring', INVOKER)).toEqual([`serviceAccount:${RING}`]);
  });
});

describe('what somebody changed by hand', () => {
  beforeEach(() => deploy());
  const bindings = (members: string[]) => ({ etag: '', bindings: [{ role: INVOKER, members }] });

  test('a function that is open to all is closed', async () => {
    apis.google.setPolicy('run/sweep', bindings(['allUsers', `serviceAccount:${RING}`]));
    await deploy();
    expect(said).toContain('   allUsers may call sweep');
    expect(apis.google.members('run/sweep', INVOKER)).toEqual([`serviceAccount:${RUNTIME}`]);
  });

  test('a role too many is taken', async () => {
    const policy = apis.google.policy('project');
    policy.bindings.push({
      role: 'roles/editor',
      members: [`serviceAccount:${RUNTIME}`, 'user:boss@example.com'],
    });
    apis.google.setPolicy('project', policy);
    await deploy();
    expect(apis.google.members('project', 'roles/editor')).toEqual(['user:boss@example.com']);
  });

  test.each<[string, () => void, () => unknown, unknown]>([
    [
      'a paused queue runs',
      () => void ((apis.google.queues.get(`${AT}/queues/ring`) ?? {}).state = 'PAUSED'),
      () => apis.google.queues.get(`${AT}/queues/ring`)?.state,
      'RUNNING',
    ],
    [
      'a queue that gives up early is patient',
      () => void ((apis.google.queues.get(`${AT}/queues/ring`) ?? {}).retryConfig = { maxAttempts: 3 }),
      () => apis.google.queues.get(`${AT}/queues/ring`)?.retryConfig,
      expect.objectContaining({ maxAttempts: 30 }),
    ],
    [
      'a paused schedule runs',
      () => void ((apis.google.jobs.get(JOB) ?? {}).state = 'PAUSED'),
      () => apis.google.jobs.get(JOB)?.state,
      'ENABLED',
    ],
    [
      'a schedule that calls elsewhere calls us',
      () =>
        void ((apis.google.jobs.get(JOB) ?? {}).httpTarget = {
          uri: 'https://x.example/',
          oidcToken: { serviceAccountEmail: RUNTIME },
        }),
      () => apis.google.jobs.get(JOB)?.httpTarget,
      expect.objectContaining({ uri: `https://${REGION}-${PROJECT}.cloudfunctions.net/sweep` }),
    ],
    [
      'delete protection comes back',
      () => void ((apis.google.database ?? {}).deleteProtectionState = 'DELETE_PROTECTION_DISABLED'),
      () => apis.google.database?.deleteProtectionState,
      'DELETE_PROTECTION_ENABLED',
    ],
    [
      'a disabled account is enabled',
      () => void ((apis.google.accounts.get(RING) ?? {}).disabled = true),
      () => apis.google.accounts.get(RING)?.disabled,
      undefined,
    ],
  ])('%s', async (_, change, is, wanted) => {
    change();
    await deploy();
    expect(is()).toEqual(wanted);
  });

  test.each([
    `https://${REGION}-${PROJECT}.cloudfunctions.net/sweep`,
    'https://sweep-7d4k2xq3nq-de.a.run.app',
    'https://sweep-7d4k2xq3nq-de.a.run.app/',
  ])('the schedule may call %s: both addresses are ours', async uri => {
    const job = apis.google.jobs.get(JOB) ?? {};
    job.httpTarget = { uri, oidcToken: { serviceAccountEmail: RUNTIME, audience: uri } };
    const before = apis.changes();
    await deploy();
    expect(apis.changes()).toEqual(before);
  });
});

describe('secrets', () => {
  beforeEach(() => deploy());

  test('get a new version by another value in the environment, before the functions are deployed', async () => {
    await deploy({ secrets: { SMTP_URL: 'smtps://u:new@mail.example' } });
    expect(apis.google.secrets.get('SMTP_URL')?.versions).toEqual([
      'smtps://u:p@mail.example',
      'smtps://u:new@mail.example',
    ]);
    expect(ran.filter(each => each.includes('firebase-tools'))).toHaveLength(2);
  });

  test('are kept where none is given', async () => {
    await deploy({ secrets: {} });
    expect(apis.google.secrets.get('SMTP_URL')?.versions).toHaveLength(1);
  });

  test('are made up anew when that is asked for, once', async () => {
    await deploy({ rotate: ['LINK_SECRET'] });
    expect(apis.google.secrets.get('LINK_SECRET')?.versions).toHaveLength(2);
  });
});

describe('what only a person can decide', () => {
  test('who pays', async () => {
    await expect(deploy({ billingAccount: undefined })).rejects.toThrow(
      'Billing: Functions need a billing account. Name one with --billing-account: 012345-6789AB-CDEF01 (Our money).',
    );
  });

  test('which mail server sends', async () => {
    await expect(deploy({ secrets: {} })).rejects.toThrow('Secrets: Nobody can make up SMTP_URL.');
  });

  test('what becomes of a database of another kind', async () => {
    apis.google.enable(['firestore']);
    apis.google.database = { type: 'DATASTORE_MODE' };
    await expect(deploy()).rejects.toThrow(
      'Firestore: The database of acme-desk is of the type DATASTORE_MODE.',
    );
    expect(apis.google.database).toEqual({ type: 'DATASTORE_MODE' });
  });
});

describe('undeploy', () => {
  beforeEach(async () => {
    await deploy();
    await undeploy();
  });

  test('takes away what runs and what calls, and leaves the data', () => {
    const { google } = apis;
    expect([google.functions.size, google.jobs.size]).toEqual([0, 0]);
    expect([...google.queues.values()].map(({ state }) => state)).toEqual(['PAUSED', 'PAUSED']);
    expect(google.database).toMatchObject({ deleteProtectionState: 'DELETE_PROTECTION_ENABLED' });
    expect([google.secrets.size, google.backupSchedules.length]).toEqual([3, 1]);
  });

  test('is undone by the next deployment', async () => {
    await deploy();
    expect(apis.google.functions.size).toBe(5);
    expect([...apis.google.queues.values()].map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING']);
    expect(apis.google.jobs.has(JOB)).toBe(true);
  });

  test('finds nothing to do the second time', async () => {
    const before = apis.changes();
    await undeploy();
    expect(apis.changes()).toEqual(before);
  });
});
