// What the process of the tests is told to run, and what it tells of it: as files of one folder, as it has threads that
// hear nothing else.
import { appendFileSync, existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** A file of tests, and which fault is awake while it runs; none where that is null. */
export interface Step {
  /** Absolute path. */
  test: string;
  fault: number | null;
  /**
   * Full names of the tests of it that are run, all where there are none; `failed`: those that failed since the last
   * step that was given none.
   */
  only?: readonly string[] | 'failed';
}

/** What came of a step. */
export interface Outcome extends Step {
  /** Its place in the plan. */
  step: number;
  /** Full name of the first test that failed, or what was thrown beside them; null where nothing was. */
  failed: string | null;
  /** Whether what failed was thrown beside the tests: it may come from a step before. */
  isStray: boolean;
  passed: number;
  tookMs: number;
  /** Of a processor: the same however busy the machine is. */
  workedMs: number;
  /** How many times each fault, awake or not, was come by, by its number. */
  hits: Readonly<Record<string, number>>;
  /** Those that were come by while modules were loaded and tests were gathered. */
  atLoad: readonly number[];
  /** Those that each test came by, by its full name. */
  inTests: Readonly<Record<string, readonly number[]>>;
  /** Those that were come by while no test ran, such as before all of them. */
  beside: readonly number[];
}

export interface Plan {
  steps: readonly Step[];
  /** Whether nothing is run behind the first test that fails. */
  stops: boolean;
}

/** The environment variable that names the folder. */
export const FOLDER = 'MUTANTS_FOLDER';
const PLAN = 'plan.json';
export const SAID = 'said.jsonl';
export const AWAKE = 'awake';
export const THREAD_HITS = 'thread-hits';

export const environmentOf = (folder: string): NodeJS.ProcessEnv => ({ [FOLDER]: folder });
const here = (name: string): string => join(process.env[FOLDER] ?? '', name);

export function writePlan(folder: string, plan: Plan): void {
  writeFileSync(join(folder, SAID), '');
  writeFileSync(join(folder, PLAN), JSON.stringify(plan));
}

export const readPlan = (): Plan => JSON.parse(readFileSync(here(PLAN), 'utf8')) as Plan;

type Said = { begun: number } | { passedOver: number } | Outcome;

/** Notes that a step of the plan has begun, that it was passed over, or what came of it. */
export const note = (said: Said): void => appendFileSync(here(SAID), `${JSON.stringify(said)}\n`);

/** What came of each step so far, and which one has begun and not ended. */
export function readSaid(folder: string): { outcomes: Outcome[]; open: number | undefined } {
  const lines = readFileSync(join(folder, SAID), 'utf8').split('\n').filter(Boolean);
  const said = lines.map(line => JSON.parse(line) as Said);
  const last = said.at(-1);
  return {
    outcomes: said.filter(each => 'test' in each),
    open: last !== undefined && 'begun' in last ? last.begun : undefined,
  };
}

/** Says which fault is awake in threads that begin something from here on. */
export const wake = (fault: number | null): void => writeFileSync(here(AWAKE), String(fault ?? ''));

/** What threads have come by since this was asked the last time. */
export function takeThreadHits(): number[] {
  if (!existsSync(here(THREAD_HITS))) return [];
  const hits = readFileSync(here(THREAD_HITS), 'utf8').split('\n').filter(Boolean).map(Number);
  writeFileSync(here(THREAD_HITS), '');
  return hits;
}
