import { type CellValue, type DataTable, findColumn } from "@/components/charts/data-table";
import type { ValueEvent } from "@/components/charts/value-event";
import type { CardInteraction } from "@/lib/dashboards/card-interactions";
import type { CardView } from "@/lib/dashboards/card-schema";
import type { FilterScalar, FilterValue } from "@/lib/dashboards/filter-schema";
import { addDays, isDay } from "@/lib/dashboards/relative-dates";
import type { ShownFilter } from "./filter-field";
import type { ChosenFilters } from "./request-data";

/** What a click on a value can do here, with all that doing it needs. */
export type CardAction =
  | { readonly does: "filter"; readonly filter: ShownFilter; readonly value: FilterValue; readonly isSet: boolean }
  | { readonly does: "dashboard"; readonly dashboardId: string; readonly filters: ChosenFilters }
  | { readonly does: "rows"; readonly row: ValueEvent["row"] };

export interface ActionPlace {
  /** Filters that the viewer may set: those that somebody else has locked are none of them (R09). */
  readonly filters: readonly ShownFilter[];
  readonly chosen: ChosenFilters;
  /** Whether a dashboard can be gone to from here. */
  readonly mayOpen: (dashboardId: string) => boolean;
  readonly mayShowRows: boolean;
}

/** The interactions of a card that make sense for a value: those whose columns the clicked row has a value of. */
export function actionsFor(card: CardView, chosen: ValueEvent, place: ActionPlace): readonly CardAction[] {
  if (card.kind === "TEXT") return [];
  return card.interactions.flatMap((interaction) => actionFor(interaction, chosen, place) ?? []);
}

function actionFor(interaction: CardInteraction, { row }: ValueEvent, place: ActionPlace): CardAction | null {
  if (interaction.action === "rows") return place.mayShowRows ? { does: "rows", row } : null;
  if (interaction.action === "dashboard") {
    if (!place.mayOpen(interaction.dashboardId)) return null;
    const filters = interaction.filters.flatMap(({ column, filter }) => {
      const value = cellOf(row, column);
      return value === null ? [] : [[filter, periodOf(column, value)] as const];
    });
    return { does: "dashboard", dashboardId: interaction.dashboardId, filters: Object.fromEntries(filters) };
  }
  const filter = place.filters.find(({ name }) => name === interaction.filter);
  const cell = cellOf(row, interaction.column);
  const value = filter && cell !== null ? valueFor(filter, interaction.column, cell) : null;
  if (!filter || value === null) return null;
  const isSet = JSON.stringify(place.chosen[filter.name]) === JSON.stringify(value);
  return { does: "filter", filter, value, isSet };
}

/** A cell as a value of a filter; null when it can be none. */
export function valueFor(filter: ShownFilter, column: string, cell: FilterScalar): FilterValue | null {
  switch (filter.kind) {
    case "select":
      return filter.multiple ? [cell] : cell;
    case "text":
      return String(cell);
    case "number":
      return numberOf(cell);
    case "number_range": {
      const number = numberOf(cell);
      return number === null ? null : { from: number, to: number };
    }
    case "date":
      return dayIn(cell);
    case "date_range": {
      const period = periodOf(column, cell);
      return dayIn(cell) === null ? null : typeof period === "object" ? period : String(period);
    }
  }
}

/**
 * The period that a cell of a time column stands for. Domains name such columns after their grain, `date_month`; without
 * one a day is a day.
 */
function periodOf(column: string, cell: FilterScalar): FilterValue {
  const day = dayIn(cell);
  if (day === null) return cell;
  if (column.endsWith("_year")) return day.slice(0, 4);
  if (column.endsWith("_quarter")) return `${day.slice(0, 4)}-Q${Math.ceil(Number(day.slice(5, 7)) / 3)}`;
  if (column.endsWith("_month")) return day.slice(0, 7);
  return column.endsWith("_week") ? { from: day, to: addDays(day, 6) } : day;
}

function cellOf(row: ValueEvent["row"], column: string): FilterScalar | null {
  return Object.hasOwn(row, column) ? (row[column] ?? null) : null;
}

function numberOf(cell: FilterScalar): number | null {
  const number = typeof cell === "boolean" || cell === "" ? Number.NaN : Number(cell);
  return Number.isFinite(number) ? number : null;
}

function dayIn(cell: FilterScalar): string | null {
  const day = String(cell).slice(0, 10);
  return typeof cell === "string" && isDay(day) ? day : null;
}

/** The cells of a card that filters are set to now, so that what does not belong to them can be dimmed. */
export function selectedCells(
  card: CardView,
  table: DataTable,
  filters: readonly ShownFilter[],
  chosen: ChosenFilters,
): readonly { readonly column: string; readonly value: CellValue }[] {
  if (card.kind === "TEXT") return [];
  return card.interactions.flatMap((interaction) => {
    if (interaction.action !== "filter") return [];
    const { column } = interaction;
    const filter = filters.find(({ name }) => name === interaction.filter);
    const value = chosen[interaction.filter] ?? null;
    const cells = new Set(findColumn(table, column)?.cells ?? []);
    if (!filter || value === null) return [];
    const isSelected = (cell: CellValue) => {
      if (cell === null) return false;
      if (Array.isArray(value)) return value.includes(cell);
      return JSON.stringify(valueFor(filter, column, cell)) === JSON.stringify(value);
    };
    return [...cells].filter(isSelected).map((cell) => ({ column, value: cell }));
  });
}
