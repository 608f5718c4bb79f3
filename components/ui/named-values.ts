export type PlainValue = string | number | boolean | null;
export type NamedValues = Readonly<Record<string, PlainValue | readonly PlainValue[]>>;

export const valueKinds = [
  { value: "text", label: "Text" },
  { value: "number", label: "Number" },
  { value: "boolean", label: "Yes / no" },
  { value: "texts", label: "Texts" },
  { value: "numbers", label: "Numbers" },
] as const;

export type ValueKind = (typeof valueKinds)[number]["value"];

/** One line of the editor: what was typed, not yet the value it stands for. */
export interface ValueRow {
  readonly key: number;
  readonly name: string;
  readonly kind: ValueKind;
  readonly text: string;
  readonly items: readonly string[];
}

/** The lines that show these values. */
export function toRows(values: NamedValues): ValueRow[] {
  return Object.entries(values).map(([name, value], key) => {
    if (Array.isArray(value)) {
      const numbers = value.length > 0 && value.every((item) => typeof item === "number");
      return { key, name, kind: numbers ? "numbers" : "texts", text: "", items: value.map(String) };
    }
    const kind = typeof value === "number" ? "number" : typeof value === "boolean" ? "boolean" : "text";
    return { key, name, kind, text: value === null ? "" : String(value), items: [] };
  });
}

/** The values that the lines stand for; lines without a name are left out. */
export function fromRows(rows: readonly ValueRow[]): NamedValues {
  return Object.fromEntries(
    rows.filter(({ name }) => name.trim() !== "").map((row) => [row.name.trim(), valueOfRow(row)]),
  );
}

function valueOfRow({ kind, text, items }: ValueRow): PlainValue | readonly PlainValue[] {
  if (kind === "texts") return items;
  if (kind === "numbers") return items.map(numberOrText);
  if (kind === "number") return numberOrText(text);
  return kind === "boolean" ? text === "true" : text;
}

/** What is no number stays text, so that nothing typed is lost; the server's schema says what it thinks of it. */
function numberOrText(text: string): number | string {
  const number = Number(text);
  return text.trim() !== "" && Number.isFinite(number) ? number : text;
}
