// The functions as they are called in production.

export const FUNCTIONS = ['api', 'ring', 'summarise', 'sweep', 'link'] as const;
export type FunctionName = (typeof FUNCTIONS)[number];

/** One thing for each function. */
export function forEachFunction<T>(make: (name: FunctionName) => T): Record<FunctionName, T> {
  return {
    api: make('api'),
    ring: make('ring'),
    summarise: make('summarise'),
    sweep: make('sweep'),
    link: make('link'),
  };
}
