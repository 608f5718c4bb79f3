import { access, constants } from "node:fs/promises";
import { env } from "@/lib/env";

/** Where systems put a Chromium, or a browser that is one underneath. */
const usualPaths = [
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
  "/opt/google/chrome/chrome",
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
  "C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe",
];

/** The browser that draws exports: the configured one alone when one is configured; null when there is none. */
export async function findBrowser(): Promise<string | null> {
  const configured = env().BULKHEAD_BROWSER_PATH;
  for (const file of configured ? [configured] : usualPaths) {
    const isThere = await access(file, constants.X_OK).then(
      () => true,
      () => false,
    );
    if (isThere) return file;
  }
  return null;
}
