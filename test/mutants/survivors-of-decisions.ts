// Those of the faults that no test notices on purpose that are in what is decided of a row.

export const OF_DECISIONS = [
  {
    file: 'functions/src/core/decide/computed-columns.ts',
    line: 'return happened !== null && happened >= began && happened < Number(set) ? happened : set;',
    is: '<=',
    why: 'Where both are the same it is that.',
  },
  {
    file: 'functions/src/core/decide/contact-attempts.ts',
    line: 'return best?.time ?? earliest + spacing;',
    is: '-',
    why: 'One time has been looked at by then, which the compiler alone does not know.',
  },
  {
    file: 'functions/src/core/decide/displaced-rows.ts',
    line: '({ columns }) => columns.length >= MANY_CELLS || columns.some(({ kind }) => OWN.has(kind.type)),',
    is: '.every(',
    why: 'It is asked of a single column: where there are more the number of them is enough.',
  },
  {
    file: 'functions/src/core/decide/history.ts',
    line: 'if (lines.length > 0 && characters > MAX_TOGETHER) break;',
    is: '>=',
    why: 'A character of two hundred thousand.',
  },
  {
    file: 'functions/src/core/decide/forecast.ts',
    line: 'for (let rings = 0; rings < MAX_RINGS; rings += 1) {',
    is: '1',
    why: 'Of a hundred rings that are looked ahead one is not.',
  },
] as const;
