-- The whole store of Countersign, first version. Times are timestamptz; ids are uuid; hashes are bytea.
-- What each table is for stands in docs/design; why a grant is one row, in docs/adr/0003.

-- People ----------------------------------------------------------------------------------------

create table users (
  id                uuid primary key,
  email             text not null check (email = lower(email)),
  email_verified    boolean not null default false,
  given_name        text not null,
  family_name       text,
  password_hash     text not null,
  -- Grows with every change of the password: what rests on an older one falls (design: Revocation 2).
  password_version  integer not null default 1,
  roles             text[] not null default '{}',
  enabled           boolean not null default true,
  created_at        timestamptz not null default now(),
  updated_at        timestamptz not null default now(),
  version           bigint not null default 0
);
create unique index users_email on users (email);

-- Applications and APIs -------------------------------------------------------------------------

create table apis (
  identifier          text primary key,
  name                text not null,
  introspection_client_id  text unique,
  introspection_secret     bytea,
  enabled             boolean not null default true,
  version             bigint not null default 0
);

create table api_scopes (
  api       text not null references apis on delete cascade,
  name      text not null unique,
  sentence  text not null,
  primary key (api, name)
);

create table applications (
  client_id              text primary key,
  name                   text not null,
  type                   text not null check (type in ('native', 'web', 'service')),
  -- Null for a public client; otherwise HMAC-SHA-256 of the secret under a server key.
  secret                 bytea,
  redirect_uris          text[] not null default '{}',
  scopes                 text[] not null default '{}',
  grant_types            text[] not null default '{}',
  default_api            text references apis,
  requires_consent       boolean not null default true,
  requires_pkce          boolean not null default true,
  code_lifetime          interval not null default '60 seconds' check (code_lifetime <= '10 minutes'),
  access_token_lifetime  interval not null default '30 minutes' check (access_token_lifetime <= '24 hours'),
  grant_lifetime         interval not null default '12 hours' check (grant_lifetime <= '366 days'),
  grant_idle_limit       interval,
  refresh_window         interval not null default '10 seconds' check (refresh_window <= '60 seconds'),
  enabled                boolean not null default true,
  created_at             timestamptz not null default now(),
  updated_at             timestamptz not null default now(),
  version                bigint not null default 0,
  check (type <> 'service' or secret is not null),
  check (requires_pkce or secret is not null)
);

-- The access-token lifetimes that were configured until `until`: a rule must outlive the longest of
-- the last 24 hours (contract, section 5).
create table access_token_lifetimes (
  lifetime  interval primary key,
  until     timestamptz not null
);

create function remember_access_token_lifetime() returns trigger language plpgsql as $$
begin
  insert into access_token_lifetimes values (old.access_token_lifetime, clock_timestamp())
    on conflict (lifetime) do update set until = excluded.until;
  return null;
end $$;

create trigger applications_lifetime_changed after update of access_token_lifetime on applications
  for each row when (old.access_token_lifetime <> new.access_token_lifetime)
  execute function remember_access_token_lifetime();
create trigger applications_lifetime_deleted after delete on applications
  for each row execute function remember_access_token_lifetime();

create function longest_access_token_lifetime() returns interval language sql stable as $$
  select greatest(
    (select max(access_token_lifetime) from applications),
    (select max(lifetime) from access_token_lifetimes where until > clock_timestamp() - interval '24 hours'),
    interval '10 minutes')
$$;

create table consents (
  user_id        uuid not null references users on delete cascade,
  client_id      text not null references applications on delete cascade,
  scopes         text[] not null,
  authorized_at  timestamptz not null,
  primary key (user_id, client_id)
);

-- Grants: one row each, however often refreshed ------------------------------------------------

-- The leading 48 bits of the id are the grant's absolute end in milliseconds (UUIDv8, RFC 9562 §5.8),
-- so a range of ids is a range of expiry, and a week of expired grants is dropped as one partition.
create table grants (
  id             uuid not null,
  user_id        uuid not null,
  client_id      text not null,
  sid            text,
  scopes         text[] not null,
  audiences      text[] not null,
  authorized_at  timestamptz not null,
  auth_time      timestamptz not null,
  acr            text not null,
  amr            text[] not null,
  issued_at      timestamptz not null,
  address        text,
  user_agent     text,
  -- The refresh token, if the grant has one: hashes only (SHA-256).
  refresh_hash     bytea,
  previous_hash    bytea,
  generation       integer not null default 0,
  -- When generations generation-1, -2, -3, -4 were spent, newest first; PostgreSQL's clock.
  spent_at         timestamptz[4] not null default '{NULL,NULL,NULL,NULL}',
  last_used_at     timestamptz not null,
  last_used_on     date not null,
  ended_at       timestamptz,
  ended_by       text,
  primary key (id)
) partition by range (id);

-- Partition key boundary: the smallest id whose grant ends at `instant`.
create function grant_id_floor(instant timestamptz) returns uuid language sql immutable strict as $$
  select (lpad(to_hex((extract(epoch from instant) * 1000)::bigint), 12, '0') || repeat('0', 20))::uuid
$$;

-- Makes the weekly partitions for ends between the two instants; harmless where they exist.
create function make_grant_partitions(first timestamptz, last timestamptz) returns integer
language plpgsql as $$
declare
  week  timestamptz := date_trunc('week', first at time zone 'UTC') at time zone 'UTC';
  made  integer := 0;
  part  text;
begin
  while week <= last loop
    part := 'grants_' || to_char(week at time zone 'UTC', 'IYYY"w"IW');
    if to_regclass(part) is null then
      -- Rows change in place: room for HOT updates on the page.
      execute format('create table %I partition of grants for values from (%L) to (%L) with (fillfactor = 85)',
        part, grant_id_floor(week), grant_id_floor(week + interval '7 days'));
      made := made + 1;
    end if;
    week := week + interval '7 days';
  end loop;
  return made;
end $$;

create index grants_by_user on grants (user_id, issued_at desc, id);
create index grants_by_application on grants (client_id, issued_at desc, id);
create index grants_by_session on grants (sid, issued_at desc, id);
create index grants_by_last_use on grants (last_used_on);

-- The longest grant is a year.
select make_grant_partitions(now(), now() + interval '54 weeks');

-- Revocation ------------------------------------------------------------------------------------

-- A rule and its place in the outbox in one row (contract, section 5). `selectors` holds the values of
-- the rule's most selective field, prefixed by the field, so that a check finds the few rules that may
-- stop it by one index lookup.
create table revocation_rules (
  id            uuid primary key,
  jti           text,
  grant_id      uuid,
  sid           text,
  sub           text[],
  client_id     text,
  aud           text,
  kid           text,
  everything    boolean not null default false,
  selectors     text[] not null check (cardinality(selectors) > 0),
  -- Null until stamped by the request after its commit, or by the relay. Unstamped means everything.
  before        timestamptz,
  until         timestamptz,
  reason        text not null,
  caused_by     text,
  created_at    timestamptz not null default clock_timestamp(),
  published_at  timestamptz
);
create index revocation_rules_selectors on revocation_rules using gin (selectors) with (fastupdate = off);
create index revocation_rules_unpublished on revocation_rules (created_at) where published_at is null;
create index revocation_rules_until on revocation_rules (until);

-- The relay's memory: the newest heartbeat it has sent, and the topic it wrote to.
-- `not_before` is set when the clock was seen to go back.
create table revocation_clock (
  one         boolean primary key default true check (one),
  newest      timestamptz not null,
  not_before  timestamptz not null,
  topic_id    text
);
insert into revocation_clock (newest, not_before) values ('epoch', 'epoch');

-- True while PostgreSQL's clock can be trusted to stamp (design: Revocation 2). Seen behind the
-- newest heartbeat, it must pass that by a second, for a heartbeat is stored once a second.
create function clock_stands() returns boolean language plpgsql volatile as $$
declare
  clock  revocation_clock;
begin
  select * into clock from revocation_clock;
  if clock_timestamp() < clock.newest and clock.not_before < clock.newest + interval '1 second' then
    update revocation_clock set not_before = newest + interval '1 second'
      where not_before < newest + interval '1 second';
    return false;
  end if;
  return clock_timestamp() >= clock.newest and clock_timestamp() >= clock.not_before;
end $$;

-- Stamps a rule after its transaction has committed and returns it; the first stamp wins. Wakes the
-- relays, for a rule can be published once it is stamped. Unstamped while the clock does not stand.
-- It never waits: where a relay holds the rule, the relay has stamped it or is about to.
create function stamp_rule(rule uuid) returns setof revocation_rules language sql volatile as $$
  update revocation_rules
    set before = date_trunc('milliseconds', clock_timestamp()),
        until = clock_timestamp() + longest_access_token_lifetime() + interval '5 minutes'
    where id = (select id from revocation_rules where id = rule and before is null
                for no key update skip locked)
      and before is null and clock_stands();
  select pg_notify('countersign_rules', '');
  select * from revocation_rules where id = rule
$$;

-- Stamps the rules whose request did not live to do it: visible, so committed, and older than `age`.
create function stamp_rules_left_behind(age interval) returns bigint language sql volatile as $$
  with stamped as (
    update revocation_rules
      set before = date_trunc('milliseconds', clock_timestamp()),
          until = clock_timestamp() + longest_access_token_lifetime() + interval '5 minutes'
      where before is null and clock_stands()
        and id in (select id from revocation_rules
                   where published_at is null and before is null
                     and created_at < clock_timestamp() - age
                   for update skip locked)
      returning 1)
  select count(*) from stamped
$$;

-- Keys ------------------------------------------------------------------------------------------

create table signing_keys (
  kid             text primary key,
  algorithm       text not null,
  public_jwk      jsonb not null,
  -- AES-256-GCM under the key-encryption key whose id is its first byte.
  private_key     bytea not null,
  created_at      timestamptz not null default now(),
  signs_from      timestamptz not null,
  signs_until     timestamptz not null,
  compromised_at  timestamptz
);

-- Audit -----------------------------------------------------------------------------------------

create table audit_events (
  id          uuid primary key,
  at          timestamptz not null default clock_timestamp(),
  actor       text not null,
  action      text not null,
  target      text,
  detail      jsonb not null default '{}',
  address     text,
  published_at timestamptz
);
create index audit_events_at on audit_events (at desc, id);
