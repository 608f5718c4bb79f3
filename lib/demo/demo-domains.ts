import type { CardInput } from "@/lib/dashboards/card-schema";
import type { DomainDefinitionInput } from "@/lib/domains/domain-definition-schema";

/** Flights with the airports they leave from: what dashboards and people ask without writing SQL. */
export const flightsDomain: DomainDefinitionInput = {
  datasets: [
    {
      name: "flights",
      label: "Flights",
      description: "One row a flight, by its airport of origin.",
      table: { name: "flights" },
      primaryKey: ["flight_id"],
      dimensions: [
        { name: "date", label: "Date", type: "date", column: "flight_date", grains: ["day", "week", "month"] },
        { name: "hour", label: "Hour of departure", type: "number", expression: "extract(hour FROM departed_at)" },
        { name: "origin", label: "Origin", type: "text", column: "origin", description: "Code of the airport." },
        { name: "destination", label: "Destination", type: "text", column: "destination" },
        { name: "destination_state", label: "Destination state", type: "text", column: "destination_state" },
        {
          name: "distance",
          label: "Distance",
          type: "number",
          column: "distance_miles",
          format: { style: "number", digits: 0, unit: "mi" },
        },
        {
          name: "haul",
          label: "Haul",
          type: "text",
          expression:
            "CASE WHEN distance_miles < 500 THEN 'short' WHEN distance_miles < 1500 THEN 'medium' ELSE 'long' END",
        },
      ],
      measures: [
        { name: "flight_count", label: "Flights", aggregation: "count", format: { style: "number", digits: 0 } },
        {
          name: "average_delay",
          label: "Average delay",
          aggregation: "average",
          column: "delay_minutes",
          format: { style: "number", digits: 1, unit: "min" },
        },
        {
          name: "longest_delay",
          label: "Longest delay",
          aggregation: "maximum",
          column: "delay_minutes",
          format: { style: "number", digits: 0, unit: "min" },
        },
        {
          name: "late_flights",
          label: "Late flights",
          description: "More than 15 minutes late.",
          aggregation: "count",
          filter: "delay_minutes > 15",
          format: { style: "number", digits: 0 },
        },
        {
          name: "late_share",
          label: "Late share",
          description: "Late flights among all of them.",
          ratio: { of: "late_flights", to: "flight_count" },
          format: { style: "percent", digits: 1 },
        },
        {
          name: "on_time",
          label: "On time",
          description: "Share of flights at most 15 minutes late.",
          aggregation: "average",
          expression: "CASE WHEN delay_minutes <= 15 THEN 1.0 ELSE 0.0 END",
          format: { style: "percent", digits: 1 },
        },
        {
          name: "destinations",
          label: "Destinations",
          aggregation: "count_distinct",
          column: "destination",
          format: { style: "number", digits: 0 },
        },
      ],
    },
    {
      name: "airports",
      label: "Airports",
      table: { name: "airports" },
      primaryKey: ["iata"],
      dimensions: [
        { name: "name", label: "Airport", type: "text", column: "name" },
        { name: "city", label: "City", type: "text", column: "city" },
        { name: "state", label: "State", type: "text", column: "state" },
      ],
      measures: [
        { name: "airport_count", label: "Airports", aggregation: "count", format: { style: "number", digits: 0 } },
      ],
    },
  ],
  relationships: [
    {
      name: "origin",
      from: { dataset: "flights", columns: ["origin"] },
      to: { dataset: "airports", columns: ["iata"] },
    },
  ],
};

/** Reports of bird strikes. */
export const wildlifeDomain: DomainDefinitionInput = {
  datasets: [
    {
      name: "strikes",
      label: "Bird strikes",
      table: { name: "bird_strikes" },
      dimensions: [
        { name: "struck_on", label: "Struck on", type: "date", column: "struck_on" },
        { name: "airport", label: "Airport", type: "text", column: "airport" },
        { name: "species", label: "Species", type: "text", column: "species" },
        { name: "wildlife_size", label: "Size of bird", type: "text", column: "wildlife_size" },
        { name: "flight_phase", label: "Phase of flight", type: "text", column: "flight_phase" },
        { name: "time_of_day", label: "Time of day", type: "text", column: "time_of_day" },
      ],
      measures: [
        { name: "strike_count", label: "Bird strikes", aggregation: "count", format: { style: "number", digits: 0 } },
        { name: "species_count", label: "Species", aggregation: "count_distinct", column: "species" },
        {
          name: "average_speed",
          label: "Average speed",
          aggregation: "average",
          column: "speed_knots",
          format: { style: "number", digits: 0, unit: "kn" },
        },
      ],
    },
  ],
};

const farEnough = { field: "flights.distance", operator: "greater_or_equal" as const, fromFilter: "minimum_distance" };
const filters = [farEnough];

/** A dashboard that asks the domain for everything it shows. */
export function flightsDomainCards(domainId: string): CardInput[] {
  return [
    {
      kind: "NUMBER",
      title: "Flights",
      domainId,
      query: { measures: ["flights.flight_count"], filters },
      options: { valueColumn: "flight_count", format: { style: "number", digits: 0 } },
      layout: { x: 0, y: 0, width: 4, height: 2 },
    },
    {
      kind: "NUMBER",
      title: "Average delay",
      domainId,
      query: { measures: ["flights.average_delay"], filters },
      options: { valueColumn: "average_delay", format: { style: "number", digits: 1, unit: "min" } },
      layout: { x: 4, y: 0, width: 4, height: 2 },
    },
    {
      kind: "NUMBER",
      title: "On time",
      description: "Share of flights at most 15 minutes late",
      domainId,
      query: { measures: ["flights.on_time"], filters },
      options: { valueColumn: "on_time", format: { style: "percent", digits: 1 } },
      layout: { x: 8, y: 0, width: 4, height: 2 },
    },
    {
      kind: "LINE",
      title: "Average delay by week",
      domainId,
      query: { dimensions: [{ field: "flights.date", grain: "week" }], measures: ["flights.average_delay"], filters },
      options: {
        xColumn: "date_week",
        yColumns: ["average_delay"],
        format: { style: "number", digits: 1, unit: "min" },
      },
      layout: { x: 0, y: 2, width: 7, height: 4 },
    },
    {
      kind: "BAR",
      title: "Late flights by haul",
      domainId,
      query: { dimensions: [{ field: "flights.haul" }], measures: ["flights.late_flights"], filters },
      options: { xColumn: "haul", yColumns: ["late_flights"], format: { style: "number", digits: 0 } },
      layout: { x: 7, y: 2, width: 5, height: 4 },
    },
    {
      kind: "TABLE",
      title: "Airports of origin",
      description: "Choose a row to see its flights",
      domainId,
      query: {
        dimensions: [{ field: "airports.name" }, { field: "airports.city" }],
        measures: ["flights.flight_count", "flights.average_delay", "flights.late_flights"],
        filters,
        sort: [{ column: "flight_count", direction: "descending" }],
        limit: 200,
      },
      interactions: [{ action: "rows" }],
      options: {},
      layout: { x: 0, y: 6, width: 12, height: 5 },
    },
  ];
}
