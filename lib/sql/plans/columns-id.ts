import { LRUCache } from "lru-cache";
import { processState } from "@/lib/process-state";
import type { CatalogColumn } from "@/lib/sql/security-context";

interface Known {
  readonly id: string;
  /** Names and types in turn, as they were when the id was given. */
  readonly texts: readonly string[];
}

interface ColumnIds {
  readonly byList: WeakMap<readonly CatalogColumn[], Known>;
  readonly byText: LRUCache<string, string>;
  count: number;
}

/**
 * A short name for a list of columns: equal lists get the same one, different lists never do. One list object usually
 * serves every request to a connection, so its columns are only compared, not written out again; a number is never
 * given twice, so what is forgotten costs a rewrite and no more.
 */
export function columnsId(columns: readonly CatalogColumn[]): string {
  const ids = processState<ColumnIds>("sql.column-ids", () => ({
    byList: new WeakMap(),
    byText: new LRUCache({ max: 20_000, maxSize: 8_000_000, sizeCalculation: (_id, text) => text.length }),
    count: 0,
  }));
  const known = ids.byList.get(columns);
  if (known !== undefined && isUnchanged(known.texts, columns)) return known.id;
  const texts = columns.flatMap(({ name, type }) => [name, type]);
  const text = texts.map((part) => `${part.length}:${part}`).join("");
  let id = ids.byText.get(text);
  if (id === undefined) {
    ids.count += 1;
    id = `${ids.count}c`;
    ids.byText.set(text, id);
  }
  ids.byList.set(columns, { id, texts });
  return id;
}

function isUnchanged(texts: readonly string[], columns: readonly CatalogColumn[]): boolean {
  if (texts.length !== columns.length * 2) return false;
  for (let i = 0; i < columns.length; i += 1) {
    const column = columns[i];
    if (column?.name !== texts[2 * i] || column?.type !== texts[2 * i + 1]) return false;
  }
  return true;
}
