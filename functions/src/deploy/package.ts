// The package.json and the lock that go with the compiled functions, taken from the root's. Knows nothing of files.

/** The part of a package.json that is read. */
export interface RootPackage {
  name: string;
  version: string;
  dependencies: Record<string, string>;
}

/** The part of a package-lock.json (version 3) that is read: installed places and what is there. */
export interface RootLock {
  packages: Record<string, { dev?: boolean | undefined }>;
}

/** Major version of Node that the functions run on; firebase.json says the same. */
const NODE = '24';

/** Where the compiler puts the index, from the package's folder. */
export const MAIN = 'src/index.js';

/**
 * The deployed package.json: the root's runtime dependencies as they are. Google's builder would add a functions-framework
 * of an older major if none were listed.
 */
export function packageOf(root: RootPackage): Record<string, unknown> {
  return {
    name: `${root.name}-functions`,
    version: root.version,
    private: true,
    type: 'module',
    main: MAIN,
    engines: { node: NODE },
    dependencies: root.dependencies,
  };
}

/** The deployed package-lock.json: the root's without what only development needs, so that the cloud installs the same. */
export function lockOf(root: RootPackage, lock: RootLock): Record<string, unknown> {
  const { name, version, engines, dependencies } = packageOf(root);
  const installed = Object.entries(lock.packages).filter(([place, entry]) => place !== '' && !entry.dev);
  return {
    name,
    version,
    lockfileVersion: 3,
    requires: true,
    packages: { '': { name, version, engines, dependencies }, ...Object.fromEntries(installed) },
  };
}
