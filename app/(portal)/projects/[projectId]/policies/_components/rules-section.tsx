"use client";
import { Button } from "@mantine/core";
import { IconPlus } from "@tabler/icons-react";
import { Section } from "@/components/ui/section";
import classes from "./policy-form.module.css";
import type { PolicyPart } from "./policy-part";
import { emptyRule, type RuleValues } from "./policy-values";
import { RuleEditor } from "./rule-editor";

/** Which rows and columns of which tables may be seen. */
export function RulesSection({ form, errorAt, tables }: PolicyPart) {
  const { rules } = form.values;
  const update = (next: RuleValues[]) => form.setFieldValue("rules", next);
  return (
    <Section
      title="Rows and columns"
      description="Each rule is for one table, or for every table that has a column. Filters of several rules all hold."
    >
      {rules.map((rule, index) => (
        <RuleEditor
          // biome-ignore lint/suspicious/noArrayIndexKey: rules have no identity but their place
          key={index}
          number={index + 1}
          rule={rule}
          tables={tables}
          errorAt={(field) => errorAt(`rules.${index}.${field}`)}
          onChange={(part) => update(rules.map((other, place) => (place === index ? { ...other, ...part } : other)))}
          onRemove={() => update(rules.filter((_, place) => place !== index))}
        />
      ))}
      {rules.length === 0 ? (
        <p className={classes.quiet}>No rules: this layer neither opens nor hides anything.</p>
      ) : null}
      <Button
        mt="md"
        variant="default"
        size="xs"
        leftSection={<IconPlus size={14} aria-hidden />}
        onClick={() => update([...rules, emptyRule])}
      >
        Add rule
      </Button>
    </Section>
  );
}
