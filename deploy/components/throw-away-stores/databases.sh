# PostgreSQL's own user made this empty cluster. The services are others, who own their databases and nothing else, and
# who may not enter each other's; from the network nobody is that user.
psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
    --set countersign="$(cat "$COUNTERSIGN_PASSWORD_FILE")" --set sample_api="$(cat "$SAMPLE_API_PASSWORD_FILE")" <<'SQL'
create role countersign login password :'countersign';
create database countersign owner countersign;
revoke all on database countersign from public;
create role sample_api login password :'sample_api';
create database sample_api owner sample_api;
revoke all on database sample_api from public;
alter role postgres password null;
SQL
