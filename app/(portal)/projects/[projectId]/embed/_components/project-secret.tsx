"use client";
import { modals } from "@mantine/modals";
import { SecretField } from "@/components/ui/secret-field";
import { useAction } from "@/components/ui/use-action";
import { readProjectSecretAction, rotateProjectSecretAction } from "../../../actions";

export function ProjectSecret({ projectId }: { projectId: string }) {
  const { run } = useAction();
  const rotate = (show: (secret: string) => void) =>
    modals.openConfirmModal({
      title: "Replace the project secret?",
      children:
        "The old one stops working at once: servers that still use it get no more tokens, and those it made end.",
      labels: { confirm: "Replace", cancel: "Keep it" },
      confirmProps: { color: "red" },
      onConfirm: async () => {
        const fresh = await run(() => rotateProjectSecretAction(projectId), "The project has a new secret");
        if (fresh) show(fresh.secret);
      },
    });
  return <SecretField label="Project secret" read={() => readProjectSecretAction(projectId)} rotate={rotate} />;
}
