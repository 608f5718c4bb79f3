import fs from "node:fs";
import path from "node:path";
import { runChild, runNode } from "./child-processes.mjs";
import { PlainError } from "./plain-error.mjs";
import { inRoot, root } from "./root.mjs";

/** Exists while an installation runs; found at the next start, that one was cut off. */
const unfinished = inRoot(".build", "install-unfinished");

/** Whether `node_modules` lacks something that the lock file names, or an installation was cut off. */
export function needsInstall() {
  if (fs.existsSync(unfinished)) return true;
  const installed = readJson(inRoot("node_modules", ".package-lock.json"));
  if (!installed) return true;
  const locked = readJson(inRoot("package-lock.json"));
  if (!locked) throw new PlainError("package-lock.json is missing or damaged: restore it from the repository.");
  return Object.entries(locked.packages).some(([place, wanted]) => {
    if (place === "") return false;
    const found = installed.packages[place];
    // What is optional may be made for another system and is then left out.
    if (!found) return !(wanted.optional || wanted.devOptional);
    if (found.version !== wanted.version || found.integrity !== wanted.integrity) return true;
    return !fs.existsSync(inRoot(place, "package.json"));
  });
}

/**
 * Installs exactly what the lock file names, with npm. No package's own scripts are run: none of ours needs them,
 * and some would fetch programs from the internet.
 */
export async function install() {
  fs.mkdirSync(path.dirname(unfinished), { recursive: true });
  fs.writeFileSync(unfinished, "");
  const args = ["ci", "--include=dev", "--ignore-scripts", "--no-audit", "--no-fund"];
  const npm = npmProgram();
  // npm does not end when it is asked to; the next start repairs what it leaves.
  const options = { cwd: root, graceSeconds: 1 };
  const result = npm ? await runNode([npm, ...args], options) : await runChild("npm", args, options);
  if (result.code !== 0) {
    throw new PlainError(`The dependencies could not be installed. npm says:\n  ${complaint(result.output)}`);
  }
  fs.rmSync(unfinished, { force: true });
}

/** What npm says went wrong, without its warnings and the manual page that it adds. */
function complaint(output) {
  const lines = output.split("\n").filter((line) => line.startsWith("npm error") && line.trim() !== "npm error");
  return (lines.length > 0 ? lines : output.trim().split("\n")).slice(0, 15).join("\n  ");
}

/** npm's own source: the one that runs this command, or the one that came with Node. */
function npmProgram() {
  const beside = path.join(path.dirname(process.execPath), "..", "lib", "node_modules", "npm", "bin", "npm-cli.js");
  const candidates = [process.env.npm_execpath, fs.existsSync(beside) ? fs.realpathSync(beside) : null];
  return candidates.find((file) => file?.endsWith("npm-cli.js"));
}

function readJson(file) {
  try {
    return JSON.parse(fs.readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}
