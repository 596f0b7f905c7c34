// A copy of the tree that faults may be put into, with the installed packages beside it.
import { execFileSync, spawnSync } from 'node:child_process';
import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { type Fault, withFault } from './faults.ts';

/** A fault and the source that it is put into. */
export interface Placed extends Fault {
  file: string;
}

export class Copy {
  readonly folder: string;
  readonly #root: string;
  /** All files, as they were when the copy was made. */
  readonly #files: readonly string[];
  /** Sources that have a fault, without it. */
  readonly #whole = new Map<string, string>();

  constructor(root: string) {
    this.#root = root;
    this.folder = mkdtempSync(join(tmpdir(), 'mutants-'));
    this.#files = listed(root, '-co', '--exclude-standard').filter(file => existsSync(join(root, file)));
    for (const file of this.#files) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      cpSync(join(root, file), join(this.folder, file), { force: true });
    }
    symlinkSync(join(root, 'node_modules'), join(this.folder, 'node_modules'));
  }

  /** Paths of the sources of a part. */
  sources(under: string): string[] {
    return this.#in([under]).filter(file => file.endsWith('.ts') && !file.endsWith('.test.ts'));
  }

  /** Paths of the files of tests in some folders. */
  tests(folders: readonly string[]): string[] {
    return this.#in(folders).filter(file => file.endsWith('.test.ts'));
  }

  #in(folders: readonly string[]): string[] {
    return this.#files.filter(file => folders.some(folder => file.startsWith(`${folder}/`)));
  }

  /** A source without a fault: as it was when the copy was made, whatever is done to the tree meanwhile. */
  read(file: string): string {
    return this.#whole.get(file) ?? readFileSync(join(this.folder, file), 'utf8');
  }

  /** Changes a source until it is restored. */
  change(file: string, into: (text: string) => string): void {
    const text = this.read(file);
    this.#whole.set(file, text);
    writeFileSync(join(this.folder, file), into(text));
  }

  restore(file: string): void {
    writeFileSync(join(this.folder, file), this.read(file));
    this.#whole.delete(file);
  }

  /**
   * Those of some faults that the compiler refuses: nobody could commit them. None may be an error of syntax: the
   * compiler says nothing else then.
   */
  refused(faults: readonly Placed[], project: string): Set<Placed> {
    // Of the functions without their tests, which import no less.
    const functions = { extends: '../tsconfig.json', include: ['.'] };
    writeFileSync(join(this.folder, 'functions', 'tsconfig.json'), JSON.stringify(functions));
    const refused = new Set<Placed>();
    let open = [...faults];
    while (open.length > 0) {
      // One a file, so that an error in a file is that of its fault.
      const byFile = new Map(open.map(fault => [fault.file, fault]));
      for (const [file, fault] of byFile) this.change(file, text => withFault(text, fault));
      const tsc = join(this.#root, 'node_modules', '.bin', 'tsc');
      // What an earlier round has looked at is looked at again only where a fault has changed it.
      const seen = ['--incremental', '--tsBuildInfoFile', join(this.folder, 'seen.tsbuildinfo')];
      const { stdout } = spawnSync(tsc, ['-p', project, '--noEmit', '--pretty', 'false', ...seen], {
        cwd: this.folder,
        encoding: 'utf8',
      });
      for (const [file, fault] of byFile) {
        if (stdout.split('\n').some(line => line.startsWith(`${file}(`))) refused.add(fault);
        this.restore(file);
      }
      open = open.filter(fault => byFile.get(fault.file) !== fault);
    }
    return refused;
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

function listed(root: string, ...args: string[]): string[] {
  const out = execFileSync('git', ['ls-files', ...args], { cwd: root, encoding: 'utf8' });
  return out.split('\n').filter(Boolean);
}
