import {
  contextsFor,
  createIssuer,
  didKey,
  didKeyMethod,
  generateKey,
  hashIdentity,
  type OpenBadgeCredential,
  signJwt,
} from '@brevet/openbadges';

/** Somebody elsewhere who issues badges: a did:key, so that nothing need be looked up. */
export function anIssuerElsewhere(name = 'Elsewhere University') {
  const { privateKey, publicKey } = generateKey();
  const verificationMethod = didKeyMethod(publicKey);
  const issuer = createIssuer({ key: privateKey, verificationMethod });

  /** A badge of theirs, unsigned. */
  const aBadge = ({
    id = 'https://elsewhere.example/badges/1',
    title = 'Teamwork',
    validFrom = '2026-09-01T12:00:00Z',
    email,
  }: {
    id?: string;
    title?: string;
    validFrom?: string;
    email?: string;
  } = {}): OpenBadgeCredential => ({
    '@context': contextsFor({ extensions: false }),
    id,
    type: ['VerifiableCredential', 'OpenBadgeCredential'],
    name: title,
    issuer: { id: didKey(publicKey), type: ['Profile'], name },
    validFrom,
    credentialSubject: {
      id: 'did:example:holder',
      type: ['AchievementSubject'],
      ...(email ? { identifier: [hashIdentity(email, 'salt')] } : {}),
      achievement: {
        id: 'https://elsewhere.example/achievements/teamwork',
        type: ['Achievement'],
        name: title,
        description: 'Works with others.',
        criteria: { narrative: 'Nominated by peers.' },
      },
    },
  });
  return {
    id: didKey(publicKey),
    aBadge,
    /** The badge as signed JSON text. */
    signed: async (about: Parameters<typeof aBadge>[0] = {}) =>
      JSON.stringify(await issuer.issue(aBadge(about), { created: '2026-09-01T12:00:00Z' })),
    /** The badge as compact JWS. */
    jwt: (about: Parameters<typeof aBadge>[0] = {}) => signJwt(aBadge(about), { key: privateKey, verificationMethod }),
  };
}
