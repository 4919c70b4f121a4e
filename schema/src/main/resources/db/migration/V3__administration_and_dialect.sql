-- Applications, APIs and users that administrators manage, and the JSON dialect.

-- Applications ----------------------------------------------------------------------------------

alter table applications
  -- A public client's secret: it may be sent, and is checked then (contract, section 6).
  add column secret_is_optional boolean not null default false,
  -- The secret before this one: both work until then (a planned rotation revokes nothing).
  add column previous_secret bytea,
  add column previous_secret_until timestamptz,
  -- Only members may sign in.
  add column members_only boolean not null default false,
  -- Beside the origins of its redirect URIs (contract, section 3).
  add column cors_origins text[] not null default '{}',
  -- The application dialect is switched on, and `iss` of its access tokens.
  add column dialect boolean not null default false,
  add column dialect_issuer text not null default 'atm' check (dialect_issuer ~ '^[a-z0-9-]{1,64}$'),
  add check (secret is not null or not secret_is_optional),
  add check ((previous_secret is null) = (previous_secret_until is null)),
  add check (previous_secret is null or secret is not null);
create index applications_by_name on applications (lower(name), client_id);

-- Who may change an application without being an administrator.
create table application_managers (
  client_id   text not null references applications on delete cascade,
  user_id     uuid not null references users on delete cascade,
  created_at  timestamptz not null default now(),
  primary key (client_id, user_id)
);
create index application_managers_user on application_managers (user_id);

-- A person who has an account is asked to become a user of the application: by signing in to it.
create table invitations (
  client_id   text not null references applications on delete cascade,
  user_id     uuid not null references users on delete cascade,
  invited_by  text not null,
  created_at  timestamptz not null default now(),
  until       timestamptz not null,
  primary key (client_id, user_id)
);

-- People ----------------------------------------------------------------------------------------

-- The password was given by somebody else: it signs in once, to be replaced.
alter table users add column must_change_password boolean not null default false;

-- The person chose the password. Whoever gave it otherwise knows it: such an account gets no role.
alter table users add column password_is_own boolean not null default true;

-- The few who have a role, for whoever must know whether another administrator is left.
create index users_with_roles on users (id) where roles <> '{}';

-- An application's users, the newest first.
create index memberships_newest on memberships (client_id, created_at desc, user_id);

-- Grants ----------------------------------------------------------------------------------------

-- The family of endpoints that began it: its refresh token works at no other (contract, section 6).
alter table grants add column dialect boolean not null default false;

-- Changes that every replica's cache must hear of -------------------------------------------------

-- The outbox of the topic `countersign.applications`: one row for each change of an application, of
-- an API or of its scopes, whoever made it, in the transaction of the change. It says what changed
-- and not how: whoever keeps a copy reads it again.
create table application_changes (
  id            uuid primary key default gen_random_uuid(),
  client_id     text,
  api           text,
  created_at    timestamptz not null default clock_timestamp(),
  published_at  timestamptz,
  check (num_nonnulls(client_id, api) = 1)
);
create index application_changes_unpublished on application_changes (created_at)
  where published_at is null;
create index application_changes_published on application_changes (published_at)
  where published_at is not null;

create function note_application_change() returns trigger language plpgsql as $$
declare
  changed  jsonb := case tg_op when 'DELETE' then to_jsonb(old) else to_jsonb(new) end;
begin
  insert into application_changes (client_id, api)
    values (changed ->> 'client_id', coalesce(changed ->> 'identifier', changed ->> 'api'));
  perform pg_notify('countersign_applications', '');
  return null;
end $$;

create trigger applications_noted after insert or update or delete on applications
  for each row execute function note_application_change();
create trigger apis_noted after insert or update or delete on apis
  for each row execute function note_application_change();
create trigger api_scopes_noted after insert or update or delete on api_scopes
  for each row execute function note_application_change();

-- Administration ----------------------------------------------------------------------------------

-- A creation that is repeated under its key answers what it answered before, without the secret.
create table idempotency_keys (
  actor       text not null,
  key         text not null,
  request     bytea not null,
  answer      jsonb not null,
  created_at  timestamptz not null default now(),
  primary key (actor, key)
);
create index idempotency_keys_age on idempotency_keys (created_at);

-- Where there is no administrator yet: one link, by its hash, that makes the first one.
create table bootstrap_links (
  hash        bytea primary key,
  created_at  timestamptz not null default now(),
  until       timestamptz not null
);

-- Audit records are searched by any of these, newest first, and published to `countersign.audit`.
create index audit_events_actor on audit_events (actor, at desc, id);
create index audit_events_target on audit_events (target, at desc, id) where target is not null;
create index audit_events_action on audit_events (action, at desc, id);
create index audit_events_unpublished on audit_events (at) where published_at is null;
