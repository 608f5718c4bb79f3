-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateEnum
CREATE TYPE "Role" AS ENUM ('VIEWER', 'POWER_USER', 'AUTHOR', 'ADMIN');

-- CreateEnum
CREATE TYPE "AccessLevel" AS ENUM ('VIEWER', 'EDITOR', 'CONTRIBUTOR', 'OWNER');

-- CreateEnum
CREATE TYPE "ShareScope" AS ENUM ('USER', 'GROUP', 'TENANT', 'ALL_TENANTS', 'ALL_ORGANIZATION_USERS');

-- CreateEnum
CREATE TYPE "AssignmentKind" AS ENUM ('ALL_TENANTS', 'TENANT', 'GROUP', 'ROLE', 'USER', 'ALL_ORGANIZATION_USERS');

-- CreateEnum
CREATE TYPE "Engine" AS ENUM ('POSTGRES', 'DUCKDB');

-- CreateEnum
CREATE TYPE "Exposure" AS ENUM ('HIDDEN', 'PROTECTED', 'SHARED');

-- CreateEnum
CREATE TYPE "CardKind" AS ENUM ('NUMBER', 'LINE', 'BAR', 'AREA', 'PIE', 'TABLE');

-- CreateEnum
CREATE TYPE "EmbedSessionKind" AS ENUM ('DASHBOARD', 'PROJECT');

-- CreateTable
CREATE TABLE "organizations" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "organizations_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "projects" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "allowed_origins" TEXT[],
    "secret_ciphertext" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "projects_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenants" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "tenants_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "tenant_key_reservations" (
    "organization_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "reserved_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "tenant_key_reservations_pkey" PRIMARY KEY ("organization_id","key")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "tenant_id" UUID,
    "home_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "display_name" TEXT NOT NULL,
    "role" "Role" NOT NULL,
    "attributes" JSONB NOT NULL DEFAULT '{}',
    "password_hash" TEXT,
    "disabled_at" TIMESTAMPTZ(3),
    "failed_sign_ins" INTEGER NOT NULL DEFAULT 0,
    "locked_until" TIMESTAMPTZ(3),
    "last_signed_in_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sessions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),
    "address" TEXT,
    "user_agent" TEXT,

    CONSTRAINT "sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "groups" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "tenant_id" UUID,
    "home_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "groups_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "group_members" (
    "group_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "home_id" UUID NOT NULL,
    "added_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "group_members_pkey" PRIMARY KEY ("group_id","user_id")
);

-- CreateTable
CREATE TABLE "connections" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "engine" "Engine" NOT NULL,
    "settings_ciphertext" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "health" JSONB,
    "tested_at" TIMESTAMPTZ(3),
    "catalog_read_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "connections_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "connection_tables" (
    "id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "schema" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "kind" TEXT NOT NULL,
    "columns" JSONB NOT NULL,
    "primary_key" TEXT[],
    "exposure" "Exposure" NOT NULL DEFAULT 'HIDDEN',
    "seen_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "missing_at" TIMESTAMPTZ(3),

    CONSTRAINT "connection_tables_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policies" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "policies_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_connection_layers" (
    "policy_id" UUID NOT NULL,
    "url_template_ciphertext" TEXT,
    "file_templates" JSONB NOT NULL DEFAULT '[]',

    CONSTRAINT "policy_connection_layers_pkey" PRIMARY KEY ("policy_id")
);

-- CreateTable
CREATE TABLE "policy_schema_layers" (
    "policy_id" UUID NOT NULL,
    "schema_template" TEXT NOT NULL,
    "shared_schemas" TEXT[],
    "role_template" TEXT,

    CONSTRAINT "policy_schema_layers_pkey" PRIMARY KEY ("policy_id")
);

-- CreateTable
CREATE TABLE "policy_row_column_rules" (
    "id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "position" INTEGER NOT NULL DEFAULT 0,
    "table_schema" TEXT,
    "table_name" TEXT,
    "all_tables_with_column" TEXT,
    "filter" TEXT,
    "excluded_columns" TEXT[],
    "masked_columns" JSONB NOT NULL DEFAULT '{}',
    "tenant_columns" JSONB NOT NULL DEFAULT '{}',

    CONSTRAINT "policy_row_column_rules_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "policy_secrets" (
    "policy_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "ciphertext" TEXT NOT NULL,

    CONSTRAINT "policy_secrets_pkey" PRIMARY KEY ("policy_id","name")
);

-- CreateTable
CREATE TABLE "assignments" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "policy_id" UUID NOT NULL,
    "kind" "AssignmentKind" NOT NULL,
    "tenant_id" UUID,
    "group_id" UUID,
    "user_id" UUID,
    "role" "Role",
    "subject_key" TEXT NOT NULL,
    "parameters" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "assignments_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "semantic_domains" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "definition" JSONB NOT NULL DEFAULT '{}',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "semantic_domains_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dashboards" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "tenant_id" UUID,
    "home_id" UUID NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "filters" JSONB NOT NULL DEFAULT '[]',
    "secret_ciphertext" TEXT NOT NULL,
    "secret_hash" TEXT NOT NULL,
    "version" INTEGER NOT NULL DEFAULT 1,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "dashboards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "cards" (
    "id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "connection_id" UUID NOT NULL,
    "kind" "CardKind" NOT NULL,
    "title" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "sql" TEXT NOT NULL,
    "options" JSONB NOT NULL DEFAULT '{}',
    "layout" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "cards_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "shares" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "dashboard_home_id" UUID NOT NULL,
    "scope" "ShareScope" NOT NULL,
    "user_id" UUID,
    "group_id" UUID,
    "tenant_id" UUID,
    "subject_home_id" UUID NOT NULL,
    "subject_id" UUID NOT NULL,
    "level" "AccessLevel" NOT NULL,
    "expires_at" TIMESTAMPTZ(3),
    "granted_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "shares_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "dashboard_versions" (
    "id" UUID NOT NULL,
    "dashboard_id" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "snapshot" JSONB NOT NULL,
    "created_by_id" UUID,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "dashboard_versions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "embed_sessions" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "project_id" UUID NOT NULL,
    "kind" "EmbedSessionKind" NOT NULL,
    "dashboard_id" UUID,
    "tenant_id" UUID,
    "user_id" UUID,
    "allow_edit" BOOLEAN NOT NULL DEFAULT false,
    "dashboard_ids" UUID[],
    "initial_dashboard_id" UUID,
    "policies_ciphertext" TEXT NOT NULL,
    "params" JSONB NOT NULL DEFAULT '{}',
    "config" JSONB NOT NULL DEFAULT '{}',
    "semantic_domain_access" JSONB NOT NULL DEFAULT '{"mode":"all"}',
    "lifetime_seconds" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ends_at" TIMESTAMPTZ(3) NOT NULL,
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "embed_sessions_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "refresh_tokens" (
    "id" UUID NOT NULL,
    "session_id" UUID NOT NULL,
    "token_hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "used_at" TIMESTAMPTZ(3),

    CONSTRAINT "refresh_tokens_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "signing_keys" (
    "id" UUID NOT NULL,
    "algorithm" TEXT NOT NULL,
    "public_jwk" JSONB NOT NULL,
    "private_ciphertext" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "retired_at" TIMESTAMPTZ(3),

    CONSTRAINT "signing_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "api_keys" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "created_by_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "key_hash" TEXT NOT NULL,
    "scopes" TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "expires_at" TIMESTAMPTZ(3),
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_keys_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "audit_events" (
    "id" UUID NOT NULL,
    "organization_id" UUID NOT NULL,
    "tenant_id" UUID,
    "project_id" UUID,
    "actor_kind" TEXT NOT NULL,
    "actor_id" TEXT,
    "actor_name" TEXT NOT NULL,
    "action" TEXT NOT NULL,
    "target_id" TEXT,
    "target_name" TEXT,
    "details" JSONB NOT NULL DEFAULT '{}',
    "occurred_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "audit_events_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "projects_id_organization_id_key" ON "projects"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "projects_organization_id_name_key" ON "projects"("organization_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "tenants_id_organization_id_key" ON "tenants"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "tenants_organization_id_key_key" ON "tenants"("organization_id", "key");

-- CreateIndex
CREATE INDEX "users_organization_id_email_idx" ON "users"("organization_id", "email");

-- CreateIndex
CREATE INDEX "users_tenant_id_idx" ON "users"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_id_organization_id_key" ON "users"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_id_home_id_key" ON "users"("id", "home_id");

-- CreateIndex
CREATE UNIQUE INDEX "users_home_id_email_key" ON "users"("home_id", "email");

-- CreateIndex
CREATE INDEX "sessions_user_id_idx" ON "sessions"("user_id");

-- CreateIndex
CREATE INDEX "sessions_expires_at_idx" ON "sessions"("expires_at");

-- CreateIndex
CREATE INDEX "groups_organization_id_idx" ON "groups"("organization_id");

-- CreateIndex
CREATE INDEX "groups_tenant_id_idx" ON "groups"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "groups_id_organization_id_key" ON "groups"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "groups_id_home_id_key" ON "groups"("id", "home_id");

-- CreateIndex
CREATE UNIQUE INDEX "groups_home_id_name_key" ON "groups"("home_id", "name");

-- CreateIndex
CREATE INDEX "group_members_user_id_idx" ON "group_members"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_id_organization_id_key" ON "connections"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_id_project_id_key" ON "connections"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "connections_project_id_name_key" ON "connections"("project_id", "name");

-- CreateIndex
CREATE UNIQUE INDEX "connection_tables_connection_id_schema_name_key" ON "connection_tables"("connection_id", "schema", "name");

-- CreateIndex
CREATE INDEX "policies_project_id_idx" ON "policies"("project_id");

-- CreateIndex
CREATE UNIQUE INDEX "policies_id_organization_id_key" ON "policies"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "policies_connection_id_name_key" ON "policies"("connection_id", "name");

-- CreateIndex
CREATE INDEX "policy_row_column_rules_policy_id_idx" ON "policy_row_column_rules"("policy_id");

-- CreateIndex
CREATE INDEX "assignments_tenant_id_idx" ON "assignments"("tenant_id");

-- CreateIndex
CREATE INDEX "assignments_group_id_idx" ON "assignments"("group_id");

-- CreateIndex
CREATE INDEX "assignments_user_id_idx" ON "assignments"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "assignments_policy_id_kind_subject_key_key" ON "assignments"("policy_id", "kind", "subject_key");

-- CreateIndex
CREATE UNIQUE INDEX "semantic_domains_project_id_name_key" ON "semantic_domains"("project_id", "name");

-- CreateIndex
CREATE INDEX "dashboards_organization_id_updated_at_id_idx" ON "dashboards"("organization_id", "updated_at" DESC, "id");

-- CreateIndex
CREATE INDEX "dashboards_project_id_idx" ON "dashboards"("project_id");

-- CreateIndex
CREATE INDEX "dashboards_tenant_id_idx" ON "dashboards"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboards_id_organization_id_key" ON "dashboards"("id", "organization_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboards_id_project_id_key" ON "dashboards"("id", "project_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboards_id_home_id_key" ON "dashboards"("id", "home_id");

-- CreateIndex
CREATE INDEX "cards_dashboard_id_idx" ON "cards"("dashboard_id");

-- CreateIndex
CREATE INDEX "cards_connection_id_idx" ON "cards"("connection_id");

-- CreateIndex
CREATE INDEX "shares_scope_subject_id_updated_at_dashboard_id_idx" ON "shares"("scope", "subject_id", "updated_at" DESC, "dashboard_id");

-- CreateIndex
CREATE INDEX "shares_user_id_idx" ON "shares"("user_id");

-- CreateIndex
CREATE INDEX "shares_group_id_idx" ON "shares"("group_id");

-- CreateIndex
CREATE INDEX "shares_tenant_id_idx" ON "shares"("tenant_id");

-- CreateIndex
CREATE UNIQUE INDEX "shares_dashboard_id_scope_subject_id_key" ON "shares"("dashboard_id", "scope", "subject_id");

-- CreateIndex
CREATE UNIQUE INDEX "dashboard_versions_dashboard_id_number_key" ON "dashboard_versions"("dashboard_id", "number");

-- CreateIndex
CREATE INDEX "embed_sessions_project_id_idx" ON "embed_sessions"("project_id");

-- CreateIndex
CREATE INDEX "embed_sessions_dashboard_id_idx" ON "embed_sessions"("dashboard_id");

-- CreateIndex
CREATE INDEX "embed_sessions_tenant_id_idx" ON "embed_sessions"("tenant_id");

-- CreateIndex
CREATE INDEX "embed_sessions_user_id_idx" ON "embed_sessions"("user_id");

-- CreateIndex
CREATE INDEX "embed_sessions_ends_at_idx" ON "embed_sessions"("ends_at");

-- CreateIndex
CREATE UNIQUE INDEX "refresh_tokens_token_hash_key" ON "refresh_tokens"("token_hash");

-- CreateIndex
CREATE INDEX "refresh_tokens_session_id_idx" ON "refresh_tokens"("session_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_keys_key_hash_key" ON "api_keys"("key_hash");

-- CreateIndex
CREATE INDEX "api_keys_organization_id_idx" ON "api_keys"("organization_id");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_occurred_at_id_idx" ON "audit_events"("organization_id", "occurred_at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_tenant_id_occurred_at_id_idx" ON "audit_events"("organization_id", "tenant_id", "occurred_at" DESC, "id");

-- CreateIndex
CREATE INDEX "audit_events_organization_id_action_occurred_at_idx" ON "audit_events"("organization_id", "action", "occurred_at" DESC);

-- CreateIndex
CREATE INDEX "audit_events_target_id_idx" ON "audit_events"("target_id");

-- AddForeignKey
ALTER TABLE "projects" ADD CONSTRAINT "projects_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "tenants" ADD CONSTRAINT "tenants_organization_id_key_fkey" FOREIGN KEY ("organization_id", "key") REFERENCES "tenant_key_reservations"("organization_id", "key") ON DELETE NO ACTION ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "tenant_key_reservations" ADD CONSTRAINT "tenant_key_reservations_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "groups" ADD CONSTRAINT "groups_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_group_id_home_id_fkey" FOREIGN KEY ("group_id", "home_id") REFERENCES "groups"("id", "home_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "group_members" ADD CONSTRAINT "group_members_user_id_home_id_fkey" FOREIGN KEY ("user_id", "home_id") REFERENCES "users"("id", "home_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connections" ADD CONSTRAINT "connections_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "projects"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "connection_tables" ADD CONSTRAINT "connection_tables_connection_id_fkey" FOREIGN KEY ("connection_id") REFERENCES "connections"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "projects"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policies" ADD CONSTRAINT "policies_connection_id_project_id_fkey" FOREIGN KEY ("connection_id", "project_id") REFERENCES "connections"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_connection_layers" ADD CONSTRAINT "policy_connection_layers_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_schema_layers" ADD CONSTRAINT "policy_schema_layers_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_row_column_rules" ADD CONSTRAINT "policy_row_column_rules_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "policy_secrets" ADD CONSTRAINT "policy_secrets_policy_id_fkey" FOREIGN KEY ("policy_id") REFERENCES "policies"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_policy_id_organization_id_fkey" FOREIGN KEY ("policy_id", "organization_id") REFERENCES "policies"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_group_id_organization_id_fkey" FOREIGN KEY ("group_id", "organization_id") REFERENCES "groups"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "semantic_domains" ADD CONSTRAINT "semantic_domains_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "semantic_domains" ADD CONSTRAINT "semantic_domains_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "projects"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "projects"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_dashboard_id_project_id_fkey" FOREIGN KEY ("dashboard_id", "project_id") REFERENCES "dashboards"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "cards" ADD CONSTRAINT "cards_connection_id_project_id_fkey" FOREIGN KEY ("connection_id", "project_id") REFERENCES "connections"("id", "project_id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_dashboard_id_dashboard_home_id_fkey" FOREIGN KEY ("dashboard_id", "dashboard_home_id") REFERENCES "dashboards"("id", "home_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_user_id_subject_home_id_fkey" FOREIGN KEY ("user_id", "subject_home_id") REFERENCES "users"("id", "home_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_group_id_subject_home_id_fkey" FOREIGN KEY ("group_id", "subject_home_id") REFERENCES "groups"("id", "home_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "shares" ADD CONSTRAINT "shares_granted_by_id_fkey" FOREIGN KEY ("granted_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_versions" ADD CONSTRAINT "dashboard_versions_dashboard_id_fkey" FOREIGN KEY ("dashboard_id") REFERENCES "dashboards"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "dashboard_versions" ADD CONSTRAINT "dashboard_versions_created_by_id_fkey" FOREIGN KEY ("created_by_id") REFERENCES "users"("id") ON DELETE SET NULL ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embed_sessions" ADD CONSTRAINT "embed_sessions_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embed_sessions" ADD CONSTRAINT "embed_sessions_project_id_organization_id_fkey" FOREIGN KEY ("project_id", "organization_id") REFERENCES "projects"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embed_sessions" ADD CONSTRAINT "embed_sessions_dashboard_id_project_id_fkey" FOREIGN KEY ("dashboard_id", "project_id") REFERENCES "dashboards"("id", "project_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embed_sessions" ADD CONSTRAINT "embed_sessions_tenant_id_organization_id_fkey" FOREIGN KEY ("tenant_id", "organization_id") REFERENCES "tenants"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "embed_sessions" ADD CONSTRAINT "embed_sessions_user_id_organization_id_fkey" FOREIGN KEY ("user_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "refresh_tokens" ADD CONSTRAINT "refresh_tokens_session_id_fkey" FOREIGN KEY ("session_id") REFERENCES "embed_sessions"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_keys" ADD CONSTRAINT "api_keys_created_by_id_organization_id_fkey" FOREIGN KEY ("created_by_id", "organization_id") REFERENCES "users"("id", "organization_id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "audit_events" ADD CONSTRAINT "audit_events_organization_id_fkey" FOREIGN KEY ("organization_id") REFERENCES "organizations"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- A home is the tenant, or the organization for what belongs to no tenant.
ALTER TABLE "users" ADD CONSTRAINT "users_home_check" CHECK ("home_id" = COALESCE("tenant_id", "organization_id"));
ALTER TABLE "groups" ADD CONSTRAINT "groups_home_check" CHECK ("home_id" = COALESCE("tenant_id", "organization_id"));
ALTER TABLE "dashboards" ADD CONSTRAINT "dashboards_home_check" CHECK ("home_id" = COALESCE("tenant_id", "organization_id"));

-- Tenant people are VIEWER or POWER_USER.
ALTER TABLE "users" ADD CONSTRAINT "users_tenant_role_check" CHECK ("tenant_id" IS NULL OR "role" IN ('VIEWER', 'POWER_USER'));
ALTER TABLE "users" ADD CONSTRAINT "users_email_lower_check" CHECK ("email" = lower("email"));

-- A share has exactly the subject that its scope names, and a tenant's dashboard stays inside the tenant and the organization.
ALTER TABLE "shares" ADD CONSTRAINT "shares_subject_check" CHECK (
  ("scope" = 'USER' AND "user_id" = "subject_id" AND "group_id" IS NULL AND "tenant_id" IS NULL)
  OR ("scope" = 'GROUP' AND "group_id" = "subject_id" AND "user_id" IS NULL AND "tenant_id" IS NULL)
  OR ("scope" = 'TENANT' AND "tenant_id" = "subject_id" AND "subject_home_id" = "tenant_id" AND "user_id" IS NULL AND "group_id" IS NULL)
  OR ("scope" IN ('ALL_TENANTS', 'ALL_ORGANIZATION_USERS') AND "subject_id" = "organization_id" AND "subject_home_id" = "organization_id"
      AND "user_id" IS NULL AND "group_id" IS NULL AND "tenant_id" IS NULL)
);
ALTER TABLE "shares" ADD CONSTRAINT "shares_home_check" CHECK (
  "dashboard_home_id" = "organization_id"
  OR ("subject_home_id" IN ("dashboard_home_id", "organization_id") AND "scope" <> 'ALL_TENANTS')
);

-- An assignment has exactly the subject that its kind names.
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_subject_check" CHECK (
  num_nonnulls("tenant_id", "group_id", "user_id", "role") = CASE WHEN "kind" IN ('ALL_TENANTS', 'ALL_ORGANIZATION_USERS') THEN 0 ELSE 1 END
  AND ("kind" = 'TENANT') = ("tenant_id" IS NOT NULL)
  AND ("kind" = 'GROUP') = ("group_id" IS NOT NULL)
  AND ("kind" = 'USER') = ("user_id" IS NOT NULL)
  AND ("kind" = 'ROLE') = ("role" IS NOT NULL)
);

-- A rule is for one table, or for every table with a column.
ALTER TABLE "policy_row_column_rules" ADD CONSTRAINT "policy_row_column_rules_target_check"
  CHECK (("table_name" IS NULL) <> ("all_tables_with_column" IS NULL));

