// Who the service is: one account that runs it, one for each queue's calls, each with the least it can work with.
import * as z from 'zod';
import { ENDPOINTS } from '../../../functions/src/deploy/endpoints.ts';
import { callerAccount, serviceAccount } from '../../../functions/src/deploy/place.ts';
import type { Service } from '../origins.ts';
import type { DeployContext, Step } from '../step.ts';
import { projectNumber } from './project.ts';

const policyShape = z.looseObject({
  etag: z.string().optional(),
  bindings: z
    .array(
      z.looseObject({
        role: z.string(),
        members: z.array(z.string()).default([]),
        condition: z.unknown().optional(),
      }),
    )
    .default([]),
});

export type Policy = z.infer<typeof policyShape>;

/** What the running service may do in the project: read and write documents, and put tasks into queues. */
const RUNTIME_ROLES = ['roles/datastore.user', 'roles/cloudtasks.enqueuer'];

/** Where an organisation gives new default accounts no role, nothing could be built. */
const BUILD_ROLE = 'roles/cloudbuild.builds.builder';

/** Whoever makes a task acts as the account whose token it will carry. */
const ACT_AS = 'roles/iam.serviceAccountUser';

const accounts: Step = {
  name: 'Service accounts',
  plan: ({ projectId }) => ourAccounts(projectId).map(address => `Create ${address}`),
  async look({ google, input: { projectId } }) {
    const found = await Promise.all(
      ourAccounts(projectId).map(async address => ({
        address,
        account: await google.find('iam', pathOf(projectId, address)),
      })),
    );
    return found.flatMap(({ address, account }) => {
      if (!account) return [`${address} is not there`];
      return account.disabled === true ? [`${address} is disabled`] : [];
    });
  },
  async do({ google, input: { projectId } }) {
    for (const address of ourAccounts(projectId)) {
      const account = await google.find('iam', pathOf(projectId, address));
      if (account?.disabled === true)
        await google.call('iam', 'POST', `${pathOf(projectId, address)}:enable`, {});
      if (account) continue;
      const accountId = address.slice(0, address.indexOf('@'));
      await google.call('iam', 'POST', `/v1/projects/${projectId}/serviceAccounts`, {
        accountId,
        serviceAccount: {
          displayName: accountId === 'sheetdesk' ? 'SheetDesk' : `SheetDesk, calls ${accountId.slice(10)}`,
        },
      });
    }
  },
};

const roles: Step = {
  name: 'Roles in the project',
  plan: ({ projectId }) => [
    `${serviceAccount(projectId)}: ${RUNTIME_ROLES.join(', ')}; the accounts of queues: none`,
    `The default account of Compute Engine, which builds: ${BUILD_ROLE}`,
  ],
  async look(context) {
    const wanted = await wantedBindings(context);
    const policy = await projectPolicy(context);
    return [
      ...wanted.flatMap(({ role, member }) =>
        membersOf(policy, role).includes(member) ? [] : [`${member} lacks ${role}`],
      ),
      ...tooMany(policy, wanted, context.input.projectId).map(
        ({ role, member }) => `${member} has ${role}, which it does not need`,
      ),
    ];
  },
  async do(context) {
    const { google, input } = context;
    const wanted = await wantedBindings(context);
    const policy = await projectPolicy(context);
    for (const { role, member } of tooMany(policy, wanted, input.projectId)) take(policy, role, member);
    for (const { role, member } of wanted) give(policy, role, member);
    await google.call('cloudresourcemanager', 'POST', `/v1/projects/${input.projectId}:setIamPolicy`, {
      policy,
    });
  },
};

const actingAs: Step = {
  name: 'Acting as the accounts of queues',
  plan: ({ projectId }) => [
    `${serviceAccount(projectId)}: ${ACT_AS} on ${callers(projectId).join(', ')} only`,
  ],
  async look(context) {
    const { projectId } = context.input;
    const member = memberOf(serviceAccount(projectId));
    const policies = await Promise.all(
      callers(projectId).map(async each => ({
        each,
        policy: await policyOf(context, 'iam', pathOf(projectId, each)),
      })),
    );
    return policies.flatMap(({ each, policy }) =>
      membersOf(policy, ACT_AS).includes(member) ? [] : [`${member} may not act as ${each}`],
    );
  },
  async do(context) {
    const { google, input } = context;
    for (const address of callers(input.projectId)) {
      const path = pathOf(input.projectId, address);
      const policy = await policyOf(context, 'iam', path);
      give(policy, ACT_AS, memberOf(serviceAccount(input.projectId)));
      await google.call('iam', 'POST', `${path}:setIamPolicy`, { policy });
    }
  },
};

export const ACCOUNT_STEPS: readonly Step[] = [accounts, roles, actingAs];

/** Members that have a role without a condition. */
export function membersOf({ bindings }: Policy, role: string): string[] {
  return bindings.flatMap(each => (each.role === role && each.condition === undefined ? each.members : []));
}

export const memberOf = (address: string): string => `serviceAccount:${address}`;

export const parsePolicy = (policy: unknown): Policy => policyShape.parse(policy);

async function policyOf({ google }: DeployContext, service: Service, path: string): Promise<Policy> {
  return parsePolicy(await google.call(service, 'POST', `${path}:getIamPolicy`, {}));
}

/** Version 3, or bindings with conditions would come without them and be lost. */
async function projectPolicy({ google, input }: DeployContext): Promise<Policy> {
  const options = { requestedPolicyVersion: 3 };
  return parsePolicy(
    await google.call('cloudresourcemanager', 'POST', `/v1/projects/${input.projectId}:getIamPolicy`, {
      options,
    }),
  );
}

interface Grant {
  role: string;
  member: string;
}

async function wantedBindings(context: DeployContext): Promise<Grant[]> {
  const member = memberOf(serviceAccount(context.input.projectId));
  const builder = memberOf(`${await projectNumber(context)}-compute@developer.gserviceaccount.com`);
  return [...RUNTIME_ROLES.map(role => ({ role, member })), { role: BUILD_ROLE, member: builder }];
}

/** Roles of our accounts beyond those that are wanted. */
function tooMany({ bindings }: Policy, wanted: readonly Grant[], projectId: string): Grant[] {
  const ours = new Set(ourAccounts(projectId).map(memberOf));
  const isWanted = (grant: Grant) =>
    wanted.some(each => each.role === grant.role && each.member === grant.member);
  return bindings.flatMap(({ role, members }) =>
    members.map(member => ({ role, member })).filter(grant => ours.has(grant.member) && !isWanted(grant)),
  );
}

/** Gives a role without a condition, in a policy that is to be set. */
export function give(policy: Policy, role: string, member: string): void {
  if (membersOf(policy, role).includes(member)) return;
  const binding = policy.bindings.find(each => each.role === role && each.condition === undefined);
  if (binding) binding.members.push(member);
  else policy.bindings.push({ role, members: [member] });
}

function take(policy: Policy, role: string, member: string): void {
  for (const binding of policy.bindings) {
    if (binding.role === role) binding.members = binding.members.filter(each => each !== member);
  }
  policy.bindings = policy.bindings.filter(({ members }) => members.length > 0);
}

/** The accounts that queues call as. */
function callers(projectId: string): string[] {
  return ENDPOINTS.flatMap(each => (each.trigger.on === 'queue' ? [callerAccount(each, projectId)] : []));
}

const ourAccounts = (projectId: string) => [serviceAccount(projectId), ...callers(projectId)];

const pathOf = (projectId: string, address: string) => `/v1/projects/${projectId}/serviceAccounts/${address}`;
