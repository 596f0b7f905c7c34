// The rules of DESIGN.md that can be read off the source text, as tables. Knows nothing of how they are checked.

export interface Layer {
  /** Start of the paths that the layer is made of; a file belongs to the longest one that fits. */
  at: string;
  /** Starts of the paths that it may import from, beside itself. */
  from?: string[];
  /** Of these it may import types only (`import type`). */
  typesFrom?: string[];
  /** Packages it may import; `node:` is every built-in module, `*` every package. */
  packages?: string[];
  why: string;
}

const CORE = 'functions/src/core/';
const CONTRACT = 'functions/src/contract/contract.ts';
const PORT = 'functions/src/ports.ts';
const REFUSAL = 'functions/src/contract/request-error.ts';
const CLOCK = 'local/clock/';
const WORKBOOK = 'local/workbook/';

/** The one table: what is not allowed here is refused. */
export const LAYERS: Layer[] = [
  {
    at: CORE,
    packages: ['zod'],
    why: 'The core decides from what it is given, so it can run and be tested anywhere.',
  },
  { at: CONTRACT, why: 'The add-on shares the contract and must not pull in the service with it.' },
  {
    at: PORT,
    from: [CORE],
    typesFrom: [CONTRACT],
    why: 'A port names what actions need, not who gives it.',
  },
  {
    at: REFUSAL,
    typesFrom: [CONTRACT],
    why: 'A refusal is data that actions raise and http answers with.',
  },
  {
    at: 'functions/src/actions/',
    from: [CORE, PORT, REFUSAL],
    typesFrom: [CONTRACT],
    why: 'Actions act through ports: no Google, no network, no Node.',
  },
  {
    at: 'functions/src/adapters/',
    from: [CORE, PORT, REFUSAL],
    packages: ['*'],
    why: 'An adapter gives what a port asks; which actions there are is not its business.',
  },
  {
    at: 'functions/src/http/',
    from: [CORE, 'functions/src/actions/', PORT, REFUSAL],
    typesFrom: [CONTRACT, 'functions/src/deploy/endpoints.ts'],
    packages: ['node:', 'zod', '@google-cloud/functions-framework'],
    why: 'http turns requests into actions and back; it gets its adapters from compose.',
  },
  {
    at: 'functions/src/deploy/',
    why: 'What is deployed is a list; it is read by scripts, not by running code.',
  },
  {
    at: 'functions/src/compose',
    from: [CORE, 'functions/src/adapters/', 'functions/src/http/', 'functions/src/config.ts', PORT],
    packages: ['node:'],
    why: 'Compose puts adapters and handlers together; clients are made in the adapters, once.',
  },
  {
    at: 'functions/src/',
    from: ['functions/src/'],
    packages: ['node:', 'zod', '@google-cloud/functions-framework'],
    why: 'The top reads where it runs and starts what compose puts together.',
  },
  {
    at: 'sheets-addon/src/',
    typesFrom: [CONTRACT],
    why: 'The add-on knows no table; it shares types of the contract only.',
  },
  {
    at: 'sheets-addon/',
    from: ['sheets-addon/src/ui/card-entry.ts', 'sheets-addon/src/texts.ts'],
    packages: ['node:', 'esbuild'],
    why: 'Bundling reads the sources as files; a script takes menu entries from top-level functions, one a card, so it needs their names.',
  },
  { at: CLOCK, packages: ['node:'], why: 'Everything local stands on the clock; it stands on nothing.' },
  {
    at: WORKBOOK,
    from: [CLOCK],
    packages: ['node:', 'zod'],
    why: 'The workbook is plain data for sheets, scripts and page.',
  },
  {
    at: 'local/google/firestore/',
    from: [CLOCK],
    packages: ['*'],
    why: 'A stand-in for Google that knows our business is a bug.',
  },
  {
    at: 'local/google/tasks/',
    from: [CLOCK],
    packages: ['*'],
    why: 'A stand-in for Google that knows our business is a bug.',
  },
  {
    at: 'local/google/identity/',
    from: [CLOCK],
    packages: ['*'],
    why: 'A stand-in for Google that knows our business is a bug.',
  },
  { at: 'local/outbox/mail/', from: [CLOCK], packages: ['*'], why: 'The outbox takes any mail.' },
  {
    at: 'local/outbox/robots/',
    from: [CLOCK],
    typesFrom: ['local/outbox/mail/'],
    packages: ['node:', 'zod'],
    why: 'A robot takes any text; the outbox keeps it.',
  },
  {
    at: 'local/google/scheduler/',
    from: [CLOCK, 'local/google/tasks/'],
    packages: ['*'],
    why: 'It calls as Cloud Tasks calls: with a token.',
  },
  {
    at: 'local/google/sheets/',
    from: [CLOCK, WORKBOOK],
    packages: ['*'],
    why: 'The Sheets API is a view of the workbook.',
  },
  {
    at: 'local/google/apps-script/',
    from: [CLOCK, WORKBOOK],
    packages: ['*'],
    why: 'Scripts see the workbook, as on Google.',
  },
  {
    at: 'local/page/',
    from: [CLOCK, WORKBOOK],
    typesFrom: ['local/google/apps-script/', 'local/outbox/mail/'],
    packages: ['*'],
    why: 'The page shows what it is handed and starts nothing.',
  },
  {
    at: 'local/',
    from: ['local/', 'functions/src/compose', 'functions/src/config.ts', 'sheets-addon/bundle.ts'],
    packages: ['*'],
    typesFrom: [CONTRACT],
    why: 'Local differs from production by addresses only: it starts the service through its compose and configuration.',
  },
  {
    at: 'scripts/',
    from: [
      'functions/src/core/docs/reference-page.ts',
      'functions/src/core/tables/',
      'functions/src/deploy/',
      'functions/src/config.ts',
      'sheets-addon/bundle.ts',
      'local/page/build.ts',
    ],
    packages: ['*'],
    why: 'Scripts build and deploy; of the desk they read what is declared and run nothing.',
  },
  {
    at: 'scripts/recount.ts',
    from: [CORE, 'functions/src/actions/reports/recount-figures.ts', 'functions/src/adapters/firestore/'],
    packages: ['node:', 'zod'],
    why: 'A recount runs where no function does, with what functions have: the action, and the store that it asks for.',
  },
  { at: 'test/', from: [''], packages: ['*'], why: 'A test may use any public door; nobody imports a test.' },
];

/** Words that read the world, and the only places that may say them. */
export const READERS = [
  {
    reads: /\bDate\.now\b|\bnew Date(?:\(\)|(?!\s*[(\w]))|\bDate\(\)/,
    in: [CLOCK, 'functions/src/index.ts', 'test/bench/'],
    why: 'Time is an argument in core, a port in functions, a settable clock in local/, so that a month can pass in a test.',
  },
  {
    reads: /\bprocess\.env\b/,
    in: [
      'functions/src/index.ts',
      'local/start.ts',
      'local/desk/functions.ts',
      'local/desk/functions-process.ts',
      'scripts/',
      'test/',
    ],
    why: 'Configuration is read once, where a process starts.',
  },
];

/** Packages that reach outside: an adapter is about one of them. What else it imports, such as credentials, belongs to it. */
export const CLIENTS = [
  '@google-cloud/firestore',
  '@google-cloud/tasks',
  'chinese-days',
  'googleapis',
  'jose',
  'nodemailer',
];

export const LONGEST_FILE = 300;
