/** `npm run seed`: prepares the database as `npm start` does and fills in the demo, once. */
import { runProduct } from "./bootstrap/run-product.mjs";

await runProduct({ seedOnly: true });
