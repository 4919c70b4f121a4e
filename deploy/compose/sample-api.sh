# The sample API's own database, made when PostgreSQL begins with an empty folder.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set password="$(cat /run/secrets/sample-api-postgresql-password)" <<'SQL'
create role sample_api login password :'password';
create database sample_api owner sample_api;
revoke all on database sample_api from public;
SQL
