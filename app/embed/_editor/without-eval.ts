import { config } from "zod";

/*
 * Loaded before anything that declares a schema: zod would try whether it may make code from text, which the page's
 * policy refuses and tells its reporters of.
 */
config({ jitless: true });
