// A deployment as data: steps in order, each of which looks at what is there, does what is missing, and looks again.

import type { GoogleApi } from './google-api.ts';
import type { DeployInput, SecretName } from './input.ts';

/** What the steps work with. */
export interface DeployContext {
  input: DeployInput;
  google: GoogleApi;
  say: (line: string) => void;
  /** Waits so many ms. */
  wait: (ms: number) => Promise<void>;
  /**
   * Runs a program with the terminal's input and output, in a folder from the project's root.
   * @throws Error when it fails.
   */
  run: (command: string, args: string[], cwd: string) => Promise<void>;
  /** The same, and answers what it wrote. */
  output: (command: string, args: string[], cwd: string) => Promise<string>;
  /** Writes a text to a path from the project's root. */
  write: (path: string, text: string) => void;
  /** Secrets that have got their new value in this deployment. */
  renewed: Set<SecretName>;
  /** Random text that nobody can guess. */
  secret: () => string;
  /**
   * Builds the add-on for the service at an address, in a folder from the project's root; answers a mark of what is in
   * it.
   */
  buildAddon: (outDir: string, serviceUrl: string) => Promise<string>;
}

export interface Step {
  name: string;
  /** What it does on an empty project, a line each; asks nobody. */
  plan: (input: DeployInput) => string[];
  /** What is not as it should be, a line each; changes nothing. */
  look: (context: DeployContext) => Promise<string[]>;
  /** Brings about what `look` misses. */
  do: (context: DeployContext) => Promise<void>;
  /** Whether it is done in each deployment, because only what it calls can tell what changed. */
  always?: boolean;
}

/** Something that the person who deploys has to decide or do. */
export class DeployError extends Error {}

/** Google needs a while until everybody knows of what was made: looked at again after these, in ms. */
const AGAIN_MS = [2_000, 5_000, 15_000];

/**
 * Carries out steps in order. What is there already is left alone, so that a deployment that broke off goes on where it
 * did.
 * @throws DeployError that names the step which failed, and why.
 */
export async function carryOut(steps: readonly Step[], context: DeployContext): Promise<void> {
  for (const [index, step] of steps.entries()) {
    const { say } = context;
    say(`── ${index + 1}/${steps.length} ${step.name}`);
    try {
      await carry(step, context);
    } catch (cause) {
      const reason = cause instanceof Error ? cause.message : String(cause);
      throw new DeployError(
        `${step.name}: ${reason}\nWhat was done before stands. Mend it and run the same command again: it goes on here.`,
        { cause },
      );
    }
  }
}

async function carry(step: Step, context: DeployContext): Promise<void> {
  const missing = step.always ? [] : await step.look(context);
  for (const line of missing) context.say(`   ${line}`);
  if (missing.length === 0 && !step.always) return context.say('   as it should be');
  await step.do(context);
  let left = await step.look(context);
  for (const pause of AGAIN_MS) {
    if (left.length === 0) return context.say('   done');
    await context.wait(pause);
    left = await step.look(context);
  }
  if (left.length > 0) throw new DeployError(`it was done, yet: ${left.join('; ')}`);
  context.say('   done');
}
