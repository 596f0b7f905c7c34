// The steps of a deployment against a stub of Google's APIs: from nothing, again, and after a break.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Seen } from '../fixtures/google-apis/firebase-tools.ts';
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

const deploy = () => stage.deploy();

describe('a deployment into an empty project', () => {
  beforeEach(() => deploy());

  test('makes the accounts with the least that they need', () => {
    const { google } = stage.apis;
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
    expect(stage.apis.google.database).toMatchObject({
      type: 'FIRESTORE_NATIVE',
      locationId: REGION,
      deleteProtectionState: 'DELETE_PROTECTION_ENABLED',
      pointInTimeRecoveryEnablement: 'POINT_IN_TIME_RECOVERY_ENABLED',
    });
    expect(stage.apis.google.backupSchedules).toEqual([{ retention: '1209600s', dailyRecurrence: {} }]);
  });

  test('has old images deleted, before the tool that would ask for it', () => {
    expect(stage.apis.google.repositories.get(`${AT}/repositories/gcf-artifacts`)).toMatchObject({
      cleanupPolicyDryRun: false,
      cleanupPolicies: {
        'firebase-functions-cleanup': { condition: { olderThan: '86400s' }, action: 'DELETE' },
      },
    });
  });

  test('fills the secrets, without saying any', () => {
    const values = [...stage.apis.google.secrets].map(([name, { versions }]) => [name, versions]);
    expect(values).toEqual([
      ['LINK_SECRET', ['made-up-'.repeat(8)]],
      ['CHANNELS', ['{}']],
      ['SMTP_URL', ['smtps://u:p@mail.example']],
    ]);
    expect(stage.said.join('\n')).not.toMatch(/made-up-|u:p/);
  });

  test('makes the key of the desks, which changes and which the running service alone may use', () => {
    const key = `${AT}/keyRings/sheetdesk/cryptoKeys/desks`;
    expect(stage.apis.google.cryptoKeys.get(key)).toMatchObject({
      purpose: 'ENCRYPT_DECRYPT',
      rotationPeriod: '7776000s',
      nextRotationTime: '2027-02-18T00:00:00.000Z',
    });
    expect(stage.apis.google.policy(key).bindings).toEqual([
      { role: 'roles/cloudkms.cryptoKeyEncrypterDecrypter', members: [`serviceAccount:${RUNTIME}`] },
    ]);
  });

  test('watches money and errors', () => {
    expect(stage.apis.google.budgets).toMatchObject([{ amount: { specifiedAmount: { units: '50' } } }]);
    expect(stage.apis.google.channels).toMatchObject([{ labels: { email_address: 'ops@example.com' } }]);
    expect(stage.apis.google.alerts.map(each => each.displayName)).toEqual([
      'SheetDesk: errors',
      'SheetDesk: the sweep is silent',
      'SheetDesk: alarms are late',
      'SheetDesk: slow answers',
    ]);
    for (const { notificationChannels } of stage.apis.google.alerts) {
      expect(notificationChannels).toEqual([stage.apis.google.channels[0]?.name]);
    }
  });

  test('gives the add-on a version, and says what a person has to do with it', () => {
    expect(stage.ran).toEqual([
      `npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project ${PROJECT} --non-interactive`,
      'npx --yes @google/clasp@3.4.1 push --force',
      'npx --yes @google/clasp@3.4.1 list-versions --json',
      'npx --yes @google/clasp@3.4.1 create-version sheetdesk 0.1.0 a1b2c3 --json',
    ]);
    expect(stage.said.join('\n')).toContain('script ID 1abcDEF, version 3. Save draft, then Publish.');
  });

  test('is left alone by the next one', async () => {
    const changes = stage.apis.changes();
    expect(changes.length).toBeGreaterThan(20);
    await deploy();
    expect(stage.apis.changes()).toEqual(changes);
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
    ['POST', /\/keyRings$/],
    ['POST', /\/cryptoKeys$/],
    ['PATCH', /\/cryptoKeys\/desks$/],
    ['POST', /cryptoKeys\/desks:setIamPolicy$/],
    ['POST', /\/secrets$/],
    ['POST', /:addVersion$/],
    ['POST', /\/budgets$/],
    ['POST', /\/notificationChannels$/],
    ['POST', /\/alertPolicies$/],
  ] as const;

  test.each(MAKING)('at %s %s says where, and goes on there', async (method, path) => {
    stage.apis.failOnce(method, path, 403);
    await expect(deploy()).rejects.toThrow(/answered 403[^]*it goes on here/);
    const before = stage.apis.changes();
    await deploy();
    const again = stage.apis.changes().slice(before.length);
    // Enabling, secrets and alerts are several calls of the same address; what was made is made once.
    const repeated = again.filter(
      each =>
        before.includes(each) && !/batchEnable|Version|setIamPolicy|secrets|alert|serviceAccounts/.test(each),
    );
    expect(repeated).toEqual([]);
    expect(new Set(stage.apis.google.alerts.map(each => each.displayName)).size).toBe(
      stage.apis.google.alerts.length,
    );
    expect([...stage.apis.google.secrets.values()].map(({ versions }) => versions.length)).toEqual([1, 1, 1]);
  });

  test.each([429, 500, 503])('goes on by itself where Google is busy: %d', async status => {
    stage.apis.failOnce('POST', /\/databases$/, status);
    await deploy();
    expect(stage.apis.google.database).toBeDefined();
  });

  test.each<[NonNullable<Seen['fails']>, string]>([
    ['job', 'the schedule of sweep is not there'],
    ['queue', 'the queue ring is not there'],
    ['invoker', 'allUsers may not call api'],
  ])('mends a missing %s, which firebase-tools skips the next time', async (fails, missing) => {
    stage.seen = { fails };
    await expect(deploy()).rejects.toThrow(
      'Functions, queues, schedule, rules and indexes: There was an error',
    );
    stage.seen = {};
    await deploy();
    expect(stage.said.join('\n')).toContain(missing);
    expect(stage.apis.google.jobs.get(JOB)).toMatchObject({
      httpTarget: { oidcToken: { serviceAccountEmail: RUNTIME } },
    });
    expect([...stage.apis.google.queues.keys()]).toEqual([`${AT}/queues/ring`, `${AT}/queues/summarise`]);
    expect(stage.apis.google.members('run/ring', INVOKER)).toEqual([`serviceAccount:${RING}`]);
  });
});
