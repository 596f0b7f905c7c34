import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { readConfig } from '../../functions/src/config.ts';
import { type DeployInput, environmentOf, planDeploy } from '../../scripts/deploy-plan.ts';

const INPUT: DeployInput = {
  projectId: 'acme-desk',
  region: 'asia-east1',
  scriptId: '1abcDEF',
  interactive: false,
  force: false,
};

/** The commands of a plan as a person would type them. */
function commandsOf(input: Partial<DeployInput>): string[] {
  return planDeploy({ ...INPUT, ...input }).flatMap(step =>
    step.do === 'run' ? [[step.command, ...step.args].join(' ')] : [],
  );
}

describe('the deployment plan', () => {
  it('deploys the service, then the add-on that calls it, with tools of exact versions', () => {
    expect(planDeploy(INPUT).map(step => step.do)).toEqual([
      'manifest',
      'write',
      'run',
      'addon',
      'write',
      'run',
    ]);
    expect(commandsOf({})).toEqual([
      'npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk --non-interactive',
      'npx --yes @google/clasp@3.4.1 push --force',
    ]);
  });

  it('leaves the add-on alone when no script is named', () => {
    expect(planDeploy({ ...INPUT, scriptId: undefined }).map(step => step.do)).toEqual([
      'manifest',
      'write',
      'run',
    ]);
  });

  it('asks a person who is there, and forces only when told to', () => {
    expect(commandsOf({ interactive: true, force: true })[0]).toBe(
      'npx --yes firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk --force',
    );
  });

  it('gives the add-on the address that the service will have', () => {
    const addon = planDeploy({ ...INPUT, region: 'asia-east2' }).find(step => step.do === 'addon');
    expect(addon).toMatchObject({ serviceUrl: 'https://asia-east2-acme-desk.cloudfunctions.net/api' });
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
    expect(stdout).toContain('gcloud iam service-accounts create sheetdesk --project=acme-desk');
    expect(stdout).toContain('firebase-tools@15.34.2 deploy --only functions,firestore --project acme-desk');
    expect(stdout).toContain('"scriptId": "1abcDEF"');
    expect(stdout).not.toContain('left as it is');
  });

  it('says that the add-on stays when no script is named', () => {
    expect(deploy('--dry-run', '--project', 'acme-desk').stdout).toContain('The add-on is left as it is');
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

  it('says what is missing when no project is named', () => {
    const { status, stderr } = deploy('--dry-run');
    expect(status).toBe(2);
    expect(stderr).toContain('No Google Cloud project is named');
    expect(stderr).toContain('--project');
  });
});
