// Our part of a cell's note: a heading and the lines after it. The rest of the note is a person's and survives.
import type { Problem } from '../../../functions/src/contract/contract.ts';
import { TEXTS } from '../texts.ts';

const BULLET = '· ';

/** The colours that we give to staff cells, and by which we know them again. */
export const PROBLEM_COLOURS = { error: '#f4c7c3', warning: '#fce8b2' } as const;

function ourLines(problems: readonly Problem[]): string[] {
  if (problems.length === 0) return [];
  const lines = problems.map(
    ({ severity, message }) => `${BULLET}${TEXTS.severity[severity]}：${message.replace(/\s*\n\s*/g, '；')}`,
  );
  return [TEXTS.noteHeading, ...lines];
}

/** Our sentences in a note. */
export function remarksIn(note: string): string[] {
  const lines = note.split('\n');
  const heading = lines.indexOf(TEXTS.noteHeading);
  const ours = heading < 0 ? [] : lines.slice(heading + 1).filter(line => line.startsWith(BULLET));
  return ours.map(line => line.slice(BULLET.length));
}

/** What a person wrote into the note, before or after our part. */
function theirLines(note: string): string[] {
  const lines = note.split('\n');
  const heading = lines.indexOf(TEXTS.noteHeading);
  if (heading < 0) return note === '' ? [] : lines;
  const after = lines.slice(heading + 1);
  const theirs = after.findIndex(line => !line.startsWith(BULLET));
  return [...lines.slice(0, heading), ...(theirs < 0 ? [] : after.slice(theirs))];
}

/** The note with our part replaced by `problems`; `''` when nothing is left. */
export function noteWith(note: string, problems: readonly Problem[]): string {
  const theirs = theirLines(note);
  const ours = ourLines(problems);
  return ours.length === 0 ? theirs.join('\n') : [...theirs, ...ours].join('\n');
}

/**
 * The background for a cell that the system fills in: red where it tells of something that is late or wrong, else the
 * tint of such cells where ours was, or what it has.
 */
export function tintWith(background: string, problems: readonly Problem[], tint: string): string | null {
  if (problems.some(({ severity }) => severity !== 'info')) return PROBLEM_COLOURS.error;
  const own = backgroundWith(background, []);
  return own === null && background.toLowerCase() !== '#ffffff' ? tint : own;
}

/** The background for a staff cell: ours by the worst problem, else a person's own, and `null` for none. */
export function backgroundWith(background: string, problems: readonly Problem[]): string | null {
  if (problems.some(({ severity }) => severity === 'error')) return PROBLEM_COLOURS.error;
  if (problems.some(({ severity }) => severity === 'warning')) return PROBLEM_COLOURS.warning;
  const ours: string[] = Object.values(PROBLEM_COLOURS);
  // No fill reads as white; writing white back would paint over the theme.
  return ours.includes(background.toLowerCase()) || background.toLowerCase() === '#ffffff'
    ? null
    : background;
}

/** The note with its line under this heading replaced; `''` takes it out. All others stay. */
export function noteWithLine(note: string, heading: string, text: string): string {
  const others = note === '' ? [] : note.split('\n').filter(line => !line.startsWith(heading));
  return [...others, ...(text === '' ? [] : [heading + text])].join('\n');
}
