// What this project is made of: every package of the lockfile, under a licence that is allowed, and what may run when
// it is installed.
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { billOf, faultsOf, INSTALL_SCRIPTS, readLock } from '../../scripts/sbom/bill.ts';

const read = (path: string) => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const LOCK = readLock(read('package-lock.json'));
const ONE = {
  name: '@scope/one',
  version: '1.2.3',
  licence: 'MIT',
  isDev: false,
  integrity: 'sha512-AQI=',
  runsOnInstall: false,
};

describe('the bill of materials', () => {
  const { components } = billOf(LOCK);

  test('has every package once, those of the manifest among them, in the versions of the lockfile', () => {
    expect(components.length).toBe(new Set(LOCK.map(({ name, version }) => `${name}@${version}`)).size);
    const { dependencies } = JSON.parse(read('package.json')) as { dependencies: Record<string, string> };
    for (const [name, version] of Object.entries(dependencies))
      expect(components).toContainEqual(expect.objectContaining({ name, version, scope: 'required' }));
  });

  test('says of each where it is from, under which licence, and the hash that it is held to', () => {
    expect(billOf([ONE]).components).toEqual([
      {
        type: 'library',
        'bom-ref': 'pkg:npm/%40scope/one@1.2.3',
        name: '@scope/one',
        version: '1.2.3',
        scope: 'required',
        purl: 'pkg:npm/%40scope/one@1.2.3',
        licenses: [{ license: { id: 'MIT' } }],
        hashes: [{ alg: 'SHA-512', content: '0102' }],
      },
    ]);
  });

  test('is the same for the same lockfile', () => {
    expect(JSON.stringify(billOf(LOCK))).toBe(JSON.stringify(billOf(LOCK.toReversed())));
  });
});

test('nothing is to be decided about what is installed now', () => {
  expect(faultsOf(LOCK)).toEqual([]);
});

test.each([
  ['a licence that asks for more', { licence: 'AGPL-3.0' }, 'licence AGPL-3.0'],
  ['no licence', { licence: 'NOASSERTION' }, 'licence NOASSERTION'],
  ['one for building only, in what is shipped', { licence: 'MPL-2.0' }, 'licence MPL-2.0'],
  ['a script when it is installed', { runsOnInstall: true }, 'runs a script'],
  ['no hash', { integrity: '' }, 'no hash'],
])('a package with %s is told of', (_, change, told) => {
  expect(faultsOf([{ ...ONE, ...change }]).join()).toContain(told);
});

test.each([
  ['a choice of which one is allowed', { licence: '(MIT OR GPL-3.0)' }],
  ['one for building, where it only builds', { licence: 'MPL-2.0', isDev: true }],
])('a package with %s is not', (_, change) => {
  expect(faultsOf([{ ...ONE, ...change }])).toEqual([]);
});

test('SECURITY.md lists what runs when it is installed', () => {
  const listed = [...read('SECURITY.md').matchAll(/^\| `([^`]+)` \| takes|^\| `([^`]+)` \| warns/gm)];
  expect(listed.map(([, taken, warns]) => taken ?? warns)).toEqual(Object.keys(INSTALL_SCRIPTS));
});
