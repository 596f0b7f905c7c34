// What is kept: the database, what becomes of built images, and secrets.
import * as z from 'zod';
import { SECRETS } from '../../../functions/src/deploy/place.ts';
import type { SecretName } from '../input.ts';
import { type DeployContext, DeployError, type Step } from '../step.ts';

const DATABASE = '(default)';
const PROTECTED = 'DELETE_PROTECTION_ENABLED';
const RECOVERY = 'POINT_IN_TIME_RECOVERY_ENABLED';
/** Back-ups of each day are kept for two weeks. */
const BACKUP_RETENTION = `${14 * 24 * 3600}s`;

/** Where Cloud Functions keeps built images, and the name of the policy that firebase-tools looks for. */
const REPOSITORY = 'gcf-artifacts';
const CLEANUP = 'firebase-functions-cleanup';
const IMAGES_KEPT_SECONDS = 24 * 3600;

const databaseShape = z.looseObject({
  type: z.string(),
  deleteProtectionState: z.string().optional(),
  pointInTimeRecoveryEnablement: z.string().optional(),
});
const backupsShape = z.object({
  backupSchedules: z.array(z.looseObject({ dailyRecurrence: z.unknown().optional() })).default([]),
});
const repositoryShape = z.looseObject({
  cleanupPolicyDryRun: z.boolean().optional(),
  cleanupPolicies: z
    .record(
      z.string(),
      z.looseObject({ condition: z.looseObject({ olderThan: z.string().optional() }).optional() }),
    )
    .default({}),
});

const database: Step = {
  name: 'Firestore',
  plan: ({ region }) => [
    `Create the database in ${region}, in native mode; its place can never be changed`,
    'Turn on delete protection and recovery to any minute of the last seven days',
  ],
  async look(context) {
    const found = await databaseOf(context);
    if (!found) return ['there is no database'];
    if (found.type !== 'FIRESTORE_NATIVE') {
      throw new DeployError(
        `The database of ${context.input.projectId} is of the type ${found.type}. Take another project.`,
      );
    }
    return [
      ...(found.deleteProtectionState === PROTECTED ? [] : ['the database can be deleted']),
      ...(found.pointInTimeRecoveryEnablement === RECOVERY ? [] : ['earlier states cannot be recovered']),
    ];
  },
  async do(context) {
    const { google, input } = context;
    const databases = `/v1/projects/${input.projectId}/databases`;
    const settings = { deleteProtectionState: PROTECTED, pointInTimeRecoveryEnablement: RECOVERY };
    if (await databaseOf(context)) {
      const mask = Object.keys(settings).join(',');
      return google.operate(
        'firestore',
        'PATCH',
        `${databases}/${DATABASE}?updateMask=${mask}`,
        settings,
        'v1',
      );
    }
    const made = { type: 'FIRESTORE_NATIVE', locationId: input.region, ...settings };
    return google.operate('firestore', 'POST', `${databases}?databaseId=${DATABASE}`, made, 'v1');
  },
};

const backups: Step = {
  name: 'Daily back-ups',
  plan: () => ['Keep a back-up of each day for 14 days'],
  async look(context) {
    const { backupSchedules } = backupsShape.parse(
      await context.google.get('firestore', backupsPath(context)),
    );
    return backupSchedules.some(each => each.dailyRecurrence !== undefined) ? [] : ['no back-up is made'];
  },
  async do(context) {
    const schedule = { retention: BACKUP_RETENTION, dailyRecurrence: {} };
    await context.google.call('firestore', 'POST', backupsPath(context), schedule);
  },
};

const artifacts: Step = {
  name: 'Clean-up of built images',
  plan: ({ region }) => [
    `Make ${REPOSITORY} in ${region} delete images after a day; without it firebase-tools ends with an error though all is deployed`,
  ],
  async look(context) {
    const found = await repositoryOf(context);
    if (!found) return [`${REPOSITORY} is not there`];
    const policy = found.cleanupPolicies[CLEANUP];
    if (policy?.condition?.olderThan === undefined) return ['built images are kept for ever'];
    return found.cleanupPolicyDryRun === true ? ['built images are only looked at'] : [];
  },
  async do(context) {
    const { google, input } = context;
    const found = await repositoryOf(context);
    const condition = { tagState: 'ANY', olderThan: `${IMAGES_KEPT_SECONDS}s` };
    const cleanupPolicies = {
      ...found?.cleanupPolicies,
      [CLEANUP]: { id: CLEANUP, condition, action: 'DELETE' },
    };
    if (!found) {
      const parent = `/v1/projects/${input.projectId}/locations/${input.region}/repositories`;
      const made = { format: 'DOCKER', cleanupPolicies, cleanupPolicyDryRun: false };
      return google.operate('artifactregistry', 'POST', `${parent}?repositoryId=${REPOSITORY}`, made, 'v1');
    }
    const path = `${repositoryPath(context)}?updateMask=cleanupPolicies,cleanupPolicyDryRun`;
    await google.call('artifactregistry', 'PATCH', path, { cleanupPolicies, cleanupPolicyDryRun: false });
  },
};

const secrets: Step = {
  name: 'Secrets',
  plan: () => [
    `Create ${SECRETS.join(', ')} in Secret Manager; SMTP_URL is read from the environment, LINK_SECRET is made up, CHANNELS is empty`,
    'A value in the environment that differs becomes a new version; functions take it up because they are deployed after it',
  ],
  async look(context) {
    const stale = await Promise.all(SECRETS.map(name => faultOf(name, context)));
    return stale.flatMap(fault => fault ?? []);
  },
  async do(context) {
    const { google, input } = context;
    for (const name of SECRETS) {
      if ((await faultOf(name, context)) === undefined) continue;
      const value = valueFor(name, context);
      if (!(await google.find('secretmanager', secretPath(name, context)))) {
        await google.call(
          'secretmanager',
          'POST',
          `/v1/projects/${input.projectId}/secrets?secretId=${name}`,
          {
            replication: { automatic: {} },
          },
        );
      }
      const payload = { data: Buffer.from(value).toString('base64') };
      await google.call('secretmanager', 'POST', `${secretPath(name, context)}:addVersion`, { payload });
      context.renewed.add(name);
    }
  },
};

export const DATA_STEPS: readonly Step[] = [database, backups, artifacts, secrets];

async function databaseOf({ google, input }: DeployContext) {
  const found = await google.find('firestore', `/v1/projects/${input.projectId}/databases/${DATABASE}`);
  return found && databaseShape.parse(found);
}

async function repositoryOf(context: DeployContext) {
  const found = await context.google.find('artifactregistry', repositoryPath(context));
  return found && repositoryShape.parse(found);
}

/** What is wrong with a secret; undefined when it is as it should be. */
async function faultOf(name: SecretName, context: DeployContext): Promise<string | undefined> {
  const found = await context.google.find(
    'secretmanager',
    `${secretPath(name, context)}/versions/latest:access`,
  );
  if (!found) return `${name} has no value`;
  if (context.input.rotate.includes(name) && !context.renewed.has(name))
    return `${name} is to get a new value`;
  const given = context.input.secrets[name];
  const { payload } = z.object({ payload: z.object({ data: z.string() }) }).parse(found);
  if (given === undefined || Buffer.from(payload.data, 'base64').toString() === given) return undefined;
  return `${name} has another value than the environment`;
}

function valueFor(name: SecretName, { input, secret }: DeployContext): string {
  const given = input.secrets[name];
  if (given !== undefined) return given;
  if (name === 'LINK_SECRET') return secret();
  if (name === 'CHANNELS') return '{}';
  throw new DeployError(
    `Nobody can make up ${name}. Run once: ${name}='smtps://USER:PASSWORD@HOST' npm run deploy`,
  );
}

const secretPath = (name: string, { input }: DeployContext) =>
  `/v1/projects/${input.projectId}/secrets/${name}`;

const backupsPath = ({ input }: DeployContext) =>
  `/v1/projects/${input.projectId}/databases/${DATABASE}/backupSchedules`;

const repositoryPath = ({ input }: DeployContext) =>
  `/v1/projects/${input.projectId}/locations/${input.region}/repositories/${REPOSITORY}`;
