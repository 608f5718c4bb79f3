"use client";
import { Badge, Button, Select, Tabs, Textarea, TextInput } from "@mantine/core";
import { Section } from "@/components/ui/section";
import type { DomainView } from "@/lib/domains/domain-schema";
import { DatasetsPanel } from "./datasets-panel";
import classes from "./domain-editor.module.css";
import { GrantRows } from "./grant-rows";
import { RelationshipRows } from "./relationship-rows";
import { useDomainEditor } from "./use-domain-editor";
import { useTables } from "./use-tables";
import { YamlPanel } from "./yaml-panel";

export interface DomainEditorProps {
  readonly domain: DomainView;
  readonly management: NonNullable<DomainView["management"]>;
  readonly connections: readonly { readonly id: string; readonly name: string }[];
  /** Whether this person may look people up by name. */
  readonly mayFindPeople: boolean;
}

/** A domain on one page: its datasets, how they are related, the same as YAML, and who may use it. */
export function DomainEditor({ domain, management, connections, mayFindPeople }: DomainEditorProps) {
  const editor = useDomainEditor(domain, management);
  const { edited, change, problems, dirty, save, pending, failure } = editor;
  const { definition, connectionId } = edited;
  const tables = useTables(domain.projectId, connectionId);
  const count = Object.keys(problems).length;
  const countUnder = (part: string) => Object.keys(problems).filter((path) => path.startsWith(part)).length;
  return (
    <>
      <div role="alert">
        {failure ? (
          <div className={classes.failure}>
            {failure.message}
            {failure.isConflict ? (
              <Button variant="default" size="xs" onClick={() => window.location.reload()}>
                Load the newest, and lose these changes
              </Button>
            ) : null}
          </div>
        ) : null}
      </div>
      <Tabs defaultValue="datasets" keepMounted={false}>
        <Tabs.List>
          <Tabs.Tab value="datasets">
            Datasets <Count of={countUnder("datasets")} />
          </Tabs.Tab>
          <Tabs.Tab value="relationships">
            Relationships <Count of={countUnder("relationships")} />
          </Tabs.Tab>
          <Tabs.Tab value="yaml">YAML</Tabs.Tab>
          <Tabs.Tab value="access">Who may use it</Tabs.Tab>
          <Tabs.Tab value="general">General</Tabs.Tab>
        </Tabs.List>
        <Tabs.Panel value="datasets" pt="md">
          <DatasetsPanel
            place={{ projectId: domain.projectId, connectionId }}
            definition={definition}
            tables={tables}
            problems={problems}
            onChange={(next) => change({ definition: next })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="relationships" pt="md">
          <RelationshipRows
            definition={definition}
            tables={tables}
            problems={problems}
            onChange={(next) => change({ definition: next })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="yaml" pt="md">
          <YamlPanel
            name={edited.name}
            definition={definition}
            problems={problems}
            onChange={(next) => change({ definition: next })}
          />
        </Tabs.Panel>
        <Tabs.Panel value="access" pt="md">
          <GrantRows grants={edited.grants} mayFindPeople={mayFindPeople} onChange={(grants) => change({ grants })} />
        </Tabs.Panel>
        <Tabs.Panel value="general" pt="md">
          <Section title="General">
            <div className={classes.fields}>
              <TextInput
                label="Name"
                value={edited.name}
                onChange={(event) => change({ name: event.currentTarget.value })}
              />
              <Textarea
                label="Description"
                description="What it answers, for whoever chooses it in Explore."
                autosize
                minRows={2}
                value={edited.description}
                onChange={(event) => change({ description: event.currentTarget.value })}
              />
              <Select
                label="Connection"
                description="Where its tables are. Another one must have the same tables."
                data={connections.map(({ id, name }) => ({ value: id, label: name }))}
                value={connectionId}
                clearable
                onChange={(id) => change({ connectionId: id })}
              />
            </div>
          </Section>
        </Tabs.Panel>
      </Tabs>
      <div className={classes.foot}>
        <span className={classes.state} aria-live="polite">
          {count > 0
            ? `${count} ${count === 1 ? "thing needs" : "things need"} another look`
            : dirty
              ? "Unsaved changes"
              : "Saved"}
        </span>
        <Button onClick={save} loading={pending} disabled={!dirty}>
          Save domain
        </Button>
      </div>
    </>
  );
}

function Count({ of: count }: { readonly of: number }) {
  return count > 0 ? <Badge color="red">{count}</Badge> : null;
}
