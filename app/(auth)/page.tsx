import { cookies } from "next/headers";
import { redirect } from "next/navigation";
import { findPortalActor } from "@/lib/identity/current-actor";
import { isFirstRun } from "@/lib/organizations/create-organization";
import { listProjects } from "@/lib/projects/project-queries";

/** The way in: set-up on the first run, sign-in without a session, else the dashboards one looked at last. */
export default async function StartPage() {
  if (await isFirstRun()) redirect("/set-up");
  const actor = await findPortalActor();
  if (!actor) redirect("/sign-in");
  const projects = (await listProjects(actor, { limit: 200 })).data;
  const last = (await cookies()).get("bh-project")?.value;
  const project = projects.find(({ id }) => id === last) ?? projects[0];
  redirect(project ? `/projects/${project.id}/dashboards` : "/projects");
}
