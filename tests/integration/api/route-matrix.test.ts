import { beforeAll, expect, test } from "vitest";
import { apiOperations } from "@/app/api/v1/openapi.json/operations";
import { callApi, cookieOf, operationTitle } from "../../support/call-api";
import { everybody, routeTable } from "../../support/route-table";
import { createWorld, type World } from "../../support/world";

let world: World;
const cookies = new Map<string, string>();

beforeAll(async () => {
  world = await createWorld();
  const { viewer, powerUser, author, admin, california } = world;
  const people = { V: viewer, P: powerUser, A: author, D: admin, v: california.viewer, p: california.powerUser };
  for (const [letter, { email }] of Object.entries(people)) cookies.set(letter, await cookieOf(email));
});

test("every operation has its row, and every row its operation", () => {
  expect(Object.keys(routeTable).sort()).toEqual(apiOperations.map(operationTitle).sort());
});

test.each(apiOperations.map((operation) => [operationTitle(operation), operation] as const))(
  "%s lets in whom the table names and refuses everybody else",
  async (title, operation) => {
    const [who, status, body] = routeTable[title] ?? ["", 0];
    const found: Record<string, number> = {};
    for (const letter of everybody) {
      const headers = { cookie: cookies.get(letter) ?? "", "sec-fetch-site": "same-origin" };
      const ids = { versionNumber: "1" };
      found[letter] = (await callApi(operation, headers, ids, { body })).status;
    }
    const expected = Object.fromEntries([...everybody].map((letter) => [letter, who.includes(letter) ? status : 403]));
    expect(found).toEqual(expected);
  },
);
