// What CONTRIBUTING.md says of the rooms of a folder, held against the table of layers.
import type { Layer } from './layer.ts';

/** A row of the page's table: a folder, and its rooms in the order in which they are built. */
export interface RoomsNamed {
  at: string;
  rooms: readonly string[];
}

/** The rows of the table that name rooms, and nothing else. */
export function roomsNamed(page: string): RoomsNamed[] {
  return [...page.matchAll(/^\| `([\w/-]+\/)` \| ((?:`[\w.-]+`(?: and )? ?)+)\|$/gm)].map(
    ([, at = '', names = '']) => ({
      at,
      rooms: [...names.matchAll(/`([\w.-]+)`/g)].map(([, name = '']) => name.replace(/\.ts$/, '')),
    }),
  );
}

/** The room of a folder that a path is in; nothing where it is in none. */
function roomOf(at: string, path: string): string | undefined {
  if (!path.startsWith(at)) return undefined;
  return path.slice(at.length).replace(/(?:\.ts|\/.*)$/, '') || undefined;
}

/** What the row says of its folder and the layers do not: rooms left out, made up, or standing on a later one. */
export function amiss({ at, rooms }: RoomsNamed, layers: readonly Layer[]): string[] {
  const inFolder = layers.flatMap(layer => {
    const room = roomOf(at, layer.at);
    return room === undefined ? [] : [{ room, on: [...(layer.from ?? []), ...(layer.typesFrom ?? [])] }];
  });
  const there = new Set(inFolder.map(({ room }) => room));
  const place = (room: string) => rooms.indexOf(room);
  return [
    ...[...there].filter(room => place(room) < 0).map(room => `${room} is not named`),
    ...rooms.filter(room => !there.has(room)).map(room => `${room} is no room`),
    ...inFolder.flatMap(({ room, on }) =>
      on.flatMap(path => {
        const under = roomOf(at, path);
        const isLater = under !== undefined && place(under) > place(room);
        return isLater ? [`${room} stands on ${under}`] : [];
      }),
    ),
  ];
}
