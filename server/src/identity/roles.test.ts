import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { issuerRoles, type Role, recognizerRoles } from '../platform/http/access.ts';
import { Problem } from '../platform/http/problem.ts';
import { checkAdministratorStays, checkRoleChange, rolesGivenBy, rolesOf } from './roles.ts';

const every: Role[] = [...issuerRoles, ...recognizerRoles];
const roles = fc.subarray(every);
const kind = fc.record({ isIssuer: fc.boolean(), isRecognizer: fc.boolean() });
const refuses = (run: () => void): boolean => {
  try {
    run();
    return false;
  } catch (error) {
    expect(error).toBeInstanceOf(Problem);
    return true;
  }
};

describe('changing roles', () => {
  it('never gives a role the organization does not have', () => {
    fc.assert(
      fc.property(kind, roles, roles, roles, (is, by, from, to) => {
        if (!refuses(() => checkRoleChange(is, by, from, to))) expect(rolesOf(is)).toEqual(expect.arrayContaining(to));
      }),
    );
  });

  it('touches only what the administrator may give', () => {
    fc.assert(
      fc.property(kind, roles, roles, roles, (is, by, from, to) => {
        if (refuses(() => checkRoleChange(is, by, from, to))) return;
        const changed = every.filter((role) => from.includes(role) !== to.includes(role));
        expect(rolesGivenBy(by)).toEqual(expect.arrayContaining(changed));
      }),
    );
  });

  it('lets an administrator of both kinds give every role there is', () => {
    fc.assert(
      fc.property(roles, roles, (from, to) =>
        checkRoleChange({ isIssuer: true, isRecognizer: true }, ['issuer-admin', 'recognizer-admin'], from, to),
      ),
    );
  });

  it('gives nothing to those who do not administer', () => {
    const helpers = fc.subarray(every.filter((role) => !role.endsWith('-admin')));
    fc.assert(
      fc.property(helpers, roles, roles, (by, from, to) => {
        const same = every.every((role) => from.includes(role) === to.includes(role));
        expect(refuses(() => checkRoleChange({ isIssuer: true, isRecognizer: true }, by, from, to))).toBe(!same);
      }),
    );
  });

  it('keeps an administrator of each kind that had one', () => {
    fc.assert(
      fc.property(roles, roles, fc.array(roles, { maxLength: 3 }), (from, to, others) => {
        const lost = (['issuer-admin', 'recognizer-admin'] as const).filter(
          (role) => from.includes(role) && ![to, ...others].some((held) => held.includes(role)),
        );
        expect(refuses(() => checkAdministratorStays(from, to, others))).toBe(lost.length > 0);
      }),
    );
  });
});
