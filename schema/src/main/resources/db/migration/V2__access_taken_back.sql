-- Access that can be taken back: what the inventory searches by, how rows are marked, who belongs
-- to an application. Why a grant has a shape, in docs/adr/0008.

-- Grants ----------------------------------------------------------------------------------------

-- How it ended (`client`, `refresh replay`, an administrator's words), and who ended it.
alter table grants rename column ended_by to end_reason;
alter table grants add column ended_by text;

-- What a grant is of: application, scopes and APIs, by a hash of them. There are few shapes and many
-- grants, so a search by any of the three finds its shapes first, and then walks an index that has
-- them in order, newest first, whatever the combination.
create function grant_shape(client_id text, scopes text[], audiences text[]) returns uuid
language sql immutable parallel safe as $$
  select encode(substring(sha256(convert_to(concat_ws(E'\n', client_id, cardinality(scopes),
    (select string_agg(s, E'\n' order by s collate "C") from unnest(scopes) s),
    (select string_agg(a, E'\n' order by a collate "C") from unnest(audiences) a)), 'UTF8'))
    from 1 for 16), 'hex')::uuid
$$;

-- Written by whoever inserts a grant, in the same statement. No grant of the shape lives for longer
-- than `longest`: in a partition of a later end there is none, and it need not be asked.
create table grant_shapes (
  id         uuid primary key,
  client_id  text not null,
  scopes     text[] not null,
  audiences  text[] not null,
  longest    interval not null default '367 days'
);
create index grant_shapes_client on grant_shapes (client_id);
create index grant_shapes_scopes on grant_shapes using gin (scopes);
create index grant_shapes_audiences on grant_shapes using gin (audiences);

alter table grants
  add column shape uuid not null generated always as (grant_shape(client_id, scopes, audiences)) stored,
  add column ended boolean not null generated always as (ended_at is not null) stored;

insert into grant_shapes select distinct on (shape) shape, client_id, scopes, audiences from grants;

-- Read backwards, each gives newest first, with the id as the tie-breaker of a keyset.
drop index grants_by_user;
drop index grants_by_application;
drop index grants_by_session;
-- Each ends with what a search may ask for besides, so that an entry that does not match is passed
-- over in the index. An index by the day of the last use alone would serve nobody.
drop index grants_by_last_use;
create index grants_by_user on grants (user_id, issued_at, id, shape, ended, last_used_on);
create index grants_by_session on grants (sid, issued_at, id) where sid is not null;
create index grants_by_shape on grants (shape, ended, issued_at, id, last_used_on);
create index grants_by_use on grants (shape, ended, last_used_on, issued_at, id);
create index grants_by_time on grants (ended, issued_at, id, shape, last_used_on);

-- People ----------------------------------------------------------------------------------------

-- An administrator finds people by the beginning of a name or of an address.
create index users_email_prefix on users (email text_pattern_ops);
create index users_given_name_prefix on users (lower(given_name) text_pattern_ops);
create index users_family_name_prefix on users (lower(family_name) text_pattern_ops);

-- A user of an application (contract, section 6).
create table memberships (
  client_id   text not null references applications on delete cascade,
  user_id     uuid not null references users on delete cascade,
  created_at  timestamptz not null default now(),
  primary key (client_id, user_id)
);
create index memberships_user on memberships (user_id);

-- Revocation ------------------------------------------------------------------------------------

-- The rows that a rule stops are marked in the background, twice: soon, and before it is removed.
alter table revocation_rules
  add column marked_at timestamptz,
  add column marked_again_at timestamptz;
drop index revocation_rules_until;
create index revocation_rules_unmarked on revocation_rules (created_at) where marked_at is null;
create index revocation_rules_marked on revocation_rules (created_at, until)
  where marked_at is not null and marked_again_at is null;
create index revocation_rules_to_forget on revocation_rules (created_at, until)
  where marked_again_at is not null;

-- When a rule came into force, by the clock after its commit: `before` itself, unless an administrator
-- gave that. Until then no heartbeat speaks of the rule.
alter table revocation_rules add column stamped_at timestamptz;
update revocation_rules set stamped_at = before;

-- As in V1, but for a `before` that was given, which stays.
create or replace function stamp_rule(rule uuid) returns setof revocation_rules language sql volatile as $$
  with clock as materialized (select date_trunc('milliseconds', clock_timestamp()) as now)
  update revocation_rules
    set before = coalesce(before, clock.now),
        until = coalesce(until,
          clock_timestamp() + longest_access_token_lifetime() + interval '5 minutes'),
        stamped_at = clock.now
    from clock
    where id = (select id from revocation_rules where id = rule and stamped_at is null
                for no key update skip locked)
      and stamped_at is null and clock_stands();
  select pg_notify('countersign_rules', '');
  select * from revocation_rules where id = rule
$$;

create or replace function stamp_rules_left_behind(age interval) returns bigint language sql volatile as $$
  with clock as materialized (select date_trunc('milliseconds', clock_timestamp()) as now),
  stamped as (
    update revocation_rules
      set before = coalesce(before, clock.now),
          until = coalesce(until,
            clock_timestamp() + longest_access_token_lifetime() + interval '5 minutes'),
          stamped_at = clock.now
      from clock
      where stamped_at is null and clock_stands()
        and id in (select id from revocation_rules
                   where published_at is null and stamped_at is null
                     and created_at < clock_timestamp() - age
                   for update skip locked)
      returning 1)
  select count(*) from stamped
$$;

-- Partitions of grants ---------------------------------------------------------------------------

-- Each week's table: `attached`, `detaching` (its detaching was begun and has not come to its end) or
-- `alone` (detached, and to be dropped). Its name says its range.
create view grant_partitions as
  select c.relname::text as name,
    (to_date(substr(c.relname, 8), 'IYYY"w"IW') + 7)::timestamp at time zone 'UTC' as ends_at,
    case when i.inhrelid is null then 'alone' when i.inhdetachpending then 'detaching'
      else 'attached' end as state
  from pg_class c
  left join pg_inherits i on i.inhrelid = c.oid and i.inhparent = 'grants'::regclass
  where c.relname ~ '^grants_[0-9]{4}w[0-9]{2}$' and c.relkind = 'r'
    and c.relnamespace = (select relnamespace from pg_class where oid = 'grants'::regclass);

-- Makes the weekly partitions for ends between the two instants; harmless where they exist. Nobody
-- who writes grants waits: the table is made with its indexes by itself, and then attached, which
-- keeps out only those who would change the partitions too.
create or replace function make_grant_partitions(first timestamptz, last timestamptz) returns integer
language plpgsql as $$
declare
  week  timestamptz := date_trunc('week', first at time zone 'UTC') at time zone 'UTC';
  made  integer := 0;
  part  text;
begin
  while week <= last loop
    part := 'grants_' || to_char(week at time zone 'UTC', 'IYYY"w"IW');
    if not exists (select from grant_partitions where name = part and state <> 'alone') then
      if to_regclass(part) is null then
        -- Rows change in place: room for HOT updates on the page.
        execute format('create table %I (like grants including all) with (fillfactor = 85)', part);
      end if;
      execute format('alter table grants attach partition %I for values from (%L) to (%L)',
        part, grant_id_floor(week), grant_id_floor(week + interval '7 days'));
      made := made + 1;
    end if;
    week := week + interval '7 days';
  end loop;
  return made;
end $$;
