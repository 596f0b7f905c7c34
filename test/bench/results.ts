// bench/results.md: what each section has measured last, with the machine and the versions that it ran on.

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { machineFacts } from './report.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const FILE = join(ROOT, 'bench', 'results.md');
const TITLE = `# Results of the bench

Each section as \`npm run bench -- --only <section>\` printed it last. Everything shares one machine, so take ratios, not
absolute figures.
`;
/** Packages whose versions a figure depends on. */
const PACKAGES = ['@google-cloud/firestore', '@google-cloud/functions-framework'] as const;

/** Keeps what a section has printed, in place of what it had printed before. */
export function keepResults(section: string, printed: string): void {
  mkdirSync(dirname(FILE), { recursive: true });
  const facts = [new Date().toISOString().slice(0, 10), machineFacts(), ...PACKAGES.map(versionOf)].join(
    '; ',
  );
  writeFileSync(FILE, withSection(kept(), section, `${facts}\n\n\`\`\`text\n${printed.trim()}\n\`\`\``));
}

/** The page with a section as it is now; sections stand in the order of their names. */
export function withSection(page: string, name: string, body: string): string {
  const [head = '', ...parts] = (page || TITLE).split(/^## /m);
  const sections = new Map(
    parts.map(part => {
      const [title = '', ...lines] = part.split('\n');
      return [title, lines.join('\n').trim()] as const;
    }),
  );
  sections.set(name, body);
  const sorted = [...sections].toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${[head.trim(), ...sorted.map(([title, text]) => `## ${title}\n\n${text}`)].join('\n\n')}\n`;
}

function kept(): string {
  try {
    return readFileSync(FILE, 'utf8');
  } catch (cause) {
    // The first time there is none.
    if (cause instanceof Error && 'code' in cause && cause.code === 'ENOENT') return '';
    throw cause;
  }
}

function versionOf(name: string): string {
  const file = join(ROOT, 'node_modules', name, 'package.json');
  return `${name} ${(JSON.parse(readFileSync(file, 'utf8')) as { version: string }).version}`;
}
