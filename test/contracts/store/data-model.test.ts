// docs/architecture.md says which kinds of documents there are, where each stands, and in which form.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { FORM_STEPS } from '../../../functions/src/adapters/firestore/forms.ts';
import { kindOf } from '../../fixtures/stored-desk/kinds.ts';

const page = readFileSync(new URL('../../../docs/architecture.md', import.meta.url), 'utf8');
const rows = [...page.matchAll(/^\| `(\w+)` \| `([^`]+)` \|.*\| (\d+) \|$/gm)].map(
  ([, kind = '', path = '', form]) => ({ kind, path, form: Number(form) }),
);

it('names every kind of document with the number of its form', () => {
  const listed = Object.fromEntries(rows.map(({ kind, form }) => [kind, form]));
  expect(listed).toEqual(
    Object.fromEntries(Object.entries(FORM_STEPS).map(([kind, steps]) => [kind, steps.length])),
  );
});

it.each(rows)('$kind stands at $path', ({ kind, path }) => {
  expect(kindOf(path.replaceAll(/\{[^}]+\}/g, 'x'))).toBe(kind);
});
