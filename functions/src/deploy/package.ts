// The package.json and the lock that go with the compiled functions, taken from the root's. Knows nothing of files.

/** The part of a package.json that is read. */
export interface RootPackage {
  name: string;
  version: string;
  dependencies: Record<string, string>;
}

/** The part of a package-lock.json (version 3) that is read: installed places and what is there. */
export interface RootLock {
  packages: Record<string, LockedPackage>;
}

export interface LockedPackage {
  dependencies?: Record<string, string> | undefined;
  optionalDependencies?: Record<string, string> | undefined;
  peerDependencies?: Record<string, string> | undefined;
}

/** Major version of Node that the functions run on; firebase.json says the same. */
export const NODE = '24';

/** The one file that all functions are in, with every package that they import. */
export const MAIN = 'index.js';

/**
 * What is installed beside it: Google's builder starts the framework, and would add an older major if none were listed.
 */
export const INSTALLED = ['@google-cloud/functions-framework'] as const;

/** The deployed package.json. */
export function packageOf(root: RootPackage): Record<string, unknown> {
  return {
    name: `${root.name}-functions`,
    version: root.version,
    private: true,
    type: 'module',
    main: MAIN,
    engines: { node: NODE },
    dependencies: Object.fromEntries(INSTALLED.map(name => [name, root.dependencies[name]])),
  };
}

/**
 * The deployed package-lock.json: of the root's what the deployed package needs, so that the cloud installs the same.
 */
export function lockOf(root: RootPackage, lock: RootLock): Record<string, unknown> {
  const { name, version, engines, dependencies } = packageOf(root);
  const needed = new Set<string>();
  for (const each of INSTALLED) collect('', each, lock, needed);
  const installed = Object.entries(lock.packages).filter(([place]) => needed.has(place));
  return {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, engines, dependencies }, ...Object.fromEntries(installed) },
  };
}

/** Adds the place of a package that another one, at `from`, finds on its way up, and all that it needs itself. */
function collect(from: string, name: string, lock: RootLock, places: Set<string>): void {
  const place = placeOf(from, name, lock);
  if (place === undefined || places.has(place)) return;
  places.add(place);
  const { dependencies, optionalDependencies, peerDependencies } = lock.packages[place] ?? {};
  for (const each of Object.keys({ ...dependencies, ...optionalDependencies, ...peerDependencies })) {
    collect(place, each, lock, places);
  }
}

/** Where Node finds a package from `folder`; nowhere when it is not installed, as an optional one may be. */
function placeOf(folder: string, name: string, lock: RootLock): string | undefined {
  const place = `${folder}${folder && '/'}node_modules/${name}`;
  if (place in lock.packages) return place;
  if (folder === '') return undefined;
  return placeOf(folder.slice(0, Math.max(folder.lastIndexOf('/node_modules/'), 0)), name, lock);
}
