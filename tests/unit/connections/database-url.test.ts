import { describe, expect, test } from "vitest";
import { databaseUrl, engineOfUrl, maskedDatabaseUrl, parseDatabaseUrl } from "@/lib/connections/database-url";
import { requireAllowedLocation } from "@/lib/connections/reserved-targets";
import { DomainError } from "@/lib/errors";

test("reads a SQLAlchemy URL with encoded parts, and writes the same one back", () => {
  const location = parseDatabaseUrl(
    "POSTGRES",
    "postgresql+psycopg2://re%40der:p%40ss%3Aw%2Frd%23@Db.Example:6543/shop?sslmode=require",
  );
  expect(location).toEqual({
    engine: "POSTGRES",
    host: "db.example",
    port: 6543,
    database: "shop",
    user: "re@der",
    password: "p@ss:w/rd#",
    ssl: "require",
  });
  expect(parseDatabaseUrl("POSTGRES", databaseUrl(location))).toEqual({ ...location, ssl: "disable" });
});

test("shows a location without its password", () => {
  const masked = maskedDatabaseUrl(parseDatabaseUrl("POSTGRES", "postgres://reader:hunter2@[::1]/shop"));
  expect(masked).toBe("postgresql://reader:***@[::1]:5432/shop");
});

test.each([
  ["another scheme", "mysql://u:p@h/db"],
  ["no user", "postgresql://h/db"],
  ["no database", "postgresql://u:p@h"],
  ["an empty database", "postgresql://u:p@h/"],
  ["two databases", "postgresql://u:p@h/a/b"],
  ["a unix socket as host", "postgresql://u:p@%2Fvar%2Frun/db"],
  ["a unix socket as option", "postgresql://u:p@h/db?host=/var/run"],
  ["several hosts", "postgresql://u:p@h1,h2/db"],
  ["an option that is not on the list", "postgresql://u:p@h/db?options=-c%20role%3Dx"],
  ["two options", "postgresql://u:p@h/db?sslmode=require&application_name=x"],
  ["an unknown sslmode", "postgresql://u:p@h/db?sslmode=never"],
  ["two at signs", "postgresql://u:p@x@h/db"],
  ["a fragment", "postgresql://u:p@h/db#x"],
  ["a broken escape", "postgresql://u:%zz@h/db"],
  ["a slash inside the database", "postgresql://u:p@h/a%2Fb"],
  ["a control character", "postgresql://u:p@h/d%00b"],
  ["a space", "postgresql://u:p@h/d b"],
  ["port 0", "postgresql://u:p@h:0/db"],
  ["a port that is none", "postgresql://u:p@h:99999/db"],
])("refuses %s without repeating the URL", (_, url) => {
  const read = () => parseDatabaseUrl("POSTGRES", url);
  expect(read).toThrow(DomainError);
  expect(read).not.toThrow(url);
});

describe("addresses that no admin can mean", () => {
  test.each([
    "169.254.169.254",
    "169.254.0.1",
    "[fe80::1]",
    "[fd00:ec2::254]",
    "[::ffff:169.254.169.254]",
    "100.100.100.200",
    "168.63.129.16",
    "0.0.0.0",
    "2852039166",
    "0xA9FEA9FE",
    "0251.0376.0251.0376",
    "169.16689662",
    "metadata.google.internal",
    "instance-data.ec2.internal",
  ])("%s refuses", async (host) => {
    await expect(requireAllowedLocation(parseDatabaseUrl("POSTGRES", `postgresql://u:p@${host}/db`))).rejects.toThrow(
      DomainError,
    );
  });

  test("addresses of one's own network are allowed", async () => {
    for (const host of ["10.0.0.5", "192.168.1.4", "127.0.0.1", "[::1]"]) {
      await requireAllowedLocation(parseDatabaseUrl("POSTGRES", `postgresql://u:p@${host}:6000/db`));
    }
  });
});

describe("MySQL and ClickHouse", () => {
  test.each([
    ["MYSQL", "mysql://u:p@h/shop", "mysql://u:***@h:3306/shop", "disable"],
    ["MYSQL", "mysql+pymysql://u:p@h/shop?charset=utf8mb4", "mysql://u:***@h:3306/shop", "disable"],
    ["MYSQL", "mariadb+mariadbconnector://u:p@h:3307/shop?sslmode=prefer", "mysql://u:***@h:3307/shop", "require"],
    [
      "MYSQL",
      "mysql://u:p@h/shop?charset=utf8mb4&ssl-mode=VERIFY_IDENTITY",
      "mysql://u:***@h:3306/shop",
      "verify-full",
    ],
    ["CLICKHOUSE", "clickhouse://u:p@h/shop", "clickhouse://u:***@h:8123/shop", "disable"],
    ["CLICKHOUSE", "clickhouse+http://default@h:80/shop", "clickhouse://default@h:80/shop", "disable"],
    ["CLICKHOUSE", "clickhouse+https://u:p@h/shop", "clickhouse://u:***@h:8443/shop", "verify-full"],
    ["CLICKHOUSE", "clickhousedb+connect://u:p@h/shop?secure=true", "clickhouse://u:***@h:8443/shop", "verify-full"],
  ] as const)("%s: %s is read as %s, encryption %s", (engine, url, masked, ssl) => {
    const location = parseDatabaseUrl(engine, url);
    expect(maskedDatabaseUrl(location)).toBe(masked);
    expect(location.ssl).toBe(ssl);
    expect(parseDatabaseUrl(engine, databaseUrl(location), ssl)).toEqual(location);
    expect(engineOfUrl(url)).toBe(engine);
  });

  test("what the settings say of encryption wins over the URL, for the port too", () => {
    const url = "clickhouse+https://u:p@h/shop";
    expect(parseDatabaseUrl("CLICKHOUSE", url, "disable")).toMatchObject({ ssl: "disable", port: 8123 });
    expect(parseDatabaseUrl("CLICKHOUSE", "clickhouse://u:p@h/shop", "verify-full").port).toBe(8443);
    expect(parseDatabaseUrl("MYSQL", "mysql://u:p@h/shop?sslmode=disable", "require").ssl).toBe("require");
  });

  test.each([
    ["MYSQL", "another engine's scheme", "postgresql://u:p@h/shop"],
    ["MYSQL", "an option that lets the server ask for files", "mysql://u:p@h/shop?local_infile=1"],
    ["MYSQL", "several statements at once", "mysql://u:p@h/shop?multiStatements=true"],
    ["MYSQL", "an option that every object has", "mysql://u:p@h/shop?constructor=x"],
    ["MYSQL", "an option twice", "mysql://u:p@h/shop?charset=utf8mb4&charset=utf8mb4"],
    ["MYSQL", "encryption said twice", "mysql://u:p@h/shop?sslmode=disable&ssl-mode=REQUIRED"],
    ["MYSQL", "a unix socket", "mysql://u:p@h/shop?unix_socket=/run/mysqld.sock"],
    ["MYSQL", "a system database", "mysql://u:p@h/Performance_Schema"],
    ["CLICKHOUSE", "the native protocol", "clickhouse+native://u:p@h:9000/shop"],
    ["CLICKHOUSE", "a setting", "clickhouse://u:p@h/shop?readonly=0"],
    ["CLICKHOUSE", "a system database", "clickhouse://u:p@h/system"],
    ["CLICKHOUSE", "no database", "clickhouse://u:p@h"],
  ] as const)("%s: %s refuses without repeating the URL", (engine, _, url) => {
    const read = () => parseDatabaseUrl(engine, url);
    expect(read).toThrow(DomainError);
    expect(read).not.toThrow(url);
  });
});
