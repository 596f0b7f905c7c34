// The rules of CONTRIBUTING.md that can be read off the source text, as tables. Knows nothing of how they are checked.

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
const ACTIONS = 'functions/src/actions/';
const ADDON = 'sheets-addon/src/';
const CONTRACT = 'functions/src/contract/contract.ts';
const PARTS = ['papers', 'call-form', 'exchange', 'bulk', 'duplicate', 'samples'].map(
  part => `functions/src/contract/${part}.ts`,
);
const CALLS = 'functions/src/contract/calls.ts';
const PORT = 'functions/src/ports';
const REFUSAL = 'functions/src/contract/request-error.ts';
const CLOCK = 'local/clock/';
const WORKBOOK = 'local/workbook/';

/** A part of the core: what it may import beside `lib`, and what it is. */
const core = (part: string, from: string[], why: string): Layer => ({
  at: `${CORE}${part}/`,
  from: [`${CORE}lib/`, ...from.map(each => `${CORE}${each}/`)],
  packages: ['zod'],
  why,
});

/** A part of the actions: which other parts it may import. All of them stand on core, ports and contract. */
const action = (part: string, from: string[], why: string): Layer => ({
  at: `${ACTIONS}${part}`,
  from: [CORE, PORT, REFUSAL, ...from.map(each => `${ACTIONS}${each}/`)],
  typesFrom: [CONTRACT, ...PARTS],
  why,
});

/**
 * A part of the add-on: which other parts it may import. All of them say the same sentences, and share types of the
 * contract.
 */
const addon = (part: string, from: string[], why: string): Layer => ({
  at: `${ADDON}${part}`,
  from: [`${ADDON}texts`, ...from.map(each => `${ADDON}${each}/`)],
  typesFrom: [CONTRACT, ...PARTS],
  why,
});

/** The one table: what is not allowed here is refused, and so is a circle. Each part begins with what it is. */
export const LAYERS: Layer[] = [
  core('lib', [], 'Time, texts and sums that know nothing of a desk.'),
  core('calendar', [], 'Working time: which hours are open, and how far a number of them reaches.'),
  core('schema', [], 'The words in which a table is declared; they decide nothing.'),
  core('tables', ['schema'], 'One declaration a table: data in the words of the schema.'),
  core('desk', ['calendar', 'schema', 'tables'], 'What a workspace has set, ready to be asked.'),
  core('cells', ['desk', 'schema'], 'Single cells and rows of them: read, judged, masked, shown.'),
  core('record', ['schema', 'cells'], 'What is kept of a row, its states, numbers and references.'),
  core('identity', ['schema', 'desk', 'record'], 'Which entry a record names, whatever it is called by now.'),
  core(
    'clocks',
    ['calendar', 'schema', 'desk', 'record'],
    'Limits: when they begin, pause, are due and come again.',
  ),
  core('figures', ['schema', 'desk', 'record', 'clocks'], 'What records count for, added up and read.'),
  core(
    'notices',
    ['schema', 'desk', 'cells', 'record', 'identity', 'clocks'],
    'What is said, to whom, by which way and when.',
  ),
  core(
    'decide',
    'calendar schema tables desk cells record identity clocks figures notices similarity'.split(' '),
    'What becomes of a row, a record or an alarm; all that follows is in the answer.',
  ),
  core(
    'imports',
    ['schema', 'desk', 'cells', 'record', 'clocks', 'figures', 'decide'],
    'Rows of other books, taken in as what is past.',
  ),
  core('papers', ['schema', 'cells', 'record'], 'Records as they are printed.'),
  core('similarity', ['schema', 'desk', 'cells', 'record'], 'Which records tell of the same problem.'),
  core(
    'reports',
    ['schema', 'desk', 'cells', 'record', 'clocks', 'figures', 'notices'],
    'The pages of the summary tabs, as texts and figures.',
  ),
  core('workbook', ['schema', 'desk', 'cells', 'reports'], 'Tabs and pages as requests of the Sheets API.'),
  core(
    'calls',
    ['schema', 'desk', 'cells', 'record', 'clocks', 'figures', 'notices', 'workbook'],
    'What is asked and shown while somebody is on the phone, or on the road with one.',
  ),
  core('samples', 'schema desk record decide workbook'.split(' '), 'Rows that show what records are.'),
  core('docs', ['schema', 'desk'], 'The reference page of the tables, for people.'),
  { at: CONTRACT, why: 'The add-on shares the contract and must not pull in the service with it.' },
  ...PARTS.map(at => ({ at, typesFrom: [CONTRACT], why: 'A part of the contract, shared as it is.' })),
  {
    at: CALLS,
    typesFrom: [CONTRACT, ...PARTS],
    why: 'The table of calls is of the service and its pages; the add-on takes single types.',
  },
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
  action(
    'desk/',
    [],
    'Reads what a desk is and who asks. No Google, no network, no Node, as in all actions.',
  ),
  action('propagate/', ['desk'], 'What a change of one record does to others, within the same commit.'),
  action(
    'submit/',
    ['desk', 'propagate'],
    'Rows of the sheet in and out: the one commit of a request, and the pull.',
  ),
  action(
    'timers/',
    ['desk', 'propagate'],
    'What happens when a time has come: alarms, notices, acknowledging.',
  ),
  action(
    'reports/',
    ['desk', 'propagate', 'timers', 'customers'],
    'Figures brought up to date, what was saved compared, periods closed, tabs written.',
  ),
  action('setup/', ['desk', 'submit', 'reports'], 'A spreadsheet becomes a desk, and an account its member.'),
  action('customers/', ['desk', 'propagate'], 'A customer’s records found, shown, corrected, erased.'),
  action('cards/', ['desk'], 'What the sidebar shows of a row.'),
  action(
    'road/',
    ['desk', 'cards', 'submit', 'timers'],
    'What somebody on the road sees and fills in by a link.',
  ),
  action('sweep.ts', ['timers', 'reports'], 'Finds what a lost task has left undone.'),
  {
    at: 'functions/src/adapters/',
    from: [CORE, PORT, REFUSAL],
    packages: ['*'],
    why: 'An adapter gives what a port asks; which actions there are is not its business.',
  },
  {
    at: 'functions/src/http/',
    from: [CORE, ACTIONS, PORT, REFUSAL],
    typesFrom: [CONTRACT, CALLS, 'functions/src/deploy/endpoints.ts'],
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
    at: 'functions/src/config.ts',
    from: [CORE, 'functions/src/adapters/'],
    packages: ['zod'],
    why: 'Configuration is read from an environment that it is handed.',
  },
  {
    at: 'functions/src/index.ts',
    from: [
      'functions/src/compose.ts',
      'functions/src/config.ts',
      'functions/src/deploy/',
      'functions/src/http/',
    ],
    packages: ['node:', 'zod', '@google-cloud/functions-framework'],
    why: 'The top reads where it runs and starts what compose puts together.',
  },
  addon('texts', [], 'Every sentence that the add-on says.'),
  addon('platform/', [], 'Apps Script and the service, as the add-on uses them; knows no tab.'),
  addon('sheet/', ['platform'], 'A tab of the desk: where its columns are, read and drawn in few calls.'),
  addon('sync/', ['sheet', 'platform'], 'Rows out, answers and changes in, and what is remembered of both.'),
  addon('ui/', ['sync', 'sheet', 'platform'], 'What the sidebar shows.'),
  addon(
    'entry/',
    ['ui', 'sync', 'sheet', 'platform'],
    'What triggers and menu call; everything begins here.',
  ),
  {
    at: 'sheets-addon/',
    from: ['sheets-addon/src/ui/card-entry.ts', 'sheets-addon/src/texts.ts'],
    packages: ['node:', 'esbuild'],
    why: 'Bundling reads the sources as files; a script takes menu entries from top-level functions, one a card, so it needs their names.',
  },
  {
    at: 'sheets-addon/page/',
    from: ['bulk', 'call', 'customer', 'export', 'import'].map(page => `${ADDON}ui/${page}-page-data.ts`),
    why: 'It runs in the browser, in a frame of its own: of the add-on it knows what it is handed.',
  },
  { at: CLOCK, packages: ['node:'], why: 'Everything local stands on the clock; it stands on nothing.' },
  {
    at: WORKBOOK,
    from: [CLOCK],
    packages: ['node:', 'zod'],
    why: 'The workbook is plain data for sheets, scripts and page.',
  },
  ...['firestore', 'tasks', 'identity', 'iam'].map(name => ({
    at: `local/google/${name}/`,
    from: [CLOCK],
    packages: ['*'],
    why: 'A stand-in for Google that knows our business is a bug.',
  })),
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
    from: [
      'local/',
      'functions/src/adapters/chinese-days-holidays.ts',
      'functions/src/compose',
      'functions/src/config.ts',
      'functions/src/deploy/endpoints.ts',
      'sheets-addon/bundle.ts',
    ],
    packages: ['*'],
    typesFrom: [CONTRACT],
    why: 'Local differs from production by addresses only: it starts the service through its compose and configuration, as it is listed.',
  },
  {
    at: 'scripts/',
    from: [
      'functions/src/core/docs/',
      'functions/src/core/tables/',
      REFUSAL,
      'functions/src/deploy/',
      'functions/src/config.ts',
      'sheets-addon/bundle.ts',
      'local/page/build.ts',
      'scripts/simulate/',
    ],
    packages: ['*'],
    why: 'Scripts build and deploy; of the desk they read what is declared and run nothing.',
  },
  {
    at: 'scripts/simulate/',
    from: ['functions/src/core/lib/', 'functions/src/core/workbook/', 'functions/src/deploy/'],
    packages: ['node:'],
    why: 'The model goes by the rules and settings of the program itself, and runs nothing of it.',
  },
  {
    at: 'scripts/recount.ts',
    from: [CORE, 'functions/src/actions/reports/recount-figures.ts', 'functions/src/adapters/firestore/'],
    packages: ['node:', 'zod'],
    why: 'A recount runs where no function does, with what functions have: the action, and the store that it asks for.',
  },
  { at: 'test/', from: [''], packages: ['*'], why: 'A test may use any public door; nobody imports a test.' },
];
