// A try: what would become of each row, which words are none of the desk's, and what to do about it.

import type {
  ImportedRow,
  ImportMapping,
  ImportOrder,
  ImportTexts,
  ProposedImport,
  TargetColumn,
} from '../../src/ui/import-page-data.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, choiceOf, countsBox, rowOf, type Shell, tableOf } from '../shell.ts';

/** Problems that are listed; nobody reads more. */
const MAX_LISTED = 200;

interface Steps {
  back: () => void;
  go: (order: ImportOrder) => Promise<void>;
}

/** What all rows together came to. */
class Findings {
  readonly counts = { taken: 0, known: 0, refused: 0, skipped: 0 };
  readonly states = new Map<string, number>();
  readonly words = new Map<string, { column: string; text: string; count: number }>();
  readonly problems: { row: number; column: string | null; message: string }[] = [];

  add({ row, outcome, state, problems, unknown }: ImportedRow): void {
    this.counts[outcome] += 1;
    if (outcome === 'taken') this.states.set(state, (this.states.get(state) ?? 0) + 1);
    for (const { column, text } of unknown) {
      const name = `${column}/${text}`;
      const word = this.words.get(name) ?? { column, text, count: 0 };
      this.words.set(name, { ...word, count: word.count + 1 });
    }
    if (outcome !== 'refused') return;
    for (const { column, severity, code, message } of problems)
      if (severity === 'error' || code === 'past_lacks') this.problems.push({ row, column, message });
  }
}

/** Tries all rows, and shows what came of it. */
export async function showTry(
  shell: Shell<ImportTexts>,
  order: ImportOrder,
  proposed: ProposedImport,
  steps: Steps,
): Promise<void> {
  const { texts } = shell;
  const bar = new Bar(texts, texts.trying);
  const stopping = new AbortController();
  const stop = shell.button(texts.stop, '', () => {
    stopping.abort();
  });
  shell.show([bar.box], [stop]);
  const findings = new Findings();
  let next = order.header + 1;
  try {
    for (let last = proposed.last; next <= last && !stopping.signal.aborted; ) {
      bar.set(next, last);
      const tried = await ask('tryImport', { order, first: next });
      tried.rows.forEach(row => findings.add(row));
      ({ next, last } = tried);
    }
  } catch (cause) {
    steps.back();
    return shell.fail(cause);
  }
  if (stopping.signal.aborted) return steps.back();
  showFindings(shell, findings, order, proposed, steps);
}

function showFindings(
  shell: Shell<ImportTexts>,
  { counts, states, words, problems }: Findings,
  order: ImportOrder,
  proposed: ProposedImport,
  steps: Steps,
): void {
  const { texts } = shell;
  const labels = new Map(proposed.targets.map(({ key, label }) => [key, label]));
  const meanings = new Meanings(shell, [...words.values()], proposed.targets);
  const back = shell.button(texts.back, '', steps.back);
  const again = shell.button(texts.again, '', () =>
    showTry(shell, { ...order, mapping: meanings.with(order.mapping) }, proposed, steps),
  );
  const go = shell.button(`${texts.begin} ${counts.taken}${texts.beginRows}`, 'main', () => steps.go(order));
  go.disabled = counts.taken === 0;
  const reached = [...states].map(([state, rows]) => `${state} ${rows}`).join('、');
  const listed = problems
    .slice(0, MAX_LISTED)
    .map(({ row, column, message }) =>
      rowOf(String(row), column === null ? texts.wholeRow : (labels.get(column) ?? column), message),
    );
  shell.show(
    [
      countsBox(
        [counts.taken, texts.taken, 'good'],
        [counts.known, texts.known, ''],
        [counts.refused, texts.refused, 'bad'],
        [counts.skipped, texts.skipped, ''],
      ),
      ...(reached === '' ? [] : [element('p', {}, `${texts.states}${reached}`)]),
      ...meanings.parts(),
      ...(listed.length === 0 ? [] : [tableOf([texts.row, texts.column, texts.problem], listed)]),
      ...(problems.length > MAX_LISTED ? [element('p', { className: 'hint' }, texts.more)] : []),
    ],
    [back, ...(words.size > 0 ? [again] : []), go],
  );
}

/** Words that the desk does not know, and what a person says that they mean. */
class Meanings {
  readonly #shell: Shell<ImportTexts>;
  readonly #words: { column: string; text: string; count: number; choice: HTMLSelectElement }[];
  readonly #labels: Map<string, string>;

  constructor(
    shell: Shell<ImportTexts>,
    words: readonly { column: string; text: string; count: number }[],
    targets: readonly TargetColumn[],
  ) {
    this.#shell = shell;
    this.#labels = new Map(targets.map(({ key, label }) => [key, label]));
    this.#words = words.map(word => {
      const options = targets.find(({ key }) => key === word.column)?.options ?? [];
      const choice = choiceOf(
        shell.texts.leaveOut,
        options.map(option => [option, option]),
      );
      choice.name = `word-${word.text}`;
      return { ...word, choice };
    });
  }

  parts(): HTMLElement[] {
    if (this.#words.length === 0) return [];
    const { words, wordColumn, word, count, meaning } = this.#shell.texts;
    const rows = this.#words.map(({ column, text, count: rowsOfIt, choice }) =>
      rowOf(this.#labels.get(column) ?? column, text, String(rowsOfIt), choice),
    );
    return [element('p', {}, words), tableOf([wordColumn, word, count, meaning], rows)];
  }

  with(mapping: ImportMapping): ImportMapping {
    const values: Record<string, Record<string, string>> = {};
    for (const [column, known] of Object.entries(mapping.values)) values[column] = { ...known };
    for (const { column, text, choice } of this.#words)
      if (choice.value !== '') values[column] = { ...values[column], [text]: choice.value };
    return { ...mapping, values };
  }
}
