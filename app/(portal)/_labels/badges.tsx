import { Badge } from "@mantine/core";
import type { AccessLevel, Exposure, Role } from "@/prisma/client/enums";
import { exposureWords, levelWords, roleWords } from "./words";

/** A role as a word; the strongest one stands out. */
export function RoleBadge({ role }: { role: Role }) {
  return <Badge color={role === "ADMIN" ? "harbor" : "gray"}>{roleWords[role].label}</Badge>;
}

/** A level as a word, whole however narrow its column. */
export function LevelBadge({ level }: { level: AccessLevel }) {
  return (
    <Badge color={level === "OWNER" ? "harbor" : "gray"} miw="max-content">
      {levelWords[level].label}
    </Badge>
  );
}

const exposureColors = { HIDDEN: "gray", PROTECTED: "green", SHARED: "harbor" } as const;

export function ExposureBadge({ exposure }: { exposure: Exposure }) {
  return <Badge color={exposureColors[exposure]}>{exposureWords[exposure].label}</Badge>;
}
