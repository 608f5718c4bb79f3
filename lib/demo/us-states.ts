/** Postal codes of the airports' source to full names; `NA` is how that source marks an airport without a state. */
export const stateNames: Readonly<Record<string, string>> = {
  AL: "Alabama",
  AK: "Alaska",
  AS: "American Samoa",
  AZ: "Arizona",
  AR: "Arkansas",
  CA: "California",
  CO: "Colorado",
  CQ: "Northern Mariana Islands",
  CT: "Connecticut",
  DE: "Delaware",
  DC: "District of Columbia",
  FL: "Florida",
  GA: "Georgia",
  GU: "Guam",
  HI: "Hawaii",
  ID: "Idaho",
  IL: "Illinois",
  IN: "Indiana",
  IA: "Iowa",
  KS: "Kansas",
  KY: "Kentucky",
  LA: "Louisiana",
  ME: "Maine",
  MD: "Maryland",
  MA: "Massachusetts",
  MI: "Michigan",
  MN: "Minnesota",
  MS: "Mississippi",
  MO: "Missouri",
  MT: "Montana",
  NE: "Nebraska",
  NV: "Nevada",
  NH: "New Hampshire",
  NJ: "New Jersey",
  NM: "New Mexico",
  NY: "New York",
  NC: "North Carolina",
  ND: "North Dakota",
  OH: "Ohio",
  OK: "Oklahoma",
  OR: "Oregon",
  PA: "Pennsylvania",
  PR: "Puerto Rico",
  RI: "Rhode Island",
  SC: "South Carolina",
  SD: "South Dakota",
  TN: "Tennessee",
  TX: "Texas",
  UT: "Utah",
  VT: "Vermont",
  VI: "Virgin Islands",
  VA: "Virginia",
  WA: "Washington",
  WV: "West Virginia",
  WI: "Wisconsin",
  WY: "Wyoming",
  NA: "Unassigned",
};

/** The state whose data stands under the neutral key that documentation samples use. */
const sampleState = "Ohio";
export const sampleTenantKey = "tenant_a";

/** Folder, schema and tenant key of a state: `New York` → `new_york`; one state stands in for `tenant_a`. */
export function keyOfState(name: string): string {
  return name === sampleState ? sampleTenantKey : name.toLowerCase().replaceAll(" ", "_");
}

/** States whose airport authorities are customers in the demo. */
export const demoTenantStates = [
  "California",
  "Texas",
  "Florida",
  "Illinois",
  "New York",
  "Georgia",
  "Pennsylvania",
  "Washington",
  "Colorado",
  "Nevada",
] as const;
