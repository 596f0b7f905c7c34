// How the bench speaks: lines of text and tables. Knows no figure by name.

import { cpus } from 'node:os';
import type { Spread } from './figures.ts';

let said: string[] = [];

export function say(line = ''): void {
  said.push(line);
  process.stdout.write(`${line}\n`);
}

/** What is said while `work` is done. */
export async function heard(work: () => Promise<void>): Promise<string> {
  said = [];
  await work();
  return said.join('\n');
}

/** Prints rows under a header; the first column is flushed left, all others right. */
export function printTable(header: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = header.map((title, column) =>
    Math.max(title.length, ...rows.map(row => row[column]?.length ?? 0)),
  );
  const line = (cells: readonly string[]) =>
    widths
      .map((width, column) =>
        column === 0 ? (cells[column] ?? '').padEnd(width) : (cells[column] ?? '').padStart(width),
      )
      .join('  ')
      .trimEnd();
  say(line(header));
  say(widths.map(width => '-'.repeat(width)).join('  '));
  for (const row of rows) say(line(row));
  say();
}

/** `min / median / max`. */
export function showSpread({ min, median, max }: Spread, digits = 0): string {
  return [min, median, max].map(value => showNumber(value, digits)).join(' / ');
}

export function showNumber(value: number, digits = 0): string {
  return value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });
}

export function machineFacts(): string {
  const [first] = cpus();
  return `${cpus().length} cores (${first?.model.trim() || 'of unknown make'}), Node ${process.versions.node}, ${process.platform} ${process.arch}`;
}
