import fc from "fast-check";
import { expect, test } from "vitest";
import { allActions, allLevels, allRoles, naivelyMay, productMay } from "../../support/naive-permissions";

const tenants = [null, "california", "texas"] as const;

test("every role, set of levels, home and reach is answered as the plain rule answers", () => {
  let answered = 0;
  const yes = new Set<string>();
  for (const role of allRoles) {
    for (let granted = 0; granted < 2 ** allLevels.length; granted += 1) {
      const grants = allLevels.filter((_, index) => (granted >> index) & 1);
      for (const personTenantId of tenants) {
        for (const homeTenantId of tenants) {
          for (const reachesSeveralTenants of [false, true]) {
            const facts = { role, grants, personTenantId, homeTenantId, reachesSeveralTenants };
            for (const action of allActions) {
              const expected = naivelyMay({ facts, action });
              expect({ ...facts, action, may: productMay({ facts, action }) }).toEqual({
                ...facts,
                action,
                may: expected,
              });
              answered += 1;
              if (expected) yes.add(`${role} ${action}`);
            }
          }
        }
      }
    }
  }
  expect(answered).toBe(4 * 16 * 3 * 3 * 2 * 4);
  expect(yes.size).toBe(4 + 4 + 4 + 1);
});

test("neither order nor repetition of the levels granted changes an answer", () => {
  const grants = fc.array(fc.constantFrom(...allLevels), { maxLength: 12 });
  const facts = fc.record({
    role: fc.constantFrom(...allRoles),
    grants,
    personTenantId: fc.constantFrom(...tenants),
    homeTenantId: fc.constantFrom(...tenants),
    reachesSeveralTenants: fc.boolean(),
  });
  fc.assert(
    fc.property(facts, fc.constantFrom(...allActions), (given, action) => {
      expect(productMay({ facts: given, action })).toBe(naivelyMay({ facts: given, action }));
    }),
    { numRuns: 2_000 },
  );
});
