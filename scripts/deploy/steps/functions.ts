// What firebase-tools deploys: functions with their queues and schedule, rules and indexes.
import * as z from 'zod';
import { ENDPOINTS } from '../../../functions/src/deploy/endpoints.ts';
import { manifestOf, manifestText } from '../../../functions/src/deploy/manifest.ts';
import type { DeployInput } from '../input.ts';
import { environmentOf, environmentText, FOLDERS, TOOLS } from '../plan.ts';
import type { DeployContext, Step } from '../step.ts';

const functionsShape = z.object({
  functions: z.array(z.object({ name: z.string(), state: z.string() })).default([]),
});

const functions: Step = {
  name: 'Functions, queues, schedule, rules and indexes',
  always: true,
  plan: input => [
    `Write ${FOLDERS.functions}/functions.yaml for ${input.region}, and ${FOLDERS.functions}/.env:`,
    ...environmentText(environmentOf(input))
      .trimEnd()
      .split('\n')
      .map(line => `  ${line}`),
    `Run ${firebaseCommand(input).join(' ')}`,
  ],
  async look({ google, input: { projectId, region } }) {
    const path = `/v2/projects/${projectId}/locations/${region}/functions`;
    const { functions: found } = functionsShape.parse(await google.get('cloudfunctions', path));
    const states = new Map(found.map(({ name, state }) => [name.slice(name.lastIndexOf('/') + 1), state]));
    return ENDPOINTS.flatMap(({ name }) => {
      const state = states.get(name);
      return state === 'ACTIVE' ? [] : [`the function ${name} is ${state?.toLowerCase() ?? 'not there'}`];
    });
  },
  async do(context) {
    const { input, write, run } = context;
    write(`${FOLDERS.functions}/functions.yaml`, manifestText(manifestOf(input.region)));
    write(`${FOLDERS.functions}/.env`, environmentText(environmentOf(input)));
    const [command = '', ...args] = firebaseCommand(input);
    await run(command, args, '.');
  },
};

export const FUNCTION_STEPS: readonly Step[] = [functions];

function firebaseCommand({ projectId, interactive, force }: DeployInput): string[] {
  return [
    'npx',
    '--yes',
    TOOLS.firebase,
    'deploy',
    '--only',
    'functions,firestore',
    '--project',
    projectId,
    ...(interactive ? [] : ['--non-interactive']),
    ...(force ? ['--force'] : []),
  ];
}

/** The address that Cloud Run gave to a function. */
export async function runAddress(
  { google, input }: DeployContext,
  name: string,
): Promise<string | undefined> {
  const path = `/v2/projects/${input.projectId}/locations/${input.region}/functions/${name}`;
  const shape = z.object({ serviceConfig: z.object({ uri: z.string().optional() }).optional() });
  return shape.parse((await google.find('cloudfunctions', path)) ?? {}).serviceConfig?.uri;
}
