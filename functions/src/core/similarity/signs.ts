// Which signs a text must have for a way of saying something to be in it: most classes of faults need not be tried on
// a text at all.

/** What nearly any text has tells little: it is chosen only where there is nothing else. */
const USUAL: ReadonlySet<string> = new Set(
  '不没无有的了上下出一水电打开到得着来去就都还大小点是在个用好会自己动老人手机坏差',
);
/** A sign that most texts have tells as little as so many others. */
const USUAL_COSTS = 8;
const costOf = (signs: ReadonlySet<string>) =>
  [...signs].reduce((sum, sign) => sum + (USUAL.has(sign) ? USUAL_COSTS : 1), 0);

type Signs = ReadonlySet<string> | undefined;

/** Reads the kind of pattern that the lists of words are made of; whatever else there is counts as unknown. */
class PatternReader {
  readonly #signs: readonly string[];
  #at = 0;

  constructor(pattern: string) {
    this.#signs = [...pattern];
  }

  /** Signs of all alternatives up to the end of the group. */
  alternatives(): Signs {
    let all: Set<string> | undefined = new Set();
    do {
      const its = this.#sequence();
      all = all && its ? new Set([...all, ...its]) : undefined;
    } while (this.#takes('|'));
    return all;
  }

  /** The part of a sequence that fewest texts have. */
  #sequence(): Signs {
    let best: Signs;
    while (this.#at < this.#signs.length && !['|', ')'].includes(this.#peek())) {
      const its = this.#atom();
      const isOptional = this.#isOptional();
      if (its && !isOptional && (best === undefined || costOf(its) < costOf(best))) best = its;
    }
    return best;
  }

  #atom(): Signs {
    const sign = this.#next();
    if (sign === '(') return this.#group();
    if (sign === '[') return this.#set();
    if (sign === '\\') return this.#escaped();
    return sign === '.' || sign === '^' || sign === '$' ? undefined : new Set([sign]);
  }

  #group(): Signs {
    const isGroup = this.#takes('?:');
    const its = this.alternatives();
    this.#next();
    return isGroup ? its : undefined;
  }

  #set(): Signs {
    const isNot = this.#takes('^');
    const its = new Set<string>();
    let isKnown = !isNot;
    while (!this.#takes(']')) {
      const sign = this.#next();
      if (sign === '\\' || sign === '-') isKnown = false;
      its.add(sign);
    }
    return isKnown ? its : undefined;
  }

  #escaped(): Signs {
    const sign = this.#next();
    if (sign === 'p') while (this.#next() !== '}');
    return /[a-z]/i.test(sign) ? undefined : new Set([sign]);
  }

  /** Takes what says how often; whether it may be not at all. */
  #isOptional(): boolean {
    const isOptional = this.#takes('?') || this.#takes('*') || this.#takes('{0,');
    if (isOptional || this.#takes('{')) {
      while (/[\d,}]/.test(this.#peek())) this.#next();
    }
    if (!isOptional) this.#takes('+');
    this.#takes('?');
    return isOptional;
  }

  #peek(): string {
    return this.#signs[this.#at] ?? '';
  }

  #next(): string {
    const sign = this.#peek();
    this.#at += 1;
    return sign;
  }

  #takes(mark: string): boolean {
    const isNext = this.#signs.slice(this.#at, this.#at + mark.length).join('') === mark;
    if (isNext) this.#at += mark.length;
    return isNext;
  }
}

/** The alternatives that a pattern has at its top. */
export function alternativesOf(pattern: string): string[] {
  const found = [''];
  let depth = 0;
  let isSet = false;
  for (const [sign] of pattern.matchAll(/\\.|[^]/gu)) {
    if (sign === '[') isSet = true;
    else if (sign === ']') isSet = false;
    else if (!isSet && sign === '(') depth += 1;
    else if (!isSet && sign === ')') depth -= 1;
    if (sign === '|' && depth === 0 && !isSet) found.push('');
    else found.push(`${found.pop() ?? ''}${sign}`);
  }
  return found.filter(each => each !== '');
}

/** Signs of which a text has at least one wherever the pattern matches; `undefined` where there are none. */
export const signsOfPattern = (pattern: string): Signs => new PatternReader(pattern).alternatives();

/** Those of a list whose signs a text has, in the order of the list. */
export function bySigns<Item extends { signs: Signs }>(items: readonly Item[]): (text: string) => Item[] {
  const always = new Set(items.flatMap(({ signs }, index) => (signs ? [] : [index])));
  const index = new Map<string, number[]>();
  items.forEach(({ signs }, at) => {
    for (const sign of signs ?? []) index.set(sign, [...(index.get(sign) ?? []), at]);
  });
  return text => {
    const found = new Set(always);
    for (const sign of text) for (const at of index.get(sign) ?? []) found.add(at);
    return [...found].sort((a, b) => a - b).flatMap(at => items[at] ?? []);
  };
}
