// What people say of batches: that a record tells of the same problem as another, that it does not, or that a whole
// batch is none.

import { decide } from '../../core/decide/decide.ts';
import { configuringProblem } from '../../core/decide/may.ts';
import type { DeskContext } from '../../core/desk/desk.ts';
import type { DeskRecord } from '../../core/record/record.ts';
import type { Problem } from '../../core/schema/problem.ts';
import { problem } from '../../core/schema/problem.ts';
import { SAME_PROBLEM } from '../../core/schema/similarity-rule.ts';
import { staffCells } from '../../core/schema/table.ts';
import { batchOf, likelyOf, type Match, matchesOf, matchText } from '../../core/similarity/batch.ts';
import {
  adoptedFacts,
  type Fingerprint,
  groupOf,
  isOpenRecord,
  probeAround,
} from '../../core/similarity/fingerprint.ts';
import { adoptedFrom, lessonOf } from '../../core/similarity/lesson.ts';
import { type Weigh, weightsBy } from '../../core/similarity/likeness.ts';
import { readingOf } from '../../core/similarity/similarity.ts';
import { vocabularyOf } from '../../core/similarity/vocabulary.ts';
import { titleOf } from '../../core/tables/index.ts';
import { type Compared, type Comparing, raisingBeside, readMembers } from './batches.ts';
import type { Saved } from './following.ts';
import type { Taught } from './taught.ts';

/** Does what people have said of these records. Answers them as they are compared from then on, and who is let go. */
export async function heedJudgements(
  all: readonly Compared[],
  comparing: Comparing,
): Promise<{ compared: Compared[]; released: Saved[]; taught: Taught[] }> {
  const weigh = await weightsFor(all, comparing);
  const compared: Compared[] = [];
  const released: Saved[] = [];
  const taught: Taught[] = [];
  for (const each of all) {
    const said = saidOf(each, comparing);
    const joined = said === SAME_PROBLEM.yes ? await join(each, weigh, comparing) : undefined;
    if (said === SAME_PROBLEM.no || said === SAME_PROBLEM.none)
      released.push(...(await leave(each, said === SAME_PROBLEM.none, comparing)));
    else if (said === null) show(each, weigh, comparing);
    if (joined?.taught) taught.push(joined.taught);
    compared.push(joined?.compared ?? each);
  }
  return { compared, released, taught };
}

function saidOf(
  { rule: { judged }, fingerprint }: Compared,
  { current }: Comparing,
): string | null | undefined {
  if (judged === undefined) return undefined;
  const cell = current.get(fingerprint.key)?.cells[judged] ?? null;
  return cell === null ? null : String(cell);
}

/**
 * How telling each word is at this desk. What nearly everybody writes here is known by a look at the latest texts,
 * which is taken only where there is a text that no class of faults reads.
 */
async function weightsFor(all: readonly Compared[], { index, desk }: Comparing): Promise<Weigh> {
  const vocabulary = vocabularyOf(desk.faults);
  const isUnread = ({ rule, fingerprint }: Compared) =>
    rule.judged !== undefined && readingOf(fingerprint, vocabulary).faults.length === 0;
  if (!all.some(isUnread)) return () => 1;
  return weightsBy((await index.sample('dated')).map(each => readingOf(each, vocabulary).words));
}

/** Rows that are shown to be judged. */
const MAX_SHOWN = 2;

/** Shows a record those that may tell of the same, for a person to say so. */
function show({ rule, fingerprint }: Compared, weigh: Weigh, comparing: Comparing): void {
  const { current, aside, desk } = comparing;
  const record = current.get(fingerprint.key);
  const column = rule.judged;
  if (!record || column === undefined) return;
  const findings = aside.decide(record, (table): Problem[] | undefined => {
    const others = record.findings.filter(({ code }) => code !== 'maybe_same');
    const likely = isOpenRecord(table, record)
      ? likelyOf(fingerprint, raisingBeside(fingerprint, comparing), desk, weigh)
      : [];
    if (likely.length === 0) return others.length === record.findings.length ? undefined : others;
    return [...others, problem(column, 'maybe_same', { rows: rowsOf(likely.slice(0, MAX_SHOWN)) })];
  });
  if (findings) current.set(record.key, { ...record, findings });
}

const rowsOf = (matches: readonly Match[]) => matches.map(match => matchText(match, titleOf)).join('；');

/** Takes a record for the same as the one that it is most like, because a person says so. */
async function join(
  { rule, fingerprint }: Compared,
  weigh: Weigh,
  comparing: Comparing,
): Promise<{ compared: Compared; taught: Taught | undefined } | undefined> {
  const { current, index, desk, now } = comparing;
  const record = current.get(fingerprint.key);
  const column = rule.judged;
  if (!record || column === undefined || record.findings.some(({ code }) => code === 'same_confirmed'))
    return undefined;
  const others = record.findings.filter(({ code }) => code !== 'maybe_same' && code !== 'batch_dissolved');
  const [best] = likelyOf(fingerprint, raisingBeside(fingerprint, comparing), desk, weigh);
  if (!best) {
    if (others.length < record.findings.length) current.set(record.key, { ...record, findings: others });
    return undefined;
  }
  const adopted = adoptedFrom(best.fingerprint, vocabularyOf(desk.faults));
  const told = problem(column, 'same_confirmed', {
    rows: `${titleOf(best.fingerprint.table)} ${best.fingerprint.number}`,
    ...adoptedFacts(adopted),
  });
  current.set(record.key, { ...record, findings: [...others, told] });
  const joined = { ...fingerprint, adopted };
  index.file(groupOf(rule), joined);
  await index.look('dated', [probeAround(joined, desk.parameter('批量天数'), now, desk)]);
  return {
    compared: { rule, fingerprint: joined },
    taught: lessonFrom(fingerprint, best.fingerprint, record, desk),
  };
}

/** What the list learns from it, where whoever says so may change settings. */
function lessonFrom(
  mine: Fingerprint,
  other: Fingerprint,
  record: DeskRecord,
  desk: DeskContext,
): Taught | undefined {
  const by = record.updatedBy;
  if (configuringProblem(by, desk)) return undefined;
  const note = `由${titleOf(record.table)} ${record.number} 的“同一问题”记入，不对可以改或删。`;
  const lesson = lessonOf(mine, other, vocabularyOf(desk.faults), note);
  return lesson && { lesson, by, because: record.key };
}

/**
 * Takes a record out of its batch, or the whole batch apart. Where too few customers are left without it, the others
 * are let go as well.
 */
async function leave({ fingerprint }: Compared, isWhole: boolean, comparing: Comparing): Promise<Saved[]> {
  const { current, desk } = comparing;
  const record = current.get(fingerprint.key);
  if (!record) return [];
  const wasIn = record.findings.some(({ code }) => code === 'batch_found');
  const hidden = record.findings.filter(({ code }) => code !== 'maybe_same' && code !== 'same_confirmed');
  if (!wasIn) {
    if (hidden.length < record.findings.length) current.set(record.key, { ...record, findings: hidden });
    return [];
  }
  const raising = raisingBeside(fingerprint, comparing).filter(({ counted }) => counted);
  const others = matchesOf({ ...fingerprint, apart: false }, raising, desk).map(match => match.fingerprint);
  const going = others.filter(other => isWhole || !batchOf(other, matchesOf(other, raising, desk), desk));
  await readMembers(
    going.map(({ key }) => key),
    comparing,
  );
  return [
    ...release(fingerprint, fingerprint.key, false, comparing),
    ...going.flatMap(other => release(other, fingerprint.key, isWhole, comparing)),
  ];
}

/** Findings that a record has of its batch. */
const OF_BATCH = new Set<string>(['batch_found', 'maybe_same', 'same_confirmed', 'batch_dissolved']);

/** Lets a record go: it is as pressing as it would be by itself, where nobody has chosen otherwise. */
function release(member: Fingerprint, because: string, isApart: boolean, comparing: Comparing): Saved[] {
  const { current, references, aside, desk, now, index } = comparing;
  const before = current.get(member.key);
  const table = before && desk.tableOf(before.table);
  const rule = table?.similarity;
  if (!before || !table || !rule?.escalates || rule.judged === undefined) return [];
  index.file(groupOf(rule), { ...member, counted: false, apart: member.apart || isApart });
  const { column, to } = rule.escalates;
  const { judged } = rule;
  return (
    aside.decide(before, (): Saved[] => {
      const value = before.cells[column] ?? null;
      const isRaised = value === to && before.proposed[column] === to;
      const others = before.findings.filter(({ code }) => !OF_BATCH.has(code));
      const found = {
        findings: isApart ? [...others, problem(judged, 'batch_dissolved', {})] : others,
        escalated: {},
        why: '同事判断不是同一问题，不再算批量。',
      };
      const by = current.get(because)?.updatedBy ?? before.updatedBy;
      const decided = [isRaised ? { [column]: null } : {}, {}].map(blank => {
        const row = { values: { ...staffCells(table, before.cells), ...blank }, problems: [] };
        return decide({ table, key: before.key, before, row, references, found, by, now }, desk);
      });
      // What has no value of its own keeps the one that it has.
      const accepted = decided.find(each => each.outcome === 'saved');
      if (accepted?.outcome !== 'saved') return [];
      current.set(before.key, accepted.after);
      return [{ before, accepted, table, desk, because }];
    }) ?? []
  );
}
