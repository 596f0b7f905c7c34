// What wraps the keys of desks: a key of Cloud KMS that never leaves it. Key rings and keys can not be deleted, and
// without this one no full value opens any more; so nothing here takes it away.
import * as z from 'zod';
import { KEY_NAME, KEY_RING, keyPath, serviceAccount } from '../../../functions/src/deploy/place.ts';
import { type DeployContext, DeployError, type Step } from '../step.ts';
import { give, memberOf, membersOf, type Policy, parsePolicy } from './accounts.ts';

/** The least role that wraps and unwraps; it is given on the key alone. */
const ROLE = 'roles/cloudkms.cryptoKeyEncrypterDecrypter';

const DAY_MS = 24 * 3600 * 1000;
/** A key gets another version so often; earlier ones go on opening what they have wrapped. */
const ROTATION_DAYS = 90;
const ROTATION = `${(ROTATION_DAYS * DAY_MS) / 1000}s`;

const keyShape = z.looseObject({
  createTime: z.string(),
  purpose: z.string(),
  rotationPeriod: z.string().optional(),
  primary: z.looseObject({ state: z.string() }).optional(),
});

const key: Step = {
  name: 'The key of the desks',
  plan: ({ projectId, region }) => [
    `Create the key ring ${KEY_RING} and the key ${KEY_NAME} in ${region}; neither can ever be deleted`,
    `Have the key get another version every ${ROTATION_DAYS} days`,
    `${serviceAccount(projectId)}: ${ROLE} on this key only`,
  ],
  async look(context) {
    const found = await keyOf(context);
    if (!found) return ['there is no key'];
    if (found.purpose !== 'ENCRYPT_DECRYPT' || found.primary?.state !== 'ENABLED') {
      throw new DeployError(
        `The key ${keyPath(context.input)} cannot be used (${found.purpose}, ${found.primary?.state ?? 'no version'}). Restore or enable its version in Cloud KMS: without it no full value opens.`,
      );
    }
    const may = membersOf(await policyOf(context), ROLE).includes(runtime(context));
    return [
      ...(found.rotationPeriod === ROTATION ? [] : ['the key stays the same for ever']),
      ...(may ? [] : [`${runtime(context)} may not use the key`]),
    ];
  },
  async do(context) {
    const { google, input } = context;
    const rings = `/v1/projects/${input.projectId}/locations/${input.region}/keyRings`;
    if (!(await google.find('cloudkms', `${rings}/${KEY_RING}`)))
      await google.call('cloudkms', 'POST', `${rings}?keyRingId=${KEY_RING}`, {});
    const path = `/v1/${keyPath(input)}`;
    if (!(await keyOf(context))) {
      const made = { purpose: 'ENCRYPT_DECRYPT' };
      await google.call('cloudkms', 'POST', `${rings}/${KEY_RING}/cryptoKeys?cryptoKeyId=${KEY_NAME}`, made);
    }
    const found = await keyOf(context);
    if (found && found.rotationPeriod !== ROTATION) {
      // The next time has to be told, and lies ahead: it goes by the clock of Cloud KMS.
      const next = new Date(Date.parse(found.createTime) + ROTATION_DAYS * DAY_MS).toISOString();
      const change = { rotationPeriod: ROTATION, nextRotationTime: next };
      await google.call('cloudkms', 'PATCH', `${path}?updateMask=${Object.keys(change).join(',')}`, change);
    }
    const policy = await policyOf(context);
    if (membersOf(policy, ROLE).includes(runtime(context))) return;
    give(policy, ROLE, runtime(context));
    await google.call('cloudkms', 'POST', `${path}:setIamPolicy`, { policy });
  },
};

export const KEY_STEPS: readonly Step[] = [key];

const runtime = ({ input }: DeployContext) => memberOf(serviceAccount(input.projectId));

async function keyOf({ google, input }: DeployContext) {
  const found = await google.find('cloudkms', `/v1/${keyPath(input)}`);
  return found && keyShape.parse(found);
}

async function policyOf({ google, input }: DeployContext): Promise<Policy> {
  return parsePolicy(await google.get('cloudkms', `/v1/${keyPath(input)}:getIamPolicy`));
}
