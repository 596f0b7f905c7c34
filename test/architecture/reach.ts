// What of the world outside may be reached, and from where, as tables.

/** Words that read the world, and the only places that may say them. */
export const READERS = [
  {
    reads: /\bDate\.now\b|\bnew Date(?:\(\)|(?!\s*[(\w]))|\bDate\(\)/,
    in: ['local/clock/', 'functions/src/index.ts', 'sheets-addon/src/platform/clock.ts', 'test/bench/'],
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

/**
 * Packages that reach outside: an adapter is about one of them. What else it imports, such as credentials, belongs to
 * it.
 */
export const CLIENTS = [
  '@google-cloud/firestore',
  '@google-cloud/tasks',
  'chinese-days',
  'googleapis',
  'jose',
  'nodemailer',
];
