// The rows go in, piece by piece; the window may be closed meanwhile.

import type { ImportProgress, ImportTexts } from '../../src/ui/import-page-data.ts';
import { element } from '../element.ts';
import { ask } from '../script.ts';
import { Bar, countsBox, type Shell } from '../shell.ts';

declare const google: { script: { host: { close(): void } } };

/** Goes on with the import until all of it is done, or something goes wrong: then it can be gone on with. */
export async function runImport(shell: Shell<ImportTexts>): Promise<void> {
  const { texts } = shell;
  const bar = new Bar(texts, texts.importing);
  const counts = element('div');
  shell.show([bar.box, counts, element('p', { className: 'hint' }, texts.closable)], []);
  try {
    for (let isDone = false; !isDone; ) {
      const step = await ask('importNext');
      bar.set(step.next - 1, step.last);
      counts.replaceChildren(countsOf(shell, step));
      isDone = step.done;
      if (isDone) showDone(shell, counts, step);
    }
  } catch (cause) {
    shell.show([bar.box, counts], [shell.button(texts.resume, 'main', () => runImport(shell))]);
    shell.fail(cause);
  }
}

const countsOf = ({ texts }: Shell<ImportTexts>, step: ImportProgress): HTMLElement =>
  countsBox(
    [step.taken, texts.imported, 'good'],
    [step.known, texts.known, ''],
    [step.refused, texts.refused, 'bad'],
    [step.skipped, texts.skipped, ''],
  );

function showDone(
  shell: Shell<ImportTexts>,
  counts: HTMLElement,
  { refusedRows, refused }: ImportProgress,
): void {
  const { texts } = shell;
  const rows = refusedRows.join('、') + (refused > refusedRows.length ? '……' : '');
  shell.show(
    [
      element('p', {}, texts.done),
      counts,
      ...(refused > 0
        ? [
            element('p', {}, `${texts.refusedRows}${rows}`),
            element('p', { className: 'hint' }, texts.doneHint),
          ]
        : []),
    ],
    [shell.button(texts.close, 'main', () => google.script.host.close())],
  );
}
