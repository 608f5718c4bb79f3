"use client";
import { Button, Group, SegmentedControl, Stack, Text, Textarea } from "@mantine/core";
import { useState } from "react";
import { notifyDone } from "@/components/ui/notify";
import { ProblemList } from "@/components/ui/problem-list";
import { useAction } from "@/components/ui/use-action";
import type { GroupView, MembersChange } from "@/lib/groups/group-schema";
import { counted } from "../../../_labels/words";
import { changeMembersByEmailAction } from "../actions";

/** A pasted list of addresses: looked at first, line by line, then added or removed together. */
export function MembersByEmail({ group, onClose }: { group: GroupView; onClose: () => void }) {
  const [text, setText] = useState("");
  const [change, setChange] = useState<"ADD" | "REMOVE">("ADD");
  const [checked, setChecked] = useState<MembersChange | null>(null);
  const { run, pending } = useAction();
  const emails = text.split(/[\n,;]/).map((line) => line.trim());
  const input = { emails, change };
  const edit = (apply: () => void) => {
    apply();
    setChecked(null);
  };
  const check = async () =>
    setChecked((await run(() => changeMembersByEmailAction(group.id, { ...input, dryRun: true }))) ?? null);
  const apply = async () => {
    const done = await run(() => changeMembersByEmailAction(group.id, input));
    if (!done) return;
    const people = counted(done.changed, "person", "people");
    notifyDone(change === "ADD" ? `${people} added to ${group.name}` : `${people} removed from ${group.name}`);
    onClose();
  };
  const verb = change === "ADD" ? "Add" : "Remove";
  return (
    <Stack gap="md">
      <SegmentedControl
        aria-label="What to do with them"
        value={change}
        onChange={(value) => edit(() => setChange(value as "ADD" | "REMOVE"))}
        data={[
          { value: "ADD", label: "Add to the group" },
          { value: "REMOVE", label: "Remove from the group" },
        ]}
      />
      <Textarea
        label="E-mail addresses"
        description="One a line, or with commas between them."
        autosize
        minRows={5}
        maxRows={12}
        spellCheck={false}
        value={text}
        onChange={(event) => edit(() => setText(event.currentTarget.value))}
      />
      {checked ? <Checked checked={checked} verb={verb} /> : null}
      <Group justify="flex-end" gap="xs">
        <Button variant="default" onClick={onClose}>
          Cancel
        </Button>
        {checked && checked.changed > 0 ? (
          <Button loading={pending} color={change === "REMOVE" ? "red" : undefined} onClick={apply}>
            {verb} {counted(checked.changed, "person", "people")}
          </Button>
        ) : (
          <Button loading={pending} disabled={text.trim() === ""} onClick={check}>
            Check
          </Button>
        )}
      </Group>
    </Stack>
  );
}

function Checked({ checked, verb }: { checked: MembersChange; verb: string }) {
  const { changed, unchanged, problems } = checked;
  const already = unchanged > 0 ? ` ${counted(unchanged, "person is", "people are")} in it already.` : "";
  return (
    <div role="status">
      <Text size="sm">
        {changed > 0
          ? `${counted(changed, "person", "people")} found to ${verb.toLowerCase()}.`
          : `Nobody to ${verb.toLowerCase()}.`}
        {already}
      </Text>
      <ProblemList problems={problems.map(({ line, email, message }) => ({ line, subject: email, message }))} />
    </div>
  );
}
