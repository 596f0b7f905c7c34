import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/src/config.ts';
import type { DeployInput } from '../../scripts/deploy/input.ts';
import { environmentOf } from '../../scripts/deploy/plan.ts';
import { STEPS } from '../../scripts/deploy/steps/index.ts';

const INPUT: DeployInput = {
  projectId: 'acme-desk',
  region: 'asia-east1',
  scriptId: '1abcDEF',
  release: 'sheetdesk 0.1.0',
  interactive: false,
  force: false,
  billingAccount: undefined,
  budget: 50,
  alertMail: undefined,
  secrets: {},
  rotate: [],
};

/** What is announced for an input. */
const announced = (input: Partial<DeployInput>) =>
  STEPS.flatMap(step => step.plan({ ...INPUT, ...input })).join('\n');

describe('the deployment plan', () => {
  it('has each step once, under a name of its own', () => {
    expect(new Set(STEPS.map(({ name }) => name)).size).toBe(STEPS.length);
  });

  it('deploys the service, then the add-on that calls it, with tools of exact versions', () => {
    expect(announced({}).match(/npx .*/g)).toEqual([
      'npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk --non-interactive',
      'npx --yes @google/clasp@3.4.1 push --force, which replaces all files of the script 1abcDEF',
      'npx --yes @google/clasp@3.4.1 create-version, unless there is a version with the same content',
    ]);
  });

  it('leaves the add-on alone when no script is named', () => {
    expect(announced({ scriptId: undefined })).not.toContain('clasp');
  });

  it('asks a person who is there, and forces only when told to', () => {
    expect(announced({ interactive: true, force: true })).toContain(
      'npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk --force',
    );
  });

  it('gives the add-on the address that the service will have', () => {
    expect(announced({ region: 'asia-east2' })).toContain(
      'https://asia-east2-acme-desk.cloudfunctions.net/api',
    );
  });

  it('tells the functions their addresses, queues and account, in names that Google leaves free', () => {
    const environment = environmentOf(INPUT);
    expect(environment).toMatchObject({
      RING_URL: 'https://asia-east1-acme-desk.cloudfunctions.net/ring',
      RING_QUEUE: 'projects/acme-desk/locations/asia-east1/queues/ring',
      SERVICE_ACCOUNT: 'sheetdesk@acme-desk.iam.gserviceaccount.com',
      RUN_URLS: [
        'https://ring-*.a.run.app,https://ring-*.asia-east1.run.app',
        'https://summarise-*.a.run.app,https://summarise-*.asia-east1.run.app',
        'https://sweep-*.a.run.app,https://sweep-*.asia-east1.run.app',
      ].join(','),
    });
    for (const name of Object.keys(environment)) {
      expect(name).toMatch(/^[A-Z][A-Z_]*$/);
      expect(name).not.toMatch(/^(X_GOOGLE_|FIREBASE_|EXT_|K_|FUNCTION_|GCLOUD_|GCP_|PORT$)/);
    }
  });
});

describe('the environment of a deployment', () => {
  it('is complete with the settings that only the workspace knows', () => {
    const settings = {
      USER_AUDIENCES: 'id',
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'desk@example.com',
      LINK_SECRET: 'x'.repeat(32),
    };
    const config = readConfig({ GCLOUD_PROJECT: 'acme-desk', ...environmentOf(INPUT), ...settings });
    expect(config).toMatchObject({
      projectId: 'acme-desk',
      queues: { ring: { url: 'https://asia-east1-acme-desk.cloudfunctions.net/ring' } },
      serviceAccount: 'sheetdesk@acme-desk.iam.gserviceaccount.com',
      machines: Object.fromEntries(
        ['ring', 'summarise', 'sweep'].map(name => [
          name,
          {
            audiences: [
              `https://asia-east1-acme-desk.cloudfunctions.net/${name}`,
              `https://${name}-*.a.run.app`,
              `https://${name}-*.asia-east1.run.app`,
            ],
            account: `sheetdesk${name === 'sweep' ? '' : `-${name}`}@acme-desk.iam.gserviceaccount.com`,
          },
        ]),
      ),
    });
    expect(Object.keys(settings).every(name => !(name in environmentOf(INPUT)))).toBe(true);
  });
});

describe('the channels of a deployment', () => {
  const read = (CHANNELS: string) =>
    readConfig({
      GCLOUD_PROJECT: 'acme-desk',
      ...environmentOf(INPUT),
      USER_AUDIENCES: 'id',
      SMTP_URL: 'smtps://mail.example',
      MAIL_FROM: 'desk@example.com',
      LINK_SECRET: 'x'.repeat(32),
      CHANNELS,
    }).channels;

  it('are robots by name, at the hosts of their vendors', () => {
    const channels = {
      企业微信·客服群: { kind: 'wecom', url: 'https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=k' },
      钉钉·技术群: {
        kind: 'dingtalk',
        url: 'https://oapi.dingtalk.com/robot/send?access_token=t',
        secret: 's',
      },
    };
    expect(read(JSON.stringify(channels))).toEqual(channels);
  });

  it.each([
    ['{', 'CHANNELS: not JSON'],
    ['{"群":{"kind":"irc","url":"https://qyapi.weixin.qq.com"}}', 'CHANNELS.群.kind'],
    [
      '{"群":{"kind":"wecom","url":"https://evil.example/?key=k"}}',
      'CHANNELS: "群" leads to a host that is not allowed',
    ],
    [
      '{"群":{"kind":"wecom","url":"http://qyapi.weixin.qq.com/?key=k"}}',
      'CHANNELS: "群" leads to a host that is not allowed',
    ],
  ])('are refused: %s', (text, reason) => {
    expect(() => read(text)).toThrow(reason);
    expect(() => read(text)).not.toThrow('key=k');
  });
});

describe('npm run deploy', () => {
  const deploy = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/deploy.ts', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });

  it('prints the plan and what has to be there, and runs nothing, with --dry-run', () => {
    const { status, stdout } = deploy('--dry-run', '--project', 'acme-desk', '--script', '1abcDEF');
    expect(status).toBe(0);
    expect(stdout).toContain('Create sheetdesk@acme-desk.iam.gserviceaccount.com');
    expect(stdout).toContain('firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk');
    expect(stdout).toContain('the script 1abcDEF');
    expect(stdout).not.toContain('left as it is: neither');
  });

  it('says that the add-on stays when no script is named', () => {
    expect(deploy('--dry-run', '--project', 'acme-desk').stdout).toContain('It is left as it is');
  });

  it('says which settings are missing, and runs nothing without them', () => {
    for (const { status, stdout, stderr } of [
      deploy('--project', 'acme-desk'),
      deploy('--dry-run', '--project', 'acme-desk'),
    ]) {
      expect(stdout + stderr).toContain('functions/.env.acme-desk');
      expect(stdout + stderr).toContain('USER_AUDIENCES');
      expect(stdout).not.toContain('──');
      expect([0, 2]).toContain(status);
    }
    expect(deploy('--project', 'acme-desk').status).toBe(2);
  });

  it.each([
    ['--budget', 'much', '--budget much is no whole number.'],
    [
      '--rotate',
      'SMTP_URL',
      'Only LINK_SECRET can be made up. SMTP_URL: give the new value in the environment.',
    ],
  ])('refuses %s %s', (option, value, sentence) => {
    const { status, stderr } = deploy('--dry-run', '--project', 'acme-desk', option, value);
    expect([status, stderr]).toEqual([2, `${sentence}\n`]);
  });

  it('says what is missing when no project is named', () => {
    const { status, stderr } = deploy('--dry-run');
    expect(status).toBe(2);
    expect(stderr).toContain('No Google Cloud project is named');
    expect(stderr).toContain('--project');
  });
});

describe('npm run undeploy', () => {
  const undeploy = (...args: string[]) =>
    spawnSync(process.execPath, ['scripts/undeploy.ts', ...args], {
      encoding: 'utf8',
      env: { PATH: process.env.PATH },
    });

  it('prints what it would take away and what stays, until it is told to do it', () => {
    const { status, stdout } = undeploy('--project', 'acme-desk');
    expect(status).toBe(0);
    expect(stdout).toContain('Delete projects/acme-desk/locations/asia-east1/functions/api');
    expect(stdout).toContain('Kept: the database with its back-ups');
    expect(stdout).toContain('Nothing was done. Add --yes to do it.');
  });

  it('needs a project by name', () => {
    expect(undeploy('--yes')).toMatchObject({ status: 2 });
  });
});
