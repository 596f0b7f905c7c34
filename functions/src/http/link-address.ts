// What an address of the link door is made of.

const ADDRESS = /^\/(?<to>[a-z]{1,20})\/(?<token>[\w-]{1,2000}\.[\w-]{1,100})(?:\.ics)?$/;

/** Where a path says that it leads, and what proves it; undefined where it is none of ours by its form. */
export function signedPart(path: string): { to: string; token: string } | undefined {
  const { to, token } = ADDRESS.exec(path)?.groups ?? {};
  return to === undefined || token === undefined ? undefined : { to, token };
}
