// A strict reader of calendars, after RFC 5545: it takes what the grammar allows and nothing else. Written from the RFC alone.

export interface Component {
  name: string;
  properties: { name: string; parameters: Record<string, string>; value: string }[];
  components: Component[];
}

const LINE = /^([A-Z0-9-]+)((?:;[A-Z-]+=[^;:,"\p{Cc}]+)*):(.*)$/su;

/** Reads one calendar. @throws Error that tells what is not allowed. */
export function readCalendar(text: string): Component {
  if (!text.endsWith('\r\n')) throw new Error('the last line does not end');
  const physical = text.slice(0, -2).split('\r\n');
  for (const line of physical) {
    if (/[\r\n]/.test(line)) throw new Error(`a bare line break in ${JSON.stringify(line)}`);
    if (Buffer.byteLength(line) > 75)
      throw new Error(`${Buffer.byteLength(line)} octets in ${JSON.stringify(line)}`);
    if (!line.isWellFormed()) throw new Error('half a character');
  }
  const lines: string[] = [];
  for (const line of physical) {
    if (!line.startsWith(' ')) lines.push(line);
    else if (lines.length === 0) throw new Error('the first line goes on from nothing');
    else lines[lines.length - 1] += line.slice(1);
  }
  const root: Component = { name: '', properties: [], components: [] };
  const open = [root];
  for (const line of lines) {
    const match = LINE.exec(line);
    const within = open.at(-1);
    if (!match || !within) throw new Error(`no content line: ${JSON.stringify(line)}`);
    const [, name = '', parameters = '', value = ''] = match;
    if (/[\p{Cc}]/u.test(value)) throw new Error(`a control character in ${name}`);
    if (name === 'BEGIN') {
      const component = { name: value, properties: [], components: [] };
      within.components.push(component);
      open.push(component);
    } else if (name === 'END') {
      if (within.name !== value || open.length === 1) throw new Error(`END of ${value} in ${within.name}`);
      open.pop();
    } else {
      const pairs = parameters
        .split(';')
        .slice(1)
        .map(each => each.split('=') as [string, string]);
      within.properties.push({ name, parameters: Object.fromEntries(pairs), value });
    }
  }
  const [calendar] = root.components;
  if (open.length !== 1 || !calendar || root.components.length !== 1 || root.properties.length > 0)
    throw new Error('not one whole component');
  return calendar;
}

/** The one value of a property. @throws when it stands twice or not at all. */
export function only({ name: of, properties }: Component, name: string): string {
  const found = properties.filter(each => each.name === name);
  if (found.length !== 1) throw new Error(`${found.length} of ${name} in ${of}`);
  return found[0]?.value ?? '';
}

/** A text value as it was meant. @throws at a sign that has to be escaped. */
export function textOf(value: string): string {
  if (/(?<!\\)(?:\\\\)*[;,]/.test(value) || /\\[^\\;,nN]/.test(value))
    throw new Error(`not escaped: ${value}`);
  return value.replace(/\\([\\;,nN])/g, (_, sign: string) => (sign.toLowerCase() === 'n' ? '\n' : sign));
}

/** An instant in UTC. @throws when it is none. */
export function instantOf(value: string): number {
  const match = /^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/.exec(value);
  if (!match) throw new Error(`not an instant: ${value}`);
  const [year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0] = match.slice(1).map(Number);
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
