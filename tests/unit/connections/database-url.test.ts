import { networkInterfaces } from "node:os";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { databaseUrl, engineOfUrl, maskedDatabaseUrl, parseDatabaseUrl } from "@/lib/connections/database-url";
import { requireAllowedLocation, requireOpenLocation } from "@/lib/connections/reserved-targets";
import { fillUrlTemplate } from "@/lib/connections/url-template";
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

describe("what an admin must not reach by accident", () => {
  const engines = [
    ["POSTGRES", "postgresql"],
    ["MYSQL", "mysql"],
    ["CLICKHOUSE", "clickhouse"],
  ] as const;

  /** Ways into a file, a socket, a program or another host that some driver understands. */
  const options = [
    "host=/var/run/postgresql",
    "host=evil.example",
    "hostaddr=169.254.169.254",
    "port=1",
    "socket=/var/run/mysqld/mysqld.sock",
    "socketPath=/tmp/mysql.sock",
    "unix_socket=/tmp/mysql.sock",
    "options=-crole%3Dpostgres",
    "options=-c%20search_path%3Dx",
    "sslrootcert=/etc/passwd",
    "sslcert=/etc/passwd",
    "sslkey=/etc/shadow",
    "sslcrl=/etc/passwd",
    "ssl={}",
    "ssl_ca=/etc/passwd",
    "ssl=true",
    "sslmode=no-verify",
    "sslmode=",
    "sslnegotiation=direct",
    "uselibpqcompat=true",
    "service=production",
    "passfile=/etc/passwd",
    "password=x",
    "user=postgres",
    "dbname=other",
    "database=other",
    "krbsrvname=x",
    "target_session_attrs=any",
    "client_encoding=SQL_ASCII",
    "application_name=x",
    "allowLoadLocalInfile=true",
    "local_infile=1",
    "allowPublicKeyRetrieval=true",
    "autoDeserialize=true",
    "init_command=SET%20GLOBAL%20x",
    "read_default_file=/root/.my.cnf",
    "flags=LOCAL_FILES",
    "multipleStatements=true",
    "charset=gbk",
    "authPlugins=x",
    "stream=x",
    "session_id=1",
    "readonly=0",
    "max_execution_time=0",
    "query=DROP",
    "verify=false",
    "protocol=native",
    "http_agent=x",
    "__proto__=x",
    "constructor=x",
    "toString=x",
    "=x",
    "",
    "&",
  ];

  describe.each(engines)("%s", (engine, scheme) => {
    test.each(options)("the option %j is off the list", (option) => {
      expect(() => parseDatabaseUrl(engine, `${scheme}://u:p@db.example/shop?${option}`)).toThrow(DomainError);
    });

    test.each([
      "%2Fvar%2Frun%2Fpostgresql",
      "/var/run/postgresql",
      "%2Ftmp%2Fmysql.sock",
      "h1,h2",
      "h1:1,h2:2",
      "db.example.",
      ".db.example",
      "-db.example",
      "db_example",
      "db example",
      "db%2eexample",
      "%31%36%39.254.169.254",
      "ｄb.example",
      "１６９.254.169.254",
      "169。254。169。254",
      "mеtadata.google.internal",
      "bücher.example",
      "[fe80::1%25eth0]",
      "[fe80::1%eth0]",
      "[v1.fe80]",
      "[::1",
      "::1",
      "[]",
      "",
      "db.example:",
      "db.example:0",
      "db.example:65536",
      "db.example:99999",
      "db.example:123456",
      "db.example:+5",
      "db.example:0x50",
      "db.example:5432:5432",
      "db.example\\@evil.example",
      "db.example\t",
      "db.example\n",
      "db.example\u0000",
      "x".repeat(300),
    ])("the host %j is none", (host) => {
      expect(() => parseDatabaseUrl(engine, `${scheme}://u:p@${host}/shop`)).toThrow(DomainError);
    });

    test("a password of any characters but an end of text is taken as it is, a user or a database is not", () => {
      const password = "@:/?#[]!$&'()*+,;=% ~\t\n\u007f{{ x }}ä😀\\";
      const url = `${scheme}://u:${encodeURIComponent(password)}@db.example:65535/shop`;
      expect(parseDatabaseUrl(engine, url)).toMatchObject({ password, port: 65_535, host: "db.example" });
      expect(() => parseDatabaseUrl(engine, `${scheme}://u:%00@db.example/shop`)).toThrow(DomainError);
      for (const harmful of ["%00", "%0a", "%2f", "%5c", "%20", "%7f", "%ff", "%"]) {
        expect(() => parseDatabaseUrl(engine, `${scheme}://a${harmful}b:p@db.example/shop`), harmful).toThrow(
          DomainError,
        );
        expect(() => parseDatabaseUrl(engine, `${scheme}://u:p@db.example/a${harmful}b`), harmful).toThrow(DomainError);
      }
    });

    test.each([
      "u:p@[2001:DB8::1]:6000/shop",
      "u:p@DB.Example/shop",
      "u@10.1.2.3/shop",
      "u:@db.example/shop",
      "u:p@xn--bcher-kva.example/shop",
    ])("%s is one server, one login, one database", (rest) => {
      const location = parseDatabaseUrl(engine, `${scheme}://${rest}`);
      expect(location.host).toBe(location.host.toLowerCase());
      expect(parseDatabaseUrl(engine, databaseUrl(location), location.ssl)).toEqual(location);
    });
  });

  test.each([
    "postgres",
    "postgresql",
    "postgresql+psycopg",
    "postgresql+psycopg2",
    "postgresql+asyncpg",
    "postgresql+pg8000",
    "POSTGRESQL+psycopg2",
    "mysql",
    "mysql+pymysql",
    "mysql+mysqldb",
    "mysql+aiomysql",
    "mariadb+mariadbconnector",
    "clickhouse",
    "clickhouse+http",
    "clickhouse+https",
    "clickhousedb+connect",
  ])("%s:// is read, whichever driver it names", (scheme) => {
    const engine = engineOfUrl(`${scheme}://u:p@db.example/shop`);
    expect(engine).not.toBeNull();
    if (engine) expect(parseDatabaseUrl(engine, `${scheme}://u:p@db.example/shop`).database).toBe("shop");
  });

  test.each([
    "file",
    "http",
    "sqlite",
    "jdbc:postgresql",
    "postgresql+",
    "postgresql+../x",
    "mssql+pyodbc",
    "socket",
    "",
  ])("%s:// is no database's", (scheme) => expect(engineOfUrl(`${scheme}://u:p@db.example/shop`)).toBeNull());
});

describe("the portal's own database, under any of its names", () => {
  const before = process.env.DATABASE_URL;
  beforeAll(() => {
    process.env.DATABASE_URL = "postgresql://bulkhead:x@127.0.0.1:5544/Bulkhead%5Fmeta?schema=public";
  });
  afterAll(() => {
    if (before === undefined) delete process.env.DATABASE_URL;
    else process.env.DATABASE_URL = before;
  });

  const lan = Object.values(networkInterfaces())
    .flatMap((card) => card ?? [])
    .filter(({ family, internal }) => family === "IPv4" && !internal)
    .map(({ address }) => address);

  test.each([
    "127.0.0.1",
    "127.0.0.2",
    "127.255.255.254",
    "localhost",
    "LOCALHOST",
    "[::1]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[::127.0.0.1]",
    ...lan,
  ])("%s refuses", async (host) => {
    for (const database of ["bulkhead_meta", "BULKHEAD_META", "%62ulkhead%5Fmeta"]) {
      const location = parseDatabaseUrl("POSTGRES", `postgresql://other:y@${host}:5544/${database}`);
      await expect(requireAllowedLocation(location), database).rejects.toThrow("This is the portal's own database");
      await expect(requireOpenLocation(location), database).rejects.toThrow("This is the portal's own database");
    }
  });

  test("filled in from a value it refuses too", async () => {
    const template = "postgresql://u:p@localhost:5544/{{ a }}_{{ b }}";
    const filled = fillUrlTemplate(template, { a: "Bulkhead", b: "meta" }, {});
    await expect(requireOpenLocation(filled)).rejects.toThrow("This is the portal's own database");
  });

  test("another database, another port and another machine are somebody's data", async () => {
    for (const place of ["localhost:5544/demo", "localhost:5545/bulkhead_meta", "10.255.0.9:5544/bulkhead_meta"]) {
      await requireOpenLocation(parseDatabaseUrl("POSTGRES", `postgresql://u:p@${place}`));
    }
  });

  test.each([
    "postgresql://bulkhead@/bulkhead_meta?host=/var/run/postgresql",
    "postgresql://bulkhead:x@%2Fvar%2Frun%2Fpostgresql/bulkhead_meta",
    "postgresql://bulkhead_meta:x@localhost",
    "postgresql://bulkhead:x@[::1]/bulkhead_meta",
  ])("written as %s it is the same one", async (own) => {
    process.env.DATABASE_URL = own;
    const location = parseDatabaseUrl("POSTGRES", "postgresql://u:p@127.0.0.1:5432/bulkhead_meta");
    await expect(requireOpenLocation(location)).rejects.toThrow("This is the portal's own database");
  });
});
