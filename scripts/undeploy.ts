// `npm run undeploy`: takes off a project what runs, and leaves the data.
import { parseArgs } from 'node:util';
import { DEFAULT_REGION } from '../functions/src/deploy/place.ts';
import type { DeployInput } from './deploy/input.ts';
import { carryOut } from './deploy/step.ts';
import { KEPT, REMOVAL_STEPS } from './deploy/steps/removal.ts';
import { fail, say, terminalContext } from './deploy/terminal.ts';

const HELP = `npm run undeploy -- --project ID [--region ${DEFAULT_REGION}] [--yes]
  Deletes the functions and the schedule and pauses the queues. Data, secrets and accounts stay.
  --yes  do it; without it the plan is printed and nothing is asked of Google`;

const { values: options } = parseArgs({
  options: {
    project: { type: 'string' },
    region: { type: 'string' },
    yes: { type: 'boolean', default: false },
    help: { type: 'boolean', default: false },
  },
});

if (options.help) say(HELP);
else if (options.project === undefined) fail(`No project is named.\n\n${HELP}`);
else await undeploy(options.project);

async function undeploy(projectId: string): Promise<void> {
  const input: DeployInput = {
    projectId,
    region: options.region ?? process.env.FUNCTION_REGION ?? DEFAULT_REGION,
    scriptId: undefined,
    release: '',
    interactive: false,
    force: false,
    billingAccount: undefined,
    budget: 0,
    alertMail: undefined,
    secrets: {},
    rotate: [],
  };
  if (!options.yes) {
    for (const step of REMOVAL_STEPS) for (const line of step.plan(input)) say(line);
    return say(`\n${KEPT}\n\nNothing was done. Add --yes to do it.`);
  }
  try {
    await carryOut(REMOVAL_STEPS, terminalContext(input, process.env));
    say(`\n${KEPT}`);
  } catch (error) {
    fail(error instanceof Error ? error.message : String(error));
  }
}
