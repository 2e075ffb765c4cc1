import { expect, it } from 'vitest';
import { hashIdentity, matchesIdentity } from './identity.ts';

it('hashes the example of the specification to its published value', () => {
  expect(hashIdentity('a@example.com', 'Kosher').identityHash).toBe(
    'sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399',
  );
});

it('recognizes the identity that was hashed and no other', () => {
  const object = hashIdentity('a@example.com', 'Kosher');
  expect(matchesIdentity(object, 'a@example.com')).toBe(true);
  expect(matchesIdentity(object, 'b@example.com')).toBe(false);
  expect(matchesIdentity(object, 'a@example.com', 'userName')).toBe(false);
});

it('compares an identity that is not hashed as it stands', () => {
  const object = { type: 'IdentityObject' as const, hashed: false, identityHash: 'a@example.com', identityType: 'emailAddress' };
  expect(matchesIdentity(object, 'a@example.com')).toBe(true);
});
