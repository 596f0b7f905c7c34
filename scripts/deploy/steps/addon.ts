// The add-on: pushed to its script, and kept as a version, which a person has to give to people.
import * as z from 'zod';
import { endpointUrl } from '../../../functions/src/deploy/place.ts';
import type { DeployInput } from '../input.ts';
import { FOLDERS, TOOLS } from '../plan.ts';
import type { DeployContext, Step } from '../step.ts';

const versionShape = z.object({ versionNumber: z.number(), description: z.string().optional() });

const addon: Step = {
  name: 'Add-on',
  always: true,
  plan: input => {
    if (!input.scriptId)
      return ['It is left as it is: neither --script nor ADDON_SCRIPT_ID names its script'];
    return [
      `Bundle it for ${endpointUrl('api', input)} into ${FOLDERS.addon}`,
      `Run npx --yes ${TOOLS.clasp} push --force, which replaces all files of the script ${input.scriptId}`,
      `Run npx --yes ${TOOLS.clasp} create-version, unless there is a version with the same content`,
      'Print what a person has to do with the version',
    ];
  },
  look: async () => [],
  async do(context) {
    const { input, write, say, buildAddon } = context;
    const { scriptId } = input;
    if (!scriptId) return say('   left as it is: neither --script nor ADDON_SCRIPT_ID names its script');
    const mark = await buildAddon(FOLDERS.addon, endpointUrl('api', input));
    write(`${FOLDERS.addon}/.clasp.json`, `${JSON.stringify({ scriptId, rootDir: '.' }, null, 2)}\n`);
    await context.run('npx', ['--yes', TOOLS.clasp, 'push', '--force'], FOLDERS.addon);
    const description = `${input.release} ${mark}`;
    const version = (await versionOf(context, description)) ?? (await makeVersion(context, description));
    say(handOver(scriptId, version, input));
  },
};

export const ADDON_STEPS: readonly Step[] = [addon];

/** The version that is described like this; a script has room for 200, so none is made twice. */
async function versionOf(context: DeployContext, description: string): Promise<number | undefined> {
  const found = z.array(versionShape).parse(await clasp(context, 'list-versions'));
  return found.find(each => each.description === description)?.versionNumber;
}

async function makeVersion(context: DeployContext, description: string): Promise<number> {
  return versionShape.parse(await clasp(context, 'create-version', description)).versionNumber;
}

async function clasp({ output }: DeployContext, ...args: string[]): Promise<unknown> {
  return JSON.parse(await output('npx', ['--yes', TOOLS.clasp, ...args, '--json'], FOLDERS.addon));
}

/** The one step that Google lets nobody automate: which version people get. */
function handOver(scriptId: string, version: number, { projectId }: DeployInput): string {
  return [
    `   Version ${version} of the add-on is there. People keep the one they have until you hand this one out, by hand:`,
    `   1. Open https://console.cloud.google.com/apis/api/appsmarket-component.googleapis.com/googleapps_sdk?project=${projectId}`,
    `   2. Editor add-on, Sheets: script ID ${scriptId}, version ${version}. Save draft, then Publish.`,
    '   Keep the deployment as it is: a new one would disable the triggers of all people.',
  ].join('\n');
}
