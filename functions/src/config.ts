// What the functions have to be told about the place they run in. The only reader of the environment.

import * as z from 'zod';

const list = z.string().transform(text =>
  text
    .split(',')
    .map(each => each.trim())
    .filter(Boolean),
);

const environment = z.object({
  GOOGLE_CLOUD_PROJECT: z.string().min(1).optional(),
  GCLOUD_PROJECT: z.string().min(1).optional(),
  /** Addresses of the functions; tokens of our machines are made out to them. */
  RING_URL: z.url(),
  SUMMARISE_URL: z.url(),
  SWEEP_URL: z.url(),
  /** Full names of the queues. */
  RING_QUEUE: z.string().min(1),
  SUMMARISE_QUEUE: z.string().min(1),
  /** Account that queue and scheduler act as. */
  SERVICE_ACCOUNT: z.string().min(1),
  /** OAuth client ids of the add-on. */
  USER_AUDIENCES: list,
  TOKEN_ISSUERS: list.default(['https://accounts.google.com', 'accounts.google.com']),
  JWKS_URL: z.url().default('https://www.googleapis.com/oauth2/v3/certs'),
  SMTP_URL: z.url({ protocol: /^smtps?$/ }),
  MAIL_FROM: z.string().min(3),
  /** Other servers than Google's: host:port without TLS, and the root of the Sheets API. */
  FIRESTORE_ADDRESS: z.string().optional(),
  TASKS_ADDRESS: z.string().optional(),
  SHEETS_ROOT_URL: z.url().optional(),
});

export interface Config {
  projectId: string;
  queues: Record<'ring' | 'summarise', { path: string; url: string }>;
  machineAudiences: string[];
  serviceAccount: string;
  userAudiences: string[];
  issuers: string[];
  jwksUrl: string;
  smtpUrl: string;
  mailFrom: string;
  firestoreAddress: string | undefined;
  tasksAddress: string | undefined;
  sheetsRootUrl: string | undefined;
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
  return {
    projectId,
    queues: {
      ring: { path: env.RING_QUEUE, url: env.RING_URL },
      summarise: { path: env.SUMMARISE_QUEUE, url: env.SUMMARISE_URL },
    },
    machineAudiences: [env.RING_URL, env.SUMMARISE_URL, env.SWEEP_URL],
    serviceAccount: env.SERVICE_ACCOUNT,
    userAudiences: env.USER_AUDIENCES,
    issuers: env.TOKEN_ISSUERS,
    jwksUrl: env.JWKS_URL,
    smtpUrl: env.SMTP_URL,
    mailFrom: env.MAIL_FROM,
    firestoreAddress: env.FIRESTORE_ADDRESS,
    tasksAddress: env.TASKS_ADDRESS,
    sheetsRootUrl: env.SHEETS_ROOT_URL,
  };
}
