import type { DomainDefinitionInput } from "@/lib/domains/domain-definition-schema";

/** A domain over the data world's `flights`. */
export const flightsDefinition: DomainDefinitionInput = {
  datasets: [
    {
      name: "flights",
      label: "Flights",
      table: { name: "flights" },
      primaryKey: ["id"],
      dimensions: [
        { name: "carrier", label: "Carrier", type: "text", column: "carrier" },
        { name: "state", type: "text", column: "state" },
        { name: "note", type: "text", column: "note", hidden: true },
      ],
      measures: [
        { name: "flight_count", label: "Flights", aggregation: "count", format: { style: "number", digits: 0 } },
        { name: "last_id", aggregation: "maximum", column: "id" },
      ],
    },
  ],
};
