import { mysqlProfile } from "@/lib/sql/dialects/mysql/mysql-profile";
import type { PolyglotProfile } from "@/lib/sql/dialects/polyglot/profile";

export const clickhouseProfile: PolyglotProfile = mysqlProfile;
