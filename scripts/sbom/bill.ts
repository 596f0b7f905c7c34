// The bill of materials: every package of the lockfile with its version, its licence and the hash that npm holds it to.
// https://cyclonedx.org/docs/1.6/json/

import * as z from 'zod';

/** Licences of what is shipped. All ask for no more than to be named. */
const ALLOWED = [
  'MIT',
  'MIT-0',
  'ISC',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  '0BSD',
  'CC0-1.0',
  'CC-BY-3.0',
];

/** Further ones of what only builds and tests: nothing of it is handed on. */
const ALLOWED_TO_BUILD = ['MPL-2.0'];

/** Packages of which the lockfile tells no licence, or only its family, with the one that was read in them. */
const READ_BY_HAND: Readonly<Record<string, string>> = {
  '@univerjs/telemetry': 'Apache-2.0',
  'url-template': 'BSD-3-Clause',
};

/** What may run when it is installed, and what for. The functions are installed with `--ignore-scripts`. */
export const INSTALL_SCRIPTS: Readonly<Record<string, string>> = {
  esbuild: 'takes its binary for this platform',
  node: 'takes the pinned Node for this platform',
  protobufjs: 'warns of other versions of itself',
};

/** A package as the lockfile has it. */
export interface Package {
  readonly name: string;
  readonly version: string;
  /** A SPDX expression; `NOASSERTION` where none is told. */
  readonly licence: string;
  /** Whether it is for building and testing only. */
  readonly isDev: boolean;
  readonly integrity: string;
  readonly runsOnInstall: boolean;
}

const lockShape = z.object({
  lockfileVersion: z.literal(3),
  packages: z.record(
    z.string(),
    z.looseObject({
      version: z.string().default(''),
      license: z.string().optional(),
      integrity: z.string().default(''),
      dev: z.boolean().default(false),
      hasInstallScript: z.boolean().default(false),
    }),
  ),
});

const FOLDER = 'node_modules/';

/** The packages of a lockfile. @throws Error for a lockfile of another form */
export function readLock(text: string): Package[] {
  const { packages } = lockShape.parse(JSON.parse(text));
  return Object.entries(packages).flatMap(([path, found]) => {
    if (path === '') return [];
    const name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
    const licence = READ_BY_HAND[name] ?? found.license ?? 'NOASSERTION';
    const { version, integrity, dev: isDev, hasInstallScript: runsOnInstall } = found;
    return [{ name, version, licence, isDev, integrity, runsOnInstall }];
  });
}

/** What somebody has to decide before this is installed or handed on, a sentence each. */
export function faultsOf(packages: readonly Package[]): string[] {
  return packages.flatMap(({ name, version, licence, isDev, runsOnInstall, integrity }) => {
    const allowed = isDev ? [...ALLOWED, ...ALLOWED_TO_BUILD] : ALLOWED;
    const choices = licence.replaceAll(/[()]/g, '').split(' OR ');
    const isAllowed = choices.some(each => allowed.includes(each));
    return [
      ...(isAllowed
        ? []
        : [`${name}@${version}: the licence ${licence} is not among those that are allowed.`]),
      ...(runsOnInstall && !(name in INSTALL_SCRIPTS)
        ? [
            `${name}@${version} runs a script when it is installed. Look at it, then name it in INSTALL_SCRIPTS.`,
          ]
        : []),
      ...(integrity === '' ? [`${name}@${version} has no hash in the lockfile.`] : []),
    ];
  });
}

/** The bill in CycloneDX. The same lockfile makes the same bill: it has no time and no number of its own. */
export function billOf(packages: readonly Package[]) {
  // What stands in several places is shipped if one of them is.
  const inOrder = [...packages].sort((a, b) => Number(b.isDev) - Number(a.isDev));
  const components = inOrder.map(({ name, version, licence, isDev, integrity, runsOnInstall }) => {
    const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
    return {
      type: 'library',
      'bom-ref': purl,
      name,
      version,
      scope: isDev ? 'excluded' : 'required',
      purl,
      licenses: [licence.includes(' ') ? { expression: licence } : { license: { id: licence } }],
      hashes: hashesOf(integrity),
      ...(runsOnInstall && { properties: [{ name: 'sheetdesk:runsOnInstall', value: 'true' }] }),
    };
  });
  const known = new Map(components.map(each => [each.purl, each]));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.6',
    version: 1,
    metadata: { component: { type: 'application', name: 'sheetdesk', 'bom-ref': 'sheetdesk' } },
    components: [...known.values()].sort((a, b) => (a.purl < b.purl ? -1 : 1)),
  };
}

/** npm's hashes (`sha512-` and base64) as CycloneDX has them. */
function hashesOf(integrity: string) {
  return integrity.split(' ').flatMap(each => {
    const [, bits, value = ''] = /^sha(\d+)-(.+)$/.exec(each) ?? [];
    const alg = bits === '1' ? 'SHA-1' : `SHA-${bits}`;
    return bits === undefined ? [] : [{ alg, content: Buffer.from(value, 'base64').toString('hex') }];
  });
}
