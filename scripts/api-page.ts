// docs/http-api.md: the calls between add-on and service, written from the contract's source and from the table of
// refusals.

/** The files of the contract, in the order in which the page goes through them. */
export const CONTRACT_FILES = [
  'contract.ts',
  'papers.ts',
  'call-form.ts',
  'exchange.ts',
  'bulk.ts',
  'duplicate.ts',
  'samples.ts',
  'held.ts',
  'cards.ts',
  'calls.ts',
] as const;

/** A declaration of the contract as it stands there, its comment included. */
interface Declaration {
  name: string;
  source: string;
}

/** One call: method and path, what it is for, and the names of the types that it takes and answers. */
interface Call {
  address: string;
  purpose: string;
  body: string | undefined;
  answer: string;
}

type Refusals = Readonly<Record<string, readonly [number, string]>>;

/**
 * The page. `contract` is the source of the contract, its files one after the other.
 * @throws Error when a call names a type that the contract lacks.
 */
export function apiPage(contract: string, refusals: Refusals): string {
  const declarations = declarationsOf(contract);
  const calls = callsOf(declarations);
  const own = new Set(calls.flatMap(({ body, answer }) => [body, answer].filter(name => name !== undefined)));
  const others = declarations.filter(({ name }) => !own.has(name) && name !== CALLS);
  return [
    '# The HTTP API',
    '',
    'Written from `functions/src/contract/` by `npm run build`; do not edit.',
    '',
    'The add-on calls the function `api` with the ID token of the person in `Authorization: Bearer`. Bodies and answers',
    'are JSON.',
    'A refused call answers with the status and the code of the table at the end, as `ErrorAnswer`.',
    '',
    '| call | what it is for |',
    '| --- | --- |',
    ...calls.map(({ address, purpose }) => `| [\`${address}\`](#${anchorOf(address)}) | ${purpose} |`),
    ...calls.flatMap(call => callSection(call, declarations)),
    '',
    '## Types that several calls share',
    '',
    ...codeBlock(others),
    '',
    '## Refusals',
    '',
    '| code | status | says |',
    '| --- | --- | --- |',
    ...Object.entries(refusals).map(([code, [status, says]]) => `| \`${code}\` | ${status} | ${says} |`),
    '',
  ].join('\n');
}

/** The interface of the contract that lists the calls. */
const CALLS = 'Calls';

function declarationsOf(source: string): Declaration[] {
  const comment = /^(?:\/\*\*(?:(?!\*\/)[\s\S])*\*\/\n)?/;
  const declared = /export (?:interface (\w+)(?: extends \w+)? \{[\s\S]*?^\}|type (\w+)[^;]*;)$/;
  const declaration = new RegExp(`${comment.source}${declared.source}`, 'gm');
  return [...source.matchAll(declaration)].map(([text, one, other]) => ({
    name: one ?? other ?? '',
    source: text,
  }));
}

function callsOf(declarations: readonly Declaration[]): Call[] {
  const { source } = named(CALLS, declarations);
  const entry = /\/\*\* ([^\n]*) \*\/\n {2}'([A-Z]+ [^']+)': \{(?: body: (\w+);)? answer: (\w+) \};/g;
  return [...source.matchAll(entry)].map(([, purpose = '', address = '', body, answer = '']) => ({
    address,
    purpose,
    body,
    answer,
  }));
}

function callSection(
  { address, purpose, body, answer }: Call,
  declarations: readonly Declaration[],
): string[] {
  const types = [...new Set([body, answer])].filter(name => name !== undefined);
  const takes = body === undefined ? 'Takes no body.' : `Takes \`${body}\`.`;
  return [
    '',
    `## ${address}`,
    '',
    purpose,
    '',
    `${takes} Answers \`${answer}\`.`,
    '',
    ...codeBlock(types.map(name => named(name, declarations))),
  ];
}

function named(name: string, declarations: readonly Declaration[]): Declaration {
  const found = declarations.find(each => each.name === name);
  if (!found) throw new Error(`the contract has no type ${name}`);
  return found;
}

const codeBlock = (declarations: readonly Declaration[]): string[] => [
  '```ts',
  declarations.map(({ source }) => source).join('\n\n'),
  '```',
];

/** The anchor that Markdown gives a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replaceAll(/[^\w\s-]/g, '')
    .replaceAll(' ', '-');
