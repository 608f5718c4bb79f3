import { pino } from "pino";
import { env } from "./env";

/** JSON lines on standard output. Never given secrets, SQL text, tokens or row values. */
export const log = pino({ level: env().BULKHEAD_LOG_LEVEL, base: undefined });
