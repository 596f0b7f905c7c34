// Rows that are too much for one commit, in several. Knows nothing of what becomes of a row.

import { RequestError } from '../../contract/request-error.ts';
import type { Ports } from '../../ports/ports.ts';
import { CommitTooLarge } from '../../ports/transaction.ts';
import type { Submission } from './admission.ts';
import { commitRows, type Settled } from './commit-rows.ts';

/**
 * Commits submissions together. One that is too large by itself is committed half by half: its rows are answered one by
 * one anyway, and a repeated request finds unchanged what was saved before the rest failed.
 * @throws CommitTooLarge when several are too much together.
 */
export async function commitParts(
  ports: Ports,
  deskId: string,
  submissions: readonly Submission[],
): Promise<Settled[]> {
  try {
    return await commitRows(ports, deskId, submissions);
  } catch (cause) {
    const [submission, ...others] = submissions;
    if (!(cause instanceof CommitTooLarge) || !submission || others.length > 0) throw cause;
    const { rows } = submission;
    if (rows.length === 1) return [new RequestError('commit_too_large', { cause })];
    const middle = Math.ceil(rows.length / 2);
    const [first] = await commitParts(ports, deskId, [{ ...submission, rows: rows.slice(0, middle) }]);
    const [second] = await commitParts(ports, deskId, [{ ...submission, rows: rows.slice(middle) }]);
    if (!first || !second) throw new Error('a part was not answered', { cause });
    return [together(first, second)];
  }
}

function together(first: Settled, second: Settled): Settled {
  if (first instanceof RequestError) return first;
  if (second instanceof RequestError) return second;
  const alarms = [first.alarmAt, second.alarmAt].filter(at => at !== undefined);
  return {
    answers: [...first.answers, ...second.answers],
    events: [...first.events, ...second.events],
    others: first.others || second.others,
    alarmAt: alarms.length > 0 ? Math.min(...alarms) : undefined,
    changed: first.changed || second.changed,
    version: second.version,
  };
}
