import { afterEach, expect, test } from "vitest";
import { lookupFor, requireIssuerAddress } from "@/lib/oidc/issuer-address";

afterEach(() => {
  delete process.env.BULKHEAD_OIDC_LOCAL_HOSTS;
});

const isAllowed = (address: string) => {
  try {
    requireIssuerAddress(address);
    return true;
  } catch {
    return false;
  }
};

/** What a socket would be told a host's address is. */
const lookedUp = (address: string) =>
  new Promise<string>((resolve) => {
    const url = new URL(address);
    lookupFor(url)(url.hostname, { all: true }, (error, found) =>
      resolve(error ? error.message : JSON.stringify(found)),
    );
  });

test("a provider is called over https, at addresses beyond this machine that clouds do not reserve", () => {
  expect(isAllowed("https://login.example.com/realms/a")).toBe(true);
  expect(isAllowed("https://10.0.0.7:8443")).toBe(true);
  for (const address of [
    "http://login.example.com",
    "ftp://login.example.com",
    "javascript:alert(1)",
    "nothing",
    "https://user:password@login.example.com",
    "https://localhost",
    "https://a.localhost",
    "https://127.0.0.1",
    "https://127.1.2.3:8443",
    "https://2130706433",
    "https://[::1]",
    "https://[::ffff:127.0.0.1]",
    "https://169.254.169.254",
    "https://metadata.google.internal",
  ]) {
    expect(isAllowed(address), address).toBe(false);
  }
});

test("a name that leads to this machine is not dialled", async () => {
  expect(await lookedUp("https://localhost:8443")).toMatch(/outside this machine/);
});

test("the configuration lets single hosts through, over http too, and no others", async () => {
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "localhost, 127.0.0.1";
  expect(isAllowed("http://localhost:9000")).toBe(true);
  expect(isAllowed("http://127.0.0.1:9000")).toBe(true);
  expect(isAllowed("http://127.0.0.2:9000")).toBe(false);
  expect(isAllowed("http://localhost.example.com")).toBe(false);
  expect(await lookedUp("http://localhost:9000")).toMatch(/127\.0\.0\.1|::1/);
});
