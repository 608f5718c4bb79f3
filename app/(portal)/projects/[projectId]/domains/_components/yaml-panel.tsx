"use client";
import { Button, FileButton, Group, Skeleton } from "@mantine/core";
import { lazy, Suspense, useEffect, useState } from "react";
import { notifyDone, notifyFailed } from "@/components/ui/notify";
import { Section } from "@/components/ui/section";
import type { YamlProblem } from "@/lib/domains/domain-yaml";
import { readYamlAction, writeYamlAction } from "../actions";
import classes from "./domain-editor.module.css";
import type { EditedDefinition, Problems } from "./edited-definition";

const YamlEditor = lazy(() => import("./yaml-editor").then((part) => ({ default: part.YamlEditor })));

export interface YamlPanelProps {
  readonly name: string;
  readonly definition: EditedDefinition;
  readonly problems: Problems;
  readonly onChange: (definition: EditedDefinition) => void;
}

/** The definition as YAML: read, changed, taken from a file or put into one. */
export function YamlPanel({ name, definition, problems, onChange }: YamlPanelProps) {
  const [text, setText] = useState<string | null>(null);
  const [found, setFound] = useState<readonly YamlProblem[]>([]);
  const [unwritable, setUnwritable] = useState<string | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: written once, when the tab is opened; from then on the text leads
  useEffect(() => {
    void writeYamlAction(definition)
      .catch(() => null)
      .then((outcome) => {
        if (outcome?.ok) setText(outcome.data);
        else setUnwritable(outcome?.error.message ?? "The server could not be reached");
      });
  }, []);
  const take = async (yaml: string) => {
    const outcome = await readYamlAction(yaml).catch(() => null);
    if (!outcome?.ok) return notifyFailed(outcome?.error.message ?? "The server could not be reached");
    setFound(outcome.data.problems);
    if (!outcome.data.definition) return;
    onChange(outcome.data.definition);
    notifyDone("Taken over into the form; save the domain to keep it");
  };
  const open = async (file: File | null) => {
    if (!file) return;
    const content = await file.text();
    setUnwritable(null);
    setText(content);
    await take(content);
  };
  const download = () => {
    const link = document.createElement("a");
    link.href = URL.createObjectURL(new Blob([text ?? ""], { type: "application/yaml" }));
    link.download = `${name.toLowerCase().replace(/[^a-z0-9]+/g, "-")}.yaml`;
    link.click();
    URL.revokeObjectURL(link.href);
  };
  const others = Object.entries(problems);
  return (
    <Section
      title="YAML"
      description="The whole definition as text, to keep in a repository or take to another project."
      actions={
        <Group gap="xs">
          <FileButton onChange={open} accept=".yaml,.yml,application/yaml">
            {(props) => (
              <Button variant="default" size="xs" {...props}>
                Import a file
              </Button>
            )}
          </FileButton>
          <Button variant="default" size="xs" disabled={text === null} onClick={download}>
            Export
          </Button>
          <Button size="xs" disabled={text === null} onClick={() => take(text ?? "")}>
            Take over
          </Button>
        </Group>
      }
    >
      {unwritable ? <p className={classes.problem}>{`The form cannot be written as YAML yet: ${unwritable}`}</p> : null}
      {text === null ? (
        unwritable ? null : (
          <Skeleton height={320} />
        )
      ) : (
        <Suspense fallback={<Skeleton height={320} />}>
          <YamlEditor label="Definition as YAML" value={text} problems={found} onChange={setText} />
        </Suspense>
      )}
      <ul className={classes.problems} aria-label="Problems" aria-live="polite">
        {found.map(({ line, column, message }) => (
          <li key={`${line} ${column} ${message}`}>{`Line ${line}, column ${column}: ${message}`}</li>
        ))}
        {found.length === 0 ? others.map(([path, message]) => <li key={path}>{`${path}: ${message}`}</li>) : null}
      </ul>
    </Section>
  );
}
