/** What a file `bench/<name>.bench.ts` exports; `run.ts` finds it by its name. */
export interface Bench {
  /** What is measured, in half a sentence; shown by `./brevet bench` for an unknown name. */
  about: string;
  /** Measures and prints its figures with `figure()`; cleans up whatever happens. */
  run(how: BenchRun): Promise<void>;
}

/** How a bench is asked to run. */
export interface BenchRun {
  /** Less data and shorter loads, for trying the bench itself. */
  isQuick: boolean;
  /** Does something slow and shows on standard error what it is and how long it took. */
  step<T>(what: string, work: () => Promise<T>): Promise<T>;
}
