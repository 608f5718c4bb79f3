import type { DataTable } from "@/components/charts/data-table";
import type { Messages } from "@/components/dashboards/messages/english";
import { english } from "@/components/dashboards/messages/english";
import type { GalleryCard } from "./gallery-cards";

const bracketed = (text: string) => `⟦${text}⟧`;

/** Every sentence in brackets, by which the ones that are in no table of messages stand out. */
export function bracketedMessages(): Messages {
  return Object.fromEntries(Object.entries(english).map(([name, text]) => [name, bracketed(text)])) as Messages;
}

/** A card with everything in brackets that its author or its rows bring along. */
export function inBrackets({ card, table }: GalleryCard): GalleryCard {
  const { options } = card;
  const written = { ...card, title: bracketed(card.title), options: withTexts(options) };
  return { card: written as typeof card, table: table && tableInBrackets(table) };
}

const texts = new Set(["title", "label", "unit", "markdown"]);

function withTexts(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withTexts);
  if (value === null || typeof value !== "object") return value;
  const entries = Object.entries(value).map(([name, one]) => [
    name,
    typeof one === "string" && texts.has(name) ? bracketedLines(one) : withTexts(one),
  ]);
  return Object.fromEntries(entries);
}

/** Markdown is many texts, none of them a sentence of ours. */
function bracketedLines(text: string): string {
  return bracketed(text.includes("\n") ? "markdown" : text);
}

function tableInBrackets(table: DataTable): DataTable {
  const columns = table.columns.map((column) => ({ ...column, label: bracketed(column.label ?? column.name) }));
  const data = table.data.map((cells, index) =>
    cells.map((cell) => (table.columns[index]?.type === "text" && typeof cell === "string" ? bracketed(cell) : cell)),
  );
  return { ...table, columns, data };
}
