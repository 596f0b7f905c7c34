// What the functions have to be told about the place they run in. The only reader of the environment.

import * as z from 'zod';
import type { TasksPlace } from './adapters/google/cloud-tasks-alarms.ts';
import type { IdentitySettings } from './adapters/google/token-identity.ts';

const list = z.string().transform(text =>
  text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean),
);

/** Where chat robots live: nothing is sent elsewhere, whatever an address says. */
const ROBOT_ORIGINS = [
  'https://qyapi.weixin.qq.com',
  'https://oapi.dingtalk.com',
  'https://open.feishu.cn',
  'https://open.larksuite.com',
  'https://chat.googleapis.com',
];

const robot = z.strictObject({
  kind: z.enum(['wecom', 'dingtalk', 'feishu', 'googleChat']),
  url: z.url(),
  secret: z.string().min(1).optional(),
});

/** Chat channels by the name that the settings tab has: `{"企业微信·客服群":{"kind":"wecom","url":"https://…"}}`. */
const channels = z
  .string()
  .transform((text, context) => {
    try {
      return JSON.parse(text) as unknown;
    } catch {
      context.addIssue({ code: 'custom', message: 'not JSON' });
      return z.NEVER;
    }
  })
  .pipe(z.record(z.string().min(1).max(50), robot));

const environment = z.object({
  GOOGLE_CLOUD_PROJECT: z.string().min(1).optional(),
  GCLOUD_PROJECT: z.string().min(1).optional(),
  /** Addresses of the functions; tokens of our machines are made out to them. */
  RING_URL: z.url(),
  SUMMARISE_URL: z.url(),
  SWEEP_URL: z.url(),
  LINK_URL: z.url(),
  /**
   * Further addresses of the functions that our machines call, such as Cloud Run gives them; `*` stands for a part of
   * the host's name.
   */
  RUN_URLS: list,
  /** Full names of the queues. */
  RING_QUEUE: z.string().min(1),
  SUMMARISE_QUEUE: z.string().min(1),
  /** Account that the functions run as and the schedule calls as; spreadsheets are shared with it. */
  SERVICE_ACCOUNT: z.string().min(1),
  /**
   * Accounts that the queues call as: each opens one function. A place that was set up without them calls as the
   * functions' own.
   */
  RING_ACCOUNT: z.string().min(1).optional(),
  SUMMARISE_ACCOUNT: z.string().min(1).optional(),
  /** OAuth client ids of the add-on. */
  USER_AUDIENCES: list,
  TOKEN_ISSUERS: list.default(['https://accounts.google.com', 'accounts.google.com']),
  JWKS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3),
  CHANNELS: channels.default({}),
  /** Signs the links in notices; another one makes all that were given out invalid. */
  LINK_SECRET: z.string().min(32),
  /** What wraps the keys of desks: `gcp-kms://projects/…/cryptoKeys/…`, or `file:///…` with keys. */
  KEY_URI: z
    .string()
    .regex(
      /^(gcp-kms:\/\/projects\/[\w-]+\/locations\/[\w-]+\/keyRings\/[\w-]+\/cryptoKeys\/[\w-]+|file:\/\/\/.+)$/,
    ),
  ROBOT_ORIGINS: list.default(ROBOT_ORIGINS),
  /**
   * Which revision of the service runs; Cloud Run says so.
   * https://cloud.google.com/run/docs/container-contract#services-env-vars
   */
  K_REVISION: z.string().default(''),
  /** Other servers than Google's: host:port without TLS, and the roots of Google's APIs. */
  FIRESTORE_ADDRESS: z.string().optional(),
  TASKS_ADDRESS: z.string().optional(),
  SHEETS_ROOT_URL: z.url().optional(),
  KMS_ROOT_URL: z.url().optional(),
  /** Where people open a spreadsheet; `{id}` stands for its id. */
  SHEET_WEB_URL: z.string().default('https://docs.google.com/spreadsheets/d/{id}/edit'),
});

export interface Config {
  projectId: string;
  queues: TasksPlace['queues'];
  machines: IdentitySettings['machines'];
  serviceAccount: string;
  userAudiences: string[];
  issuers: string[];
  jwksUrl: string;
  smtpUrl: string;
  mailFrom: string;
  channels: Record<string, z.infer<typeof robot>>;
  firestoreAddress: string | undefined;
  tasksAddress: string | undefined;
  sheetsRootUrl: string | undefined;
  sheetWebUrl: string;
  linkUrl: string;
  linkSecret: string;
  /** Address of what wraps the keys of desks. */
  keyUri: string;
  /** Another server than Cloud KMS. */
  kmsRootUrl?: string | undefined;
  /** The revision that runs; another one after each deployment. */
  revision?: string;
}

/** Reads the configuration. @throws Error that names every variable that is missing or malformed. */
export function readConfig(variables: Record<string, string | undefined>): Config {
  const parsed = environment.safeParse(variables);
  if (!parsed.success) {
    const faults = parsed.error.issues.map(issue => `${issue.path.join('.')}: ${issue.message}`);
    throw new Error(`The environment is not complete. ${faults.join('; ')}`);
  }
  const env = parsed.data;
  const projectId = env.GOOGLE_CLOUD_PROJECT ?? env.GCLOUD_PROJECT;
  if (!projectId) throw new Error('The environment is not complete. GOOGLE_CLOUD_PROJECT: not set');
  const ringAccount = env.RING_ACCOUNT ?? env.SERVICE_ACCOUNT;
  const summariseAccount = env.SUMMARISE_ACCOUNT ?? env.SERVICE_ACCOUNT;
  const runUrlsOf = (door: keyof Config['machines']) =>
    env.RUN_URLS.filter(url => url.includes(`//${door}-`));
  return {
    projectId,
    queues: {
      ring: { path: env.RING_QUEUE, url: env.RING_URL, account: ringAccount },
      summarise: { path: env.SUMMARISE_QUEUE, url: env.SUMMARISE_URL, account: summariseAccount },
    },
    machines: {
      ring: { audiences: [env.RING_URL, ...runUrlsOf('ring')], account: ringAccount },
      summarise: {
        audiences: [env.SUMMARISE_URL, ...runUrlsOf('summarise')],
        account: summariseAccount,
      },
      sweep: { audiences: [env.SWEEP_URL, ...runUrlsOf('sweep')], account: env.SERVICE_ACCOUNT },
    },
    serviceAccount: env.SERVICE_ACCOUNT,
    userAudiences: env.USER_AUDIENCES,
    issuers: env.TOKEN_ISSUERS,
    jwksUrl: env.JWKS_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    channels: allowed(env.CHANNELS, env.ROBOT_ORIGINS),
    firestoreAddress: env.FIRESTORE_ADDRESS,
    tasksAddress: env.TASKS_ADDRESS,
    sheetsRootUrl: env.SHEETS_ROOT_URL,
    sheetWebUrl: env.SHEET_WEB_URL,
    linkUrl: env.LINK_URL,
    linkSecret: env.LINK_SECRET,
    keyUri: env.KEY_URI,
    kmsRootUrl: env.KMS_ROOT_URL,
    revision: env.K_REVISION,
  };
}

function allowed(channels: Config['channels'], origins: readonly string[]): Config['channels'] {
  const strange = Object.entries(channels).find(([, { url }]) => !origins.includes(new URL(url).origin));
  // Without the address: it carries the key.
  if (strange)
    throw new Error(
      `The environment is not complete. CHANNELS: "${strange[0]}" leads to a host that is not allowed`,
    );
  return channels;
}
