/** A filter as the tests write it down, so that nothing of the parser is used to say what it should find. */
export type NaiveFilter =
  | { kind: "compare"; path: string; operator: string; value: string }
  | { kind: "present"; path: string }
  | { kind: "active"; value: boolean }
  | { kind: "some"; type: string; value: string; isNegated: boolean }
  | { kind: "not"; inner: NaiveFilter }
  | { kind: "and" | "or"; left: NaiveFilter; right: NaiveFilter };

export interface Person {
  readonly userName: string;
  readonly displayName?: string;
  readonly name?: { readonly givenName?: string };
  readonly active: boolean;
  readonly emails?: readonly { readonly value: string; readonly type?: string }[];
}

export const people: readonly Person[] = [
  { userName: "ann@x.example", displayName: "Ann", name: { givenName: "Ann" }, active: true },
  { userName: "a", active: false, emails: [{ value: "a@x.example", type: "work" }] },
  {
    userName: "b@x",
    displayName: 'B "the" \\',
    active: true,
    emails: [{ value: "b@x", type: "Home" }, { value: "ann@x.example", type: "WORK" }, { value: "c" }],
  },
  { userName: "z", displayName: "home", name: {}, active: false, emails: [] },
];

/** All texts at a path. */
function texts(person: Person, path: string): string[] {
  const [first = "", second] = path.split(".");
  const value = (person as unknown as Record<string, unknown>)[first];
  const all = Array.isArray(value) ? value : value === undefined ? [] : [value];
  return all
    .map((one) => (second ? (one as Record<string, string | undefined>)[second] : one))
    .filter((one): one is string => typeof one === "string" && one !== "");
}

const comparisons: Readonly<Record<string, (found: string, wanted: string) => boolean>> = {
  eq: (found, wanted) => found === wanted,
  co: (found, wanted) => found.indexOf(wanted) >= 0,
  sw: (found, wanted) => found.slice(0, wanted.length) === wanted,
  ew: (found, wanted) => wanted === "" || found.slice(-wanted.length) === wanted,
  gt: (found, wanted) => found > wanted,
  ge: (found, wanted) => found >= wanted,
  lt: (found, wanted) => found < wanted,
  le: (found, wanted) => found <= wanted,
};

export function naiveMatch(filter: NaiveFilter, person: Person): boolean {
  switch (filter.kind) {
    case "compare": {
      const found = texts(person, filter.path).map((text) => text.toLowerCase());
      const wanted = filter.value.toLowerCase();
      if (filter.operator === "ne") return found.every((text) => text !== wanted);
      return found.some((text) => comparisons[filter.operator]?.(text, wanted));
    }
    case "present":
      return texts(person, filter.path).length > 0;
    case "active":
      return person.active === filter.value;
    case "some": {
      const { type, value, isNegated } = filter;
      return (person.emails ?? []).some((email) => {
        const isOfType = email.type?.toLowerCase() === type.toLowerCase();
        return isOfType !== isNegated && email.value.toLowerCase().includes(value);
      });
    }
    case "not":
      return !naiveMatch(filter.inner, person);
    case "and":
      return naiveMatch(filter.left, person) && naiveMatch(filter.right, person);
    case "or":
      return naiveMatch(filter.left, person) || naiveMatch(filter.right, person);
  }
}

/** The filter as text; `style` says where spaces, capitals and unneeded brackets stand. */
export function textOf(filter: NaiveFilter, style: readonly number[]): string {
  let used = 0;
  const next = () => style[used++] ?? 0;
  const word = (text: string) => (next() % 2 === 1 ? text.toUpperCase() : text);
  const space = () => " ".repeat(1 + (next() % 2));
  const written = (part: NaiveFilter): string => {
    switch (part.kind) {
      case "compare":
        return `${word(part.path)}${space()}${word(part.operator)}${space()}${JSON.stringify(part.value)}`;
      case "present":
        return `${word(part.path)}${space()}${word("pr")}`;
      case "active":
        return `${word("active")}${space()}${word("eq")}${space()}${part.value}`;
      case "some": {
        const type = `${word("type")} ${word("eq")} ${JSON.stringify(part.type)}`;
        return `emails[${part.isNegated ? `not (${type})` : type} and value co ${JSON.stringify(part.value)}]`;
      }
      case "not":
        return `${word("not")}${" ".repeat(next() % 2)}(${written(part.inner)})`;
      default: {
        // `and` binds closer than `or`, so only an `or` inside an `and` needs its brackets.
        const [left, right] = [part.left, part.right].map((side) => {
          const needed = part.kind === "and" && side.kind === "or";
          return needed || next() % 3 === 1 ? `(${written(side)})` : written(side);
        });
        return `${left}${space()}${word(part.kind)}${space()}${right}`;
      }
    }
  };
  return written(filter);
}
