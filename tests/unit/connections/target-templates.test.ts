import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { canonicalFilePath, canonicalTablePath } from "@/lib/connections/file-paths";
import { fillNameTemplate, matchNameTemplate } from "@/lib/connections/name-template";
import { fillPathTemplate, parsePathTemplate, placeOfPathTemplate } from "@/lib/connections/path-template";
import {
  fillUrlTemplate,
  maskedUrlTemplate,
  parseUrlTemplate,
  withStoredTemplatePassword,
} from "@/lib/connections/url-template";
import { DomainError } from "@/lib/errors";

const hostile = [
  "../texas",
  "..",
  "a/b",
  "a\\b",
  "a@b",
  "a?b",
  "a#b",
  "a:b",
  "a&b",
  "a=b",
  "a%2fb",
  "%2e%2e",
  "*",
  "[ab]",
  "a*",
  "a.b",
  "",
  " ",
  "a b",
  "a\tb",
  "a\nb",
  "a\u0000b",
  "a\u007fb",
  "é",
  "ａ",
  "x".repeat(64),
  "x".repeat(10_000),
  "-a",
  "{{ x }}",
  "'",
  '"',
  ";",
  "$",
];

describe("connection URLs", () => {
  const template =
    "postgresql+psycopg2://user_{{ tenant }}:{{ password@secret }}@db.example:5432/{{ tenant }}?sslmode=require";

  test("values fill the database and the user, a secret fills the password as it is", () => {
    const secret = "p@ss/w:rd?#%41{{ tenant }}";
    expect(fillUrlTemplate(template, { tenant: "acme" }, { password: secret })).toEqual({
      engine: "POSTGRES",
      host: "db.example",
      port: 5432,
      database: "acme",
      user: "user_acme",
      password: secret,
      ssl: "require",
    });
  });

  test.each(hostile)("R13: the value %j refuses in a database and in a user", (tenant) => {
    const asDatabase = "postgresql://u:p@db.example/{{ tenant }}";
    const asUser = "postgresql://{{ tenant }}:p@db.example/shop";
    expect(() => fillUrlTemplate(asDatabase, { tenant }, {})).toThrow(DomainError);
    expect(() => fillUrlTemplate(asUser, { tenant }, {})).toThrow(DomainError);
  });

  test.each([
    ["the host", "postgresql://u:p@{{ host }}/db"],
    ["part of the host", "postgresql://u:p@{{ tenant }}.db.example/db"],
    ["the port", "postgresql://u:p@db.example:{{ port }}/db"],
    ["an option", "postgresql://u:p@db.example/db?sslmode={{ mode }}"],
    ["the password, without being a secret", "postgresql://u:{{ password }}@db.example/db"],
    ["part of the password", "postgresql://u:x{{ password@secret }}@db.example/db"],
    ["the database, as a secret", "postgresql://u:p@db.example/{{ name@secret }}"],
    ["part of a word", "postgresql://u:p@db.example/tenant{{ tenant }}"],
    ["a place beside another value", "postgresql://u:p@db.example/{{ a }}{{ b }}"],
    ["the scheme", "{{ scheme }}://u:p@db.example/db"],
  ])("R13: a placeholder cannot be %s", (_, url) => {
    expect(() => parseUrlTemplate(url)).toThrow(DomainError);
  });

  test.each([
    [
      "mysql+pymysql://{{ tenant }}:p@db.example/shop_{{ tenant }}",
      { user: "acme", database: "shop_acme", port: 3306 },
    ],
    ["clickhouse+https://u:p@db.example/{{ tenant }}", { user: "u", database: "acme", port: 8443, ssl: "verify-full" }],
  ])("%s is filled like PostgreSQL's", (other, expected) => {
    expect(fillUrlTemplate(other, { tenant: "acme" }, {})).toMatchObject(expected);
    for (const tenant of hostile) expect(() => fillUrlTemplate(other, { tenant }, {}), tenant).toThrow(DomainError);
  });

  test.each([
    ["mysql://u:p@db.example/{{ tenant }}", "information_schema"],
    ["clickhouse://u:p@db.example/{{ tenant }}", "SYSTEM"],
  ])("R13: a value cannot lead %s into the system database %s", (other, tenant) => {
    expect(() => fillUrlTemplate(other, { tenant }, {})).toThrow(
      expect.objectContaining({ code: "query_refused" }) as DomainError,
    );
  });

  test("a password that is written out is shown as ***, a placeholder stays", () => {
    expect(maskedUrlTemplate("postgresql://u:hunter2@h/{{ tenant }}")).toBe("postgresql://u:***@h/{{ tenant }}");
    expect(maskedUrlTemplate(template)).toBe(template);
    const drivers = ["postgresql+psycopg_async", "mysql+pymysql", "clickhouse+https"];
    for (const driver of drivers) expect(maskedUrlTemplate(`${driver}://u:hunter2@h/x`)).toBe(`${driver}://u:***@h/x`);
  });

  test("a masked password is put back for the same user and server only", () => {
    const stored = "postgresql://u:hunter2@h:5432/{{ tenant }}";
    expect(withStoredTemplatePassword("postgresql://u:***@h:5432/x_{{ tenant }}", stored)).toContain(
      ":hunter2@h:5432/x_",
    );
    for (const elsewhere of ["postgresql://u:***@evil:5432/{{ tenant }}", "postgresql://v:***@h:5432/{{ tenant }}"]) {
      expect(() => withStoredTemplatePassword(elsewhere, stored)).toThrow(DomainError);
    }
  });
});

describe("names", () => {
  test("a name is the value, or stands between separators", () => {
    expect(fillNameTemplate("{{ tenant }}", { tenant: "acme" })).toBe("acme");
    expect(fillNameTemplate("tenant_{{ tenant }}", { tenant: "acme" })).toBe("tenant_acme");
    expect(fillNameTemplate("fixed", {})).toBe("fixed");
  });

  test("a name gives back the value it was made from, and no other name does", () => {
    expect(matchNameTemplate("tenant_{{ tenant }}", "tenant_acme")).toEqual({ tenant: "acme" });
    expect(matchNameTemplate("tenant_{{ tenant }}", "public")).toBeNull();
    expect(matchNameTemplate("{{ a }}_{{ b }}", "x_y")).toBeNull();
  });

  test.each(hostile)("R13: the value %j refuses in a name", (tenant) => {
    expect(() => fillNameTemplate("{{ tenant }}", { tenant })).toThrow(DomainError);
  });
});

describe("files", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-paths-"));
  beforeAll(() => {
    process.env.BULKHEAD_FILE_ROOTS = `${root}/files`;
    for (const folder of ["files/acme", "files/globex", "outside"])
      fs.mkdirSync(path.join(root, folder), { recursive: true });
    for (const file of ["files/acme/sales.csv", "files/globex/sales.csv", "outside/secret.csv"])
      fs.writeFileSync(path.join(root, file), "a\n1\n");
    fs.symlinkSync(path.join(root, "outside"), path.join(root, "files/linked"));
    fs.symlinkSync(path.join(root, "outside/secret.csv"), path.join(root, "files/acme/linked.csv"));
    fs.symlinkSync(path.join(root, "files/globex"), path.join(root, "files/initech"));
  });
  afterAll(() => {
    delete process.env.BULKHEAD_FILE_ROOTS;
    fs.rmSync(root, { recursive: true, force: true });
  });

  test("a path inside the allowed folders passes, as a path and as a URL", () => {
    const file = path.join(root, "files/acme/sales.csv");
    expect(canonicalFilePath(file)).toBe(fs.realpathSync(file));
    expect(canonicalFilePath(`file://${file}`)).toBe(fs.realpathSync(file));
    expect(canonicalFilePath(path.join(root, "files/*/sales.csv"))).toContain("/files/*/sales.csv");
  });

  test.each([
    "outside/secret.csv",
    "files/../outside/secret.csv",
    "files/linked/secret.csv",
    "files/linked/*.csv",
    "files/acme/linked.csv",
    "files/acme/[s]ales.csv",
    "files/**",
    "files/acme/{a,b}.csv",
    "files/acme/sales.csv?x",
    "files",
    "filesystem/x.csv",
  ])("refuses %s", (file) => {
    expect(() => canonicalFilePath(`${root}/${file}`)).toThrow(DomainError);
  });

  test.each([
    "s3://bucket/x.parquet",
    "http://h/x.csv",
    "file://host/x.csv",
    "relative.csv",
    "/etc/passwd",
    "/proc/self/environ",
  ])("refuses %s", (file) => expect(() => canonicalFilePath(file)).toThrow(DomainError));

  test("a value is a whole folder or a whole file name", () => {
    const template = `${root}/files/{{ tenant }}/*.csv`;
    expect(fillPathTemplate(template, { tenant: "acme" })).toBe(path.join(fs.realpathSync(root), "files/acme/*.csv"));
    expect(() => parsePathTemplate(`${root}/files/{{ tenant }}.csv`)).not.toThrow();
    for (const bad of [
      "files/t{{ tenant }}/x.csv",
      "files/*/{{ tenant }}/x.csv",
      "files/{{ a }}{{ b }}/x.csv",
      "files/{{ x@secret }}/x.csv",
    ]) {
      expect(() => parsePathTemplate(`${root}/${bad}`), bad).toThrow(DomainError);
    }
  });

  test.each(hostile)("R13: the value %j refuses in a path", (tenant) => {
    expect(() => fillPathTemplate(`${root}/files/{{ tenant }}/*.csv`, { tenant })).toThrow(DomainError);
  });

  test("R13: a tenant's folder that is a link to another's refuses", () => {
    expect(() => fillPathTemplate(`${root}/files/{{ tenant }}/*.csv`, { tenant: "initech" })).toThrow(DomainError);
    expect(() => fillPathTemplate(`${root}/files/{{ tenant }}/*.csv`, { tenant: "linked" })).toThrow(DomainError);
  });

  test("R03: a template above a link and one above what it leads to are one place", () => {
    fs.mkdirSync(path.join(root, "files/real"), { recursive: true });
    fs.symlinkSync(path.join(root, "files/real"), path.join(root, "files/alias"));
    const place = (folder: string) =>
      placeOfPathTemplate(`${root}/files/${folder}/{{ tenant }}/*.csv`, { tenant: "acme" });
    expect(place("alias")).toBe(place("real"));
    expect(place("acme")).not.toBe(place("real"));
  });

  test("the portal's own data is outside, wherever the allowed folders begin", () => {
    process.env.BULKHEAD_DATA_DIR = `${root}/files/acme`;
    try {
      expect(() => canonicalFilePath(path.join(root, "files/acme/sales.csv"))).toThrow(DomainError);
      expect(() => canonicalFilePath(path.join(root, "files/acme/demo/files/sales.csv"))).not.toThrow();
    } finally {
      delete process.env.BULKHEAD_DATA_DIR;
    }
  });
});

describe("paths on S3", () => {
  const template = "s3://store-data/{{ region }}/{{ tenant }}/*.parquet";
  const fill = (tenant: unknown, region: unknown = "eu") =>
    fillPathTemplate(template, { tenant: tenant as string, region: region as string });

  test("values fill whole folders, in their own letter case", () => {
    expect(fill("Acme_1")).toBe("s3://store-data/eu/Acme_1/*.parquet");
    expect(fill(7, "us-east")).toBe("s3://store-data/us-east/7/*.parquet");
    expect(placeOfPathTemplate(template, { tenant: "Acme", region: "eu" })).toBe("s3://store-data/eu/Acme/*.parquet");
  });

  test.each([...hostile, null, true, ["a"], 1.5])("R13: the value %j refuses in each place", (value) => {
    expect(() => fill(value)).toThrow(DomainError);
    expect(() => fill("acme", value)).toThrow(DomainError);
    expect(() => placeOfPathTemplate(template, { tenant: value as string, region: "eu" })).toThrow(DomainError);
  });

  test.each([
    "s3://{{ tenant }}/store/*.parquet",
    "s3://store-{{ tenant }}/x/*.parquet",
    "s3://{{ tenant }}",
    "{{ tenant }}://store/x.parquet",
    "s3://store/t{{ tenant }}/*.parquet",
    "s3://store/{{ tenant }}*/x.parquet",
    "s3://store/*/{{ tenant }}/x.parquet",
    "s3://store/{{ tenant }}/**",
    "s3://store/{{ a }}{{ b }}/x.parquet",
    "s3://store/{{ x@secret }}/x.parquet",
    "s3://store/{{ tenant }}//x.parquet",
  ])("R13: %s is no template", (text) => {
    expect(() => parsePathTemplate(text)).toThrow(DomainError);
  });

  test.each([
    "S3://store/x.parquet",
    "s3://Store/x.parquet",
    "s3://store",
    "s3://store/",
    "s3:///x.parquet",
    "s3://arn:aws:s3:::store/x.parquet",
    "s3://user:pass@store/x.parquet",
    "s3://127.0.0.1/x.parquet",
    "s3://a..b/x.parquet",
    "s3://store/../other/x.parquet",
    "s3://store/./x.parquet",
    "s3://store/a//x.parquet",
    "s3://store/a/",
    "s3://store/a%2fb.parquet",
    "s3://store/a?x",
    "s3://store/a#x",
    "s3://store/[ab]/x.parquet",
    "s3://store/**/x.parquet",
    "s3://store/a\nb.parquet",
    `s3://store/${"a".repeat(1_025)}`,
  ])("refuses %j", (file) => expect(() => canonicalTablePath(file)).toThrow(DomainError));

  test("a plain path passes as it is", () => {
    for (const file of ["s3://my.store/year=2020/*/part *.parquet", "s3://store/Sales.CSV"]) {
      expect(canonicalTablePath(file)).toBe(file);
    }
  });
});

describe("R13: every character in every place", () => {
  const root = fs.mkdtempSync(path.join(os.tmpdir(), "bulkhead-places-"));
  beforeAll(() => {
    process.env.BULKHEAD_FILE_ROOTS = root;
  });
  afterAll(() => {
    delete process.env.BULKHEAD_FILE_ROOTS;
    fs.rmSync(root, { recursive: true, force: true });
  });

  const scheme = { postgresql: 5432, mysql: 3306, clickhouse: 8123 };
  const urlPlaces = Object.keys(scheme).flatMap((name): [string, (value: string) => unknown][] => [
    [`a ${name} database`, (x) => fillUrlTemplate(`${name}://u:p@h/{{ x }}`, { x }, {}).database],
    [`part of a ${name} database`, (x) => fillUrlTemplate(`${name}://u:p@h/shop_{{ x }}_eu`, { x }, {}).database],
    [`a ${name} user`, (x) => fillUrlTemplate(`${name}://{{ x }}:p@h/shop`, { x }, {}).user],
    [
      `one of several places of a ${name} URL`,
      (x) =>
        fillUrlTemplate(`${name}://u_{{ a }}:{{ s@secret }}@h/{{ a }}-{{ x }}`, { a: "acme", x }, { s: "@/?#" })
          .database,
    ],
  ]);
  const places: [string, (value: string) => unknown][] = [
    ...urlPlaces,
    ["a folder", (x) => fillPathTemplate(`${root}/{{ x }}/*.csv`, { x })],
    ["a file's name", (x) => fillPathTemplate(`${root}/{{ x }}.csv`, { x })],
    ["a schema or a role", (x) => fillNameTemplate("{{ x }}", { x })],
    ["part of a schema or a role", (x) => fillNameTemplate("tenant_{{ x }}_eu", { x })],
  ];

  /** Each alone and between letters: the first 256 of Unicode, and what normalizing, folding or a decoder makes one of those. */
  const characters = [
    ...Array.from({ length: 256 }, (_, code) => String.fromCharCode(code)),
    ..."\u2024\u2025\u2044\u2215\uff0f\uff0e\uff20\uff1f\uff03\uff05\u29f8\u3002\u200b\u202e\u2028\ufeff\u0130\u017f\u212a\ud800😀",
  ];
  const encoded = [
    "%2f",
    "%2F",
    "%5c",
    "%40",
    "%3f",
    "%23",
    "%00",
    "%0a",
    "%2e%2e",
    "%252f",
    "..%c0%af",
    "&#47;",
    "\\u002f",
  ];
  const unusual = [
    "..",
    ".",
    "../x",
    "./x",
    "x/..",
    "{{",
    "}}",
    "{{ y }}",
    "*",
    "[ab]",
    "?",
    "{a,b}",
    "~",
    "$HOME",
    "-x",
    "x".repeat(64),
    "x".repeat(10_000),
    "",
    " ",
    " x",
    "x ",
  ];

  test.each(places)("%s takes letters, digits, _ and - only", (_, fill) => {
    for (const character of characters) {
      const plain = /^[A-Za-z0-9_-]$/.test(character);
      for (const value of [`a${character}b`, character]) {
        if (plain && value !== "-") expect(() => fill(value), JSON.stringify(value)).not.toThrow();
        else expect(() => fill(value), JSON.stringify(value)).toThrow(DomainError);
      }
    }
    for (const value of [...encoded, ...encoded.map((text) => `a${text}b`), ...unusual]) {
      expect(() => fill(value), JSON.stringify(value.slice(0, 40))).toThrow(DomainError);
    }
  });

  test.each(places)("%s takes text and whole numbers only", (_, fill) => {
    for (const value of [["a"], { a: 1 }, true, false, null, undefined, 1.5, Number.NaN, 2 ** 53]) {
      expect(() => fill(value as unknown as string), String(value)).toThrow(DomainError);
    }
    expect(() => fill(2021 as unknown as string)).not.toThrow();
  });

  test("a secret of any character stays in its place: nothing else of the location changes", () => {
    const template = "postgresql://u_{{ a }}:{{ s@secret }}@h:6000/{{ a }}_{{ b }}?sslmode=verify-full";
    const fill = (s: string) => fillUrlTemplate(template, { a: "acme", b: "eu" }, { s });
    const { password: _, ...rest } = fill("plain");
    for (const character of characters.filter((one) => one !== "\0" && one !== "\ud800")) {
      for (const secret of [character, `a${character}b`, character.repeat(3)]) {
        expect(fill(secret), JSON.stringify(secret)).toEqual({ ...rest, password: secret });
      }
    }
    for (const secret of [...encoded, ...unusual.filter((one) => one !== "")]) {
      expect(fill(secret)).toEqual({ ...rest, password: secret });
    }
    expect(() => fill("\0")).toThrow(DomainError);
    expect(() => fill("a\ud800b")).toThrow(DomainError);
  });
});
