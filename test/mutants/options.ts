// What the mutation run may be told on the command line, and the parts that it knows.
import { parseArgs } from 'node:util';

/** A part of the program, the tests that have to notice its faults, and the share of them that they have to notice. */
export interface Part {
  sources: string;
  /** Folders of tests; journeys and pages are in none, as they would take minutes a fault. */
  tests: readonly string[];
  /** Folders of tests that are asked about what those have not noticed. */
  also: readonly string[];
  /** What the compiler is called with: a fault that it refuses is none that tests have to notice. */
  project: string;
  atLeast: number;
}

export const PARTS: Readonly<Record<string, Part>> = {
  core: {
    sources: 'functions/src/core',
    tests: ['test/core'],
    also: ['test/actions'],
    project: 'functions/src/core',
    atLeast: 0.85,
  },
  actions: {
    sources: 'functions/src/actions',
    tests: ['test/actions'],
    also: ['test/contracts/doors'],
    project: 'functions',
    atLeast: 0.75,
  },
  adapters: {
    sources: 'functions/src/adapters',
    // The days of holidays are an adapter's; what they come to is held beside the calendar.
    tests: ['test/contracts', 'test/core/calendar'],
    also: ['test/actions'],
    project: 'functions',
    atLeast: 0.75,
  },
  addon: {
    sources: 'sheets-addon/src',
    tests: ['test/addon'],
    also: [],
    project: 'sheets-addon',
    atLeast: 0.75,
  },
};

export interface Options {
  part: string;
  /** How many faults are drawn; as many as there are where there are fewer. */
  count: number;
  /** Decides which. */
  seed: number;
  /** Start of the paths of the sources that get a fault. */
  under: string;
  /** Whether the part's own tests alone are asked. */
  own: boolean;
}

/** Reads the command line. @throws Error that says what is wrong with it */
export function readOptions(args: string[]): Options {
  const { values, positionals } = parseArgs({
    args,
    allowPositionals: true,
    options: {
      count: { type: 'string', default: '60' },
      seed: { type: 'string', default: '1' },
      under: { type: 'string', default: '' },
      own: { type: 'boolean', default: false },
    },
  });
  const [part = 'core'] = positionals;
  if (!Object.hasOwn(PARTS, part)) throw new Error(`${part}: there is ${Object.keys(PARTS).join(', ')}`);
  const whole = (name: string, text: string): number => {
    const value = Number(text);
    if (!Number.isInteger(value) || value < 1)
      throw new Error(`--${name} ${text}: a whole number above 0 is needed`);
    return value;
  };
  const { under, own } = values;
  return { part, count: whole('count', values.count), seed: whole('seed', values.seed), under, own };
}
