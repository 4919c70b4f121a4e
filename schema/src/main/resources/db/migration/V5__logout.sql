-- RP-initiated logout (OpenID Connect RP-Initiated Logout 1.0).

-- Where the browser may return to, once the person has signed out.
alter table applications add column post_logout_redirect_uris text[] not null default '{}';

-- Offline access outlives its session, so its grant has no `sid` and no rule on the session stops it.
-- This is the session in which it was obtained, for the one who may end it with that: the application
-- itself, by asking to sign out. Null wherever there is a `sid`. It needs no index: such grants are
-- found by their user. Without a default, no partition is rewritten.
alter table grants add column obtained_in text;

-- On a rule on a session: whose offline access at which application ended with it. A grant that was
-- being made meanwhile is found when the rule's rows are marked.
alter table revocation_rules
  add column offline_user uuid,
  add column offline_client text,
  add check (num_nulls(offline_user, offline_client) <> 1),
  add check (offline_user is null or sid is not null);
