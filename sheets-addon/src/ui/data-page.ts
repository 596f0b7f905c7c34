// A page with a script of its own, which finds what it is opened with in it.

/** A page of this style; `script` reads `data` from the element with the id. */
export function dataPage(
  { style, id, script }: { style: string; id: string; script: string },
  data: object,
): string {
  // What a person wrote into a setting ends no script.
  const json = JSON.stringify(data).replace(/</g, '\\u003c');
  return (
    `<!doctype html><meta charset="utf-8"><style>${style}</style><main></main>` +
    `<script type="application/json" id="${id}">${json}</script><script>${script}</script>`
  );
}
