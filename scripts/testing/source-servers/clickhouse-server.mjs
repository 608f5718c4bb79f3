import { randomBytes } from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { freePort } from "../../bootstrap/ports.mjs";
import { findProgram, runServer, serverFolder } from "./server-process.mjs";

/** The server, or `null` where it is not installed. */
export function clickhouseProgram() {
  return findProgram("clickhouse-server");
}

/**
 * Starts a throw-away ClickHouse on a free port of 127.0.0.1. Its logins share one password and are fixed, because
 * Debian's version has no statement to make others: `bulkhead` may do everything, `reader` reads and limits its own
 * queries, `locked` reads and may not even do that.
 *
 * @returns `{ login: { host, port, user, password }, stop() }`, or `null` where ClickHouse is not installed
 */
export async function startClickhouse() {
  const command = clickhouseProgram();
  if (!command) return null;
  const place = await serverFolder();
  const password = randomBytes(12).toString("hex");
  const login = { host: "127.0.0.1", port: await freePort(), user: "bulkhead", password };
  const config = writeSettings(place, login, await freePort());
  const { stop } = await runServer({
    ...place,
    command,
    args: [`--config-file=${config}`],
    isReady: () => answers(login),
  });
  return { login, stop };
}

function writeSettings({ folder, user }, { port, password }, nativePort) {
  const file = (name, text) => {
    const target = path.join(folder, name);
    fs.writeFileSync(target, text, { mode: 0o600 });
    if (user) fs.chownSync(target, user.uid, user.gid);
    return target;
  };
  const users = file("users.xml", usersFile(password));
  return file(
    "config.xml",
    `<yandex>
  <logger><level>error</level><console>1</console></logger>
  <listen_host>127.0.0.1</listen_host>
  <http_port>${port}</http_port>
  <tcp_port>${nativePort}</tcp_port>
  <timezone>UTC</timezone>
  <path>${folder}/data/</path>
  <tmp_path>${folder}/data/tmp/</tmp_path>
  <user_files_path>${folder}/data/user_files/</user_files_path>
  <format_schema_path>${folder}/data/format_schemas/</format_schema_path>
  <users_config>${users}</users_config>
  <default_profile>default</default_profile>
  <default_database>default</default_database>
  <mark_cache_size>67108864</mark_cache_size>
  <keep_alive_timeout>10</keep_alive_timeout>
  <max_concurrent_queries>100</max_concurrent_queries>
</yandex>
`,
  );
}

function usersFile(password) {
  const login = (name, profile) => `<${name}>
      <password>${password}</password>
      <networks><ip>127.0.0.1</ip></networks>
      <profile>${profile}</profile>
      <quota>default</quota>
    </${name}>`;
  return `<yandex>
  <profiles>
    <default><max_memory_usage>1000000000</max_memory_usage></default>
    <reader><readonly>2</readonly></reader>
    <locked><readonly>1</readonly></locked>
  </profiles>
  <users>
    ${login("default", "locked")}
    ${login("bulkhead", "default")}
    ${login("reader", "reader")}
    ${login("locked", "locked")}
  </users>
  <quotas><default/></quotas>
</yandex>
`;
}

async function answers({ host, port, user, password }) {
  const headers = { "X-ClickHouse-User": user, "X-ClickHouse-Key": password };
  const response = await fetch(`http://${host}:${port}/?query=SELECT%201`, { headers });
  return response.ok;
}
