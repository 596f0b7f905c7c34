// What is left out of Univer when the page is bundled: a browser would load it, and work it out, at every start.
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import type { Plugin } from 'esbuild';

/**
 * Takes what marks numbers that are kept as text out of Univer: it parses the text of every cell as date, time and
 * number whenever the cell is drawn, also where the marks are switched off (`disableForceStringMark`).
 */
const WITHOUT_MARKS: Plugin = {
  name: 'without-marks',
  setup(bundling) {
    bundling.onLoad({ filter: /@univerjs[\\/]sheets-ui[\\/]lib[\\/]es[\\/]index\.js$/ }, async ({ path }) => {
      const source = await readFile(path, 'utf8');
      const contents = source.replaceAll('[ForceStringRenderController],', '');
      if (contents === source) throw new Error(`${path} registers no ForceStringRenderController any more`);
      return { contents, loader: 'js' };
    });
  },
};

/** What `cjk-regex` exports. */
type Letters = Record<string, () => { toRegExp(): RegExp }>;

/** Puts the three expressions for Chinese, Japanese and Korean in place of half a megabyte that works them out. */
const WITH_LETTERS: Plugin = {
  name: 'with-letters',
  setup(bundling) {
    bundling.onLoad({ filter: /cjk-regex[\\/]lib[\\/]index\.js$/ }, async ({ path }) => {
      const letters = (await import(pathToFileURL(path).href)) as Letters;
      const lines = Object.entries(letters).map(
        ([name, make]) => `export const ${name} = () => ({ toRegExp: () => ${String(make().toRegExp())} });`,
      );
      return { contents: lines.join('\n'), loader: 'js' };
    });
  },
};

/** Univer asks for the language of a text only to hyphenate it, which cells never do. */
const WITHOUT_LANGUAGES: Plugin = {
  name: 'without-languages',
  setup(bundling) {
    bundling.onLoad({ filter: /franc-min[\\/]index\.js$/ }, () => ({
      contents: "export const franc = () => 'und';",
      loader: 'js',
    }));
  },
};

/** What makes the page's script lighter than Univer's. */
export const LIGHTER: Plugin[] = [WITHOUT_MARKS, WITH_LETTERS, WITHOUT_LANGUAGES];
