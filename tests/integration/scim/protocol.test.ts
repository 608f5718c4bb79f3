import { beforeAll, describe, expect, test } from "vitest";
import { uuidv7 } from "@/lib/uuid";
import { groupOf, patchOf, type ScimCall, scimToken, userOf } from "../../support/scim-calls";
import { createWorld } from "../../support/world";

let call: ScimCall;

beforeAll(async () => {
  const world = await createWorld();
  call = (await scimToken(world.admin, { tenantId: world.california.tenant.id })).call;
});

const newAddress = () => `${uuidv7()}@california.example`;
const created = async (more: object = {}) => (await call("POST", "/Users", userOf(newAddress(), more))).body;
const failure = (status: number, scimType?: string) => ({
  status,
  body: {
    schemas: ["urn:ietf:params:scim:api:messages:2.0:Error"],
    status: String(status),
    ...(scimType ? { scimType } : {}),
    detail: expect.any(String),
  },
});

describe("a person", () => {
  test("is made with 201, its address and its entity tag, and read back the same", async () => {
    const userName = newAddress();
    const made = await call("POST", "/Users", {
      ...userOf(userName.toUpperCase(), {
        externalId: `ext-${userName}`,
        name: { formatted: "Ms. Grace Hopper", givenName: "Grace", familyName: "Hopper", honorificPrefix: "Ms." },
        emails: [{ value: userName, type: "work", primary: true }],
        phoneNumbers: [{ value: "555-0100" }],
        password: "never kept",
        roles: [{ value: "ADMIN" }],
      }),
      "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User": { department: "Harbour" },
    });
    expect(made.status).toBe(201);
    expect(made.headers.get("content-type")).toMatch(/^application\/scim\+json/);
    expect(made.headers.get("location")).toBe(made.body.meta.location);
    expect(made.headers.get("etag")).toBe(made.body.meta.version);
    expect(made.body).toMatchObject({
      schemas: ["urn:ietf:params:scim:schemas:core:2.0:User"],
      userName,
      externalId: `ext-${userName}`,
      displayName: "Ms. Grace Hopper",
      name: { givenName: "Grace", familyName: "Hopper" },
      active: true,
      emails: [{ value: userName, type: "work", primary: true }],
      roles: [{ value: "VIEWER", primary: true }],
      meta: { resourceType: "User", location: `http://localhost:3000/api/scim/v2/Users/${made.body.id}` },
    });
    expect((await call("GET", `/Users/${made.body.id}`)).body).toEqual(made.body);
    expect(JSON.stringify(made.body)).not.toMatch(/never kept|Harbour|555/);
  });

  test("without an address, with one that is none, with a wrong type or an unknown attribute is refused", async () => {
    expect(await call("POST", "/Users", { displayName: "Nobody" })).toMatchObject(failure(400, "invalidValue"));
    expect(await call("POST", "/Users", userOf("grace"))).toMatchObject(failure(400, "invalidValue"));
    for (const wrong of [{ active: "perhaps" }, { displayName: 3 }, { name: "Grace" }, { emails: [3] }]) {
      expect(await call("POST", "/Users", userOf(newAddress(), wrong))).toMatchObject(failure(400, "invalidValue"));
    }
    expect(await call("POST", "/Users", userOf(newAddress(), { shoeSize: "43" }))).toMatchObject(
      failure(400, "invalidPath"),
    );
  });

  test("whose userName or externalId somebody of the home has is a conflict of uniqueness", async () => {
    const { userName, externalId } = await created({ externalId: uuidv7() });
    expect(await call("POST", "/Users", userOf(userName.toUpperCase()))).toMatchObject(failure(409, "uniqueness"));
    expect(await call("POST", "/Users", userOf(newAddress(), { externalId }))).toMatchObject(
      failure(409, "uniqueness"),
    );
    const other = await created();
    const taking = patchOf({ op: "add", path: "externalId", value: externalId });
    expect(await call("PATCH", `/Users/${other.id}`, taking)).toMatchObject(failure(409, "uniqueness"));
  });

  test("is replaced by PUT: what is not said goes, except for being active", async () => {
    const before = await created({ externalId: uuidv7(), name: { givenName: "Grace", familyName: "Hopper" } });
    await call("PATCH", `/Users/${before.id}`, patchOf({ op: "replace", path: "active", value: false }));
    const put = await call("PUT", `/Users/${before.id}`, userOf(before.userName, { displayName: "Amazing Grace" }));
    expect(put.status).toBe(200);
    expect(put.body).toMatchObject({ id: before.id, displayName: "Amazing Grace", active: false });
    expect(put.body.externalId).toBeUndefined();
    expect(put.body.name).toBeUndefined();
    const moved = await call("PUT", `/Users/${before.id}`, userOf(newAddress()));
    expect(moved).toMatchObject(failure(400, "mutability"));
  });

  test("is deleted for good", async () => {
    const { id } = await created();
    expect(await call("DELETE", `/Users/${id}`)).toMatchObject({ status: 204, body: null });
    for (const method of ["GET", "DELETE"] as const) {
      expect(await call(method, `/Users/${id}`)).toMatchObject(failure(404));
    }
    expect((await call("GET", `/Users?filter=${encodeURIComponent(`id eq "${id}"`)}`)).body.totalResults).toBe(0);
  });
});

describe("PATCH", () => {
  test.each([
    [{ op: "replace", path: "displayName", value: "Grace" }, { displayName: "Grace" }],
    [{ op: "Replace", path: "DISPLAYNAME", value: "Grace" }, { displayName: "Grace" }],
    [
      { op: "replace", value: { displayName: "Grace", active: false } },
      { displayName: "Grace", active: false },
    ],
    [{ op: "Replace", path: "active", value: "False" }, { active: false }],
    [{ op: "Add", path: "name.givenName", value: "Grace" }, { name: { givenName: "Grace", familyName: "Old" } }],
    [{ op: "add", value: { "name.familyName": "Hopper" } }, { name: { givenName: "Older", familyName: "Hopper" } }],
    [{ op: "replace", path: "name", value: { familyName: "X" } }, { name: { givenName: "Older", familyName: "X" } }],
    [{ op: "remove", path: "name.givenName" }, { name: { familyName: "Old", formatted: "Old" } }],
    [{ op: "add", path: "urn:ietf:params:scim:schemas:core:2.0:User:externalId", value: "e-1" }, { externalId: "e-1" }],
    [
      { op: "add", path: "urn:ietf:params:scim:schemas:extension:enterprise:2.0:User:department", value: "D" },
      { displayName: "Before" },
    ],
    [{ op: "replace", path: 'phoneNumbers[type eq "work"].value', value: "1" }, { displayName: "Before" }],
  ])("%j", async (operation, expected) => {
    const { id } = await created({ displayName: "Before", name: { givenName: "Older", familyName: "Old" } });
    const { status, body } = await call("PATCH", `/Users/${id}`, patchOf(operation));
    expect(status).toBe(200);
    expect(body).toMatchObject(expected);
    await call("DELETE", `/Users/${id}`);
  });

  test("an address that stays the same is accepted in every form, and another one in none", async () => {
    const { id, userName } = await created();
    const forms = (value: string) => [
      { op: "replace", path: "userName", value },
      { op: "Replace", path: 'emails[type eq "work"].value', value },
      { op: "add", path: "emails", value: [{ value, type: "work", primary: true }] },
      { op: "replace", value: { emails: [{ value, type: "work" }], userName: value } },
    ];
    for (const form of forms(userName)) expect((await call("PATCH", `/Users/${id}`, patchOf(form))).status).toBe(200);
    for (const form of forms(newAddress())) {
      expect(await call("PATCH", `/Users/${id}`, patchOf(form))).toMatchObject(failure(400, "mutability"));
    }
  });

  test.each([
    [{ op: "replace", path: "id", value: "x" }, "mutability"],
    [{ op: "replace", path: "roles", value: [{ value: "ADMIN" }] }, "mutability"],
    [{ op: "add", path: "groups", value: [{ value: "x" }] }, "mutability"],
    [{ op: "replace", path: "shoeSize", value: "43" }, "invalidPath"],
    [{ op: "replace", path: "name.shoeSize", value: "43" }, "invalidPath"],
    [{ op: "replace", path: "emails[", value: "43" }, "invalidPath"],
    [{ op: "replace", path: 'emails[type eq "home"].value', value: "x@y.example" }, "noTarget"],
    [{ op: "remove" }, "noTarget"],
    [{ op: "move", path: "displayName" }, "invalidSyntax"],
    [{ path: "displayName", value: "x" }, "invalidSyntax"],
    [{ op: "replace", value: "x" }, "invalidValue"],
    [{ op: "replace", path: "active", value: 1 }, "invalidValue"],
    [{ op: "remove", path: "userName" }, "invalidValue"],
  ])("%j is refused, and with it all that came before", async (operation, scimType) => {
    const { id } = await created({ displayName: "Before" });
    const body = patchOf({ op: "replace", path: "displayName", value: "After" }, operation);
    expect(await call("PATCH", `/Users/${id}`, body)).toMatchObject(failure(400, scimType));
    expect((await call("GET", `/Users/${id}`)).body.displayName).toBe("Before");
  });

  test("that is no PATCH at all is refused", async () => {
    const { id } = await created();
    for (const body of [{}, { Operations: [] }, { Operations: "x" }]) {
      expect(await call("PATCH", `/Users/${id}`, body)).toMatchObject(failure(400, "invalidSyntax"));
    }
  });
});

describe("a group", () => {
  test("takes members by POST, PATCH in every form, and PUT", async () => {
    const [a, b, c] = await Promise.all([created(), created(), created()]);
    const made = await call("POST", "/Groups", groupOf("Pilots", { externalId: "g-1", members: [{ value: a.id }] }));
    expect(made).toMatchObject({ status: 201, body: { displayName: "Pilots", externalId: "g-1" } });
    const address = `/Groups/${made.body.id}`;
    const members = async (...operations: object[]) => {
      const { status, body } = await call("PATCH", address, patchOf(...operations));
      expect(status).toBe(200);
      return (body.members ?? []).map(({ value }: { value: string }) => value).sort();
    };
    expect(made.body.members).toEqual([
      {
        value: a.id,
        display: a.displayName,
        type: "User",
        $ref: `http://localhost:3000/api/scim/v2/Users/${a.id}`,
      },
    ]);
    const two = [{ value: b.id }, { value: c.id, display: "whoever" }];
    expect(await members({ op: "add", path: "members", value: two })).toEqual([a.id, b.id, c.id].sort());
    expect(await members({ op: "Add", path: "members", value: [{ value: a.id }] })).toEqual([a.id, b.id, c.id].sort());
    expect(await members({ op: "remove", path: `members[value eq "${b.id}"]` })).toEqual([a.id, c.id].sort());
    expect(await members({ op: "Remove", path: "members", value: [{ value: c.id }] })).toEqual([a.id]);
    expect(await members({ op: "remove", path: `members[value eq "${c.id}"]` })).toEqual([a.id]);
    expect(await members({ op: "replace", value: { members: [{ value: b.id }] } })).toEqual([b.id]);
    expect(await members({ op: "remove", path: "members" })).toEqual([]);
    const put = await call("PUT", address, groupOf("Captains", { members: two }));
    expect(put.body).toMatchObject({ displayName: "Captains" });
    expect(put.body.members).toHaveLength(2);
    expect((await call("GET", `/Users/${b.id}`)).body.groups).toMatchObject([
      { value: made.body.id, display: "Captains" },
    ]);
  });

  test("is refused other members than people, a second of its name, and a changed member", async () => {
    const person = await created();
    const made = await call("POST", "/Groups", groupOf("Stewards", { members: [{ value: person.id }] }));
    const group = await call("POST", "/Groups", groupOf("Crew"));
    const path = `members[value eq "${person.id}"].value`;
    const cases: [object, number, string][] = [
      [{ op: "add", path: "members", value: [{ value: uuidv7() }] }, 400, "invalidValue"],
      [{ op: "add", path: "members", value: [{ value: "no id" }] }, 400, "invalidValue"],
      [{ op: "add", path: "members", value: [{ display: "x" }] }, 400, "invalidValue"],
      [{ op: "add", path: "members", value: [{ value: group.body.id }] }, 400, "invalidValue"],
      [{ op: "add", path: "members", value: [{ value: person.id, type: "Group" }] }, 400, "invalidValue"],
      [{ op: "replace", path, value: uuidv7() }, 400, "mutability"],
      [{ op: "replace", path: "displayName", value: "Crew" }, 409, "uniqueness"],
      [{ op: "remove", path: "displayName" }, 400, "invalidValue"],
    ];
    for (const [operation, status, scimType] of cases) {
      expect(await call("PATCH", `/Groups/${made.body.id}`, patchOf(operation))).toMatchObject(
        failure(status, scimType),
      );
    }
    expect((await call("GET", `/Groups/${made.body.id}`)).body).toEqual(made.body);
  });

  test("takes a thousand members at once and gives them back", async () => {
    const { database } = await import("@/lib/database");
    const home = await database.tenant.findFirstOrThrow({ where: { key: "california" } });
    const ids = Array.from({ length: 1_000 }, () => uuidv7());
    const { organizationId, id: tenantId } = home;
    const row = { organizationId, tenantId, homeId: tenantId, displayName: "One of many", role: "VIEWER" } as const;
    await database.user.createMany({ data: ids.map((id) => ({ ...row, id, email: `${id}@many.example` })) });
    const members = ids.map((value) => ({ value }));
    const made = await call("POST", "/Groups", groupOf("Everybody", { members }));
    expect(made.body.members).toHaveLength(1_000);
    const gone = members.slice(0, 700);
    const address = `/Groups/${made.body.id}`;
    const patched = await call("PATCH", address, patchOf({ op: "remove", path: "members", value: gone }));
    expect(patched.body.members).toHaveLength(300);
    await database.user.deleteMany({ where: { id: { in: ids } } });
  });
});

describe("entity tags", () => {
  test("a change with the tag of what was read goes through, with an older one it does not", async () => {
    const { id, meta } = await created();
    const rename = (value: string, tag: string) =>
      call("PATCH", `/Users/${id}`, patchOf({ op: "replace", path: "displayName", value }), { "If-Match": tag });
    const first = await rename("First", meta.version);
    expect(first.status).toBe(200);
    expect(first.headers.get("etag")).not.toBe(meta.version);
    expect(await rename("Second", meta.version)).toMatchObject(failure(412));
    expect(await call("DELETE", `/Users/${id}`, undefined, { "If-Match": meta.version })).toMatchObject(failure(412));
    expect((await rename("Third", `"x", ${first.headers.get("etag")}`)).status).toBe(200);
    expect((await rename("Fourth", "*")).body.displayName).toBe("Fourth");
  });

  test("what is known already is not sent again", async () => {
    const { id, meta } = await created();
    expect(await call("GET", `/Users/${id}`, undefined, { "If-None-Match": meta.version })).toMatchObject({
      status: 304,
      body: null,
    });
    expect((await call("GET", `/Users/${id}`, undefined, { "If-None-Match": '"x"' })).status).toBe(200);
  });
});

describe("lists", () => {
  const names = ["anna", "Berta", "carl", "DORA"];
  const query = (text: string) => new URLSearchParams(text).toString();

  beforeAll(async () => {
    for (const name of names) {
      await call("POST", "/Users", userOf(`list-${name}@lists.example`, { displayName: `List ${name}` }));
    }
  });

  test("filter, sort and page, and say how many there are", async () => {
    const filter = 'userName sw "LIST-" and not (displayName ew "carl")';
    const parameters = { filter, sortBy: "displayName", sortOrder: "descending", startIndex: "2", count: "1" };
    const { body } = await call("GET", `/Users?${new URLSearchParams(parameters)}`);
    expect(body).toMatchObject({
      schemas: ["urn:ietf:params:scim:api:messages:2.0:ListResponse"],
      totalResults: 3,
      startIndex: 2,
      itemsPerPage: 1,
    });
    expect(body.Resources.map(({ displayName }: { displayName: string }) => displayName)).toEqual(["List Berta"]);
  });

  test("walked page by page give everybody once", async () => {
    const seen: string[] = [];
    const { totalResults } = (await call("GET", "/Users?count=0")).body;
    for (let startIndex = 1; startIndex <= totalResults; startIndex += 3) {
      const { body } = await call("GET", `/Users?startIndex=${startIndex}&count=3`);
      seen.push(...body.Resources.map(({ id }: { id: string }) => id));
    }
    expect([seen.length, new Set(seen).size]).toEqual([totalResults, totalResults]);
  });

  test("take what is out of bounds as the nearest within, and refuse what is no number", async () => {
    const { body } = await call("GET", "/Users?startIndex=-5&count=-1");
    expect(body).toMatchObject({ startIndex: 1, itemsPerPage: 0, Resources: [] });
    expect(body.totalResults).toBeGreaterThan(3);
    expect(await call("GET", "/Users?count=many")).toMatchObject(failure(400, "invalidValue"));
    expect(await call("GET", `/Users?${query('filter=userName is "x"')}`)).toMatchObject(failure(400, "invalidFilter"));
  });

  test("refuse what would keep everybody else waiting, and texts that the database cannot be asked for", async () => {
    const invalid = failure(400, "invalidFilter");
    const many = (count: number) => Array.from({ length: count }, () => "title pr").join(" or ");
    expect((await call("POST", "/.search", { filter: many(100) })).status).toBe(200);
    const filters = [
      many(101),
      `emails[${many(101)}]`,
      `${"(".repeat(100)}title pr${")".repeat(100)}`,
      `userName eq "${"x".repeat(9_000)}"`,
      String.raw`externalId eq "\u0000"`,
      String.raw`userName eq "a\ud800"`,
      String.raw`id eq "\u0000"`,
    ];
    for (const filter of filters) {
      expect(await call("POST", "/.search", { filter })).toMatchObject(invalid);
      if (filter.length < 2_000)
        expect(await call("GET", `/Users?${query(`filter=${filter}`)}`)).toMatchObject(invalid);
    }
    const names = (count: number) => Array.from({ length: count }, (_, at) => `a${at}`).join();
    expect((await call("POST", "/Users/.search", { attributes: names(200) })).status).toBe(200);
    for (const body of [{ attributes: names(201) }, { excludedAttributes: names(90_000) }]) {
      expect(await call("POST", "/Users/.search", body)).toMatchObject(failure(400, "invalidValue"));
    }
  });

  test("give the attributes that are asked for, and the id", async () => {
    const filter = 'userName eq "list-anna@lists.example"';
    const ask = async (more: object) =>
      (await call("GET", `/Users?${new URLSearchParams({ filter, ...more })}`)).body.Resources[0];
    const named = await ask({ attributes: "userName,emails.value" });
    expect(Object.keys(named).sort()).toEqual(["emails", "id", "schemas", "userName"]);
    expect(named.emails).toEqual([{ value: "list-anna@lists.example" }]);
    const others = await ask({ excludedAttributes: "emails,META,id" });
    expect(Object.keys(others)).not.toEqual(expect.arrayContaining(["emails"]));
    expect(others).toMatchObject({ id: expect.any(String), displayName: "List anna" });
    expect(others.meta).toBeUndefined();
  });

  test(".search asks the same in a body, of one kind or of all", async () => {
    const body = {
      schemas: ["urn:ietf:params:scim:api:messages:2.0:SearchRequest"],
      filter: 'displayName sw "List "',
      attributes: ["displayName"],
      count: 10,
    };
    await call("POST", "/Groups", groupOf("List of groups"));
    expect((await call("POST", "/Users/.search", body)).body.totalResults).toBe(4);
    expect((await call("POST", "/Groups/.search", body)).body.totalResults).toBe(1);
    const all = (await call("POST", "/.search", { ...body, sortBy: "displayName" })).body;
    expect(all.Resources.map(({ displayName }: { displayName: string }) => displayName)).toEqual([
      "List anna",
      "List Berta",
      "List carl",
      "List DORA",
      "List of groups",
    ]);
    expect(await call("GET", "/Users/.search")).toMatchObject(failure(405));
  });
});

describe("what describes it", () => {
  test("says what is supported and what is not", async () => {
    expect((await call("GET", "/ServiceProviderConfig")).body).toMatchObject({
      patch: { supported: true },
      bulk: { supported: false },
      filter: { supported: true, maxResults: 500 },
      sort: { supported: true },
      etag: { supported: true },
      changePassword: { supported: false },
    });
    for (const unsupported of ["/Bulk", "/Me"]) expect(await call("POST", unsupported, {})).toMatchObject(failure(501));
  });

  test("every resource type has its schema, and every attribute of an answer stands in it", async () => {
    const { Resources: types } = (await call("GET", "/ResourceTypes")).body;
    expect(types.map(({ endpoint }: { endpoint: string }) => endpoint)).toEqual(["/Users", "/Groups"]);
    const person = await created({ externalId: uuidv7(), name: { givenName: "A", familyName: "B" } });
    await call(
      "POST",
      "/Groups",
      groupOf(`All ${person.id}`, { externalId: uuidv7(), members: [{ value: person.id }] }),
    );
    for (const { endpoint, schema } of types) {
      const { body } = await call("GET", `/Schemas/${schema}`);
      const described = body.attributes.map(({ name }: { name: string }) => name);
      for (const resource of (await call("GET", endpoint)).body.Resources) {
        const own = Object.keys(resource).filter((name) => !["id", "schemas", "meta"].includes(name));
        expect(described).toEqual(expect.arrayContaining(own));
      }
    }
    expect(await call("GET", "/Schemas/urn:x")).toMatchObject(failure(404));
    expect(await call("GET", "/Schemas?filter=x")).toMatchObject(failure(403));
  });

  test("what is not there, and what is no JSON, is said in the protocol's own form", async () => {
    for (const address of ["/", "/Nothing", "/Users/x/y", "/Users/%E0%A4%A", "/constructor"]) {
      expect(await call("GET", address)).toMatchObject(failure(404));
    }
    expect(await call("POST", "/ServiceProviderConfig", {})).toMatchObject(failure(405));
    expect(await call("POST", "/Users", [])).toMatchObject(failure(400, "invalidSyntax"));
    expect(await call("POST", "/Users", userOf("a\u0000@x.example"))).toMatchObject({ status: 400 });
  });
});
