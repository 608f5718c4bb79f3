import type { CellValue } from "./data-table";

/**
 * Rows as text that spreadsheets paste as cells. Text that a spreadsheet would run as a formula is kept from it by an
 * apostrophe, as in exports (R24).
 */
export function rowsAsText(header: readonly string[], rows: Iterable<readonly CellValue[]>): string {
  const lines = [header.map(safeCell).join("\t")];
  for (const row of rows) lines.push(row.map(safeCell).join("\t"));
  return lines.join("\n");
}

function safeCell(cell: CellValue): string {
  if (cell === null) return "";
  const text = String(cell).replaceAll(/[\t\r\n]+/g, " ");
  const isNumber = typeof cell === "number" || /^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(text);
  return !isNumber && /^[=+\-@]/.test(text) ? `'${text}` : text;
}

/** Puts text on the clipboard, in frames without the permission for it by a selection, too. Says whether it worked. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement("textarea");
    area.value = text;
    area.style.position = "fixed";
    area.style.opacity = "0";
    document.body.append(area);
    area.select();
    const copied = document.execCommand("copy");
    area.remove();
    return copied;
  }
}
