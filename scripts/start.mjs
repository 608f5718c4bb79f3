/**
 * `npm start` and, with `--dev`, `npm run dev`: from a clean clone to a running product.
 * Nothing is imported before Node's version is known to be new enough, and nothing installed before it is installed.
 */
const [major, minor] = process.versions.node.split(".").map(Number);

if (major < 20 || (major === 20 && minor < 9)) {
  console.error(`Bulkhead needs Node 20.9 or newer; this is Node ${process.versions.node}.`);
  process.exitCode = 1;
} else {
  const { runProduct } = await import("./bootstrap/run-product.mjs");
  await runProduct({ dev: process.argv.includes("--dev") });
}
