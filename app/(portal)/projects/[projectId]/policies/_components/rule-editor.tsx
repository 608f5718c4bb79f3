"use client";
import { Autocomplete, Button, Select, Textarea } from "@mantine/core";
import { TextListInput } from "@/components/ui/text-list-input";
import { PairsField } from "./pairs-field";
import type { KnownTable } from "./policy-form";
import classes from "./policy-form.module.css";
import type { RuleValues } from "./policy-values";

export interface RuleEditorProps {
  readonly number: number;
  readonly rule: RuleValues;
  readonly tables: readonly KnownTable[];
  readonly errorAt: (field: string) => string | undefined;
  readonly onChange: (part: Partial<RuleValues>) => void;
  readonly onRemove: () => void;
}

const scopes = [
  { value: "table", label: "For the table" },
  { value: "column", label: "For tables with column" },
];

/** One rule: for what, which rows, and what becomes of columns. */
export function RuleEditor({ number, rule, tables, errorAt, onChange, onRemove }: RuleEditorProps) {
  const columns = columnsOf(rule, tables);
  const every = [...new Set(tables.flatMap((table) => table.columns))];
  return (
    <fieldset className={classes.rule} aria-label={`Rule ${number}`}>
      <div className={classes.ruleHead}>
        <span>Rule {number}</span>
        <Button size="compact-xs" variant="subtle" color="gray" onClick={onRemove} aria-label={`Remove rule ${number}`}>
          Remove
        </Button>
      </div>
      <div className={classes.fields}>
        <div className={classes.scope}>
          <Select
            label="Holds"
            data={scopes}
            value={rule.scope}
            onChange={(scope) => onChange({ scope: scope === "column" ? "column" : "table" })}
            allowDeselect={false}
          />
          {rule.scope === "table" ? (
            <Autocomplete
              label="Table"
              placeholder="schema.table"
              data={tables.map(({ name }) => name)}
              value={rule.table}
              onChange={(table) => onChange({ table })}
              error={errorAt("table")}
            />
          ) : (
            <Autocomplete
              label="Column"
              placeholder="tenant_id"
              data={every}
              value={rule.allTablesWithColumn}
              onChange={(allTablesWithColumn) => onChange({ allTablesWithColumn })}
              error={errorAt("allTablesWithColumn")}
            />
          )}
        </div>
        <Textarea
          label="Filter"
          description="Rows for which this is true may be seen. Placeholders stand where a value may stand."
          placeholder="state IN {{ state }}"
          autosize
          minRows={2}
          maxRows={12}
          spellCheck={false}
          styles={{ input: { fontFamily: "var(--bh-font-mono)" } }}
          value={rule.filter}
          onChange={(event) => onChange({ filter: event.currentTarget.value })}
          error={errorAt("filter")}
        />
        <TextListInput
          label="Excluded columns"
          description="As if they did not exist."
          value={rule.excludedColumns}
          suggestions={columns}
          onChange={(excludedColumns) => onChange({ excludedColumns })}
          error={errorAt("excludedColumns")}
        />
        <div className={classes.columns}>
          <PairsField
            label="Masked columns"
            description="An expression over the same row stands in the column's place."
            names={columns}
            valuePlaceholder="left(email, 1) || '***'"
            addLabel="Mask a column"
            pairs={rule.maskedColumns}
            onChange={(maskedColumns) => onChange({ maskedColumns })}
            error={errorAt("maskedColumns")}
          />
          <PairsField
            label="Tenant columns"
            description="The column must equal the parameter, or be one of its values."
            names={columns}
            valuePlaceholder="tenant"
            addLabel="Add a tenant column"
            pairs={rule.tenantColumns}
            onChange={(tenantColumns) => onChange({ tenantColumns })}
            error={errorAt("tenantColumns")}
          />
        </div>
      </div>
    </fieldset>
  );
}

/** Columns that the tables of this rule have. */
function columnsOf(rule: RuleValues, tables: readonly KnownTable[]): string[] {
  const matching = tables.filter(({ name, columns }) =>
    rule.scope === "table"
      ? name === rule.table || name.endsWith(`.${rule.table}`)
      : columns.includes(rule.allTablesWithColumn),
  );
  return [...new Set(matching.flatMap(({ columns }) => columns))];
}
