-- Who a person is at the applications of one sector (OpenID Connect Core 1.0 §8.1), made when it is
-- first needed. A row outlives its user until no rule on the user is left: a rule names every subject
-- of its user. So there is no foreign key.
create table pairwise_subjects (
  subject uuid primary key,
  user_id uuid not null,
  sector text not null check (sector <> ''),
  created_at timestamptz not null default now(),
  erased_at timestamptz,
  unique (user_id, sector)
);

create index pairwise_subjects_of_erased on pairwise_subjects (erased_at) where erased_at is not null;

-- Null where it is the user's id. With neither a default nor a check, no partition is rewritten or read.
alter table grants add column subject uuid;
