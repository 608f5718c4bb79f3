import { expect, test } from "vitest";
import { database } from "@/lib/database";
import { signIn } from "@/lib/identity/sign-in";
import { createOrganization, isFirstRun } from "@/lib/organizations/create-organization";
import { readOrganization } from "@/lib/organizations/organization-queries";

const input = (name: string) => ({
  name,
  admin: { email: "Ada@Harbour.example", displayName: "Ada", password: "correct horse battery" },
});

test("set-up works once: of several at the same moment one succeeds, and none after that", async () => {
  expect(await isFirstRun()).toBe(true);
  const weak = { ...input("Weak"), admin: { ...input("Weak").admin, password: "short" } };
  await expect(createOrganization(weak)).rejects.toMatchObject({ code: "invalid_input" });
  // Open connections first: while each attempt waits for its own, they would not meet.
  await Promise.all(Array.from({ length: 12 }, () => database.$executeRaw`SELECT pg_sleep(0.1)`));
  const outcomes = await Promise.allSettled(
    Array.from({ length: 12 }, (_, index) => createOrganization(input(`Company ${index}`))),
  );
  expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await database.organization.count()).toBe(1);
  expect(await isFirstRun()).toBe(false);
  await expect(createOrganization(input("Late"))).rejects.toMatchObject({ code: "conflict" });
});

test("the first admin signs in, and reads the organization's name", async () => {
  const { password } = input("").admin;
  expect(await signIn({ email: "ada@harbour.example", password }, { address: "192.0.2.7" })).not.toBeNull();
  const { id, organizationId } = await database.user.findFirstOrThrow();
  const actor = {
    kind: "organization_user",
    organizationId,
    userId: id,
    email: "ada@harbour.example",
    displayName: "Ada",
    role: "ADMIN",
    attributes: {},
  } as const;
  expect((await readOrganization(actor)).id).toBe(organizationId);
});
