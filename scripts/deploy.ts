// `npm run deploy`: carries out the deployment plan with Google's own tools. Everything it needs to know is read here.
import { spawnSync } from 'node:child_process';
import { copyFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { parseArgs, parseEnv } from 'node:util';
import * as z from 'zod';
import { readConfig } from '../functions/src/config.ts';
import { manifestOf, manifestText } from '../functions/src/deploy/manifest.ts';
import { DEFAULT_REGION, type SECRETS } from '../functions/src/deploy/place.ts';
import { writeAddon } from '../sheets-addon/bundle.ts';
import { ROOT } from './build-functions.ts';
import {
  type DeployInput,
  environmentOf,
  FOLDERS,
  planDeploy,
  prerequisitesOf,
  type Step,
} from './deploy-plan.ts';

const HELP = `npm run deploy -- [--project ID] [--region ${DEFAULT_REGION}] [--script ID] [--force] [--dry-run]
  --project  Google Cloud project; else GCLOUD_PROJECT, else "default" in .firebaserc
  --region   region of functions, queues and schedule; else FUNCTION_REGION
  --script   Apps Script project of the add-on; else ADDON_SCRIPT_ID; without one only the service is deployed
  --force    delete functions that are no longer in the list without asking
  --dry-run  print the plan and run nothing`;

/** What stands in Secret Manager cannot be read here: texts of the same form take its place. */
const SECRET_FORMS: Record<(typeof SECRETS)[number], string> = {
  LINK_SECRET: '-'.repeat(32),
  CHANNELS: '{}',
  SMTP_URL: 'smtps://host.invalid',
};

const { values: options } = parseArgs({
  options: {
    project: { type: 'string' },
    region: { type: 'string' },
    script: { type: 'string' },
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
  const input: DeployInput = {
    projectId,
    region: options.region ?? process.env.FUNCTION_REGION ?? DEFAULT_REGION,
    scriptId: options.script ?? process.env.ADDON_SCRIPT_ID,
    interactive: process.stdin.isTTY,
    force: options.force,
  };
  const plan = planDeploy(input);
  const settings = settingsFile(projectId);
  const missing = missingSettings(input, settings);
  if (options['dry-run']) return tell(plan, input, missing);
  if (missing) return fail(missing);
  if (!existsSync(join(ROOT, FOLDERS.functions, 'package.json'))) {
    return fail(
      `There is nothing in ${FOLDERS.functions}, because the functions are not built. Run: npm run build`,
    );
  }
  // firebase-tools reads it beside `.env`, under the same name.
  if (existsSync(settings)) copyFileSync(settings, join(ROOT, FOLDERS.functions, basename(settings)));
  for (const step of plan) {
    say(`\n── ${step.title}`);
    await carryOut(step);
  }
  if (!input.scriptId)
    say('\nThe add-on was left as it is: neither --script nor ADDON_SCRIPT_ID names its script.');
}

/** Where a workspace keeps the settings that nobody else can know: mail server, client ids of its add-on. */
function settingsFile(projectId: string): string {
  return join(ROOT, 'functions', `.env.${projectId}`);
}

/** What the deployed functions would miss when they start, as a sentence. */
function missingSettings(input: DeployInput, file: string): string | undefined {
  const settings = existsSync(file) ? parseEnv(readFileSync(file, 'utf8')) : {};
  try {
    readConfig({ GCLOUD_PROJECT: input.projectId, ...environmentOf(input), ...SECRET_FORMS, ...settings });
    return undefined;
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    return `The functions would not start. ${reason}\nPut NAME=value lines into functions/${basename(file)}, which is for this machine only.`;
  }
}

async function carryOut(step: Step): Promise<void> {
  switch (step.do) {
    case 'write':
      return writeFileSync(join(ROOT, step.path), step.text);
    case 'manifest':
      return writeFileSync(
        join(ROOT, FOLDERS.functions, 'functions.yaml'),
        manifestText(manifestOf(step.region)),
      );
    case 'addon':
      return await writeAddon(join(ROOT, step.outDir), { serviceUrl: step.serviceUrl });
    case 'run': {
      const { command, args, cwd } = step;
      const done = spawnSync(command, args, {
        cwd: join(ROOT, cwd),
        stdio: 'inherit',
        shell: process.platform === 'win32',
      });
      if (done.error)
        throw new Error(`${command} could not be started. Is npm installed?`, { cause: done.error });
      if (done.status !== 0)
        throw new Error(`${command} ${args.join(' ')} ended with ${done.status ?? done.signal}.`);
    }
  }
}

function tell(plan: Step[], input: DeployInput, missing: string | undefined): void {
  say(`Project ${input.projectId}, region ${input.region}. Nothing is run.`);
  say('\nOnce, before the first deployment:');
  for (const command of prerequisitesOf(input)) say(`  ${command}`);
  if (missing) say(`\n${missing}`);
  for (const [index, step] of plan.entries()) {
    say(`\n${index + 1}. ${step.title}`);
    if (step.do === 'run') say(`  (in ${step.cwd}) ${step.command} ${step.args.join(' ')}`);
    if (step.do === 'write') say(`  ${step.path}\n${step.text.replace(/^/gm, '    ').trimEnd()}`);
    if (step.do === 'manifest') say(`  ${FOLDERS.functions}/functions.yaml`);
    if (step.do === 'addon') say(`  ${step.outDir}`);
  }
  if (!input.scriptId)
    say('\nThe add-on is left as it is: neither --script nor ADDON_SCRIPT_ID names its script.');
}

function projectOfFirebaserc(): string | undefined {
  const path = join(ROOT, '.firebaserc');
  if (!existsSync(path)) return undefined;
  const shape = z.object({ projects: z.object({ default: z.string().optional() }).optional() });
  return shape.parse(JSON.parse(readFileSync(path, 'utf8'))).projects?.default;
}

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function fail(message: string): void {
  process.stderr.write(`${message}\n`);
  process.exitCode = 2;
}
