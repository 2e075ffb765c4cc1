import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { readCredentials, scopes, scopesToRegister } from './scopes.ts';

const anything = fc.array(fc.oneof(fc.constantFrom(...Object.keys(scopes)), fc.string())).map((names) => names.join(' '));

describe('the scopes a program is registered with', () => {
  it('are never more than it asked for, and each once', () => {
    fc.assert(
      fc.property(anything, (asked) => {
        const names = asked.split(' ').filter(Boolean);
        const given = scopesToRegister(asked) ?? [];
        if (names.length) expect(names).toEqual(expect.arrayContaining(given));
        expect(new Set(given).size).toBe(given.length);
        for (const scope of given) expect(scopes).toHaveProperty([scope]);
      }),
    );
  });

  it('are all of those it asked for that exist', () => {
    fc.assert(
      fc.property(fc.subarray(Object.keys(scopes), { minLength: 1 }), (asked) => {
        expect(new Set(scopesToRegister(`${asked.join(' ')} openid`))).toEqual(new Set(asked));
      }),
    );
  });

  it('are reading alone when it asks for nothing, and none when nothing of it exists', () => {
    expect(scopesToRegister(undefined)).toEqual([readCredentials]);
    expect(scopesToRegister(' ')).toEqual([readCredentials]);
    expect(scopesToRegister('openid email')).toBeNull();
  });
});
