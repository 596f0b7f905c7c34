// A deployment that meets what is there: changed by hand, secrets of before, what only a person can decide; and its
// removal.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeployInput } from '../../scripts/deploy/input.ts';
import {
  AT,
  DeployStage,
  INVOKER,
  JOB,
  PROJECT,
  REGION,
  RING,
  RUNTIME,
} from '../fixtures/google-apis/stage.ts';

let stage: DeployStage;
beforeEach(async () => {
  stage = await DeployStage.start();
});
afterEach(() => stage.close());

const deploy = (change?: Partial<DeployInput>) => stage.deploy(change);
const undeploy = () => stage.undeploy();

describe('the key of the desks', () => {
  const key = `${AT}/keyRings/sheetdesk/cryptoKeys/desks`;
  beforeEach(() => deploy());

  test('that is no use any more stops a deployment, which says what to do', async () => {
    stage.apis.google.cryptoKeys.set(key, {
      ...stage.apis.google.cryptoKeys.get(key),
      primary: { state: 'DESTROY_SCHEDULED' },
    });
    await expect(deploy()).rejects.toThrow(/DESTROY_SCHEDULED.*Restore or enable its version/);
  });

  test('stays when the service is taken down', async () => {
    const before = structuredClone(stage.apis.google.cryptoKeys.get(key));
    await stage.undeploy();
    expect(stage.apis.google.cryptoKeys.get(key)).toEqual(before);
    expect(stage.apis.changes().filter(each => each.startsWith('DELETE cloudkms'))).toEqual([]);
  });
});

describe('what somebody changed by hand', () => {
  beforeEach(() => deploy());
  const bindings = (members: string[]) => ({ etag: '', bindings: [{ role: INVOKER, members }] });

  test('a function that is open to all is closed', async () => {
    stage.apis.google.setPolicy('run/sweep', bindings(['allUsers', `serviceAccount:${RING}`]));
    await deploy();
    expect(stage.said).toContain('   allUsers may call sweep');
    expect(stage.apis.google.members('run/sweep', INVOKER)).toEqual([`serviceAccount:${RUNTIME}`]);
  });

  test('a role too many is taken', async () => {
    const policy = stage.apis.google.policy('project');
    policy.bindings.push({
      role: 'roles/editor',
      members: [`serviceAccount:${RUNTIME}`, 'user:boss@example.com'],
    });
    stage.apis.google.setPolicy('project', policy);
    await deploy();
    expect(stage.apis.google.members('project', 'roles/editor')).toEqual(['user:boss@example.com']);
  });

  test.each<[string, () => void, () => unknown, unknown]>([
    [
      'a paused queue runs',
      () => void ((stage.apis.google.queues.get(`${AT}/queues/ring`) ?? {}).state = 'PAUSED'),
      () => stage.apis.google.queues.get(`${AT}/queues/ring`)?.state,
      'RUNNING',
    ],
    [
      'a queue that gives up early is patient',
      () => void ((stage.apis.google.queues.get(`${AT}/queues/ring`) ?? {}).retryConfig = { maxAttempts: 3 }),
      () => stage.apis.google.queues.get(`${AT}/queues/ring`)?.retryConfig,
      expect.objectContaining({ maxAttempts: 30 }),
    ],
    [
      'a paused schedule runs',
      () => void ((stage.apis.google.jobs.get(JOB) ?? {}).state = 'PAUSED'),
      () => stage.apis.google.jobs.get(JOB)?.state,
      'ENABLED',
    ],
    [
      'a schedule that calls elsewhere calls us',
      () =>
        void ((stage.apis.google.jobs.get(JOB) ?? {}).httpTarget = {
          uri: 'https://x.example/',
          oidcToken: { serviceAccountEmail: RUNTIME },
        }),
      () => stage.apis.google.jobs.get(JOB)?.httpTarget,
      expect.objectContaining({ uri: `https://${REGION}-${PROJECT}.cloudfunctions.net/sweep` }),
    ],
    [
      'delete protection comes back',
      () => void ((stage.apis.google.database ?? {}).deleteProtectionState = 'DELETE_PROTECTION_DISABLED'),
      () => stage.apis.google.database?.deleteProtectionState,
      'DELETE_PROTECTION_ENABLED',
    ],
    [
      'a disabled account is enabled',
      () => void ((stage.apis.google.accounts.get(RING) ?? {}).disabled = true),
      () => stage.apis.google.accounts.get(RING)?.disabled,
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
    const job = stage.apis.google.jobs.get(JOB) ?? {};
    job.httpTarget = { uri, oidcToken: { serviceAccountEmail: RUNTIME, audience: uri } };
    const before = stage.apis.changes();
    await deploy();
    expect(stage.apis.changes()).toEqual(before);
  });
});

describe('secrets', () => {
  beforeEach(() => deploy());

  test('get a new version by another value in the environment, before the functions are deployed', async () => {
    await deploy({ secrets: { SMTP_URL: 'smtps://u:new@mail.example' } });
    expect(stage.apis.google.secrets.get('SMTP_URL')?.versions).toEqual([
      'smtps://u:p@mail.example',
      'smtps://u:new@mail.example',
    ]);
    expect(stage.ran.filter(each => each.includes('firebase-tools'))).toHaveLength(2);
  });

  test('are kept where none is given', async () => {
    await deploy({ secrets: {} });
    expect(stage.apis.google.secrets.get('SMTP_URL')?.versions).toHaveLength(1);
  });

  test('are made up anew when that is asked for, once', async () => {
    await deploy({ rotate: ['LINK_SECRET'] });
    expect(stage.apis.google.secrets.get('LINK_SECRET')?.versions).toHaveLength(2);
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
    stage.apis.google.enable(['firestore']);
    stage.apis.google.database = { type: 'DATASTORE_MODE' };
    await expect(deploy()).rejects.toThrow(
      'Firestore: The database of acme-desk is of the type DATASTORE_MODE.',
    );
    expect(stage.apis.google.database).toEqual({ type: 'DATASTORE_MODE' });
  });
});

describe('undeploy', () => {
  beforeEach(async () => {
    await deploy();
    await undeploy();
  });

  test('takes away what runs and what calls, and leaves the data', () => {
    const { google } = stage.apis;
    expect([google.functions.size, google.jobs.size]).toEqual([0, 0]);
    expect([...google.queues.values()].map(({ state }) => state)).toEqual(['PAUSED', 'PAUSED']);
    expect(google.database).toMatchObject({ deleteProtectionState: 'DELETE_PROTECTION_ENABLED' });
    expect([google.secrets.size, google.backupSchedules.length]).toEqual([3, 1]);
  });

  test('is undone by the next deployment', async () => {
    await deploy();
    expect(stage.apis.google.functions.size).toBe(5);
    expect([...stage.apis.google.queues.values()].map(({ state }) => state)).toEqual(['RUNNING', 'RUNNING']);
    expect(stage.apis.google.jobs.has(JOB)).toBe(true);
  });

  test('finds nothing to do the second time', async () => {
    const before = stage.apis.changes();
    await undeploy();
    expect(stage.apis.changes()).toEqual(before);
  });
});
