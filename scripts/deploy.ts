// `npm run deploy`: has a Google Cloud project run the service, from whatever state it is in. All that it is told is
// read here.
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { DEFAULT_REGION, SECRETS } from '../functions/src/deploy/place.ts';
import { ROOT, releaseOf } from './build-functions.ts';
import type { DeployInput, SecretName } from './deploy/input.ts';
import { FOLDERS } from './deploy/plan.ts';
import { copySettings, missingSettings, projectOfFirebaserc } from './deploy/settings.ts';
import { carryOut } from './deploy/step.ts';
import { STEPS } from './deploy/steps/index.ts';
import { fail, say, terminalContext } from './deploy/terminal.ts';

const HELP = `npm run deploy -- [--project ID] [--region ${DEFAULT_REGION}] [--script ID] [--billing-account ID] [--budget 50]
                 [--alert-mail ADDRESS] [--rotate SECRET] [--force] [--dry-run]
  --project          Google Cloud project; else GCLOUD_PROJECT, else "default" in .firebaserc
  --region           region of database, functions, queues and schedule; else FUNCTION_REGION
  --script           Apps Script project of the add-on; else ADDON_SCRIPT_ID; without one only the service is deployed
  --billing-account  who pays, where the project has nobody yet
  --budget           mails at 50, 90 and 100 % of so much a month, in the billing account's currency; 0 for none
  --alert-mail       where alerts go; else ALERT_MAIL
  --rotate           a new value for LINK_SECRET; links sent before lead nowhere then. Other secrets rotate by a new value in the environment
  --force            delete functions that are no longer in the list without asking
  --dry-run          print the plan and ask Google nothing
Secrets (${SECRETS.join(', ')}) are read from the environment where they are to be set or changed.
It goes on where it broke off, mends what was changed by hand, and can be run as often as you like. docs/deploy.md has the whole way.`;

const { values: options } = parseArgs({
  options: {
    project: { type: 'string' },
    region: { type: 'string' },
    script: { type: 'string' },
    'billing-account': { type: 'string' },
    budget: { type: 'string', default: '50' },
    'alert-mail': { type: 'string' },
    rotate: { type: 'string', multiple: true, default: [] },
    force: { type: 'boolean', default: false },
    'dry-run': { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) say(HELP);
else await deploy();

async function deploy(): Promise<void> {
  const projectId = options.project ?? process.env.GCLOUD_PROJECT ?? projectOfFirebaserc();
  if (!projectId) {
    return fail(
      `No Google Cloud project is named, because there is neither --project, nor GCLOUD_PROJECT, nor "default" in .firebaserc.\n\n${HELP}`,
    );
  }
  const budget = Number(options.budget);
  if (!Number.isInteger(budget) || budget < 0) return fail(`--budget ${options.budget} is no whole number.`);
  const strange = options.rotate.filter(name => name !== 'LINK_SECRET');
  if (strange.length > 0) {
    return fail(
      `Only LINK_SECRET can be made up. ${strange.join(', ')}: give the new value in the environment.`,
    );
  }
  const input: DeployInput = {
    projectId,
    region: options.region ?? process.env.FUNCTION_REGION ?? DEFAULT_REGION,
    scriptId: options.script ?? process.env.ADDON_SCRIPT_ID,
    release: releaseOf(),
    interactive: process.stdin.isTTY,
    force: options.force,
    billingAccount: options['billing-account'],
    budget,
    alertMail: options['alert-mail'] ?? process.env.ALERT_MAIL,
    secrets: givenSecrets(),
    rotate: options.rotate as SecretName[],
  };
  const missing = missingSettings(input, input.secrets);
  if (options['dry-run']) return tell(input, missing);
  if (missing) return fail(missing);
  if (!existsSync(join(ROOT, FOLDERS.functions, 'package.json'))) {
    return fail(
      `There is nothing in ${FOLDERS.functions}, because the functions are not built. Run: npm run build`,
    );
  }
  copySettings(projectId);
  try {
    await carryOut(STEPS, terminalContext(input, process.env));
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}

/** The secrets that the environment has a value for. */
function givenSecrets(): Partial<Record<SecretName, string>> {
  const given = SECRETS.flatMap(name => (process.env[name] ? [[name, process.env[name]]] : []));
  return Object.fromEntries(given) as Partial<Record<SecretName, string>>;
}

function tell(input: DeployInput, missing: string | undefined): void {
  say(
    `Project ${input.projectId}, region ${input.region}. Nothing is run. What is there already is left alone.`,
  );
  if (missing) say(`\n${missing}`);
  for (const [index, step] of STEPS.entries()) {
    say(`\n${index + 1}. ${step.name}`);
    for (const line of step.plan(input)) say(`   ${line}`);
  }
}
