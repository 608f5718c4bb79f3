import { pino } from "pino";
import { log } from "@/lib/log";

/** Everything the product logs from now on, at the most talkative level, as one text. */
export function captureLog(): { text(): string; restore(): void } {
  const lines: string[] = [];
  const holder = log as unknown as Record<symbol, unknown>;
  const stream = holder[pino.symbols.streamSym];
  const level = log.level;
  holder[pino.symbols.streamSym] = { write: (line: string) => lines.push(line) };
  log.level = "trace";
  return {
    text: () => lines.join(""),
    restore: () => {
      holder[pino.symbols.streamSym] = stream;
      log.level = level;
    },
  };
}
