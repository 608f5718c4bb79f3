-- Keys that differ only in case would be one value to a database that compares text without it, such as MySQL.
CREATE UNIQUE INDEX "tenant_key_reservations_organization_id_lower_key" ON "tenant_key_reservations"("organization_id", lower("key"));
