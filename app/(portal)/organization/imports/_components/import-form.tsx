"use client";
import { Button, Checkbox, FileButton, Group, Stack, Text, Textarea } from "@mantine/core";
import { IconUpload } from "@tabler/icons-react";
import { useRouter } from "next/navigation";
import { useState } from "react";
import { callOwnApi } from "@/components/ui/call-own-api";
import { ProblemList } from "@/components/ui/problem-list";
import { Section } from "@/components/ui/section";
import { useAction } from "@/components/ui/use-action";
import { type ImportPreview, type ImportView, mostCharacters } from "@/lib/imports/import-schema";
import { type ImportWords, importWords } from "./import-words";

/** Longer files are kept without being shown for editing: the browser would stumble over them. */
const editableCharacters = 200_000;

export interface ImportFormProps {
  readonly kind: ImportView["kind"];
  /** Whether invites are mailed. */
  readonly mails: boolean;
}

/** Takes a file, says line by line what is wrong with it, and brings in what is in order. */
export function ImportForm({ kind, mails }: ImportFormProps) {
  const words = importWords[kind];
  const router = useRouter();
  const { run, pending } = useAction();
  const [csv, setCsv] = useState("");
  const [fileName, setFileName] = useState<string | null>(null);
  const [invite, setInvite] = useState(true);
  const [preview, setPreview] = useState<ImportPreview | null>(null);
  const [failure, setFailure] = useState<string | null>(null);

  const change = (text: string) => {
    setCsv(text);
    setPreview(null);
    setFailure(null);
  };
  const takeFile = async (file: File | null) => {
    if (!file) return;
    setFileName(file.name);
    if (file.size <= mostCharacters * 4) return change(await file.text());
    change("");
    setFailure("This file is too large; split it into several");
  };
  const body = (dryRun: boolean) => ({ csv, dryRun, ...(kind === "USERS" ? { invite } : {}) });
  const check = async () => {
    setFailure(null);
    const answer = await run<ImportPreview | null>(async () => {
      const outcome = await callOwnApi<ImportPreview>(words.api, body(true));
      // What is wrong with the file as a whole is said at its field.
      if (!outcome.ok && outcome.error.code === "invalid_input") {
        setFailure(outcome.error.message);
        return { ok: true, data: null };
      }
      return outcome;
    });
    setPreview(answer ?? null);
  };
  const start = async () => {
    const started = await run(() => callOwnApi<ImportView>(words.api, body(false)));
    if (started) router.push(`/organization/imports/${started.id}`);
  };
  const large = csv.length > editableCharacters;
  return (
    <Section title="File" description={words.columns}>
      <Stack gap="md">
        <Group gap="sm">
          <FileButton onChange={takeFile} accept=".csv,.txt,text/csv,text/plain">
            {(props) => (
              <Button {...props} variant="default" leftSection={<IconUpload size={16} aria-hidden />}>
                Choose a file
              </Button>
            )}
          </FileButton>
          <Text size="sm" c="dimmed">
            {fileName ?? "or paste its lines below"}
          </Text>
        </Group>
        <Textarea
          label="Lines"
          description={large ? "The file is taken as it is; it is too long to be edited here." : undefined}
          value={large ? `${csv.slice(0, 2_000)}\n…` : csv}
          readOnly={large}
          onChange={(event) => change(event.currentTarget.value)}
          placeholder={words.example}
          error={failure}
          autosize
          minRows={6}
          maxRows={16}
          spellCheck={false}
          styles={{
            input: { fontFamily: "var(--mantine-font-family-monospace)", whiteSpace: "pre", overflowX: "auto" },
          }}
        />
        {kind === "USERS" ? (
          <Checkbox
            label="Invite everybody"
            description={
              invite
                ? `They choose a password themselves. ${mails ? "The invites are mailed." : "No mail is set up: the links come as a file to hand out."}`
                : "They are there at once without a password, and come through embed tokens or a sign-in provider."
            }
            checked={invite}
            onChange={(event) => {
              setInvite(event.currentTarget.checked);
              setPreview(null);
            }}
          />
        ) : null}
        {preview ? <Previewed preview={preview} words={words} /> : null}
        <Group justify="flex-end" gap="xs">
          <Button
            variant={preview?.valid ? "default" : "filled"}
            loading={pending && !preview}
            disabled={csv.trim() === "" || pending}
            onClick={check}
          >
            {preview ? "Check again" : "Check"}
          </Button>
          {preview && preview.valid > 0 ? (
            <Button loading={pending} onClick={start}>
              Import {words.counted(preview.valid)}
            </Button>
          ) : null}
        </Group>
      </Stack>
    </Section>
  );
}

function Previewed({ preview, words }: { preview: ImportPreview; words: ImportWords }) {
  const { valid, total, problems } = preview;
  const rest =
    problems.length === 1 ? "1 line has a problem" : `${problems.length.toLocaleString("en-US")} lines have problems`;
  return (
    <div role="status">
      <Text size="sm">
        {problems.length === 0
          ? `All ${words.counted(total)} can be imported.`
          : `${words.counted(valid)} can be imported; ${rest} and would be left out.`}
      </Text>
      <ProblemList problems={problems} />
    </div>
  );
}
