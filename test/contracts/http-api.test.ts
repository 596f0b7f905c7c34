// docs/http-api.md says what the contract and the routes say.
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { REQUEST_ERRORS } from '../../functions/src/contract/request-error.ts';
import { apiPage, CONTRACT_FILES } from '../../scripts/api-page.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const CONTRACT = CONTRACT_FILES.map(name => read(`functions/src/contract/${name}`)).join('\n');
const PAGE = apiPage(CONTRACT, REQUEST_ERRORS);

it('docs/http-api.md is what the contract says now (npm run build writes it)', () => {
  expect(read('docs/http-api.md')).toBe(PAGE);
});

it('has each route of the service, and no other', () => {
  const routes = [...read('functions/src/http/routes.ts').matchAll(/method: '(\w+)',\s+path: '([^']+)'/g)];
  const calls = [...PAGE.matchAll(/^## ((?:GET|POST) \S+)$/gm)].map(([, call = '']) => call);
  expect(calls.toSorted()).toEqual(routes.map(([, method, path]) => `${method} ${path}`).toSorted());
  expect(calls.length).toBeGreaterThan(5);
});

it('shows each type of the contract once, the list of calls apart', () => {
  const declared = [...CONTRACT.matchAll(/^export (?:interface|type) (\w+)/gm)];
  const names = declared.map(([, name]) => name ?? '').filter(name => name !== 'Calls');
  for (const name of names) {
    const shown = [...PAGE.matchAll(new RegExp(`^export (?:interface|type) ${name}\\b`, 'gm'))];
    expect([name, shown.length > 0]).toEqual([name, true]);
  }
});

it('refuses a call whose type is not there', () => {
  const source = "export interface Calls {\n  /** Nothing. */\n  'GET /x': { answer: Missing };\n}\n";
  expect(() => apiPage(source, {})).toThrow('Missing');
});
