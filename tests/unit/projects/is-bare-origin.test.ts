import { expect, test } from "vitest";
import { isBareOrigin } from "@/lib/projects/is-bare-origin";

test.each([
  "https://app.example.com",
  "https://app.example.com:8443",
  "http://localhost:3001",
  "http://127.0.0.1:3001",
  "http://localhost",
])("%s is an origin that may frame", (text) => {
  expect(isBareOrigin(text)).toBe(true);
});

test.each([
  "https://app.example.com/",
  "https://app.example.com/page",
  "https://app.example.com?x",
  "https://user@app.example.com",
  "https://*.example.com",
  "https://*",
  "*",
  "'self'",
  "null",
  "",
  "app.example.com",
  "http://app.example.com",
  "http://localhost.example.com",
  "ftp://app.example.com",
  "https:",
  "data:text/html,x",
  "javascript:alert(1)",
  "https://App.Example.com",
  "https://app.example.com:443",
  "https://a.example https://b.example",
  "https://a.example;script-src *",
])("%s is not", (text) => {
  expect(isBareOrigin(text)).toBe(false);
});
