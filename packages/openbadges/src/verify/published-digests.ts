import { CREDENTIALS_V2 } from '../contexts.ts';

/** Digests of one published revision of a document, in base64. */
export type PublishedDigests = Readonly<Record<'sha256' | 'sha384' | 'sha512', string>>;

/**
 * Documents that are never asked for, by the digests of what their publisher put there: implementations treat the base context as already
 * retrieved (VCDM 2.0 §B.1), and our copy of it is laid out otherwise. Newest revision first.
 */
export const publishedDigests: ReadonlyMap<string, readonly PublishedDigests[]> = new Map([
  [
    CREDENTIALS_V2,
    [
      {
        // the Recommendation of May 2025
        sha256: 'WZVc7WaX1h4D8rJVb+vlMIqxaEKEb1tYbX8fet7JJzQ=',
        sha384: 'l/HrjlBCNWyAX91hr6LFV2Y3heB5Tcr6IeE4/Tje8YyzYBM8IhqjHWiWpr8+ZbYU',
        sha512: 'XVVFK9Lc+KKfWikEc+skKxxft31OaPGgqoe6pNuiaUhS1l7GPUisBKmdlW+fcVO5QG+E0tBMdIabAsI5odgTBQ==',
      },
      {
        // of July 2024, which the public test suite of the data model names
        sha256: 'JKGMkOmFbVJhEfKTduMC2XCyvRAYLjOVmZWwIH1wQ7k=',
        sha384: 'NSOcNpmdIVUxIJGvGUoe22FjTWrXiaXlsZ8q6912LdnR3KraQO2n75Ica4wK4Qeg',
        sha512: 'yxM236hnDYDQM0SzsMwl+vTUUgGCPDXzm7Gv5an5EfYV/07IDsXy+J4z0U6Wvsi+eOON81uRjJzV87NEm9bIjw==',
      },
    ],
  ],
]);
