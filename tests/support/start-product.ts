import { freePort } from "../../scripts/bootstrap/ports.mjs";
import { createScratchFolder, removeScratchFolder } from "../../scripts/bootstrap/scratch-folder.mjs";
import { launchProduct } from "./product-process";

/**
 * Starts the real product, on free ports and in a data folder of its own, for all browser tests; ends it and deletes the
 * folder afterwards. The tests find it through `tests/support/product.ts`.
 */
export default async function startProduct() {
  // The journeys' identity provider runs on this machine, which the product asks nothing of unless it is told to.
  process.env.BULKHEAD_OIDC_LOCAL_HOSTS = "127.0.0.1";
  const dataDir = await createScratchFolder();
  const place = { dataDir, portalPort: await freePort(), hostPort: await freePort() };
  const product = await launchProduct(place).catch(async (error: unknown) => {
    await removeScratchFolder(dataDir);
    throw error;
  });
  process.env.BULKHEAD_E2E_PORTAL_URL = product.portalUrl;
  process.env.BULKHEAD_E2E_HOST_URL = product.hostUrl;
  process.env.BULKHEAD_E2E_DEMO_FILE = product.demoFile;
  return async () => {
    await product.stop();
    await removeScratchFolder(dataDir);
  };
}
