"use client";
import { Button } from "@mantine/core";
import { confirmRemoval } from "@/components/ui/confirm-removal";
import type { ProjectView } from "@/lib/projects/project-schema";
import { deleteProjectAction } from "../../../actions";

export function DeleteProjectButton({ project }: { project: ProjectView }) {
  const ask = () =>
    confirmRemoval({
      kind: "project",
      name: project.name,
      consequences: [
        "Removes its dashboards with their cards, shares and versions",
        "Removes its connections, policies and assignments; the databases and files themselves stay",
        "Ends every embed token of the project",
      ],
      typeName: true,
      remove: () => deleteProjectAction(project.id),
      onDone: () => location.assign("/projects"),
    });
  return (
    <Button color="red" variant="outline" onClick={ask}>
      Delete project
    </Button>
  );
}
